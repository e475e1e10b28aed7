/*
 * Logs of meeting programs with a row a join or a participant: Zoom (detail,
 * totals, webinar), Teams reports, Google Meet.
 */
#include "attend/format.h"
#include "attend/moment.h"

/* Rounding of durations, beyond which gaps are hidden in a row. */
enum { GAP_SECONDS = 90 };

static bool is_one_of(struct slice text, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (slice_equal_ignoring_case(text, slice_of(words[i])))
			return true;
	return false;
}

/* The people who hold the meeting needn't be on the roll. */
static bool is_host(struct slice duty)
{
	static const char *const words[] = {
		"organizer",  "organiser",   "co-organizer",
		"host",	      "co-host",     "penyelenggara",
		"tuan rumah", "organisator", NULL};

	return is_one_of(duty, words);
}

static bool is_no(struct slice attended)
{
	static const char *const words[] = {"no", "tidak", "nein", "non", NULL};

	return is_one_of(attended, words);
}

/* Time in the waiting room is none of the meeting. */
static bool is_waiting(struct slice cell)
{
	static const char *const words[] = {"yes", "ya", NULL};

	return is_one_of(cell, words);
}

/* A cell of join or leave: a moment, or a time on the file's date. */
static bool read_moment(const struct reading *reading, struct slice cell,
			struct moment *moment)
{
	const struct source *source = evidence_source(reading->evidence);
	int32_t shift = format_shift(reading, cell), time;
	struct date date;

	*moment = MOMENT_NONE;
	if (cell.length == 0 || slice_is(cell, "--") || slice_is(cell, "-"))
		return true;
	if (time_parse(cell, &time)) {
		if (source->dated)
			*moment = moment_of(source->date, time + shift);
		return source->dated;
	}
	if (!moment_parse(cell, reading->order, &date, &time) ||
	    time == TIME_NONE)
		return false;
	*moment = moment_of(date, time + shift);
	return true;
}

/* Decides what a row proves: a stretch, or a length of time within one. */
static void set_kind(struct sighting *sighting, struct moment joined,
		     struct moment left, int64_t duration)
{
	sighting->kind = TRACE_SPAN;
	sighting->from = joined.seconds;
	sighting->to = left.seconds;
	if (!moment_is_known(left))
		sighting->flags |= TRACE_OPEN_END;
	if (duration < 0)
		return;
	if (!moment_is_known(joined)) {
		sighting->kind = TRACE_TOTAL;
		sighting->total = (uint32_t)duration;
	} else if (!moment_is_known(left)) {
		sighting->to = joined.seconds + duration;
		sighting->flags &= (uint8_t)~TRACE_OPEN_END;
	} else if (left.seconds - joined.seconds - duration > GAP_SECONDS) {
		sighting->kind = TRACE_TOTAL;
		sighting->total = (uint32_t)duration;
		sighting->flags |= TRACE_GAPS_HIDDEN;
	}
}

static bool read_row(struct reading *reading, const struct log_row *row,
		     struct diag *diag)
{
	const struct columns *columns = &reading->found.columns;
	struct evidence *evidence = reading->evidence;
	const struct source *source = evidence_source(evidence);
	struct sighting sighting = sighting_new(row->line);
	struct moment joined, left;
	int64_t duration = -1;

	if (is_no(columns_cell(columns, ROLE_ATTENDED, row)) ||
	    is_waiting(columns_cell(columns, ROLE_WAITING, row)) ||
	    !format_who(reading, row, &sighting.who))
		return true;
	if (!read_moment(reading, columns_cell(columns, ROLE_JOIN, row),
			 &joined) ||
	    !read_moment(reading, columns_cell(columns, ROLE_LEAVE, row),
			 &left))
		return evidence_reject(
			evidence, row->line, source->class_index,
			source->dated ? REJECT_NO_TIME : REJECT_NO_DATE, diag);
	if (!duration_parse(columns_cell(columns, ROLE_DURATION, row),
			    &duration))
		duration = -1;
	if (!moment_is_known(joined) && duration < 0)
		return evidence_reject(evidence, row->line, source->class_index,
				       REJECT_NO_TIME, diag);
	set_kind(&sighting, joined, left, duration);
	sighting.flags |= TRACE_ONLINE;
	sighting.stranger = is_host(columns_cell(columns, ROLE_DUTY, row));
	if (moment_is_known(joined))
		sighting.date = moment_date(joined);
	else if (source->dated)
		sighting.date = source->date;
	return evidence_add(evidence, &sighting, diag);
}

/* A single word in a row begins a part: "Host Details," "Attendee Details,". */
static bool is_title(const struct log_row *row)
{
	for (size_t i = 1; i < row->count; i++)
		if (row->cells[i].length > 0)
			return false;
	return true;
}

static bool is_host_title(struct slice title)
{
	return title.length >= 4 &&
	       slice_equal_ignoring_case(slice_part(title, 0, 4),
					 SLICE("host"));
}

bool format_read_log(struct reading *reading, struct diag *diag)
{
	static const enum role dates[] = {ROLE_JOIN, ROLE_LEAVE};
	size_t header = reading->found.header;
	bool hosts =
		header != SIZE_MAX && header > 0 &&
		is_host_title(log_cell(reading->sample.rows + header - 1, 0));
	struct log_row row;
	int result;

	if (header == SIZE_MAX && !format_find_section(reading, diag))
		return false;
	if (!format_settle_order(reading, dates, 2, diag))
		return false;
	while ((result = format_next(reading, &row, diag)) > 0) {
		struct columns columns;

		if (row.count > 1 && is_title(&row)) {
			hosts = is_host_title(log_cell(&row, 0));
			continue;
		}
		label_columns(&row, &columns);
		if (columns_are_header(&columns)) {
			reading->found.columns = columns;
			continue;
		}
		if (!hosts && !read_row(reading, &row, diag))
			return false;
	}
	return result == 0;
}
