/*
 * Waiting lists: each open course has one, of everybody who would rather have
 * it than what they got, in the order of the course's keys. When a seat
 * becomes free it is the first on the list who is asked.
 */
#ifndef MATCH_WAITING_H
#define MATCH_WAITING_H

#include "match/assignment.h"

#include <stdint.h>

struct waiting {
	uint32_t *places; /* by applicant without a seat: from 1, or 0 */
	uint32_t *firsts; /* by course: who stands first, or NOBODY */
};

/*
 * Fills places for those without a seat: the place on the list of the first of
 * their choices that has one for them.
 */
bool waiting_init(struct waiting *waiting, const struct assignment *assignment,
		  struct diag *diag);
void waiting_release(struct waiting *waiting);

/* Whether a person may wait for a course: it is open and may take them. */
bool waiting_may(const struct assignment *assignment, uint32_t person,
		 uint16_t course);

#endif
