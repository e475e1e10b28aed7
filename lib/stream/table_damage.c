#include "stream/table_damage.h"

#include "value/identity.h"

enum {
	SHIFT_GAIN_MIN = 4, /* two columns that fit aside and not here */
	VALUE_SHOWN = 60
};

void damage_add(struct damage *damage, enum table_fault fault, size_t column)
{
	bool worse = damage->fault >= FAULT_NOTE && fault < FAULT_NOTE;

	if (fault == FAULT_NONE || (damage->fault != FAULT_NONE && !worse))
		return;
	damage->fault = fault;
	damage->column = column;
}

/* The text of ="0812...", which keeps spreadsheets from counting with it. */
static struct slice without_formula(struct slice cell)
{
	if (cell.length >= 3 && slice_starts(cell, "=\"") &&
	    slice_ends(cell, "\""))
		return slice_trim(slice_part(cell, 2, cell.length - 3));
	return cell;
}

bool damage_is_numbered_error(struct slice cell)
{
	struct slice word;

	if (cell.length != 7 && cell.length != 9)
		return false; /* as nearly always */
	word = slice_part(cell, 0, cell.length - 4);
	return cell.data[word.length] == ':' &&
	       text_is_digits(slice_part(cell, word.length + 1, 3)) &&
	       (slice_equal_ignoring_case(word, SLICE("err")) ||
		slice_equal_ignoring_case(word, SLICE("galat")));
}

static bool is_cell_error(struct slice cell)
{
	static const char *const errors[] = {
		"#REF!",	 "#N/A",      "#VALUE!",   "#NAME?",
		"#DIV/0!",	 "#NUM!",     "#NULL!",	   "#SPILL!",
		"#CALC!",	 "#FIELD!",   "#BUSY!",	   "#UNKNOWN!",
		"#GETTING_DATA", "#BLOCKED!", "#CONNECT!", "#ERROR!"};
	size_t hashes = 0;

	if (cell.length == 0)
		return false;
	if (cell.data[0] != '#')
		return damage_is_numbered_error(cell);
	while (hashes < cell.length && cell.data[hashes] == '#')
		hashes++;
	if (hashes == cell.length && hashes > 2)
		return true; /* a column too narrow for its value */
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (slice_equal_ignoring_case(cell, slice_of(errors[i])))
			return true;
	return false;
}

static bool has_replacement(struct slice cell)
{
	return cell.length >= 3 &&
	       memmem(cell.data, cell.length, "\xef\xbf\xbd", 3) != NULL;
}

void damage_tidy(struct table_row *row, bool broken, struct damage *damage)
{
	for (size_t i = 0; i < row->count; i++) {
		struct slice *cell = &row->cells[i];

		if (!cell_is_tidy(*cell)) {
			*cell = without_formula(slice_trim(*cell));
			row_touch(row);
			if (is_cell_error(*cell))
				damage_add(damage, FAULT_CELL_ERROR, i);
		}
		if (row->kinds != NULL && row->kinds[i] == SHEET_ERROR)
			damage_add(damage, FAULT_CELL_ERROR, i);
		if (broken && has_replacement(*cell))
			damage_add(damage, FAULT_ENCODING, i);
	}
}

/* 1: the cell fits the column, -1: it does not, 0: nobody can tell. */
static int fit(const struct table_row *row, enum shape shape, size_t column)
{
	struct slice cell;

	if (column >= row->count || shape == SHAPE_ANY || shape == SHAPE_NAME ||
	    shape == SHAPE_NUMBER)
		return 0;
	cell = row->cells[column];
	if (cell.length == 0)
		return 0;
	return shape_fits(shape, cell) ? 1 : -1;
}

/*
 * From the last column to the first: what is gained if the cells from here on
 * belong to their neighbours. The best gain, and where it begins.
 */
static int best_gain(const struct table_row *row, const enum shape *shapes,
		     size_t columns, bool to_right, size_t *from)
{
	int gain = 0, best = 0;

	for (size_t i = columns; i-- > 0;) {
		size_t aside = to_right ? i + 1 : i - 1; /* may wrap: empty */

		gain += fit(row, shapes[i], aside) - fit(row, shapes[i], i);
		if (gain > best) {
			best = gain;
			*from = i;
		}
	}
	return best;
}

void damage_find_shift(const struct table_row *row, const enum shape *shapes,
		       size_t columns, struct damage *damage)
{
	size_t right_from = 0, left_from = 0;
	int right = best_gain(row, shapes, columns, true, &right_from);
	int left = best_gain(row, shapes, columns, false, &left_from);

	if (right < SHIFT_GAIN_MIN && left < SHIFT_GAIN_MIN)
		return;
	damage->to_right = right >= left;
	damage->shifted = damage->to_right ? right_from : left_from;
	if (damage->fault == FAULT_EXTRA_CELL ||
	    damage->fault == FAULT_MISSING_CELL)
		return;
	damage->fault = FAULT_SHIFT;
	damage->column = damage->shifted;
}

/*
 * Codes that say of which number they are; the last is for the others. NULL is
 * what can't be: a KPJ or telephone has fewer than 16 digits, and a NIK or KK
 * never begins with 0.
 */
