/*
 * Which records are compared at all: those that share a key. The small side
 * is indexed, the big one looked up.
 */
#ifndef ENROLL_BLOCKING_H
#define ENROLL_BLOCKING_H

#include "enroll/comparison.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BLOCKING_VALUES_MAX = 32 /* of one key in one record */ };

/*
 * The values of a key in a record, as hashes; returns how many, none where a
 * part is not known. Values of different keys differ.
 */
size_t blocking_keys(const struct linkage *linkage, size_t key,
		     const struct linkage_value *values,
		     uint64_t out[BLOCKING_VALUES_MAX]);

struct blocking_entry {
	uint64_t key;
	uint32_t record;
};

struct blocking_slot {
	uint64_t key;
	uint32_t first; /* of its records, which stand together; or the one */
	uint32_t count; /* 0: no key */
};

struct blocking {
	struct blocking_entry *entries; /* until it is settled */
	size_t count, room;
	uint32_t *records; /* by key, rising */
	struct blocking_slot *slots;
	size_t slot_count;
	uint64_t *filter; /* a bit of every key that is there */
	size_t too_large; /* keys passed over: more records than largest */
};

void blocking_release(struct blocking *blocking);

/* Adds the keys of a record. False without memory. */
bool blocking_add(struct blocking *blocking, const struct linkage *linkage,
		  const struct linkage_value *values, uint32_t record);

/*
 * Makes the index; keys that more than largest records share are left out,
 * since they say next to nothing.
 */
bool blocking_settle(struct blocking *blocking, uint32_t largest);

/* Has what blocking_may_have will look at brought near. */
static inline void blocking_fetch(const struct blocking *blocking, uint64_t key)
{
	size_t bits = blocking->slot_count << 3;

	__builtin_prefetch(&blocking->filter[(key & (bits - 1)) / 64]);
}

/* 0 where no record has the key, else mostly 1. */
static inline size_t blocking_may_have(const struct blocking *blocking,
				       uint64_t key)
{
	size_t bit = (size_t)key & ((blocking->slot_count << 3) - 1);

	__builtin_prefetch(
		&blocking->slots[(key >> 20) & (blocking->slot_count - 1)]);
	return blocking->filter[bit / 64] >> bit % 64 & 1;
}

/* The records of a key's value, rising; their number in *count. */
const uint32_t *blocking_find(const struct blocking *blocking, uint64_t key,
			      size_t *count);

#endif
