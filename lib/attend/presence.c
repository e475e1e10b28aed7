#include "attend/presence.h"

#include "attend/moment.h"

/* What the marks on sheets say about a session; bits by enum trace_mark. */
struct marks {
	unsigned seen;
};

static bool marks_have(struct marks marks, enum trace_mark one,
		       enum trace_mark other)
{
	return (marks.seen & (1U << one | 1U << other)) != 0;
}

static bool marks_present(struct marks marks)
{
	return marks_have(marks, MARK_PRESENT, MARK_LATE) ||
	       marks_have(marks, MARK_HALF, MARK_HALF);
}

static bool marks_leave(struct marks marks)
{
	return marks_have(marks, MARK_EXCUSED, MARK_SICK);
}

/* Breaks that fall into a part of a session, in seconds. */
static int64_t breaks_in(const struct presence *presence, struct span part,
			 int64_t midnight)
{
	int64_t seconds = 0;

	for (size_t i = 0; i < presence->settings->break_count; i++) {
		struct span rest = presence->settings->breaks[i];

		rest.from += midnight;
		rest.to += midnight;
		rest = span_clip(rest, part);
		seconds += rest.to - rest.from;
	}
	return seconds;
}

/*
 * Seconds of presence in a session, less breaks. The first coming and the last
 * going within the grace minutes take nothing off; who comes back counts from
 * then.
 */
static int64_t seconds_in(const struct presence *presence, struct day *day,
			  int grace_minutes)
{
	struct span session = session_span(day->session);
	int64_t midnight = moment_of(day->session->date, 0).seconds;
	int64_t grace = (int64_t)grace_minutes * SECONDS_PER_MINUTE;
	struct span last = {INT64_MIN, INT64_MIN};
	int64_t seconds = 0;

	for (size_t i = 0; i < presence->span_count; i++) {
		struct span part = presence->spans[i];

		if (!span_overlaps(part, session))
			continue;
		if (day->arrived == TIME_NONE) {
			day->arrived = (int32_t)(part.from - midnight);
			if (part.from - session.from <= grace)
				part.from = session.from;
		}
		day->left = (int32_t)(part.to - midnight);
		last = span_clip(part, session);
		seconds += last.to - last.from -
			   breaks_in(presence, last, midnight);
	}
	/* From the last going on to the end, where that is close. */
	if (seconds > 0 && session.to - last.to <= grace) {
		last = (struct span){last.to, session.to};
		seconds += last.to - last.from -
			   breaks_in(presence, last, midnight);
	}
	return seconds;
}

/* What of a total falls on a session; what is used is taken off it. */
static int64_t share_total(struct presence *presence, const struct day *day)
{
	struct span part =
		span_clip(session_span(day->session), presence->total_window);
	int64_t most = part.to - part.from, share = presence->total;

	if (day->session->minutes > 0 &&
	    most > (int64_t)day->session->minutes * SECONDS_PER_MINUTE)
		most = (int64_t)day->session->minutes * SECONDS_PER_MINUTE;
	share = share < most ? share : most;
	presence->total -= share;
	return share;
}

/* The marks that are for a session: its own, or the day's. */
static struct marks marks_of(struct trace_list traces,
			     const struct session *session)
{
	struct marks marks = {0};

	for (size_t i = 0; i < traces.count; i++) {
		const struct trace *trace = traces.traces + i;
		struct span span = session_span(session);

		if (trace->kind != TRACE_MARK)
			continue;
		if ((trace->flags & TRACE_TIMED_MARK) &&
		    session->start != TIME_NONE &&
		    (trace->from < span.from || trace->from >= span.to))
			continue;
		marks.seen |= 1U << trace->mark;
	}
	return marks;
}

static int32_t leave_minutes(const struct presence *presence,
			     const struct session *session)
{
	const struct span_list list = {presence->leave, presence->leave_count};

	return (int32_t)(span_seconds(list, session_span(session)) /
			 SECONDS_PER_MINUTE);
}

/* Whether what somebody has leave for stays in what is asked of them. */
static bool leave_counts_against(const struct presence *presence)
{
	const struct settings *settings = presence->settings;

	return (presence->leave_is_sick
			? settings->sick_weight
			: settings->excused_weight) == LEAVE_AGAINST;
}

static bool set_status(struct day *day, enum day_status status,
		       enum day_rule rule)
{
	day->status = status;
	day->rule = rule;
	return true;
}

