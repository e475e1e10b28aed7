#include "match/assignment.h"

bool assignment_check(const struct assignment *a, struct diag *diag)
{
	return !a->failed || diag_memory(diag);
}

bool assignment_is_closed(const struct assignment *a, uint16_t course)
{
	return (a->bars[course] & BAR_NOT_TAKING_PART) &&
	       !(a->market->courses->bars[course] & BAR_NOT_TAKING_PART);
}

void assignment_open(struct assignment *a, uint16_t course)
{
	a->bars[course] = a->market->courses->bars[course];
}

uint32_t assignment_placed(const struct assignment *a, uint16_t course)
{
	uint32_t placed = 0;

	for (uint32_t b = a->layout->first_block[course];
	     b < a->layout->first_block[course + 1]; b++)
		placed += a->heaps[b].count;
	return placed;
}

size_t assignment_total(const struct assignment *a)
{
	size_t total = 0;

	for (size_t b = 0; b < a->layout->block_count; b++)
		total += a->heaps[b].count;
	return total;
}

const struct holder *assignment_worst(const struct assignment *a,
				      uint32_t block)
{
	return a->heaps[block].count > 0 ? a->heaps[block].holders : NULL;
}

uint32_t assignment_next_block(const struct assignment *a, uint32_t person,
			       uint16_t course, uint32_t block, bool *outsider)
{
	const struct block *blocks = a->layout->blocks;
	uint32_t first = a->layout->first_block[course];
	uint32_t end = a->layout->first_block[course + 1];
	uint16_t needs = a->market->applicants->needs[person];
	bool second =
		block != NOBODY && !seats_is_member(&blocks[block], needs);

	*outsider = false;
	for (uint32_t b = block == NOBODY ? first : block + 1;
	     !second && b < end; b++) {
		if (seats_is_member(&blocks[b], needs))
			return b;
	}
	*outsider = true;
	for (uint32_t b = second ? block + 1 : first; b < end; b++) {
		if (!seats_is_member(&blocks[b], needs) && !blocks[b].hard)
			return b;
	}
	return NOBODY;
}

/* Whether a person was refused in a block by somebody of equal order. */
static bool lost_to_equal(const struct assignment *a, uint32_t person,
			  uint16_t course)
{
	uint64_t order = market_key(a->market, person, course).order;
	uint32_t block = NOBODY;
	bool outsider;

	for (;;) {
		const struct holder *worst;

		block = assignment_next_block(a, person, course, block,
					      &outsider);
		if (block == NOBODY)
			return false;
		worst = assignment_worst(a, block);
		if (worst != NULL &&
		    worst->key.order ==
			    (order | (outsider ? ORDER_OUTSIDER : 0)) &&
		    (a->kept == NULL ||
		     a->kept[worst->person] == a->kept[person]))
			return true;
	}
}

/* With caps a tie may be with somebody in another course. */
static bool ties_under_caps(const struct assignment *a, uint32_t person)
{
	uint64_t order = a->market->applicants->order[person];

	for (size_t b = 0; b < a->layout->block_count; b++) {
		const struct holder *worst = assignment_worst(a, (uint32_t)b);

		if (worst != NULL &&
		    (worst->key.order & ~ORDER_OUTSIDER) == order)
			return true;
	}
	return false;
}

bool assignment_find_tie(const struct assignment *a, uint16_t *course)
{
	const struct applicants *applicants = a->market->applicants;

	for (size_t i = 0; i < applicants->count; i++) {
		uint32_t person = (uint32_t)i;
		const uint16_t *row = applicants_choices(applicants, person);
		uint8_t position = a->position[i];

		for (size_t at = a->from; at < a->to && at < position; at++) {
			if (row[at] >= CHOICE_SPECIAL ||
			    (a->bars[row[at]] & BAR_NOT_TAKING_PART) ||
			    market_bars(a->market, person, row[at]) != 0)
				continue;
			*course = row[at];
			if (lost_to_equal(a, person, row[at]) ||
			    (a->layout->cap_count > 0 &&
			     ties_under_caps(a, person)))
				return true;
		}
	}
	return false;
}

uint32_t assignment_members(const struct assignment *a, uint32_t block)
{
	const struct heap *heap = &a->heaps[block];
	uint32_t members = 0;

	for (uint32_t i = 0; i < heap->count; i++)
		members += !(heap->holders[i].key.order & ORDER_OUTSIDER);
	return members;
}
