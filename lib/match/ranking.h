/*
 * All applicants in the one common order of a market that has one.
 */
#ifndef MATCH_RANKING_H
#define MATCH_RANKING_H

#include "match/market.h"

#include <stdint.h>

/*
 * Everybody, best first; the caller frees. NULL: no memory. drawn: the order of
 * the market's lottery numbers (drawn_sort), or NULL where there are none.
 */
uint32_t *ranking_sort(const struct market *market, const uint32_t *drawn);

/* The same where the numbers are still to be sorted. */
uint32_t *ranking_draw(const struct market *market);

#endif
