/*
 * Teams' classic list: a row a join or leave. It knows no end of the meeting:
 * who never left was there until the last thing the list tells of that day.
 */
#include "attend/format.h"
#include "attend/moment.h"
#include "attend/vector.h"

#include <stdlib.h>

enum { EVENTS_MAX = 64 * 1024 * 1024 };

struct event {
	struct slice name, email, number;
	int64_t at;
	uint64_t line;
	bool leaves;
};

static int by_person(const void *left, const void *right)
{
	const struct event *one = left, *other = right;
	int order = slice_compare(one->name, other->name);

	if (order == 0)
		order = slice_compare(one->email, other->email);
	if (order == 0)
		order = slice_compare(one->number, other->number);
	if (order == 0)
		order = (one->at > other->at) - (one->at < other->at);
	return order != 0
		       ? order
		       : (one->line > other->line) - (one->line < other->line);
}

/* "Left" in the languages it was seen in; everything else is a join. */
static bool is_leaving(struct slice action)
{
	static const char *const words[] = {
		"left",		"leave",      "keluar",
		"meninggalkan", "verlassen",  "sali\xc3\xb3",
		"quitt",	"vertrokken", "saiu"};

	for (size_t i = 0; i < action.length; i++)
		for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
			struct slice word = slice_of(words[j]);

			if (slice_equal_ignoring_case(
				    slice_part(action, i, word.length), word))
				return true;
		}
	return false;
}

static bool keep_event(struct reading *reading, const struct log_row *row,
		       struct strbuf *events, struct diag *diag)
{
	const struct columns *columns = &reading->found.columns;
	struct evidence *evidence = reading->evidence;
	struct sighting_name who;
	struct date date;
	int32_t time;
	struct event event = {.line = row->line};

	if (!format_who(reading, row, &who))
		return true;
	if (!moment_parse(columns_cell(columns, ROLE_TIMESTAMP, row),
			  reading->order, &date, &time) ||
	    time == TIME_NONE) {
		struct columns other;

		/* The second meeting in one file brings its header along. */
		label_columns(row, &other);
		return columns_are_header(&other) ||
		       evidence_reject(evidence, row->line,
				       evidence_source(evidence)->class_index,
				       REJECT_NO_TIME, diag);
	}
	event.at = moment_of(date, time).seconds;
	event.leaves = is_leaving(columns_cell(columns, ROLE_ACTION, row));
	event.name = arena_copy(&reading->arena, who.name);
	event.email = arena_copy(&reading->arena, who.email);
	event.number = arena_copy(&reading->arena, who.number);
	return (event.name.data != NULL && event.email.data != NULL &&
		event.number.data != NULL &&
		vector_add(events, &event, sizeof event)) ||
	       diag_memory(diag);
}

static bool same_person(const struct event *one, const struct event *other)
{
	return slice_equal(one->name, other->name) &&
	       slice_equal(one->email, other->email) &&
	       slice_equal(one->number, other->number);
}

static int64_t day_of(int64_t at)
{
	return moment_date((struct moment){at}).days;
}

/* The last thing the list tells of the day an event is on. */
static int64_t last_of_day(const struct event *events, size_t count, int64_t at)
{
	int64_t last = at;

	for (size_t i = 0; i < count; i++)
		if (day_of(events[i].at) == day_of(at) && events[i].at > last)
			last = events[i].at;
	return last;
}

static bool add_stretch(struct reading *reading, const struct event *join,
			int64_t to, uint8_t flags, struct diag *diag)
{
	struct sighting sighting = sighting_new(join->line);

	sighting.who = (struct sighting_name){
		.name = join->name,
		.email = join->email,
		.number = join->number,
		.source = slice_of(source_kind_name(reading->found.source)),
	};
	sighting.kind = TRACE_SPAN;
	sighting.date = (struct date){(int32_t)day_of(join->at)};
	sighting.from = join->at;
	sighting.to = to;
	sighting.flags = (uint8_t)(flags | TRACE_ONLINE);
	return evidence_add(reading->evidence, &sighting, diag);
}

/*
 * Pairs joins with the leaves behind them. A second join closes nothing: the
 * program writes one when a device changes.
 */
static bool pair_events(struct reading *reading, const struct event *events,
			size_t count, struct diag *diag)
{
	const struct event *open = NULL;

	for (size_t i = 0; i <= count; i++) {
		const struct event *event = i < count ? events + i : NULL;

		if (open != NULL &&
		    (event == NULL || !same_person(open, event) ||
		     day_of(open->at) != day_of(event->at))) {
			if (!add_stretch(reading, open,
					 last_of_day(events, count, open->at),
					 TRACE_OPEN_END, diag))
				return false;
			open = NULL;
		}
		if (event == NULL)
			break;
		if (event->leaves && open != NULL) {
			if (!add_stretch(reading, open, event->at, 0, diag))
				return false;
			open = NULL;
		} else if (!event->leaves && open == NULL) {
			open = event;
		}
	}
	return true;
}

bool format_read_actions(struct reading *reading, struct diag *diag)
{
	static const enum role dates[] = {ROLE_TIMESTAMP};
	struct strbuf events;
	struct log_row row;
	size_t count;
	int result;
	bool good = true;

	if (!format_settle_order(reading, dates, 1, diag))
		return false;
	strbuf_init(&events, EVENTS_MAX);
	while (good && (result = format_next(reading, &row, diag)) != 0)
		good = result > 0 && keep_event(reading, &row, &events, diag);
	count = vector_count(&events, sizeof(struct event));
	if (count > 0)
		qsort(vector_items(&events), count, sizeof(struct event),
		      by_person);
	good = good && pair_events(reading, vector_items(&events), count, diag);
	strbuf_release(&events);
	return good;
}
