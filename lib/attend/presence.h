/*
 * What one person did in one session, and the rule that decided it.
 *
 * Stretches of all sources are united, never added. Times beat bare marks; a
 * mark with nothing beside it is taken at its word; no trace is absence only
 * where the sources are in.
 */
#ifndef ATTEND_PRESENCE_H
#define ATTEND_PRESENCE_H

#include "attend/evidence.h"
#include "attend/punch.h"
#include "attend/schedule.h"
#include "attend/settings.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	PRESENCE_SESSIONS_MAX = 16, /* a day, of one person */
	PRESENCE_SPANS_MAX = 512
};

enum day_status {
	DAY_PLANNED, /* still to come */
	DAY_PRESENT,
	DAY_LATE,
	DAY_LEFT_EARLY,
	DAY_PARTIAL, /* less than the payable share */
	DAY_EXCUSED,
	DAY_SICK,
	DAY_ABSENT,
	DAY_PENDING,
	DAY_CANCELLED, /* suspended and moved too */
	DAY_HOLIDAY,
	DAY_WITHDRAWN /* the person had left the class */
};

/* The rule that decided; day_rule_name tells its code. */
enum day_rule {
	RULE_FUTURE,
	RULE_INTERVALS,	  /* minutes of united stretches */
	RULE_TOTAL,	  /* minutes of a total without times */
	RULE_MARK,	  /* a mark of presence */
	RULE_LEAVE,	  /* a mark of leave or illness */
	RULE_ABSENT_MARK, /* a mark of absence */
	RULE_NO_TRACE,	  /* the sources are in and don't have the person */
	RULE_SOURCE_INCOMPLETE,
	RULE_UNCONFIRMED, /* nothing shows that the session was held */
	RULE_UNAUTHORISED,
	RULE_SESSION_OFF,
	RULE_HOLIDAY,
	RULE_MISSING_PUNCH,
	RULE_CONFLICT,
	RULE_TOO_SHORT,
	RULE_WITHDRAWN,
	RULE_CORRECTION
};

enum day_flag {
	FLAG_NAME_MATCH = 1 << 0,
	FLAG_OPEN_END = 1 << 1,
	FLAG_GAPS_HIDDEN = 1 << 2,
	FLAG_TOTAL_ONLY = 1 << 3,
	FLAG_MISSING_PUNCH = 1 << 4,
	FLAG_CONFLICT = 1 << 5,
	FLAG_SHEET_DIFFERS = 1 << 6,
	FLAG_ON_CANCELLED = 1 << 7,
	FLAG_ON_HOLIDAY = 1 << 8,
	FLAG_UNPLANNED = 1 << 9,
	FLAG_IN_PERSON_FORBIDDEN = 1 << 10,
	FLAG_ONLINE_FORBIDDEN = 1 << 11,
	FLAG_UNAUTHORISED = 1 << 12,
	FLAG_CORRECTED = 1 << 13,
	FLAG_AFTER_DEATH = 1 << 14,
	FLAG_AFTER_REEMPLOYMENT = 1 << 15,
	/* of a placement as a whole, set by completion */
	FLAG_NO_SCHEDULE = 1 << 16,
	FLAG_CANNOT_PASS = 1 << 17,
	FLAG_COMPLETION_UNSET = 1 << 18,
	FLAG_PAYABLE_UNSET = 1 << 19,
	FLAG_EXPIRED = 1 << 20,
	FLAGS = 21
};

struct day {
	const struct session *session;
	enum day_status status;
	enum day_rule rule;
	bool late;
	int32_t planned;       /* minutes asked of this person */
	int32_t minutes;       /* present */
	int32_t arrived, left; /* seconds of the day, or TIME_NONE */
	unsigned flags;
	unsigned sources; /* 1 << enum source_kind */
};

/* All that a person's traces of one day come to, before sessions. */
struct presence {
	const struct roll *roll;
	struct settings *settings;
	const struct evidence *evidence;
	struct span spans[PRESENCE_SPANS_MAX], leave[PRESENCE_SPANS_MAX];
	size_t span_count, leave_count;
	bool leave_is_sick;
	struct punch punches[PUNCH_DAY_MAX];
	size_t punch_count;
	struct punch_day paired;
	struct span total_window; /* where the total lies */
	int64_t total;
	unsigned flags, sources;
};

/* Some traces, some days, in order, borrowed. */
struct trace_list {
	const struct trace *traces;
	size_t count;
	struct date date; /* they are all of this day */
};

struct day_list {
	const struct day *days;
	size_t count;
};

/*
 * Pairs the punches and unites the stretches of a day, whose sessions stand in
 * days (their session alone is looked at).
 */
void presence_gather(struct presence *presence, struct trace_list traces,
		     struct day_list days);

/*
 * Lists the sessions of a place's plan on a date, with nothing decided, in
 * days, which has room for PRESENCE_SESSIONS_MAX. Returns how many.
 */
size_t presence_sessions(const struct presence *presence, uint32_t place,
			 struct date date, struct day *days);

/*
 * Decides the days of a place on one date. traces are the place's own of that
 * date; days has room for PRESENCE_SESSIONS_MAX and gets one for each session
 * of the place's plan, in order. Returns how many; SIZE_MAX for a policy that
 * can't be read, told in diag.
 */
size_t presence_decide(struct presence *presence, uint32_t place,
		       struct trace_list traces, struct day *days,
		       struct diag *diag);

/*
 * Notes in the sessions of a place's plan on one date whether its lists of who
 * came were signed for several of them: a coming is then for its session alone.
 * Before presence_survey.
 */
void presence_note_signing(struct presence *presence, uint32_t place,
			   struct trace_list traces);

/*
 * Notes in the sessions of a place's plan on one date what its traces show:
 * attended, marked, marked off. Before schedule_settle.
 */
void presence_survey(struct presence *presence, uint32_t place,
		     struct trace_list traces);

/* Whether a status is presence of some kind. */
static inline bool day_is_present(enum day_status status)
{
	return status >= DAY_PRESENT && status <= DAY_PARTIAL;
}

/* Whether meetings online have somebody present on a day. */
static inline bool day_is_online(const struct day *day)
{
	return (day->sources & (1U << SOURCE_TEAMS | 1U << SOURCE_ZOOM |
				1U << SOURCE_MEET)) != 0;
}

/* Whether a clock or sheets have them in the classroom. */
static inline bool day_is_in_person(const struct day *day)
{
	return (day->sources & 1U << SOURCE_CLOCK) != 0 ||
	       ((day->sources & (1U << SOURCE_SHEET | 1U << SOURCE_GRID)) !=
			0 &&
		day->session->mode != MODE_ONLINE && !day_is_online(day));
}

/* Stable words: "present", "left_early" ...; "no-trace" ... Static. */
const char *day_status_name(enum day_status status);
const char *day_rule_name(enum day_rule rule);
const char *day_flag_name(unsigned bit);

/* The status a word or letter means: English, Indonesian, H I S A B L. */
bool day_status_parse(struct slice text, enum day_status *status);

#endif
