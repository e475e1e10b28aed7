/*
 * Interview lists: the order that a provider itself gives to its applicants.
 *
 * A course with rows takes nobody who isn't on its list. Ranks are whole
 * numbers from 1, smaller first; equal ranks are decided by the lottery.
 */
#ifndef MATCH_INTERVIEW_H
#define MATCH_INTERVIEW_H

#include "base/diag.h"
#include "base/set.h"
#include "match/course.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INTERVIEW_NOBODY UINT32_MAX

struct interview {
	struct set persons;
	bool *has_list; /* by course; in the courses' arena */
	uint64_t *keys; /* person and course, + 1; 0: free slot */
	uint32_t *ranks;
	size_t slot_count, count;
	uint64_t unknown; /* rows that name a course that isn't there */
};

bool interview_init(struct interview *interview, struct courses *courses,
		    struct diag *diag);
void interview_release(struct interview *interview);

/* Takes a row; the same applicant twice at a course is a failure. */
bool interview_add(struct interview *interview, const struct courses *courses,
		   const struct slice row[3], struct diag *diag);

/*
 * Puts up the bars: BAR_LIST at courses with a list, and BAR_NO_LIST at the
 * others where there is no policy to order their applicants.
 */
void interview_end(const struct interview *interview, struct courses *courses,
		   bool has_policy);

/* The index of a person on any list, or INTERVIEW_NOBODY. */
uint32_t interview_find(const struct interview *interview, struct slice person);

/* The rank at a course, or 0. */
uint32_t interview_rank(const struct interview *interview, uint16_t course,
			uint32_t person);

#endif
