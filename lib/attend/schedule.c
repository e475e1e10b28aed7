#include "attend/schedule.h"

#include "attend/moment.h"
#include "attend/vector.h"

#include <stdlib.h>

enum { SESSIONS_MAX = 1024 * 1024 };

struct span session_span(const struct session *session)
{
	int64_t day = (int64_t)session->date.days * SECONDS_PER_DAY;
	bool timed = session->start >= 0 && session->end > session->start;

	return (struct span){day + (timed ? session->start : 0),
			     day + (timed ? session->end : SECONDS_PER_DAY)};
}

int32_t schedule_minutes(const struct settings *settings, int32_t start,
			 int32_t end)
{
	const struct span_list breaks = {settings->breaks,
					 settings->break_count};

	if (start < 0 || end <= start)
		return 0;
	return (int32_t)((end - start -
			  span_seconds(breaks, (struct span){start, end})) /
			 SECONDS_PER_MINUTE);
}

static int by_time(const void *left, const void *right)
{
	const struct session *one = left, *other = right;
	int order = date_compare(one->date, other->date);

	if (order == 0)
		order = (one->start > other->start) -
			(one->start < other->start);
	return order != 0 ? order
			  : (one->end > other->end) - (one->end < other->end);
}

/* What the sessions of one class are made from. */
struct layout {
	struct roll *roll;
	const struct settings *settings;
	struct calendar *calendar;
	struct date as_of;
	struct class_roll *class_roll;
	struct strbuf sessions;
};

static bool lay_out_day(struct layout *layout, const struct plan *plan,
			struct date date)
{
	int weekday = date_weekday(date);
	const struct weekly *weekly = &plan->weekly;
	struct session session = {
		.date = date,
		.start = TIME_NONE,
		.end = TIME_NONE,
		.plans = 1ULL << plan->bit,
		.holiday = calendar_find(layout->calendar, date,
					 layout->as_of) != NULL,
	};

	session.planned = !session.holiday;
	if (weekly->count == 0)
		return vector_add(&layout->sessions, &session, sizeof session);
	for (size_t i = 0; i < weekly->count; i++) {
		if (!weekly_time_holds(weekly, i, weekday))
			continue;
		session.start = weekly->times[i].start;
		session.end = weekly->times[i].end;
		session.minutes = schedule_minutes(layout->settings,
						   session.start, session.end);
		if (!vector_add(&layout->sessions, &session, sizeof session))
			return false;
	}
	return true;
}

/* Days and times a course doesn't tell are the branch's usual ones, if set. */
static void take_usual(struct plan *plan, const struct weekly *usual)
{
	if (plan->weekly.days == 0)
		plan->weekly.days = usual->days;
	if (plan->weekly.count == 0) {
		plan->weekly.count = usual->count;
		memcpy(plan->weekly.times, usual->times, sizeof usual->times);
	}
	if (plan->problem == NULL && plan->weekly.days == 0)
		plan->problem = "course_days is empty";
	if (plan->problem == NULL &&
	    plan->end.days - plan->start.days > SCHEDULE_DAYS_MAX) {
		plan->problem = "the course takes more than three years";
		plan->unreadable = true;
	}
}

static bool lay_out_plan(struct layout *layout, struct plan *plan)
{
	take_usual(plan, &layout->settings->weekly);
	if (plan->problem != NULL)
		return true;
	for (struct date date = plan->start; date_compare(date, plan->end) <= 0;
	     date.days++)
		if (weekly_has(&plan->weekly, date_weekday(date)) &&
		    !lay_out_day(layout, plan, date))
			return false;
	return true;
}

/* Sorts sessions; the same one in several plans becomes one. */
static size_t join_sessions(struct session *sessions, size_t count)
{
	size_t kept = 0;

	if (count > 0)
		qsort(sessions, count, sizeof *sessions, by_time);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && by_time(sessions + kept - 1, sessions + i) == 0)
			sessions[kept - 1].plans |= sessions[i].plans;
		else
			sessions[kept++] = sessions[i];
	}
	return kept;
}

static bool keep_sessions(struct layout *layout)
{
	struct class_roll *class_roll = layout->class_roll;
	size_t count = vector_count(&layout->sessions, sizeof(struct session));

	count = join_sessions(vector_items(&layout->sessions), count);
	class_roll->sessions = arena_array(&layout->roll->arena, count,
					   sizeof *class_roll->sessions);
	class_roll->session_count = count;
	if (class_roll->sessions == NULL)
		return false;
	if (count > 0)
		memcpy(class_roll->sessions, vector_items(&layout->sessions),
		       count * sizeof *class_roll->sessions);
	return true;
}

static void set_modes(struct layout *layout)
{
	struct class_roll *class_roll = layout->class_roll;
	enum settings_mode usual = settings_mode_parse(class_roll->mode);

	for (size_t i = 0; i < class_roll->session_count; i++) {
		struct session *session = class_roll->sessions + i;
		enum settings_mode changed = settings_mode_on(
			layout->settings, class_roll->id, session->date);

		session->mode = changed != MODE_ANY ? changed : usual;
	}
}

