/*
 * Within the auditor only: one matching being worked out in rounds.
 */
#ifndef MATCH_AUDIT_ROUNDS_H
#define MATCH_AUDIT_ROUNDS_H

#include "match/audit.h"

struct audit_rounds {
	size_t from, to;       /* the choices of this stage */
	int64_t *seats;	       /* by course */
	int64_t *reserved;     /* by course, RULES_RESERVES_MAX each */
	int64_t *before;       /* by course: placed in an earlier stage */
	uint8_t *at;	       /* by person: the choice asked for or held */
	bool *sits_out;	       /* by person */
	uint8_t *kept;	       /* by person, or NULL: 2 keeps a seat of the
				  first stage for good, 1 of the second */
	uint32_t *free_people; /* room for all */
};

enum {
	AUDIT_OPEN = RULES_RESERVES_MAX, /* an open seat; below: a reserve's */
	AUDIT_SPARE,			 /* what a soft reserve left */
	AUDIT_NO_PLACE
};

/*
 * Sorts a course's holders, best first, and says which place each has. places
 * is as long as its seats.
 */
bool audit_trace_places(struct audit *audit, uint16_t course, uint8_t *places);

/* From nobody has asked; closed courses stay closed. */
bool audit_start_rounds(struct audit *audit);

/* These people go on asking until nobody is refused any more. */
bool audit_run_rounds(struct audit *audit, uint32_t *free_people, size_t count);

/* The same from the start where there are caps. */
bool audit_run_capped(struct audit *audit);

/* Closes and opens courses for their minima. */
bool audit_run_closings(struct audit *audit);

#endif