/* What the outcome of the session settles before any look at the person. */
static bool decide_by_session(struct day *day, bool was_there)
{
	switch (day->session->outcome) {
	case OUTCOME_FUTURE:
		return set_status(day, DAY_PLANNED, RULE_FUTURE);
	case OUTCOME_OFF:
		if (was_there)
			day->flags |= FLAG_ON_CANCELLED;
		return set_status(day, DAY_CANCELLED, RULE_SESSION_OFF);
	case OUTCOME_HOLIDAY:
		if (!was_there)
			return set_status(day, DAY_HOLIDAY, RULE_HOLIDAY);
		day->flags |= FLAG_ON_HOLIDAY;
		return false;
	case OUTCOME_UNCONFIRMED:
		return !was_there &&
		       set_status(day, DAY_PENDING,
				  day->session->complete
					  ? RULE_UNCONFIRMED
					  : RULE_SOURCE_INCOMPLETE);
	case OUTCOME_UNAUTHORISED:
		day->flags |= FLAG_UNAUTHORISED;
		return !was_there &&
		       set_status(day, DAY_PENDING, RULE_UNAUTHORISED);
	case OUTCOME_HELD:
		break;
	}
	return false;
}

/* Presence with minutes: late, early, partial, or too short to count. */
static void grade(struct day *day, const struct terms *terms, bool marked_late)
{
	const struct session *session = day->session;
	bool early = false;

	day->late = marked_late;
	if (session->start >= 0 && day->arrived != TIME_NONE &&
	    terms->late_after_minutes >= 0)
		day->late = day->late ||
			    day->arrived >
				    session->start + terms->late_after_minutes *
							     SECONDS_PER_MINUTE;
	if (session->end > session->start && day->left != TIME_NONE &&
	    terms->early_before_minutes >= 0)
		early = day->left < session->end - terms->early_before_minutes *
							   SECONDS_PER_MINUTE;
	if (terms->present_percent >= 0 &&
	    100 * day->minutes < terms->present_percent * day->planned) {
		day->late = false;
		set_status(day, DAY_ABSENT, RULE_TOO_SHORT);
	} else if (terms->payable_percent >= 0 &&
		   100 * day->minutes < terms->payable_percent * day->planned) {
		day->status = DAY_PARTIAL;
	} else if (day->late) {
		day->status = DAY_LATE;
	} else {
		day->status = early ? DAY_LEFT_EARLY : DAY_PRESENT;
	}
}

/* Decides by marks alone, where nothing has times. */
static void decide_by_marks(struct day *day, struct marks marks,
			    const struct terms *terms)
{
	if (marks_present(marks)) {
		bool half = !marks_have(marks, MARK_PRESENT, MARK_LATE);

		if (marks_leave(marks) ||
		    marks_have(marks, MARK_ABSENT, MARK_ABSENT)) {
			day->flags |= FLAG_CONFLICT;
			set_status(day, DAY_PENDING, RULE_CONFLICT);
			return;
		}
		day->rule = RULE_MARK;
		day->minutes = half ? day->planned / 2 : day->planned;
		grade(day, terms, marks_have(marks, MARK_LATE, MARK_LATE));
	} else if (marks_leave(marks)) {
		set_status(day,
			   marks_have(marks, MARK_SICK, MARK_SICK)
				   ? DAY_SICK
				   : DAY_EXCUSED,
			   RULE_LEAVE);
	} else if (marks_have(marks, MARK_ABSENT, MARK_ABSENT)) {
		set_status(day, DAY_ABSENT, RULE_ABSENT_MARK);
	} else if (marks.seen != 0) {
		/* Others were there on a day this person's row calls off. */
		day->flags |= FLAG_CONFLICT;
		set_status(day, DAY_PENDING, RULE_CONFLICT);
	} else if (day->session->complete) {
		set_status(day, DAY_ABSENT, RULE_NO_TRACE);
	} else {
		set_status(day, DAY_PENDING, RULE_SOURCE_INCOMPLETE);
	}
}

/* Whether a punch without its other half belongs to a session. */
static bool is_lonely_in(const struct presence *presence,
			 const struct session *session)
{
	int64_t at = presence->paired.lonely;
	struct span span = session_span(session);

	return at >= 0 && !presence->settings->schedule_ends_punch &&
	       at >= span.from - 2 * SECONDS_PER_HOUR &&
	       at < span.to + 2 * SECONDS_PER_HOUR;
}

static void flag_rules(const struct presence *presence, struct day *day,
		       const struct place *place)
{
	const struct date date = day->session->date;
	const struct regional_rule *rule =
		settings_regional(presence->settings, date);

	if (!day_is_present(day->status))
		return;
	if (rule != NULL && rule->in_person_forbidden && day_is_in_person(day))
		day->flags |= FLAG_IN_PERSON_FORBIDDEN;
	if (rule != NULL && rule->online_forbidden && day_is_online(day))
		day->flags |= FLAG_ONLINE_FORBIDDEN;
	if (day->session->from_sheet)
		day->flags |= FLAG_UNPLANNED;
	if (date_compare(place->died_on, date) < 0)
		day->flags |= FLAG_AFTER_DEATH;
	if (date_compare(place->reemployed_on, date) < 0)
		day->flags |= FLAG_AFTER_REEMPLOYMENT;
}

