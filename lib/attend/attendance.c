#include "attend/attendance.h"

#include "attend/moment.h"
#include "attend/vector.h"

#include <stdlib.h>

enum { EXTRA_MAX = 16 * 1024 * 1024 };

bool attendance_init(struct attendance *attendance, struct roll *roll,
		     struct settings *settings, struct evidence *evidence,
		     struct diag *diag)
{
	size_t count = evidence_trace_count(evidence), at = 0;
	uint32_t places = roll_place_count(roll);

	attendance->roll = roll;
	attendance->settings = settings;
	attendance->evidence = evidence;
	attendance->presence.roll = roll;
	attendance->presence.settings = settings;
	attendance->presence.evidence = evidence;
	tally_init(&attendance->tally, settings);
	attendance->first = calloc(places + 2, sizeof *attendance->first);
	if (attendance->first == NULL)
		return diag_memory(diag);
	for (uint32_t i = 0; i <= places; i++) {
		while (at < count && evidence_traces(evidence)[at].place < i)
			at++;
		attendance->first[i] = at;
	}
	return true;
}

void attendance_release(struct attendance *attendance)
{
	tally_release(&attendance->tally);
	free(attendance->first);
}

static struct date date_of(const struct trace *trace)
{
	return moment_date((struct moment){trace->from});
}

/*
 * The traces of a date among a place's, from *at on, which is moved behind
 * them; traces of earlier dates are passed over.
 */
static struct trace_list traces_on(const struct attendance *attendance,
				   uint32_t place, struct date date, size_t *at)
{
	const struct trace *traces = evidence_traces(attendance->evidence);
	size_t end = attendance->first[place + 1], begin;

	while (*at < end && date_compare(date_of(traces + *at), date) < 0)
		++*at;
	begin = *at;
	while (*at < end && date_of(traces + *at).days == date.days)
		++*at;
	return (struct trace_list){traces + begin, *at - begin, date};
}

/* A day a sheet tells of and no schedule knows. */
struct extra {
	uint32_t class_index;
	struct date date;
	int32_t from, to;
};

static int by_day(const void *left, const void *right)
{
	const struct extra *one = left, *other = right;

	if (one->class_index != other->class_index)
		return one->class_index < other->class_index ? -1 : 1;
	return date_compare(one->date, other->date);
}

static bool tells_of_session(const struct trace *trace)
{
	return trace->kind != TRACE_MARK || trace->mark == MARK_PRESENT ||
	       trace->mark == MARK_LATE || trace->mark == MARK_HALF;
}

/* Finds sheets' days on which a class has no session at all. */
static bool find_extra(const struct attendance *attendance,
		       struct strbuf *extras)
{
	const struct roll *roll = attendance->roll;
	size_t count = evidence_trace_count(attendance->evidence);

	for (size_t i = 0; i < count; i++) {
		const struct trace *trace =
			evidence_traces(attendance->evidence) + i;
		struct extra extra = {
			.class_index =
				roll_places(roll)[trace->place].class_index,
			.date = date_of(trace),
			.from = TIME_NONE,
			.to = TIME_NONE};
		const struct class_roll *class_roll =
			roll_classes(roll) + extra.class_index;
		size_t at;

		if (!source_is_sheet(
			    evidence_sources(
				    attendance->evidence)[trace->source]
				    .kind) ||
		    !tells_of_session(trace) ||
		    date_compare(extra.date, attendance->as_of) > 0)
			continue;
		at = schedule_find(class_roll, extra.date);
		if (at < class_roll->session_count &&
		    class_roll->sessions[at].date.days == extra.date.days)
			continue;
		if (trace->kind == TRACE_SPAN && trace->to != INT64_MIN) {
			extra.from = moment_time((struct moment){trace->from});
			extra.to = moment_time((struct moment){trace->to});
		}
		if (!vector_add(extras, &extra, sizeof extra))
			return false;
	}
	return true;
}

/* The first and last time told for one class and day. */
static struct extra join_extras(const struct extra *extras, size_t count)
{
	struct extra joined = extras[0];

	for (size_t i = 1; i < count; i++) {
		if (extras[i].from >= 0 &&
		    (joined.from < 0 || extras[i].from < joined.from))
			joined.from = extras[i].from;
		if (extras[i].to > joined.to)
			joined.to = extras[i].to;
	}
	return joined;
}

static bool add_extra(struct attendance *attendance, const struct extra *extra,
		      struct diag *diag)
{
	const struct class_roll *class_roll =
		roll_classes(attendance->roll) + extra->class_index;
	const struct place *place =
		roll_places(attendance->roll) + class_roll->first;
	const struct weekly *weekly =
		&roll_plans(attendance->roll)[place->plan].weekly;
	struct session session = {.date = extra->date,
				  .start = extra->from,
				  .end = extra->to,
				  .plans = UINT64_MAX,
				  .mode = settings_mode_parse(class_roll->mode),
				  .from_sheet = true};

