#include "match/assignment_plain.h"

#include "match/heap.h"

void assignment_set_cutoff(struct assignment *a, size_t block)
{
	const struct heap *heap = &a->heaps[block];

	if (a->capacity[block] == 0)
		a->cutoffs[block] = (struct key){0, 0};
	else if (heap->count < a->capacity[block])
		a->cutoffs[block] = (struct key){UINT64_MAX, UINT64_MAX};
	else
		a->cutoffs[block] = heap->holders->key;
}

/* A claim that its course's cutoff does not refuse; who goes on, or nobody. */
static struct holder take_plain(struct assignment *a, uint16_t course,
				struct holder claim)
{
	struct heap *heap = &a->heaps[course];
	struct holder loser = {{0, 0}, NOBODY, NOBODY};

	if (heap->count < a->capacity[course]) {
		heap_push(a, heap, claim);
	} else {
		if (heap->count == 0 ||
		    !assignment_is_worse(a, heap->holders, &claim))
			return claim;
		loser = *heap->holders;
		heap_replace(a, heap, claim);
	}
	assignment_set_cutoff(a, course);
	return loser;
}

/*
 * Puts somebody who was displaced in place of the one who has waited longest,
 * and gives that one, or nobody. The order of proposals is free, and by then
 * what is known of them has come from memory.
 */
static struct holder exchange(struct assignment *a, struct holder loser)
{
	const struct applicants *applicants = a->market->applicants;
	struct holder *place = &a->displaced[a->displaced_next];
	struct holder longest = {{0, 0}, NOBODY, NOBODY};

	a->displaced_next = (a->displaced_next + 1) % DISPLACED_WAITING;
	if (a->displaced_count == DISPLACED_WAITING)
		longest = *place;
	else
		a->displaced_count++;
	*place = loser;
	__builtin_prefetch(applicants_choices(applicants, loser.person));
	__builtin_prefetch(&applicants->needs[loser.person]);
	__builtin_prefetch(&a->position[loser.person]);
	return longest;
}

/*
 * One block a course and one order for all: the key goes along, and most
 * refusals are a look at a cutoff. Who has to go on is returned, or nobody.
 */
static struct holder claim_plain(struct assignment *a, struct holder claim,
				 size_t at)
{
	const struct applicants *applicants = a->market->applicants;
	const uint16_t *row = applicants_choices(applicants, claim.person);
	uint8_t needs = (uint8_t)applicants->needs[claim.person];

	for (; at < a->to; at++) {
		struct holder loser;

		if (row[at] >= CHOICE_SPECIAL || a->bars[row[at]] & needs ||
		    key_is_less(&a->cutoffs[row[at]], &claim.key))
			continue;
		claim.block = row[at];
		loser = take_plain(a, row[at], claim);
		if (loser.person == claim.person)
			continue;
		a->position[claim.person] = (uint8_t)at;
		return loser;
	}
	a->position[claim.person] = POSITION_NONE;
	return (struct holder){{0, 0}, NOBODY, NOBODY};
}

void assignment_propose_plain(struct assignment *a, uint32_t person)
{
	const struct applicants *applicants = a->market->applicants;
	struct holder claim = {
		{applicants->order[person], a->market->lottery[person]},
		person,
		0};
	struct holder loser = claim_plain(a, claim, a->from);

	while (loser.person != NOBODY) {
		claim = exchange(a, loser);
		if (claim.person == NOBODY)
			return;
		loser = claim_plain(a, claim,
				    (size_t)a->position[claim.person] + 1);
	}
}

void assignment_settle(struct assignment *a)
{
	while (a->displaced_count > 0) {
		size_t oldest = a->displaced_next + DISPLACED_WAITING -
				a->displaced_count--;
		struct holder claim = a->displaced[oldest % DISPLACED_WAITING];

		while (claim.person != NOBODY)
			claim = claim_plain(a, claim,
					    (size_t)a->position[claim.person] +
						    1);
	}
}
