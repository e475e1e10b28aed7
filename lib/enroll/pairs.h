/*
 * The entries of a column that have the same key.
 */
#ifndef ENROLL_PAIRS_H
#define ENROLL_PAIRS_H

#include "enroll/column.h"

/* An entry and the first one that has the same key. */
struct pair {
	uint32_t first, member;
};

/* Zeroed is empty. */
struct pairs {
	struct pair *all;
	size_t count, room;
};

/*
 * Puts every later entry of a key that there has been into pairs, which are
 * empty; sorted by first and member. Entries that are 0 have no key. False
 * without memory.
 */
bool pairs_find(struct pairs *pairs, const struct column *keys);
void pairs_release(struct pairs *pairs);

#endif
