/*
 * What the sessions file changes in the schedule.
 */
#include "attend/moment.h"
#include "attend/schedule.h"

#include <stdlib.h>

static const struct {
	const char *word;
	enum session_state state;
} states[] = {
	{"held", SESSION_HELD},
	{"terlaksana", SESSION_HELD},
	{"resumed", SESSION_HELD},
	{"dilanjutkan", SESSION_HELD},
	{"cancelled", SESSION_CANCELLED},
	{"canceled", SESSION_CANCELLED},
	{"batal", SESSION_CANCELLED},
	{"dibatalkan", SESSION_CANCELLED},
	{"suspended", SESSION_SUSPENDED},
	{"ditunda", SESSION_SUSPENDED},
	{"ditangguhkan", SESSION_SUSPENDED},
	{"moved", SESSION_MOVED},
	{"pindah", SESSION_MOVED},
	{"dipindah", SESSION_MOVED},
	{"dipindahkan", SESSION_MOVED},
	{"planned", SESSION_OPEN},
	{"dijadwalkan", SESSION_OPEN},
};

bool session_state_parse(struct slice text, enum session_state *state)
{
	text = slice_trim(text);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (slice_equal_ignoring_case(text, slice_of(states[i].word))) {
			*state = states[i].state;
			return true;
		}
	}
	return false;
}

const char *session_state_name(enum session_state state)
{
	static const char *const state_names[] = {
		"planned", "held", "suspended", "cancelled", "moved"};

	return state_names[state];
}

/* Those that take a session away before those that put one in its place. */
static int by_effect(const void *left, const void *right)
{
	static const int rank[] = {[SESSION_SUSPENDED] = 0,
				   [SESSION_CANCELLED] = 1,
				   [SESSION_MOVED] = 2,
				   [SESSION_OPEN] = 3,
				   [SESSION_HELD] = 4};
	const struct amendment *one = left, *other = right;
	int order = (one->class_index > other->class_index) -
		    (one->class_index < other->class_index);

	if (order == 0)
		order = date_compare(one->date, other->date);
	if (order == 0)
		order = rank[one->state] - rank[other->state];
	if (order == 0)
		order = (one->start > other->start) -
			(one->start < other->start);
	if (order == 0)
		order = (one->end > other->end) - (one->end < other->end);
	return order != 0 ? order
			  : (int)one->authorised - (int)other->authorised;
}

/*
 * Whether a row is about a session: the same start, no start at all, or, for
 * one that is held at another time, an overlap. What was moved away stays.
 */
static bool is_about(const struct amendment *row, const struct session *session)
{
	struct session other = {
		.date = row->date, .start = row->start, .end = row->end};

	if (row->start == TIME_NONE)
		return session->state != SESSION_MOVED;
	if (session->start == row->start || session->start == TIME_NONE)
		return true;
	return row->end > row->start && session->state != SESSION_MOVED &&
	       span_overlaps(session_span(&other), session_span(session));
}

static void change(struct session *session, const struct amendment *row,
		   const struct settings *settings)
{
	session->state = row->state;
	session->authorised = row->authorised;
	if (row->mode != MODE_ANY)
		session->mode = row->mode;
	session->planned = row->state != SESSION_MOVED &&
			   (session->planned || row->state == SESSION_HELD ||
			    row->state == SESSION_OPEN);
	if (row->start == TIME_NONE ||
	    (row->state != SESSION_HELD && row->state != SESSION_OPEN))
		return;
	session->start = row->start;
	if (row->end > row->start)
		session->end = row->end;
	session->minutes =
		schedule_minutes(settings, session->start, session->end);
}

/* The times a class usually has, for a session that tells none. */
static struct weekly_time usual_time(const struct roll *roll,
				     const struct class_roll *class_roll)
{
	const struct place *place = roll_places(roll) + class_roll->first;
	const struct plan *plan = roll_plans(roll) + place->plan;

	if (plan->weekly.count > 0)
		return plan->weekly.times[0];
	return (struct weekly_time){0, TIME_NONE, TIME_NONE};
}

static bool add(struct roll *roll, const struct settings *settings,
		const struct amendment *row, bool holiday, struct diag *diag)
{
	const struct class_roll *class_roll =
		roll_classes(roll) + row->class_index;
	struct weekly_time usual = usual_time(roll, class_roll);
	struct session session = {.date = row->date,
				  .start = row->start,
				  .end = row->end,
				  .plans = UINT64_MAX,
				  .state = row->state,
				  .mode = row->mode,
				  .planned = true,
				  .holiday = holiday,
				  .authorised = row->authorised};

	if (session.start == TIME_NONE) {
		session.start = usual.start;
		session.end = usual.end;
	} else if (session.end <= session.start && usual.end > usual.start) {
		session.end = session.start + (usual.end - usual.start);
	}
	if (session.mode == MODE_ANY)
		session.mode = settings_mode_parse(class_roll->mode);
	session.minutes =
		schedule_minutes(settings, session.start, session.end);
	return schedule_add(roll, row->class_index, &session, diag);
}

/* One session that was moved to overlap several takes the place of all. */
static void drop_sessions(struct class_roll *class_roll, size_t from,
			  const bool *drop)
{
	size_t kept = from;

	for (size_t i = from; i < class_roll->session_count; i++)
		if (!drop[i - from])
			class_roll->sessions[kept++] = class_roll->sessions[i];
	class_roll->session_count = kept;
}

static bool amend(struct roll *roll, const struct settings *settings,
		  const struct amendment *row, bool holiday, struct diag *diag)
{
	struct class_roll *class_roll = roll_classes(roll) + row->class_index;
	size_t first = schedule_find(class_roll, row->date);
	bool puts = row->state == SESSION_HELD || row->state == SESSION_OPEN;
	bool replaces = puts && row->start != TIME_NONE;
	size_t found = 0;
	bool *drop =
		arena_array(&roll->arena, class_roll->session_count - first + 1,
			    sizeof *drop);

	if (drop == NULL)
		return diag_memory(diag);
	for (size_t i = first;
	     i < class_roll->session_count &&
	     class_roll->sessions[i].date.days == row->date.days;
	     i++) {
		if (!is_about(row, class_roll->sessions + i))
			continue;
		if (found++ > 0 && replaces)
			drop[i - first] = true;
		else
			change(class_roll->sessions + i, row, settings);
	}
	if (replaces && found > 1)
		drop_sessions(class_roll, first, drop);
	return found > 0 || !puts || add(roll, settings, row, holiday, diag);
}

bool schedule_amend(struct roll *roll, const struct settings *settings,
		    struct calendar *calendar, struct amendment_list list,
		    struct diag *diag)
{
	if (list.count > 0)
		qsort(list.rows, list.count, sizeof *list.rows, by_effect);
	for (size_t i = 0; i < list.count; i++) {
		bool holiday = calendar_find(calendar, list.rows[i].date,
					     DATE_LATEST) != NULL;

		if (!amend(roll, settings, list.rows + i, holiday, diag))
			return false;
	}
	return true;
}