static const struct number_codes {
	enum shape shape;
	const char *exponent, *rounded, *kept, *zero;
} number_codes[] = {
	{SHAPE_NIK, "V-NIK-EXP", "V-NIK-ROUNDED", "V-NIK-NUMBER", NULL},
	{SHAPE_KPJ, "V-KPJ-EXP", NULL, NULL, "V-KPJ-ZERO"},
	{SHAPE_KK, "V-KK-EXP", "V-KK-ROUNDED", "V-KK-NUMBER", NULL},
	{SHAPE_PHONE, "V-PHONE-EXP", NULL, NULL, "V-PHONE-ZERO"},
	{SHAPE_ACCOUNT, "V-ACCOUNT-EXP", "V-ACCOUNT-ROUNDED",
	 "V-ACCOUNT-NUMBER", "V-ACCOUNT-ZERO"},
};

/* Code, where it is the same for all fields, and what the message says. */
static const struct fault_words {
	const char *code, *words;
} faults[FAULT_COUNT] = {
	[FAULT_NONE] = {NULL, ""},
	[FAULT_DATE] = {"V-DATE", "is no date"},
	[FAULT_DATE_SERIAL] = {"V-DATE",
			       "is a spreadsheet's number of a day; format "
			       "the column as date and save again"},
	[FAULT_DATE_ORDER] = {"V-DATE",
			      "is no date in the order of the others"},
	[FAULT_DATE_OPEN] = {"V-DATE", "may be two dates"},
	[FAULT_MONEY] = {"V-MONEY",
			 "is no amount; write 1500000 or Rp1.500.000"},
	[FAULT_EXPONENT] = {NULL, "lost its digits in a spreadsheet; take them "
				  "from the source and format the column as "
				  "text"},
	[FAULT_ROUNDED] = {NULL, "was kept as a number, which holds 15 digits: "
				 "the last is lost"},
	[FAULT_CELL_ERROR] = {"V-CELL-ERROR", "is an error of the spreadsheet"},
	[FAULT_ENCODING] = {"encoding-error",
			    "has bytes that are no characters; save the file "
			    "again as UTF-8"},
	[FAULT_EXTRA_CELL] = {"extra-cell", ""},
	[FAULT_MISSING_CELL] = {"missing-cell", ""},
	[FAULT_SHIFT] = {"V-SHIFT", ""},
	[FAULT_NUMBER] = {NULL, "is kept as a number; format the column as "
				"text"},
	[FAULT_ZERO_LOST] = {NULL,
			     "is short; a spreadsheet may have cut a 0 in "
			     "front"},
	[FAULT_MAYBE_ROUNDED] = {NULL, "may have lost its last digit, as many "
				       "in this file"},
};

const char *damage_code(enum table_fault fault, enum shape shape)
{
	const struct number_codes *codes = number_codes;

	while (codes->shape != shape && codes->shape != SHAPE_ACCOUNT)
		codes++;
	if (fault == FAULT_EXPONENT)
		return codes->exponent;
	if (fault == FAULT_ROUNDED || fault == FAULT_MAYBE_ROUNDED)
		return codes->rounded;
	if (fault == FAULT_NUMBER)
		return codes->kept;
	return fault == FAULT_ZERO_LOST ? codes->zero : faults[fault].code;
}

/* The front of a value, cut between characters. */
static struct slice shown(struct slice value)
{
	size_t length = value.length;

	if (length > VALUE_SHOWN)
		length = VALUE_SHOWN;
	while (length > 0 && length < value.length &&
	       (value.data[length] & 0xc0) == 0x80)
		length--;
	return slice_part(value, 0, length);
}

static void describe_shift(const struct damage *damage,
			   const struct header *header, struct strbuf *out)
{
	struct slice name = header->names[damage->shifted];

	strbuf_append_format(out,
			     "from %.*s on the cells stand one column to the "
			     "%s",
			     SLICE_PRINT(name),
			     damage->to_right ? "right" : "left");
}

static void describe_width(const struct damage *damage,
			   const struct table_row *row,
			   const struct header *header, struct strbuf *out)
{
	strbuf_append_format(out, "%zu cells for %zu columns", row->count,
			     header->count);
	if (damage->shifted == COLUMN_NONE)
		return;
	strbuf_append_string(out, "; ");
	describe_shift(damage, header, out);
}

bool damage_describe(const struct damage *damage, const struct table_row *row,
		     const struct header *header, struct strbuf *out)
{
	struct slice name, value;

	if (damage->fault == FAULT_EXTRA_CELL ||
	    damage->fault == FAULT_MISSING_CELL) {
		describe_width(damage, row, header, out);
		return !out->failed;
	}
	if (damage->fault == FAULT_SHIFT) {
		describe_shift(damage, header, out);
		return !out->failed;
	}
	if (damage->column >= header->count)
		return strbuf_append_string(out, faults[damage->fault].words);
	name = header->names[damage->column];
	value = shown(row_cell(row, damage->column));
	strbuf_append_byte(out, '"');
	if (damage->fault != FAULT_CELL_ERROR &&
	    (schema_is_identity(name) || identity_may_be(value)))
		identity_mask(value, out);
	else
		strbuf_append(out, value);
	return strbuf_append_format(out, "\" %s", faults[damage->fault].words);
}
