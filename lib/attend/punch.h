/*
 * The punches of one person on one day at a clock, made into stretches of
 * presence.
 *
 * What a clock calls in and out can't be trusted (on one real clock 8 of 100
 * days begin with a punch not marked "in"): punches alternate, the schedule
 * decides which one is missing, and the flag is a hint where that leaves a
 * tie.
 */
#ifndef ATTEND_PUNCH_H
#define ATTEND_PUNCH_H

#include "attend/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PUNCH_REPEAT_SECONDS = 60, /* a second punch within them is the same */
	PUNCH_DAY_MAX = 64	   /* of one person a day; the rest is noise */
};

enum punch_hint { PUNCH_UNKNOWN, PUNCH_IN, PUNCH_OUT };

struct punch {
	int64_t at; /* seconds since 1970 */
	enum punch_hint hint;
};

/* What came of a day's punches. */
struct punch_day {
	struct span spans[PUNCH_DAY_MAX / 2];
	size_t count;
	int64_t lonely; /* a punch without its other half, or -1 */
};

/*
 * Sorts the punches, drops repeats within 60 seconds of the one before and
 * pairs the rest. sessions are the day's lessons, in order; there may be none.
 */
void punch_pair(struct punch *punches, size_t count, struct span_list sessions,
		struct punch_day *day);

#endif
