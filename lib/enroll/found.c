#include "enroll/found.h"

#include "system/memory.h"

#include <stdlib.h>

#define FOUND_MEMORY_MAX ((size_t)1 << 34)

void found_init(struct found *found)
{
	*found = (struct found){0};
	arena_init(&found->arena, FOUND_MEMORY_MAX);
}

void found_release(struct found *found)
{
	free(found->pairs);
	arena_release(&found->arena);
}

bool found_add(struct found *found, const struct found_pair *pair,
	       const struct pair_bits *bits, size_t field_count)
{
	int32_t *copy = arena_array(&found->arena, field_count, sizeof *copy);
	struct found_pair *own;

	if (copy == NULL ||
	    !memory_reserve(&found->pairs, &found->room, found->count + 1,
			    sizeof *found->pairs))
		return false;
	own = &found->pairs[found->count++];
	*own = *pair;
	own->left = arena_copy(&found->arena, pair->left);
	own->right = arena_copy(&found->arena, pair->right);
	own->bits = bits->total;
	own->known = 0;
	for (size_t i = 0; i < field_count; i++) {
		copy[i] = bits->bits[i];
		if (bits->known[i])
			own->known |= UINT32_C(1) << i;
	}
	own->field_bits = copy;
	return own->left.data != NULL && own->right.data != NULL;
}

static int compare_found(const void *left, const void *right)
{
	const struct found_pair *a = left, *b = right;
	int order;

	if (a->bits != b->bits)
		return a->bits > b->bits ? -1 : 1;
	order = slice_compare(a->left, b->left);
	return order != 0 ? order : slice_compare(a->right, b->right);
}

void found_sort(struct found *found)
{
	if (found->count > 0)
		qsort(found->pairs, found->count, sizeof *found->pairs,
		      compare_found);
}

int found_completeness(const struct found *found)
{
	uint64_t once = 0, twice = 0, missed;

	for (size_t i = 0; i < found->count; i++) {
		once += found->pairs[i].key_count == 1;
		twice += found->pairs[i].key_count == 2;
	}
	if (found->count == 0)
		return 1000;
	missed = once == 0 ? 0 : once * (once - 1) / (2 * (twice + 1));
	return (int)(found->count * 1000 / (found->count + missed));
}
