#include "stream/footer.h"
#include "stream/table_damage.h"
#include "stream/table_parts.h"

enum {
	NIK_LENGTH_WHOLE = 16,
	FOOTER_CELLS_MOST = 3,
	NUMBER_DIGITS_MIN = 10 /* of what may be a person's number */
};

/* By its place; a file that changed meanwhile may have another row there. */
static bool is_tidy(const struct table *table, const struct table_row *row)
{
	size_t place = table->row - 1;

	return place / 8 < table->tidy.length &&
	       (table->tidy.data[place / 8] >> place % 8 & 1) != 0 &&
	       row->count == table->heading.header.count;
}

/* Without memory the row is looked at again. */
static void note_tidy(struct table *table)
{
	size_t row = table->row - 1;

	while (table->tidy.length <= row / 8)
		if (!strbuf_append_byte(&table->tidy, 0))
			return;
	table->tidy.data[row / 8] |= (char)(1 << row % 8);
}

static bool is_blank(const struct table_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].length > 0)
			return false;
	return true;
}

/* The header once more, as sheets printed on several pages have it. */
static bool repeats_header(const struct table *table,
			   const struct table_row *row)
{
	for (size_t i = 0; i < table->heading.header.count; i++)
		if (!slice_equal(row_cell(row, i), table->heading.labels[i]))
			return false;
	return true;
}

/*
 * Whether a row of a list of people is one of its totals, its place and date or
 * a signature: few cells, none of them a person's number.
 */
static bool is_footer(const struct table *table, const struct table_row *row)
{
	struct slice first = {0};
	size_t filled = 0;

	if (table->nik == COLUMN_NONE && table->name == COLUMN_NONE)
		return false;
	for (size_t i = 0; i < row->count; i++) {
		struct slice cell = row->cells[i];

		if (cell.length == 0)
			continue;
		if (filled++ == 0)
			first = cell;
		if (filled > FOOTER_CELLS_MOST ||
		    (cell.length >= NUMBER_DIGITS_MIN && text_is_digits(cell)))
			return false;
	}
	return 2 * filled <= table->heading.header.count && footer_is(first);
}

/* Gives a row a cell for each column; a workbook leaves out empty ones. */
static void fit_width(const struct table *table, struct table_row *row,
		      struct damage *damage)
{
	size_t columns = table->heading.header.count;

	row_touch(row);
	for (size_t i = columns; i < row->count; i++)
		if (row->cells[i].length > 0)
			damage_add(damage, FAULT_EXTRA_CELL, COLUMN_NONE);
	if (row->count < columns && row->kinds == NULL)
		damage_add(damage, FAULT_MISSING_CELL, COLUMN_NONE);
	for (size_t i = row->count; i < columns; i++)
		row->cells[i] = (struct slice){0};
}

/* False where the order of dates is asked for and can't be decided. */
static bool normalise(struct table *table, struct table_row *row,
		      struct damage *damage, struct diag *diag)
{
	for (size_t i = 0; i < table->field_count; i++) {
		struct table_field *field = &table->fields[i];
		struct slice *cell = &row->cells[field->column];
		enum sheet_cell_kind kind = SHEET_TEXT;
		enum table_fault fault;

		if (cell->length == 0)
			continue;
		if (row->kinds == NULL && field_is_plain(field, *cell))
			continue;
		row_touch(row);
		if (row->kinds != NULL)
			kind = row->kinds[field->column];
		fault = field_normalise(field, kind, table->order, cell);
		if (fault == FAULT_DATE_OPEN) {
			dates_look(&table->evidence, *cell, row->line);
			if (!table_settle_order(table, diag))
				return false;
			fault = field_normalise(field, kind, table->order,
						cell);
		}
		if (fault == FAULT_DATE_ORDER && !table->order_given)
			return diag_set(
				diag,
				"%s:%llu: \"%.*s\" is against the order "
				"of the dates before it; say "
				"--date-order day-first or "
				"--date-order month-first",
				table->file, (unsigned long long)row->line,
				SLICE_PRINT(slice_part(*cell, 0, 40)));
		if (fault != FAULT_NONE)
			damage_add(damage, fault, field->column);
	}
	return true;
}

/* Counts the NIKs of the file; whether this row's one looks wrong. */
static bool count_nik(struct table *table, const struct table_row *row,
		      struct damage *damage)
{
	struct slice nik;

	if (table->nik == COLUMN_NONE)
		return false;
	nik = row->cells[table->nik];
	if (nik.length != NIK_LENGTH_WHOLE || !text_is_digits(nik))
		return nik.length > 0;
	table->niks++;
	if (nik.data[NIK_LENGTH_WHOLE - 1] != '0')
		return false;
	table->rounded++;
	if (table_rounded_nik_share(table) > TABLE_ROUNDED_ALARM)
		damage_add(damage, FAULT_MAYBE_ROUNDED, table->nik);
	return false;
}

