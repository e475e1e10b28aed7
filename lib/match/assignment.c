#include "match/assignment.h"

#include "match/assignment_plain.h"
#include "match/heap.h"
#include "system/memory.h"

#include <stdlib.h>

static bool allocate_people(struct assignment *a)
{
	size_t count = a->market->applicants->count + 1;

	return memory_grow(&a->position, count, sizeof *a->position) &&
	       (a->layout->cap_count == 0 ||
		memory_grow(&a->block_of, count, sizeof *a->block_of));
}

static bool allocate(struct assignment *a, struct diag *diag)
{
	size_t blocks = a->layout->block_count, caps = a->layout->cap_count;
	size_t courses = a->market->courses->count;

	a->capacity = calloc(blocks + 1, sizeof *a->capacity);
	a->heaps = calloc(blocks + 1, sizeof *a->heaps);
	a->holders = calloc(a->layout->total + 1, sizeof *a->holders);
	a->caps = calloc(caps + 1, sizeof *a->caps);
	a->bars = calloc(courses + 1, sizeof *a->bars);
	return (a->capacity != NULL && a->heaps != NULL && a->holders != NULL &&
		a->caps != NULL && a->bars != NULL && allocate_people(a)) ||
	       diag_memory(diag);
}

bool assignment_init(struct assignment *a, const struct market *market,
		     const struct seats *layout, struct diag *diag)
{
	*a = (struct assignment){.market = market, .layout = layout};
	if (!allocate(a, diag))
		return false;
	a->to = market->first_choices;
	a->plain = layout->block_count == market->courses->count &&
		   market->rules->reserve_count == 0 &&
		   layout->cap_count == 0 && market_is_common(market);
	for (size_t i = 0; i < layout->block_count; i++) {
		a->capacity[i] = layout->blocks[i].capacity;
		a->heaps[i].holders = a->holders + layout->blocks[i].first;
	}
	for (size_t i = 0; i < layout->cap_count; i++)
		a->caps[i].limit = layout->caps[i].limit;
	memcpy(a->bars, market->courses->bars, market->courses->count);
	assignment_reset(a);
	return true;
}

void assignment_release(struct assignment *a)
{
	for (size_t i = 0; a->caps != NULL && i < a->layout->cap_count; i++)
		free(a->caps[i].heap.holders);
	free(a->capacity);
	free(a->heaps);
	free(a->holders);
	free(a->caps);
	free(a->bars);
	free(a->position);
	free(a->block_of);
	*a = (struct assignment){0};
}

void assignment_reset(struct assignment *a)
{
	size_t people = a->market->applicants->count;

	for (size_t i = 0; i < a->layout->block_count; i++)
		a->heaps[i].count = 0;
	for (size_t i = 0; i < a->layout->cap_count; i++)
		a->caps[i].count = a->caps[i].heap.count = 0;
	memset(a->position, POSITION_NONE, people);
	for (size_t i = 0; a->block_of != NULL && i < people; i++)
		a->block_of[i] = NOBODY;
}

bool assignment_init_rest(struct assignment *rest,
			  const struct assignment *first, struct diag *diag)
{
	if (!assignment_init(rest, first->market, first->layout, diag))
		return false;
	rest->from = first->to;
	rest->to = first->market->applicants->width;
	for (size_t i = 0; i < first->layout->block_count; i++)
		rest->capacity[i] = first->capacity[i] - first->heaps[i].count;
	rest->seated = first->position;
	for (size_t i = 0; i < first->layout->cap_count; i++)
		rest->caps[i].limit =
			first->caps[i].limit - first->caps[i].count;
	memcpy(rest->bars, first->bars, first->market->courses->count);
	return true;
}

/* Moves a claim to the next block where a seat may be asked for, or false. */
static bool next_claim(struct assignment *a, struct holder *claim, size_t *at)
{
	const struct applicants *applicants = a->market->applicants;
	const uint16_t *row = applicants_choices(applicants, claim->person);

	for (; *at < a->to; ++*at, claim->block = NOBODY) {
		bool outsider;
		uint16_t course = row[*at];

		if (course >= CHOICE_SPECIAL ||
		    (a->bars[course] & BAR_NOT_TAKING_PART) ||
		    market_bars(a->market, claim->person, course) != 0)
			continue;
		claim->block = assignment_next_block(a, claim->person, course,
						     claim->block, &outsider);
		if (claim->block == NOBODY)
			continue;
		claim->key = market_key(a->market, claim->person, course);
		if (outsider)
			claim->key.order |= ORDER_OUTSIDER;
		return true;
	}
	return false;
}

static void push_to_caps(struct assignment *a, const struct holder *claim)
{
	uint32_t cap = a->layout->blocks[claim->block].cap;

	for (; cap != CAP_NONE; cap = a->layout->caps[cap].parent) {
		struct cap_state *state = &a->caps[cap];

		if (!memory_reserve(&state->heap.holders, &state->room,
				    state->heap.count + 1U,
				    sizeof *state->heap.holders)) {
			a->failed = true;
			return;
		}
		heap_push(a, &state->heap, *claim);
	}
	if (a->block_of != NULL)
		a->block_of[claim->person] = claim->block;
}

