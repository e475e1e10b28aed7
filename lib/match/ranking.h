/*
 * All applicants in the one common order of a market that has one.
 */
#ifndef MATCH_RANKING_H
#define MATCH_RANKING_H

#include "match/market.h"

#include <stdint.h>

/* Their numbers, best first; the caller frees. NULL: no memory. */
uint32_t *ranking_sort(const struct market *market);

#endif
