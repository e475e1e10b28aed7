/*
 * Within the room only: heaps of holders, the worst on top.
 */
#ifndef MATCH_HEAP_H
#define MATCH_HEAP_H

#include "match/assignment.h"

static inline bool key_is_less(const struct key *left, const struct key *right)
{
	return left->order < right->order ||
	       (left->order == right->order && left->lottery < right->lottery);
}

static inline bool key_is_equal(const struct key *left, const struct key *right)
{
	return left->order == right->order && left->lottery == right->lottery;
}

/* There is room for one more. */
void heap_push(const struct assignment *assignment, struct heap *heap,
	       struct holder holder);

/* Puts a holder in the place of the worst. */
void heap_replace(const struct assignment *assignment, struct heap *heap,
		  struct holder holder);

/* Takes the worst off. */
void heap_pop(const struct assignment *assignment, struct heap *heap);

#endif
