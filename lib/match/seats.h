/*
 * How the seats of the courses are divided: blocks for reserves and for
 * everybody, in the order in which they are filled, and caps over courses.
 *
 * A reserve's seats are a block of their own. A course's blocks stand in the
 * order reserves that are filled first, open seats, reserves filled after. A
 * person asks for a seat in the blocks that are open to them, in that order; a
 * soft reserve gives what its group leaves to others at the very end. This is
 * choice by slot-specific priorities (Kominers and Sönmez 2016).
 *
 * Caps are sets of courses, nested in one another or apart.
 */
#ifndef MATCH_SEATS_H
#define MATCH_SEATS_H

#include "match/market.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	OPEN_SEATS = -1 /* as a block's reserve */
};

#define CAP_NONE UINT32_MAX

struct block {
	uint32_t capacity;
	uint32_t first; /* where its holders stand among all seats */
	uint32_t cap;	/* the innermost cap, or CAP_NONE */
	uint16_t course;
	int16_t reserve; /* of the rules, or OPEN_SEATS */
	bool hard;
};

struct cap {
	const struct cap_rule *rule;
	struct slice value; /* of the rule's "each" column */
	uint32_t limit;
	uint32_t parent; /* the cap around this one, or CAP_NONE */
	uint32_t size;	 /* courses */
};

struct seats {
	struct arena arena;
	struct block *blocks;
	size_t block_count;
	uint32_t *first_block; /* by course, one more at the end */
	struct cap *caps;
	size_t cap_count;
	uint64_t total;
};

/*
 * Lays out the seats. Fails where two caps neither nest nor keep apart (both
 * are named), and where there are caps but no common order.
 */
bool seats_init(struct seats *seats, const struct market *market,
		struct diag *diag);

void seats_release(struct seats *seats);

/* Whether a person may hold a seat of a block before others. */
static inline bool seats_is_member(const struct block *block, uint16_t needs)
{
	return block->reserve == OPEN_SEATS ||
	       needs >> NEEDS_GROUP_SHIFT >> block->reserve & 1;
}

#endif
