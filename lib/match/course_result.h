/*
 * The outcome of each course, for the courses' own file and for reports.
 */
#ifndef MATCH_COURSE_RESULT_H
#define MATCH_COURSE_RESULT_H

#include "match/assignment.h"
#include "match/closing.h"
#include "match/whatif.h"

struct course_result {
	uint32_t placed;  /* both stages */
	uint32_t firsts;  /* people whose first choice it is */
	uint32_t choices; /* people who chose it at all */
	uint32_t refused; /* people who would rather have it */
	uint32_t last;	  /* the last admitted, or NOBODY */
	struct seat_value value;
};

/* Fills results, by course. rest may be NULL. */
bool course_results(const struct assignment *first,
		    const struct assignment *rest,
		    const struct waiting *waiting,
		    struct course_result *results, struct diag *diag);

#endif
