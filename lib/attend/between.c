#include "attend/between.h"

#include "attend/mark.h"
#include "attend/moment.h"
#include "attend/weekly.h"
#include "stream/footer.h"
#include "stream/numbering.h"

static struct slice first_cell(const struct log_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].length > 0)
			return row->cells[i];
	return (struct slice){0};
}

/* Whether some cell tells that somebody was there, or why not. */
static bool has_entry(const struct log_row *row)
{
	enum trace_mark mark;
	int32_t start, end;

	for (size_t i = 0; i < row->count; i++)
		if ((mark_parse(row->cells[i], &mark) && mark != MARK_NONE) ||
		    time_parse(row->cells[i], &start) ||
		    weekly_parse_stretch(row->cells[i], &start, &end))
			return true;
	return false;
}

/* A header names people and something about them, or sessions. */
static bool is_header(const struct log_row *row)
{
	struct columns columns;

	label_columns(row, &columns);
	if (columns_are_header(&columns))
		return true;
	for (size_t i = 0; i < row->count; i++)
		if (columns_name_people(&columns) &&
		    label_role(row->cells[i]) == ROLES &&
		    format_is_session(row->cells[i]))
			return true;
	return false;
}

static bool names_somebody(const struct reading *reading,
			   const struct sighting *sighting)
{
	uint32_t class_index;
	struct trace trace = {0};
	enum reject_reason reason;

	if (sighting == NULL)
		return false;
	reason = evidence_find(reading->evidence, sighting, &class_index,
			       &trace);
	return reason != REJECT_UNKNOWN && reason != REJECT_NO_CLASS;
}

/* Whether a row tells the class, the day or the month of the next list. */
static bool tells(const struct log_row *row)
{
	struct preamble told = {0};

	preamble_take(row, &told);
	return told.class_id.length + told.date.length + told.time.length > 0 ||
	       told.month != 0;
}

static enum row_kind take_told(struct between *between, struct reading *reading,
			       const struct log_row *row)
{
	struct preamble told = {0};
	struct log_row copy;

	if (!format_copy_row(&reading->arena, row, &copy))
		return ROW_FAILED;
	preamble_take(&copy, &told);
	preamble_renew(&between->next, &told);
	return ROW_NOBODY;
}

/* A day told below a list, and not above one, is that of its signature. */
static enum row_kind listed(struct between *between)
{
	if (between->below)
		between->next = (struct preamble){0};
	return ROW_PERSON;
}

enum row_kind between_look(struct between *between, struct reading *reading,
			   const struct log_row *row,
			   const struct sighting *sighting)
{
	if (names_somebody(reading, sighting)) {
		enum row_kind kind = listed(between);

		between->below = false;
		return kind;
	}
	if (is_header(row)) {
		between->below = false;
		return ROW_HEADER;
	}
	if (numbering_is(row->cells, row->count))
		return ROW_NOBODY;
	if (tells(row))
		return take_told(between, reading, row);
	if (footer_is(first_cell(row)) ||
	    (sighting != NULL && footer_is(sighting->who.name))) {
		between->below = true;
		return ROW_NOBODY;
	}
	return sighting == NULL || (between->below && !has_entry(row))
		       ? ROW_NOBODY
		       : listed(between);
}
