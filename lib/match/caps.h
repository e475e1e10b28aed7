/*
 * Within the room only: the caps of the policy as a forest over the courses.
 */
#ifndef MATCH_CAPS_H
#define MATCH_CAPS_H

#include "match/seats.h"

/* Fills seats->caps and each block's innermost cap; as seats_init says. */
bool caps_init(struct seats *seats, const struct market *market,
	       struct diag *diag);

#endif
