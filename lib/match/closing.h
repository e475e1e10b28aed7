/*
 * Minimum class sizes: classes that stay too small are closed, one at a time,
 * and some are opened again.
 *
 * While an open course has fewer than its minimum, the one with the smallest
 * placed/minimum is closed (ties: the smaller id) and the matching is made
 * again without it. Then each closed course in order of demand, the number of
 * people who would rather have it than what they got (ties: the smaller id),
 * is opened again if with it every open course has its minimum and no fewer
 * are placed in all.
 */
#ifndef MATCH_CLOSING_H
#define MATCH_CLOSING_H

#include "match/assignment.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct closure {
	uint16_t course;
	uint32_t placed; /* when it was closed */
	bool reopened;
	const uint32_t *moved; /* who held its seats then */
	size_t moved_count;
};

struct closings {
	struct arena arena;
	struct closure *list; /* in order of closing */
	size_t count;
	size_t placed_before; /* in all, by closing alone */
	bool tied; /* no lottery, and a tie that could decide a closing */
	uint16_t tied_course;
};

bool closings_init(struct closings *closings, const struct courses *courses,
		   struct diag *diag);
void closings_release(struct closings *closings);

/* Closes and opens courses of a solved assignment, which stays solved. */
bool closings_run(struct closings *closings, struct assignment *assignment,
		  struct diag *diag);

/* The last closure of a course, or NULL. */
const struct closure *closings_find(const struct closings *closings,
				    uint16_t course);

#endif
