#include "match/heap.h"

bool assignment_is_worse(const struct assignment *assignment,
			 const struct holder *left, const struct holder *right)
{
	const uint8_t *kept = assignment->kept;

	if (kept != NULL && kept[left->person] != kept[right->person])
		return kept[left->person] < kept[right->person];
	return assignment_is_behind(assignment, left, right);
}

bool assignment_is_behind(const struct assignment *assignment,
			  const struct holder *left, const struct holder *right)
{
	if (!key_is_equal(&left->key, &right->key))
		return key_is_less(&right->key, &left->key);
	return applicants_compare_ids(assignment->market->applicants,
				      left->person, right->person) > 0;
}

void heap_push(const struct assignment *assignment, struct heap *heap,
	       struct holder holder)
{
	uint32_t at = heap->count++;

	while (at > 0) {
		uint32_t up = (at - 1) / 2;

		if (!assignment_is_worse(assignment, &holder,
					 &heap->holders[up]))
			break;
		heap->holders[at] = heap->holders[up];
		at = up;
	}
	heap->holders[at] = holder;
}

void heap_replace(const struct assignment *assignment, struct heap *heap,
		  struct holder holder)
{
	uint32_t at = 0;

	for (;;) {
		uint32_t down = 2 * at + 1;

		if (down >= heap->count)
			break;
		if (down + 1 < heap->count &&
		    assignment_is_worse(assignment, &heap->holders[down + 1],
					&heap->holders[down]))
			down++;
		if (!assignment_is_worse(assignment, &heap->holders[down],
					 &holder))
			break;
		heap->holders[at] = heap->holders[down];
		at = down;
	}
	heap->holders[at] = holder;
}

void heap_pop(const struct assignment *assignment, struct heap *heap)
{
	struct holder last = heap->holders[--heap->count];

	if (heap->count > 0)
		heap_replace(assignment, heap, last);
}
