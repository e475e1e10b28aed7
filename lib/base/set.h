/*
 * A hash set of byte strings. Each different string gets the next index from
 * 0, in order of arrival, so that a caller keeps what belongs to a string in
 * an array of its own. Nothing the set returns depends on hash order.
 */
#ifndef BASE_SET_H
#define BASE_SET_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SET_NONE UINT32_MAX

struct set {
	struct arena keys;     /* owns the bytes of the strings */
	struct slice *strings; /* by index */
	uint32_t *slots;       /* index + 1, or 0; a power of two of them */
	uint32_t *hashes;      /* by index: the hash's upper half */
	size_t slot_count;
	size_t capacity;
	size_t count;
};

/* An empty set whose strings take at most maximum bytes together. */
void set_init(struct set *set, size_t maximum);

void set_release(struct set *set);

/*
 * Puts a copy of the string in unless it is there. Gives its index, and in
 * *added (may be NULL) whether it is new. False when memory ran out.
 */
bool set_add(struct set *set, struct slice string, uint32_t *index,
	     bool *added);

/* The index of the string, or SET_NONE. */
uint32_t set_find(const struct set *set, struct slice string);

/* The string with this index, borrowed until set_release. */
static inline struct slice set_string(const struct set *set, uint32_t index)
{
	return set->strings[index];
}

static inline size_t set_count(const struct set *set)
{
	return set->count;
}

/* The 64-bit hash the set uses: the same on every machine and run. */
uint64_t set_hash(struct slice string);

/* Another one, sooner done where the string is long. */
uint64_t set_hash_long(struct slice string);

#endif
