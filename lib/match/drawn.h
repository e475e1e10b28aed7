/*
 * The order of the draw: everybody by their numbers. Doubles are neighbours in
 * it, a place in it is a share, and dealt by priority it is the common order.
 */
#ifndef MATCH_DRAWN_H
#define MATCH_DRAWN_H

#include "base/diag.h"
#include "match/applicant.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * All applicants, the smallest number first, equal numbers by person bytewise,
 * the same person in order of arrival. NULL when memory ran out; the caller
 * frees it. *twice: the earliest who was there before, or UINT32_MAX; the same
 * person has the same number.
 */
uint32_t *drawn_sort(const struct applicants *applicants,
		     const uint64_t *numbers, uint32_t *twice);

/*
 * After the last applicant: their order by numbers goes to *drawn. Where there
 * are no numbers (NULL) it is that of hashes, and good for nothing else than
 * finding a person who is in twice, which is a failure. The caller frees *drawn
 * then, too.
 */
bool drawn_check(const struct applicants *applicants, const uint64_t *numbers,
		 uint32_t **drawn, struct diag *diag);

#endif
