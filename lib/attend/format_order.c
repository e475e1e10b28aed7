/*
 * Whether the dates of a file have the day or the month first.
 */
#include "attend/format.h"

#include "attend/moment.h"

/* Whether a day has a session, or is the one the manifest tells. */
static bool is_known_day(const struct reading *reading, struct date date)
{
	const struct source *source = evidence_source(reading->evidence);

	if (source->dated)
		return source->date.days == date.days;
	return set_find(reading->session_dates,
			(struct slice){(const char *)&date.days,
				       sizeof date.days}) != SET_NONE;
}

void format_look_at_date(struct reading *reading, struct slice cell)
{
	struct order_vote *vote = &reading->vote;
	struct date day_first, month_first;
	int32_t time;
	enum date_order order;

	if (cell.length == 0)
		return;
	order = moment_order(cell);
	vote->order = date_order_join(vote->order, order);
	if (order != DATE_ORDER_OPEN ||
	    !moment_parse(cell, DATE_DAY_FIRST, &day_first, &time) ||
	    !moment_parse(cell, DATE_MONTH_FIRST, &month_first, &time) ||
	    day_first.days == month_first.days)
		return;
	vote->differs = true;
	vote->day_first += is_known_day(reading, day_first);
	vote->month_first += is_known_day(reading, month_first);
}

bool format_decide_order(struct reading *reading, struct diag *diag)
{
	const struct order_vote *vote = &reading->vote;
	const struct source *source = evidence_source(reading->evidence);
	const char *path = source->path;

	/* A file of no class here, none of whose days is a session's either
	 * way, can't change what is decided: it is told, and the run goes on.
	 */
	reading->stop = source->class_index != ROLL_NONE ||
			vote->day_first + vote->month_first > 0;
	if (vote->order == DATE_ORDER_CLASH)
		return diag_set(diag,
				"\"%s\" has dates with the day first and dates "
				"with the month first; write them one way",
				path);
	if (vote->order != DATE_ORDER_OPEN)
		reading->order = vote->order;
	else if (!vote->differs)
		reading->order = DATE_DAY_FIRST;
	else if (vote->day_first > 0 && vote->month_first == 0)
		reading->order = DATE_DAY_FIRST;
	else if (vote->month_first > 0 && vote->day_first == 0)
		reading->order = DATE_MONTH_FIRST;
	else if (reading->order != DATE_DAY_FIRST &&
		 reading->order != DATE_MONTH_FIRST)
		return diag_set(diag,
				"\"%s\" doesn't show whether its dates have "
				"the day or the month first; say it with "
				"--date-order",
				path);
	reading->stop = false;
	return true;
}

bool format_settle_order(struct reading *reading, const enum role *roles,
			 size_t count, struct diag *diag)
{
	struct source *source = evidence_source(reading->evidence);
	uint64_t rows = source->rows;
	struct log_row row;
	int result;

	while ((result = format_next(reading, &row, diag)) > 0)
		for (size_t i = 0; i < count; i++)
			format_look_at_date(
				reading, columns_cell(&reading->found.columns,
						      roles[i], &row));
	source->rows = rows;
	return result == 0 && format_decide_order(reading, diag) &&
	       log_rewind(reading->log, diag);
}