/* Gives the plans of a class their bits and lays each one out. */
static bool lay_out_class(struct layout *layout, bool *planned,
			  struct diag *diag)
{
	struct class_roll *class_roll = layout->class_roll;
	unsigned bits = 0;

	strbuf_reset(&layout->sessions);
	for (uint32_t i = 0; i < class_roll->count; i++) {
		uint32_t index =
			roll_places(layout->roll)[class_roll->first + i].plan;
		struct plan *plan = roll_plans(layout->roll) + index;

		if (planned[index])
			continue;
		if (bits == SCHEDULE_PLANS_MAX)
			return diag_set(diag,
					"class \"%.*s\" has more than %d "
					"different timetables",
					SLICE_PRINT(class_roll->id),
					SCHEDULE_PLANS_MAX);
		planned[index] = true;
		plan->bit = bits++;
		if (!lay_out_plan(layout, plan))
			return diag_memory(diag);
	}
	if (!keep_sessions(layout))
		return diag_memory(diag);
	set_modes(layout);
	return true;
}

bool schedule_build(struct roll *roll, const struct settings *settings,
		    struct calendar *calendar, struct date as_of,
		    struct diag *diag)
{
	struct layout layout = {.roll = roll,
				.settings = settings,
				.calendar = calendar,
				.as_of = as_of};
	bool *planned =
		arena_array(&roll->arena, roll->plan_keys.count, sizeof(bool));
	bool good = planned != NULL || diag_memory(diag);

	strbuf_init(&layout.sessions, SESSIONS_MAX * sizeof(struct session));
	for (uint32_t i = 0; good && i < roll_class_count(roll); i++) {
		layout.class_roll = roll_classes(roll) + i;
		good = lay_out_class(&layout, planned, diag);
	}
	strbuf_release(&layout.sessions);
	return good;
}

bool schedule_add(struct roll *roll, uint32_t class_index,
		  const struct session *session, struct diag *diag)
{
	struct class_roll *class_roll = roll_classes(roll) + class_index;
	struct session *sessions = arena_array(
		&roll->arena, class_roll->session_count + 1, sizeof *sessions);
	size_t place = 0;

	if (sessions == NULL)
		return diag_memory(diag);
	while (place < class_roll->session_count &&
	       by_time(class_roll->sessions + place, session) < 0)
		place++;
	if (place > 0)
		memcpy(sessions, class_roll->sessions,
		       place * sizeof *sessions);
	sessions[place] = *session;
	memcpy(sessions + place + 1, class_roll->sessions + place,
	       (class_roll->session_count - place) * sizeof *sessions);
	class_roll->sessions = sessions;
	class_roll->session_count++;
	return true;
}

bool schedule_is_wanting(const struct class_roll *class_roll,
			 const struct plan *plan)
{
	if (plan->problem == NULL || plan->unreadable)
		return plan->problem != NULL;
	for (size_t i = 0; i < class_roll->session_count; i++)
		if (class_roll->sessions[i].planned &&
		    (class_roll->sessions[i].plans >> plan->bit & 1) != 0)
			return false;
	return true;
}

size_t schedule_find(const struct class_roll *class_roll, struct date date)
{
	size_t low = 0, high = class_roll->session_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (date_compare(class_roll->sessions[middle].date, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether no session of the class was held after this one. */
static bool is_last(const struct class_roll *class_roll, size_t index)
{
	for (size_t i = index + 1; i < class_roll->session_count; i++) {
		const struct session *later = class_roll->sessions + i;

		if (later->attended || later->state == SESSION_HELD ||
		    (later->state == SESSION_OPEN && later->planned &&
		     !later->marked_off))
			return false;
	}
	return true;
}

/* Whether the sessions file, or else a sheet alone, calls a session off. */
static bool is_off(const struct session *session)
{
	if (session->state != SESSION_OPEN)
		return session->state == SESSION_CANCELLED ||
		       session->state == SESSION_SUSPENDED;
	return session->marked_off && !session->attended && !session->marked;
}

static bool took_place(const struct class_roll *class_roll,
		       const struct session *session)
{
	if (session->attended || session->marked ||
	    session->state == SESSION_HELD)
		return true;
	/* In a class of one, the source that is silent speaks of that one. */
	return session->complete && class_roll->count == 1;
}

static enum session_outcome settle(const struct class_roll *class_roll,
				   size_t index, struct date as_of)
{
	const struct session *session = class_roll->sessions + index;

	if (session->state == SESSION_MOVED)
		return OUTCOME_OFF;
	if (is_off(session)) {
		if (session->holiday)
			return OUTCOME_HOLIDAY;
		/* "Early closure needs an authorised record." */
		return !session->authorised && is_last(class_roll, index)
			       ? OUTCOME_UNAUTHORISED
			       : OUTCOME_OFF;
	}
	if (date_compare(session->date, as_of) > 0)
		return OUTCOME_FUTURE;
	if (session->holiday)
		return OUTCOME_HOLIDAY;
	return took_place(class_roll, session) ? OUTCOME_HELD
					       : OUTCOME_UNCONFIRMED;
}

void schedule_settle(struct class_roll *class_roll, struct date as_of)
{
	for (size_t i = 0; i < class_roll->session_count; i++)
		class_roll->sessions[i].outcome = settle(class_roll, i, as_of);
}
