#include "stream/table_field.h"

#include "base/number.h"
#include "value/identity.h"
#include "value/money.h"

enum {
	SERIAL_MIN = 10000, /* 18 May 1927; less is a year, or nothing */
	SERIAL_MAX = 80000, /* 10 January 2119 */
	SERIAL_LENGTH = 5,
	ISO_LENGTH = 10,
	PHONE_LENGTH_MIN = 9
};

bool field_init(struct table_field *field, size_t column, struct slice name)
{
	*field = (struct table_field){.column = column,
				      .kind = schema_kind(name),
				      .shape = shape_of(name)};
	return field->kind != FIELD_TEXT && field->kind != FIELD_LIST;
}

/* What offices write where they know nothing. */
static bool is_placeholder(struct slice cell)
{
	static const char *const words[] = {"n/a", "na",     "null",  "none",
					    "nan", "kosong", "nihil", "nil"};
	size_t dashes = 0;

	while (dashes < cell.length && cell.data[dashes] == '-')
		dashes++;
	if (dashes == cell.length)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_ignoring_case(cell, slice_of(words[i])))
			return true;
	return false;
}

static enum table_fault rewrite_date(struct table_field *field,
				     struct date date, struct slice *cell)
{
	*cell = date_format(date, field->slot);
	return FAULT_NONE;
}

bool field_is_slashed(struct slice cell, int *first, int *second, int *year)
{
	const char *data = cell.data;
	char digits[8];

	if (cell.length != ISO_LENGTH || data[2] != data[5] ||
	    (data[2] != '/' && data[2] != '-' && data[2] != '.'))
		return false;
	memcpy(digits, data, 2);
	memcpy(digits + 2, data + 3, 2);
	memcpy(digits + 4, data + 6, 4);
	if (!text_word_is_digits(text_word(digits)))
		return false;
	*first = (digits[0] - '0') * 10 + digits[1] - '0';
	*second = (digits[2] - '0') * 10 + digits[3] - '0';
	*year = (digits[4] - '0') * 1000 + (digits[5] - '0') * 100 +
		(digits[6] - '0') * 10 + digits[7] - '0';
	return true;
}

static bool is_known(enum date_order order)
{
	return order == DATE_DAY_FIRST || order == DATE_MONTH_FIRST;
}

/*
 * Writes the digits of a date such as 31/12/2020 in the order of ISO, without
 * the long way round. False for what needs it.
 */
static bool turn_date(struct table_field *field, enum date_order order,
		      struct slice *cell)
{
	const char *data = cell->data;
	char *slot = field->slot;
	bool day_first = order == DATE_DAY_FIRST;
	int first, second, year;
	struct date date;

	if (!is_known(order) ||
	    !field_is_slashed(*cell, &first, &second, &year) ||
	    !date_from_civil(year, day_first ? second : first,
			     day_first ? first : second, &date))
		return false;
	memcpy(slot, data + 6, 4);
	slot[4] = slot[7] = '-';
	memcpy(slot + 5, data + (day_first ? 3 : 0), 2);
	memcpy(slot + 8, data + (day_first ? 0 : 3), 2);
	*cell = (struct slice){slot, ISO_LENGTH};
	return true;
}

/* "Denpasar, 12-05-1972": place and date of birth in one cell. */
static struct slice behind_place(struct slice cell)
{
	size_t comma = slice_find(cell, ',');

	if (comma == cell.length || text_is_digit(cell.data[0]))
		return (struct slice){0};
	return slice_trim(slice_part(cell, comma + 1, cell.length));
}

static bool is_serial(struct slice cell, int32_t *days)
{
	int64_t number;

	if (cell.length != SERIAL_LENGTH || !number_parse(cell, &number) ||
	    number < SERIAL_MIN || number > SERIAL_MAX)
		return false;
	*days = (int32_t)number;
	return true;
}

/* Day 1 is 1900-01-01, and a 29 February 1900 is counted that never was. */
static struct date date_of_serial(int32_t days)
{
	const int32_t days_to_1970 = 25569;

	return (struct date){days - days_to_1970};
}

static enum table_fault read_date(struct table_field *field,
				  enum date_order order, struct slice text,
				  struct slice *cell)
{
	enum date_order shown;
	struct date date;

	if (date_parse_office(text, order, &date)) {
		shown = is_known(order) ? date_order_of(text) : DATE_ORDER_OPEN;
		if (shown != DATE_ORDER_OPEN && shown != order)
			return FAULT_DATE_ORDER;
		return rewrite_date(field, date, cell);
	}
	if (!is_known(order) && date_parse_office(text, DATE_DAY_FIRST, &date))
		return FAULT_DATE_OPEN;
	return FAULT_DATE;
}

static enum table_fault normalise_date(struct table_field *field,
				       enum sheet_cell_kind kind,
				       enum date_order order,
				       struct slice *cell)
{
	int32_t days;
	enum table_fault fault;
	struct date date;

	if (turn_date(field, order, cell) || date_parse(*cell, &date))
		return FAULT_NONE;
	if (kind == SHEET_NUMBER && is_serial(*cell, &days))
		return rewrite_date(field, date_of_serial(days), cell);
	if (is_serial(*cell, &days))
		return FAULT_DATE_SERIAL;
	if (slice_is(*cell, "0000-00-00") || is_placeholder(*cell)) {
		*cell = (struct slice){0};
		return FAULT_NONE;
	}
	fault = read_date(field, order, *cell, cell);
	if (fault == FAULT_DATE && behind_place(*cell).length > 0)
		fault = read_date(field, order, behind_place(*cell), cell);
	return fault;
}

