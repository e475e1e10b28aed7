/*
 * ZKTeco's attlog.dat and its push protocol: a number, a moment, then flags
 * whose order differs by firmware. Only number and time are trusted; state 0
 * or 4 hints at coming in, 1 or 5 at going out.
 */
#include "attend/format.h"
#include "attend/moment.h"

enum { STATE_COLUMN = 3, DEVICE_YEAR_MIN = 2010 };

static uint8_t hint_of(struct slice state)
{
	if (slice_is(state, "0") || slice_is(state, "4"))
		return TRACE_HINT_IN;
	if (slice_is(state, "1") || slice_is(state, "5"))
		return TRACE_HINT_OUT;
	return 0;
}

/* A power cut sets the clock back to its first year. */
static bool is_device_date(struct date date)
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	return year < DEVICE_YEAR_MIN;
}

static bool read_row(struct reading *reading, const struct log_row *row,
		     int64_t *last, struct diag *diag)
{
	struct evidence *evidence = reading->evidence;
	uint32_t class_index = evidence_source(evidence)->class_index;
	struct sighting sighting = sighting_new(row->line);
	struct date date;
	int32_t time;

	if (row->count < 2 || row->cells[0].length == 0)
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_NOISE, diag);
	if (!moment_parse(row->cells[1], reading->order, &date, &time) ||
	    time == TIME_NONE)
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_NO_TIME, diag);
	if (is_device_date(date))
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_DEVICE_DATE, diag);
	sighting.who.number = row->cells[0];
	sighting.who.source = slice_of(source_kind_name(reading->found.source));
	sighting.kind = TRACE_PUNCH;
	sighting.flags = hint_of(log_cell(row, STATE_COLUMN));
	sighting.start = time;
	sighting_set_day(&sighting, date);
	if (sighting.from < *last &&
	    evidence_source(evidence)->backwards++ == 0)
		evidence_source(evidence)->backwards_line = row->line;
	*last = sighting.from;
	return evidence_add(evidence, &sighting, diag);
}

bool format_read_clock(struct reading *reading, struct diag *diag)
{
	struct log_row row;
	int64_t last = INT64_MIN;
	int result;

	for (size_t i = 0; i < reading->sample.count; i++)
		format_look_at_date(reading,
				    log_cell(reading->sample.rows + i, 1));
	if (!format_decide_order(reading, diag))
		return false;
	while ((result = format_next(reading, &row, diag)) > 0)
		if (!read_row(reading, &row, &last, diag))
			return false;
	return result == 0;
}
