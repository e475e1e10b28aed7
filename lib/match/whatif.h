/*
 * What one more seat would change, and what opening a closed course would.
 */
#ifndef MATCH_WHATIF_H
#define MATCH_WHATIF_H

#include "match/assignment.h"
#include "match/waiting.h"

struct seat_value {
	int32_t placed;	   /* by how many more are placed; with reserves the
			      seats are divided anew, it may be negative */
	uint32_t improved; /* people who would get something better */
};

/*
 * The value of one more seat in each course, by course. With one order for all
 * it is followed seat by seat: the first on the waiting list moves in, the
 * first on the list of the course they leave follows, and so on. Else each
 * course is matched again with one seat more. A second stage is reckoned with,
 * and so is who keeps a seat; the assignment's positions hold both stages'.
 */
bool whatif_seats(const struct assignment *assignment,
		  const struct waiting *waiting, struct seat_value *values,
		  struct diag *diag);

/*
 * A closed course opened, all else as it is: how many would have a seat in it,
 * and by how many more are placed in all (may be negative).
 */
bool whatif_open(const struct assignment *assignment, uint16_t course,
		 uint32_t *placed, int64_t *change, struct diag *diag);

#endif