/* Counts a seat in or out in the caps around a block, up to one of them. */
static void count_in_caps(struct assignment *a, uint32_t block, uint32_t end,
			  int step)
{
	uint32_t cap = a->layout->blocks[block].cap;

	for (; cap != end; cap = a->layout->caps[cap].parent)
		a->caps[cap].count += (uint32_t)step;
}

/* The worst under a cap that is reached; those who have left are dropped. */
static struct holder worst_in_cap(struct assignment *a, uint32_t cap)
{
	struct heap *heap = &a->caps[cap].heap;

	while (heap->count > 0 &&
	       a->block_of[heap->holders->person] != heap->holders->block)
		heap_pop(a, heap);
	return heap->count > 0 ? *heap->holders
			       : (struct holder){{0, 0}, NOBODY, NOBODY};
}

/*
 * A claim where the innermost cap that is reached is this one. The worst under
 * it is the worst of its own block too, so that it stands on top there.
 */
static struct holder offer_in_cap(struct assignment *a, uint32_t cap,
				  struct holder claim)
{
	struct holder loser = worst_in_cap(a, cap);

	if (loser.person == NOBODY || !assignment_is_worse(a, &loser, &claim))
		return claim;
	heap_pop(a, &a->heaps[loser.block]);
	a->block_of[loser.person] = NOBODY;
	count_in_caps(a, loser.block, cap, -1);
	count_in_caps(a, claim.block, cap, 1);
	heap_push(a, &a->heaps[claim.block], claim);
	push_to_caps(a, &claim);
	return loser;
}

/* Asks for a seat. Who has to go on is returned, or nobody. */
static struct holder offer(struct assignment *a, struct holder claim)
{
	struct heap *heap = &a->heaps[claim.block];
	struct holder loser = {{0, 0}, NOBODY, NOBODY};

	if (a->capacity[claim.block] == 0)
		return claim;
	if (heap->count == a->capacity[claim.block]) {
		if (!assignment_is_worse(a, heap->holders, &claim))
			return claim;
		loser = *heap->holders;
		heap_replace(a, heap, claim);
		if (a->block_of != NULL)
			a->block_of[loser.person] = NOBODY;
		push_to_caps(a, &claim);
		return loser;
	}
	for (uint32_t cap = a->layout->blocks[claim.block].cap; cap != CAP_NONE;
	     cap = a->layout->caps[cap].parent) {
		if (a->caps[cap].count >= a->caps[cap].limit)
			return offer_in_cap(a, cap, claim);
	}
	heap_push(a, heap, claim);
	count_in_caps(a, claim.block, CAP_NONE, 1);
	push_to_caps(a, &claim);
	return loser;
}

/* Lets a claim go on from a choice, and whoever it displaces after it. */
static void propose_from(struct assignment *a, struct holder claim, size_t at)
{
	while (next_claim(a, &claim, &at)) {
		struct holder loser = offer(a, claim);

		if (loser.person != claim.person)
			a->position[claim.person] = (uint8_t)at;
		if (loser.person == NOBODY)
			return;
		if (loser.person != claim.person)
			at = a->position[loser.person];
		claim = loser;
	}
	a->position[claim.person] = POSITION_NONE;
}

void assignment_propose(struct assignment *a, uint32_t person)
{
	propose_from(a, (struct holder){{0, 0}, person, NOBODY}, a->from);
}

void assignment_solve(struct assignment *a)
{
	assignment_reset(a);
	if (a->plain) {
		assignment_solve_plain(a);
		return;
	}
	for (uint32_t i = 0; i < a->market->applicants->count; i++) {
		if (!assignment_is_seated(a, i))
			assignment_propose(a, i);
	}
}

void assignment_keep(struct assignment *a, const uint8_t *kept,
		     const uint8_t *choices)
{
	const struct applicants *applicants = a->market->applicants;
	size_t to = a->to;

	assignment_reset(a);
	a->kept = kept;
	/* A seat of the second stage is kept, too. */
	a->to = applicants->width;
	for (uint32_t i = 0; i < applicants->count; i++) {
		if (kept[i])
			propose_from(a, (struct holder){{0, 0}, i, NOBODY},
				     choices[i]);
	}
	a->to = to;
	for (uint32_t i = 0; i < applicants->count; i++) {
		if (!kept[i])
			assignment_propose(a, i);
	}
}

bool assignment_add_rest(struct assignment *first, struct assignment *rest,
			 struct diag *diag)
{
	if (!assignment_init_rest(rest, first, diag))
		return false;
	assignment_solve(rest);
	for (size_t i = 0; i < first->market->applicants->count; i++) {
		if (first->position[i] == POSITION_NONE)
			first->position[i] = rest->position[i];
	}
	return assignment_check(rest, diag);
}

void assignment_close(struct assignment *a, uint16_t course)
{
	uint32_t first = a->layout->first_block[course];
	uint32_t end = a->layout->first_block[course + 1];

	a->bars[course] |= BAR_NOT_TAKING_PART;
	if (a->layout->cap_count > 0)
		return;
	for (uint32_t b = first; b < end; b++) {
		struct heap *heap = &a->heaps[b];

		while (heap->count > 0) {
			struct holder last = heap->holders[--heap->count];
			size_t at = (size_t)a->position[last.person] + 1;

			last.block = NOBODY;
			propose_from(a, last, at);
		}
	}
}
