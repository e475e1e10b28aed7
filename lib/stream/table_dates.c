#include "stream/table_dates.h"

#include <stdio.h>

static void remember(struct date_witness *witness, struct slice text,
		     uint64_t line)
{
	if (witness->line != 0)
		return;
	witness->line = line;
	snprintf(witness->text, sizeof witness->text, "%.*s",
		 SLICE_PRINT(slice_part(text, 0, WITNESS_SIZE - 1)));
}

/* Whether a date reads differently in the two orders. */
static bool is_open(struct slice text)
{
	struct date day_first, month_first;

	return date_parse_office(text, DATE_DAY_FIRST, &day_first) &&
	       date_parse_office(text, DATE_MONTH_FIRST, &month_first) &&
	       date_compare(day_first, month_first) != 0;
}

static void look_long(struct date_evidence *evidence, struct slice cell,
		      uint64_t line)
{
	struct slice text = slice_trim(cell);

	switch (date_order_of(text)) {
	case DATE_DAY_FIRST:
		remember(&evidence->day_first, text, line);
		break;
	case DATE_MONTH_FIRST:
		remember(&evidence->month_first, text, line);
		break;
	case DATE_ORDER_OPEN:
	case DATE_ORDER_CLASH:
		if (evidence->open.line == 0 && is_open(text))
			remember(&evidence->open, text, line);
		break;
	}
}

void dates_look(struct date_evidence *evidence, struct slice cell,
		uint64_t line)
{
	int first, second, year;

	if (cell.length == 0 || field_is_iso_date(cell))
		return;
	if (!field_is_slashed(cell, &first, &second, &year))
		look_long(evidence, cell, line);
	else if (first > 12 && second <= 12)
		remember(&evidence->day_first, cell, line);
	else if (second > 12 && first <= 12)
		remember(&evidence->month_first, cell, line);
	else if (first != second && first <= 12)
		remember(&evidence->open, cell, line);
}

bool dates_scan(struct date_evidence *evidence, struct table_rows *rows,
		struct diag *diag)
{
	struct table_row row;
	int result;

	while ((result = rows_next(rows, &row, diag)) > 0) {
		if (row.line <= evidence->heading_line)
			continue;
		for (size_t i = 0; i < evidence->field_count; i++) {
			const struct table_field *field = &evidence->fields[i];

			if (field->kind == FIELD_DATE)
				dates_look(evidence,
					   row_cell(&row, field->column),
					   row.line);
		}
	}
	return result == 0;
}

void dates_forget(struct date_evidence *evidence)
{
	evidence->day_first.line = 0;
	evidence->month_first.line = 0;
	evidence->open.line = 0;
}

static bool fail_clash(const struct date_evidence *evidence, const char *file,
		       struct diag *diag)
{
	return diag_set(
		diag,
		"%s: \"%s\" (line %llu) has the day first and \"%s\" (line "
		"%llu) the month; mend the dates of one kind, or give the "
		"order of the others with --date-order",
		file, evidence->day_first.text,
		(unsigned long long)evidence->day_first.line,
		evidence->month_first.text,
		(unsigned long long)evidence->month_first.line);
}

static bool fail_open(const struct date_evidence *evidence, const char *file,
		      struct diag *diag)
{
	struct slice text = slice_of(evidence->open.text);
	char day_first[DATE_SIZE] = "", month_first[DATE_SIZE] = "";
	struct date date;

	if (date_parse_office(text, DATE_DAY_FIRST, &date))
		date_format(date, day_first);
	if (date_parse_office(text, DATE_MONTH_FIRST, &date))
		date_format(date, month_first);
	return diag_set(diag,
			"%s:%llu: \"%s\" is %s with the day first and %s with "
			"the month first, and no date shows which; say "
			"--date-order day-first or --date-order month-first",
			file, (unsigned long long)evidence->open.line,
			evidence->open.text, day_first, month_first);
}

bool dates_decide(const struct date_evidence *evidence, const char *file,
		  enum date_order *order, struct diag *diag)
{
	bool day_first = evidence->day_first.line != 0;
	bool month_first = evidence->month_first.line != 0;

	*order = DATE_ORDER_OPEN;
	if (evidence->open.line == 0)
		return true;
	if (day_first && month_first)
		return fail_clash(evidence, file, diag);
	if (!day_first && !month_first)
		return fail_open(evidence, file, diag);
	*order = day_first ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
	return true;
}