/* A workbook's amount with sen has a point: 3163837.32. */
static enum table_fault normalise_money(struct table_field *field,
					enum sheet_cell_kind kind,
					struct slice *cell)
{
	size_t point =
		kind == SHEET_NUMBER ? slice_find(*cell, '.') : cell->length;
	char text[FIELD_SLOT_SIZE];
	struct slice amount = *cell;
	struct money money;

	if (is_placeholder(*cell)) {
		*cell = (struct slice){0};
		return FAULT_NONE;
	}
	if (point < cell->length && cell->length < sizeof text) {
		memcpy(text, cell->data, cell->length);
		text[point] = ',';
		amount.data = text;
	}
	if (!money_parse_office(amount, &money))
		return FAULT_MONEY;
	*cell = number_format(money.rupiah, field->slot);
	return FAULT_NONE;
}

/* "24 bulan" is 24: units that leave the number what it is. */
static void normalise_number(struct slice *cell)
{
	static const char *const units[] = {
		"bulan", "bln",	  "orang",  "org",  "hari",  "peserta",
		"kursi", "menit", "months", "days", "people"};
	size_t digits = 0;
	struct slice unit;

	if (is_placeholder(*cell)) {
		*cell = (struct slice){0};
		return;
	}
	while (digits < cell->length && text_is_digit(cell->data[digits]))
		digits++;
	unit = slice_trim(slice_part(*cell, digits, cell->length));
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (digits > 0 &&
		    slice_equal_ignoring_case(unit, slice_of(units[i])))
			*cell = slice_part(*cell, 0, digits);
}

static void normalise_word(const char *word, struct slice *cell)
{
	if (word != NULL)
		*cell = slice_of(word);
	else if (is_placeholder(*cell))
		*cell = (struct slice){0};
}

/* 5.17E+15, 5,17E+15, 5E15. */
static bool is_exponent(struct slice cell)
{
	size_t i = 0;

	while (i < cell.length && (text_is_digit(cell.data[i]) ||
				   cell.data[i] == '.' || cell.data[i] == ','))
		i++;
	if (i == 0 || i == cell.length || text_lower(cell.data[i]) != 'e')
		return false;
	i++;
	if (i < cell.length && cell.data[i] == '+')
		i++;
	return text_is_digits(slice_part(cell, i, cell.length));
}

/* Without the ".0" and ",00" of a number that was whole. */
static struct slice without_decimals(struct slice cell)
{
	size_t end = cell.length;

	while (end > 0 && cell.data[end - 1] == '0')
		end--;
	if (end > 0 && end < cell.length && cell.length - end <= 2 &&
	    (cell.data[end - 1] == '.' || cell.data[end - 1] == ',') &&
	    text_is_digits(slice_part(cell, 0, end - 1)))
		return slice_part(cell, 0, end - 1);
	return cell;
}

/*
 * Takes out what is written between the digits of a number. A cell with
 * anything else in it stays as it is.
 */
static void clean_digits(struct table_field *field, struct slice *cell)
{
	struct slice text = without_decimals(*cell);
	size_t count = 0;

	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (slice_starts(slice_part(text, i, 2), "\xc2\xa0")) {
			i++;
			continue;
		}
		if (byte == ' ' || byte == '-' || byte == '.' || byte == '(' ||
		    byte == ')')
			continue;
		if (!text_is_digit(byte) && !(byte == '+' && count == 0))
			return;
		if (count == sizeof field->slot)
			return;
		field->slot[count++] = byte;
	}
	*cell = (struct slice){field->slot, count};
}

/* A zero in front is lost where exactly one digit is missing. */
static bool has_lost_zero(enum shape shape, struct slice cell)
{
	if (shape == SHAPE_KPJ)
		return cell.length == KPJ_LENGTH - 1;
	return shape == SHAPE_PHONE && cell.length >= PHONE_LENGTH_MIN &&
	       cell.data[0] == '8';
}

static enum table_fault normalise_number_text(struct table_field *field,
					      enum sheet_cell_kind kind,
					      struct slice *cell)
{
	if (is_placeholder(*cell)) {
		*cell = (struct slice){0};
		return FAULT_NONE;
	}
	if (is_exponent(*cell))
		return FAULT_EXPONENT;
	clean_digits(field, cell);
	if (!text_is_digits(*cell))
		return FAULT_NONE;
	if (kind == SHEET_NUMBER && cell->length == NIK_LENGTH &&
	    (field->shape == SHAPE_NIK || field->shape == SHAPE_KK ||
	     field->shape == SHAPE_ACCOUNT))
		return cell->data[NIK_LENGTH - 1] == '0' ? FAULT_ROUNDED
							 : FAULT_NUMBER;
	return has_lost_zero(field->shape, *cell) ? FAULT_ZERO_LOST
						  : FAULT_NONE;
}

enum table_fault field_normalise(struct table_field *field,
				 enum sheet_cell_kind kind,
				 enum date_order order, struct slice *cell)
{
	if (cell->data[0] == '\'')
		*cell = slice_trim(slice_part(*cell, 1, cell->length));
	if (cell->length == 0)
		return FAULT_NONE;
	switch (field->kind) {
	case FIELD_DATE:
		return normalise_date(field, kind, order, cell);
	case FIELD_MONEY:
		return normalise_money(field, kind, cell);
	case FIELD_NUMBER:
		normalise_number(cell);
		return FAULT_NONE;
	case FIELD_FLAG:
		normalise_word(shape_flag(*cell), cell);
		return FAULT_NONE;
	case FIELD_SEX:
		normalise_word(shape_sex(*cell), cell);
		return FAULT_NONE;
	case FIELD_IDENTIFIER:
		if (field->shape == SHAPE_ANY)
			return FAULT_NONE;
		return normalise_number_text(field, kind, cell);
	case FIELD_TEXT:
	case FIELD_LIST:
		break;
	}
	return FAULT_NONE;
}