/* Decides by minutes; what sheets say beside them is compared. */
static void decide_by_minutes(struct day *day, int64_t seconds, int64_t total,
			      struct marks marks, const struct terms *terms)
{
	int64_t longer = seconds >= total ? seconds : total;

	day->rule = seconds >= total ? RULE_INTERVALS : RULE_TOTAL;
	day->minutes = (int32_t)(longer / SECONDS_PER_MINUTE);
	if (day->planned > 0 && day->minutes > day->planned)
		day->minutes = day->planned;
	grade(day, terms, marks_have(marks, MARK_LATE, MARK_LATE));
	if (marks_have(marks, MARK_ABSENT, MARK_CANCELLED) ||
	    marks_leave(marks))
		day->flags |= FLAG_CONFLICT;
	if (marks_present(marks) && day->status == DAY_PARTIAL)
		day->flags |= FLAG_SHEET_DIFFERS;
}

static void decide_session(struct presence *presence, struct day *day,
			   struct marks marks, const struct terms *terms)
{
	int64_t seconds = seconds_in(presence, day, terms->grace_minutes);
	int64_t total = share_total(presence, day);
	int32_t leave = leave_minutes(presence, day->session);
	bool timed = seconds > 0 || total > 0;

	day->planned = day->session->minutes;
	if (timed && !leave_counts_against(presence))
		day->planned -= leave < day->planned ? leave : day->planned;
	if (decide_by_session(day, timed || marks_present(marks)))
		return;
	if (timed) {
		decide_by_minutes(day, seconds, total, marks, terms);
		return;
	}
	if (marks.seen == 0 && is_lonely_in(presence, day->session)) {
		set_status(day, DAY_PENDING, RULE_MISSING_PUNCH);
		return;
	}
	if (marks.seen == 0 && leave > 0)
		marks.seen = 1U << (presence->leave_is_sick ? MARK_SICK
							    : MARK_EXCUSED);
	decide_by_marks(day, marks, terms);
}

size_t presence_sessions(const struct presence *presence, uint32_t place,
			 struct date date, struct day *days)
{
	const struct place *mine = roll_places(presence->roll) + place;
	const struct class_roll *class_roll =
		roll_classes(presence->roll) + mine->class_index;
	uint64_t plan = 1ULL << roll_plans(presence->roll)[mine->plan].bit;
	size_t count = 0;

	for (size_t i = schedule_find(class_roll, date);
	     i < class_roll->session_count && count < PRESENCE_SESSIONS_MAX &&
	     class_roll->sessions[i].date.days == date.days;
	     i++)
		if ((class_roll->sessions[i].plans & plan) != 0)
			days[count++] = (struct day){
				.session = class_roll->sessions + i,
				.arrived = TIME_NONE,
				.left = TIME_NONE};
	return count;
}

size_t presence_decide(struct presence *presence, uint32_t place,
		       struct trace_list traces, struct day *days,
		       struct diag *diag)
{
	struct date date = traces.date;
	const struct place *mine = roll_places(presence->roll) + place;
	size_t sessions = presence_sessions(presence, place, date, days);
	struct terms terms;

	if (!settings_terms(presence->settings, date, &terms, diag))
		return SIZE_MAX;
	presence_gather(presence, traces, (struct day_list){days, sessions});
	for (size_t i = 0; i < sessions; i++) {
		struct day *day = days + i;

		if (date_compare(mine->withdrawn_on, date) <= 0) {
			set_status(day, DAY_WITHDRAWN, RULE_WITHDRAWN);
			continue;
		}
		day->flags = presence->flags;
		day->sources = presence->sources;
		decide_session(presence, day, marks_of(traces, day->session),
			       &terms);
		flag_rules(presence, day, mine);
	}
	return sessions;
}

void presence_survey(struct presence *presence, uint32_t place,
		     struct trace_list traces)
{
	const struct place *mine = roll_places(presence->roll) + place;
	struct class_roll *class_roll =
		roll_classes(presence->roll) + mine->class_index;
	struct day days[PRESENCE_SESSIONS_MAX];
	size_t count = presence_sessions(presence, place, traces.date, days);

	presence_gather(presence, traces, (struct day_list){days, count});
	for (size_t i = 0; i < count; i++) {
		struct session *session =
			class_roll->sessions +
			(days[i].session - class_roll->sessions);
		struct marks marks = marks_of(traces, session);

		if (seconds_in(presence, days + i, 0) > 0 ||
		    share_total(presence, days + i) > 0 || marks_present(marks))
			session->attended = true;
		if (is_lonely_in(presence, session) || marks_leave(marks) ||
		    marks_have(marks, MARK_ABSENT, MARK_ABSENT))
			session->marked = true;
		if (marks_have(marks, MARK_CANCELLED, MARK_HOLIDAY))
			session->marked_off = true;
	}
}