	if (weekly->count > 0) {
		session.start = weekly->times[0].start;
		session.end = weekly->times[0].end;
	}
	if (session.end <= session.start)
		session.start = session.end = TIME_NONE;
	session.minutes = schedule_minutes(attendance->settings, session.start,
					   session.end);
	return schedule_add(attendance->roll, extra->class_index, &session,
			    diag);
}

static bool add_extras(struct attendance *attendance, struct diag *diag)
{
	struct strbuf found;
	struct extra *extras;
	size_t count, end;
	bool good;

	strbuf_init(&found, EXTRA_MAX);
	good = find_extra(attendance, &found) || diag_memory(diag);
	extras = vector_items(&found);
	count = vector_count(&found, sizeof *extras);
	if (count > 0)
		qsort(extras, count, sizeof *extras, by_day);
	for (size_t i = 0; good && i < count; i = end) {
		struct extra joined;

		for (end = i + 1; end < count; end++)
			if (by_day(extras + i, extras + end) != 0)
				break;
		joined = join_extras(extras + i, end - i);
		good = add_extra(attendance, &joined, diag);
	}
	strbuf_release(&found);
	return good;
}

typedef void look_at(struct presence *presence, uint32_t place,
		     struct trace_list traces);

/* Shows a place's traces, day by day. */
static void survey_place(struct attendance *attendance, uint32_t place,
			 look_at *look)
{
	const struct trace *traces = evidence_traces(attendance->evidence);
	size_t at = attendance->first[place];

	while (at < attendance->first[place + 1]) {
		struct date date = date_of(traces + at);
		struct trace_list list =
			traces_on(attendance, place, date, &at);

		look(&attendance->presence, place, list);
	}
}

bool attendance_survey(struct attendance *attendance,
		       const struct coverage *rows, size_t count,
		       struct diag *diag)
{
	struct roll *roll = attendance->roll;

	if (!add_extras(attendance, diag))
		return false;
	for (uint32_t i = 0; i < roll_place_count(roll); i++)
		survey_place(attendance, i, presence_note_signing);
	for (uint32_t i = 0; i < roll_place_count(roll); i++)
		survey_place(attendance, i, presence_survey);
	for (uint32_t i = 0; i < roll_class_count(roll); i++) {
		coverage_settle(roll_classes(roll) + i, i, rows, count);
		schedule_settle(roll_classes(roll) + i, attendance->as_of);
	}
	return true;
}

/* Whether some session of the plan tells how long it is. */
static bool has_minutes(const struct class_roll *class_roll, uint64_t plan)
{
	for (size_t i = 0; i < class_roll->session_count; i++)
		if ((class_roll->sessions[i].plans & plan) != 0 &&
		    class_roll->sessions[i].minutes > 0)
			return true;
	return false;
}

static bool visit_days(struct attendance *attendance, uint32_t place,
		       struct day *days, size_t count)
{
	const struct day_visitor *visitor = &attendance->visitor;

	for (size_t i = 0; i < count; i++) {
		correction_apply(attendance->corrections, place, days + i);
		if (visitor->visit != NULL &&
		    !visitor->visit(visitor->context, place, days + i))
			return false;
	}
	return true;
}

static bool add_date(struct attendance *attendance, uint32_t place,
		     struct date date, size_t *at, struct diag *diag)
{
	struct day days[PRESENCE_SESSIONS_MAX];
	struct terms terms;
	size_t count = presence_decide(&attendance->presence, place,
				       traces_on(attendance, place, date, at),
				       days, diag);

	if (count == SIZE_MAX ||
	    !settings_terms(attendance->settings, date, &terms, diag))
		return false;
	if (count == 0)
		return true;
	if (!visit_days(attendance, place, days, count))
		return diag_memory(diag);
	return tally_add(&attendance->tally, (struct day_list){days, count},
			 &terms, diag);
}

bool attendance_place(struct attendance *attendance, uint32_t place,
		      struct result *result, struct diag *diag)
{
	const struct place *mine = roll_places(attendance->roll) + place;
	const struct class_roll *class_roll =
		roll_classes(attendance->roll) + mine->class_index;
	const struct plan *plan = roll_plans(attendance->roll) + mine->plan;
	struct verdict verdict = {.as_of = attendance->as_of, .plan = plan};
	size_t at = attendance->first[place];
	struct terms terms;

	tally_begin(&attendance->tally,
		    has_minutes(class_roll, 1ULL << plan->bit));
	for (size_t i = 0; i < class_roll->session_count; i++) {
		struct date date = class_roll->sessions[i].date;

		if (i > 0 && class_roll->sessions[i - 1].date.days == date.days)
			continue;
		if (!add_date(attendance, place, date, &at, diag))
			return false;
	}
	if (!settings_terms(attendance->settings,
			    plan->problem == NULL ? plan->start
						  : attendance->as_of,
			    &terms, diag))
		return false;
	verdict.no_schedule = schedule_is_wanting(class_roll, plan);
	verdict.completion_percent = terms.completion_percent;
	verdict.withdrawn =
		mine->withdrawn ||
		date_compare(mine->withdrawn_on, attendance->as_of) <= 0;
	return tally_end(&attendance->tally, &verdict, attendance->arena,
			 result, diag);
}
