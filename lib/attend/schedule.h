/*
 * The sessions of the classes: what was planned, what became of it.
 *
 * Planned, held and present are three things. A course's days and times, less
 * the holidays that bind it, make the plan; a sessions file says what was
 * held, cancelled, suspended or moved; evidence shows what took place.
 */
#ifndef ATTEND_SCHEDULE_H
#define ATTEND_SCHEDULE_H

#include "attend/calendar.h"
#include "attend/roll.h"
#include "attend/settings.h"
#include "attend/span.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	SCHEDULE_DAYS_MAX = 1100, /* a longer course is a slip of the pen */
	SCHEDULE_PLANS_MAX = 64	  /* different timetables in one class */
};

enum session_state {
	SESSION_OPEN, /* the sessions file says nothing */
	SESSION_HELD,
	SESSION_SUSPENDED,
	SESSION_CANCELLED,
	SESSION_MOVED
};

/* What is known of a session on the as-of day (schedule_settle). */
enum session_outcome {
	OUTCOME_FUTURE,	 /* its day is still to come */
	OUTCOME_HELD,	 /* it counts for everybody in its plan */
	OUTCOME_OFF,	 /* cancelled, suspended, moved: counts for nobody */
	OUTCOME_HOLIDAY, /* counts for those who were there, if any */
	OUTCOME_UNCONFIRMED, /* past, but nothing shows that it was held */
	OUTCOME_UNAUTHORISED /* closed early without an authorised record */
};

struct session {
	struct date date;
	int32_t start, end; /* seconds of the day, or TIME_NONE */
	int32_t minutes;    /* planned, less breaks; 0: not known */
	uint64_t plans;	    /* the plans it is for, by plan.bit */
	enum session_state state;
	enum settings_mode mode;
	bool planned;	 /* a holiday or moved session isn't */
	bool holiday;	 /* on a day that binds the course */
	bool authorised; /* its state has an authorising name */
	bool from_sheet; /* only a sheet says that there was one */
	/* What the evidence shows. */
	bool attended;	  /* somebody was there */
	bool marked;	  /* a sheet marks people for it */
	bool marked_off;  /* a sheet calls it cancelled or a holiday */
	bool signed_each; /* that day somebody signed in for several sessions */
	bool complete;	  /* the sources are in */
	enum session_outcome outcome;
};

/* A row of the sessions file. */
struct amendment {
	uint32_t class_index;
	struct date date;
	int32_t start, end; /* TIME_NONE: all sessions of the day */
	enum session_state state;
	enum settings_mode mode;
	bool authorised;
};

struct amendment_list {
	struct amendment *rows;
	size_t count;
};

/* held, cancelled, suspended, moved, and their Indonesian words. */
bool session_state_parse(struct slice text, enum session_state *state);

/* "held", "cancelled", "suspended", "moved" or "planned". Static. */
const char *session_state_name(enum session_state state);

/*
 * Lays out the sessions of every class on the roll from its plans. The
 * sessions live in the roll's arena. A plan that can't be laid out gets a
 * problem and no sessions.
 */
bool schedule_build(struct roll *roll, const struct settings *settings,
		    struct calendar *calendar, struct date as_of,
		    struct diag *diag);

/* Applies the rows of the sessions file, sorting them: any order will do. */
bool schedule_amend(struct roll *roll, const struct settings *settings,
		    struct calendar *calendar, struct amendment_list list,
		    struct diag *diag);
/* Adds a session to a class, for all its plans, in its place. */
bool schedule_add(struct roll *roll, uint32_t class_index,
		  const struct session *session, struct diag *diag);

/*
 * Decides the outcome of every session of a class from its state and what the
 * evidence shows; see enum session_outcome.
 */
void schedule_settle(struct class_roll *class_roll, struct date as_of);

/*
 * Whether a plan tells no schedule, and the sessions file none instead: nobody
 * knows then of how much something is missing.
 */
bool schedule_is_wanting(const struct class_roll *class_roll,
			 const struct plan *plan);

/* The first session on a date or later; session_count if none. */
size_t schedule_find(const struct class_roll *class_roll, struct date date);

/* Planned minutes between two times, less the breaks; 0 where not known. */
int32_t schedule_minutes(const struct settings *settings, int32_t start,
			 int32_t end);

/* The session's stretch in seconds since 1970; the day where not known. */
struct span session_span(const struct session *session);

#endif
