/*
 * Signs that somebody should look: evidence, never verdicts. Nothing here
 * changes a day, a count or a payment.
 */
#ifndef ATTEND_ANOMALY_H
#define ATTEND_ANOMALY_H

#include "attend/attendance.h"
#include "base/strbuf.h"

#include <stdbool.h>

enum {
	ANOMALY_GROUP_MIN = 5,	    /* people, for a pattern to tell anything */
	ANOMALY_SESSIONS_MIN = 5,   /* sessions, likewise */
	ANOMALY_OVERLAP_MINUTES = 5 /* in two places, beyond a slow clock */
};

enum anomaly_kind {
	ANOMALY_TWO_PLACES,   /* at once in two classes, or here and online */
	ANOMALY_ON_CANCELLED, /* presence in a session that was called off */
	ANOMALY_ON_HOLIDAY,
	ANOMALY_UNPLANNED,     /* a session only a sheet tells of */
	ANOMALY_OVER_CAPACITY, /* more in person than the class has seats */
	ANOMALY_IN_PERSON_FORBIDDEN,
	ANOMALY_ONLINE_FORBIDDEN,
	ANOMALY_AFTER_DEATH,
	ANOMALY_AFTER_REEMPLOYMENT,
	ANOMALY_CONFLICT,	/* sources contradict each other */
	ANOMALY_SHEET_DIFFERS,	/* a mark of presence, a log of minutes */
	ANOMALY_SHARED_ACCOUNT, /* one address, several people */
	ANOMALY_SAME_MINUTE,	/* all came in the same minute */
	ANOMALY_COPIED,		/* the same times as on another day */
	ANOMALY_ALL_PERFECT,	/* everybody always there */
	ANOMALY_ONE_SOURCE, /* in sheets alone, where others are seen twice */
	ANOMALY_LATE_SHEET, /* received long after its day */
	ANOMALY_CLOCK_BACKWARDS,
	ANOMALY_UNCONFIRMED, /* planned, past, and nobody was there */
	ANOMALY_KINDS
};

/* What it is about; what isn't known is ROLL_NONE, TIME_NONE or -1. */
struct anomaly {
	enum anomaly_kind kind;
	uint32_t class_index, place, other_place, source;
	struct date date;
	int32_t start;
	int64_t value, limit;
	uint64_t line;
};

/* What is gathered of each session of the class at hand. */
struct session_pattern {
	uint32_t present, in_person, timed, same_arrival;
	int32_t arrival, first_left;
	bool varied; /* not all came and went alike */
	uint64_t hash;
};

struct anomalies {
	const struct attendance *attendance;
	struct strbuf list; /* struct anomaly */
	struct strbuf patterns;
	uint32_t class_index; /* the class at hand, or ROLL_NONE */
	unsigned class_sources;
	uint32_t places, perfect;
	struct strbuf seen; /* by place of the class: sources of presence */
};

void anomalies_init(struct anomalies *anomalies,
		    const struct attendance *attendance);
void anomalies_release(struct anomalies *anomalies);

/* Looks at a decided day; days come class by class, person by person. */
bool anomalies_add_day(struct anomalies *anomalies, uint32_t place,
		       const struct day *day);

/* After the last day: what the evidence as a whole shows. Sorts the list. */
bool anomalies_end(struct anomalies *anomalies, struct diag *diag);

/* "two-places" ... Static. */
const char *anomaly_name(enum anomaly_kind kind);

/* Private to anomaly*.c: adds one; false when memory ran out. */
bool anomalies_put(struct anomalies *anomalies, const struct anomaly *anomaly);
struct anomaly anomaly_new(enum anomaly_kind kind, uint32_t class_index);
bool anomalies_find_overlaps(struct anomalies *anomalies);

#endif
