/*
 * Within the mechanisms only: who has no seat and would take a course.
 */
#ifndef MATCH_MECHANISM_ASKERS_H
#define MATCH_MECHANISM_ASKERS_H

#include "match/assignment.h"

/* People by course and choice, in the order of their numbers. */
struct askers {
	uint32_t *persons;
	size_t *next, *ends; /* by course and choice: a part of persons */
	size_t width;
};

/* The first person without a seat who wants a course as their choice "at". */
struct asker {
	uint32_t person;
	uint8_t at;
};

bool askers_init(struct askers *askers, const struct assignment *a);
void askers_release(struct askers *askers);

/*
 * The first of all who ask for the course, and in *best the first of those who
 * want it most. False where nobody asks. Who has a seat by position keeps one:
 * they are passed for good.
 */
bool askers_first(struct askers *askers, const uint8_t *position,
		  uint16_t course, struct asker *first, struct asker *best);

#endif
