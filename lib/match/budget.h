/*
 * A budget turned into seats, before anything is drawn.
 *
 * Seats that nobody asked for go first. Then, while all seats filled would
 * cost too much, one seat is taken at a time from the course with the fewest
 * first choices for each of its seats (ties: the larger id); a course that
 * would come under its minimum gives up all its seats.
 */
#ifndef MATCH_BUDGET_H
#define MATCH_BUDGET_H

#include "base/diag.h"
#include "match/market.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Lowers the courses' capacities. Fails where a course that has seats has no
 * cost.
 */
bool budget_apply(const struct market *market, int64_t budget_rupiah,
		  struct diag *diag);

/* What all seats cost; false on overflow. */
bool budget_total(const struct courses *courses, int64_t *rupiah);

#endif
