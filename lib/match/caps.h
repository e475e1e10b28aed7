/*
 * The caps of the policy as a forest over the courses. Included in this room
 * only.
 */
#ifndef MATCH_CAPS_H
#define MATCH_CAPS_H

#include "match/seats.h"

/* Fills seats->caps and each block's innermost cap; as seats_init says. */
bool caps_init(struct seats *seats, const struct market *market,
	       struct diag *diag);

/* The cap's name as it is told to people: "provider" or "provider=LPK 3". */
bool cap_name(const struct cap *cap, struct strbuf *out);

#endif
