/*
 * Within the mechanisms only.
 */
#ifndef MATCH_MECHANISM_PARTS_H
#define MATCH_MECHANISM_PARTS_H

#include "match/mechanism.h"

/* Whether a person's choice is an open course that may take them. */
static inline bool mechanism_counts(const struct assignment *a, uint32_t person,
				    size_t at)
{
	uint16_t course = applicants_choices(a->market->applicants, person)[at];

	return course < CHOICE_SPECIAL &&
	       !(a->bars[course] & BAR_NOT_TAKING_PART) &&
	       market_bars(a->market, person, course) == 0;
}

/* The key as a holder, for comparisons. */
static inline struct holder mechanism_claim(const struct assignment *a,
					    uint32_t person, uint16_t course)
{
	return (struct holder){market_key(a->market, person, course), person,
			       0};
}

bool mechanism_cycles(const struct assignment *solved, uint8_t *position,
		      struct diag *diag);
bool mechanism_flow(const struct assignment *solved, uint8_t *position,
		    struct diag *diag);

#endif
