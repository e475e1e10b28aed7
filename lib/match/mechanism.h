/*
 * Other mechanisms, for comparison only: none of them decides anything. All
 * take the courses that are open, their seats, and the choices of the first
 * stage, and fill the choice each person gets (POSITION_NONE: none).
 */
#ifndef MATCH_MECHANISM_H
#define MATCH_MECHANISM_H

#include "match/assignment.h"

enum mechanism {
	MECHANISM_DA,
	MECHANISM_SD,
	MECHANISM_BOSTON,
	MECHANISM_TTC,
	MECHANISM_MAX_CARDINALITY,
	MECHANISMS
};

extern const char *const mechanism_names[MECHANISMS];

/*
 * Deferred acceptance as it was solved; serial dictatorship by the policy's
 * order; immediate acceptance; top trading cycles; the most people placed and
 * among those the least sum of choice numbers.
 */
bool mechanism_run(enum mechanism mechanism, const struct assignment *solved,
		   uint8_t *position, struct diag *diag);

/* A comparison's figures. */
struct mechanism_figures {
	size_t placed, first; /* first: got their first choice that counts */
	uint64_t rank_sum;    /* of the choices' own numbers */
	uint64_t blocking;    /* pairs of a person and a course */
};

struct mechanism_figures mechanism_measure(const struct assignment *solved,
					   const uint8_t *position,
					   struct diag *diag);

#endif