/* Of a name, and of a value that was found wrong as another thing. */
static void find_numbered_error(const struct table *table,
				const struct table_row *row,
				struct damage *damage)
{
	if (damage->fault != FAULT_NONE &&
	    damage_is_numbered_error(row_cell(row, damage->column)))
		damage->fault = FAULT_CELL_ERROR;
	else if (table->name != COLUMN_NONE &&
		 damage_is_numbered_error(row->cells[table->name]))
		damage_add(damage, FAULT_CELL_ERROR, table->name);
}

static enum read_result tell(struct table *table, const struct table_row *row,
			     const struct damage *damage, struct record *record)
{
	const struct header *header = &table->heading.header;
	enum shape shape = damage->column < header->count
				   ? table->shapes[damage->column]
				   : SHAPE_ANY;

	strbuf_reset(&table->message);
	damage_describe(damage, row, header, &table->message);
	record->problem_code = damage_code(damage->fault, shape);
	record->problem = strbuf_string(&table->message);
	record->problem_column = damage->column;
	return damage->fault < FAULT_NOTE ? READ_BAD : READ_RECORD;
}

/*
 * Brings a row that is not blank into its form, and finds what is wrong with
 * it. False where it can't be read.
 */
static bool inspect(struct table *table, struct table_row *row,
		    struct damage *damage, struct diag *diag)
{
	size_t columns = table->heading.header.count;
	bool suspicious;

	if (row->count != columns)
		fit_width(table, row, damage);
	if (!normalise(table, row, damage, diag))
		return false;
	suspicious = count_nik(table, row, damage);
	find_numbered_error(table, row, damage);
	if (table->account != COLUMN_NONE && table->bank != COLUMN_NONE &&
	    account_is_short(&table->banks, row->cells[table->bank],
			     row->cells[table->account]))
		damage_add(damage, FAULT_ZERO_LOST, table->account);
	if (suspicious ||
	    (damage->fault != FAULT_NONE && damage->fault < FAULT_NOTE))
		damage_find_shift(row, table->shapes, columns, damage);
	return true;
}

/*
 * Field by field: a literal of the whole structure would be cleared first,
 * which takes as long as the rest of it.
 */
static void make_record(struct table *table, const struct table_row *row,
			struct record *record)
{
	record->fields = row->cells;
	record->raw = NULL;
	record->count = table->heading.header.count;
	record->text = (struct slice){0};
	record->row = row->text;
	record->separator = row->separator;
	record->is_whole = row->is_whole;
	record->has_slack = row->is_cut;
	record->file = table->file;
	record->line = row->line;
	record->number = ++table->number;
	record->problem_code = record->problem = NULL;
	record->problem_column = COLUMN_NONE;
	record->blank_line = table->blank_line;
	table->blank_line = 0;
}

/* Takes away what hides the value of a cell, or says that it has none. */
static void tidy_up(const struct table *table, struct table_row *row,
		    struct damage *damage)
{
	const struct table_csv *csv = rows_csv(table->rows);
	bool broken = csv != NULL && table_text_is_damaged(table_csv_text(csv));

	if (row->odd || broken)
		damage_tidy(row, broken, damage);
}

/* Whether a row is to be passed over: none of a record's. */
static bool is_idle(struct table *table, const struct table_row *row)
{
	if (row->cells[0].length > 0 && repeats_header(table, row))
		return true;
	if (row->cells[0].length == 0 && is_blank(row)) {
		table->blank_line = row->line;
		return true;
	}
	if (!is_footer(table, row))
		return false;
	if (table->footer_count++ == 0)
		table->footer_line = row->line;
	return true;
}

/* A row that an earlier reading found tidy is given as it stands. */
static void give_tidy(struct table *table, struct table_row *row,
		      struct record *record)
{
	bool is_line = table_csv_make_line(rows_csv(table->rows), row);

	make_record(table, row, record);
	if (is_line)
		record->text = row->text;
}

enum read_result table_next(struct table *table, struct record *record,
			    struct diag *diag)
{
	struct table_row row;
	int result;

	while ((result = rows_next(table->rows, &row, diag)) > 0) {
		struct damage damage = {.column = COLUMN_NONE,
					.shifted = COLUMN_NONE};

		if (row.line <= table->heading.line || row.count == 0)
			continue;
		table->row++;
		if (is_tidy(table, &row)) {
			give_tidy(table, &row, record);
			return READ_RECORD;
		}
		tidy_up(table, &row, &damage);
		if (is_idle(table, &row))
			continue;
		if (!inspect(table, &row, &damage, diag))
			return READ_BROKEN;
		if (row.is_cut && damage.fault == FAULT_NONE)
			note_tidy(table);
		make_record(table, &row, record);
		return damage.fault == FAULT_NONE
			       ? READ_RECORD
			       : tell(table, &row, &damage, record);
	}
	return result == 0 ? READ_END : READ_BROKEN;
}
