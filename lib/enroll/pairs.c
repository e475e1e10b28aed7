#include "enroll/pairs.h"

#include "system/memory.h"

#include <stdlib.h>

enum {
	SIEVE_BITS_MIN = 6,
	SIEVE_PLACES = 8 /* for each key, at least */
};

/*
 * A place for each key, which others may share, and a bit that tells whether
 * one has come to it. Nearly all keys are alone in their place, and so have no
 * equal: that takes a bit of memory a place, where an index takes many.
 */
struct sieve {
	uint64_t *bits;
	unsigned shift; /* of the hash, which leaves the place */
};

static bool sieve_init(struct sieve *sieve, size_t keys)
{
	unsigned bits = SIEVE_BITS_MIN;

	while ((size_t)1 << bits < keys * SIEVE_PLACES)
		bits++;
	sieve->shift = 64 - bits;
	sieve->bits = calloc((size_t)1 << bits >> 6, sizeof *sieve->bits);
	return sieve->bits != NULL;
}

/* Fibonacci hashing (Knuth, volume 3, 6.4): the upper bits are mixed. */
static uint64_t place_of(const struct sieve *sieve, uint64_t key)
{
	return key * UINT64_C(0x9e3779b97f4a7c15) >> sieve->shift;
}

/* Takes the key's place; whether it was taken already. */
static bool sieve_take(struct sieve *sieve, uint64_t key)
{
	uint64_t place = place_of(sieve, key);
	uint64_t *word = &sieve->bits[place / 64];
	uint64_t bits = *word;

	*word = bits | UINT64_C(1) << place % 64;
	return (bits >> place % 64 & 1) != 0;
}

static bool sieve_has(const struct sieve *sieve, uint64_t key)
{
	uint64_t place = place_of(sieve, key);

	return (sieve->bits[place / 64] >> place % 64 & 1) != 0;
}

/*
 * Entries that come to a place after another one: all later ones of a key are
 * among them. Each is written, and counted or not: a branch would cost more.
 */
static bool find_later(const struct column *keys, uint32_t *entries,
		       size_t *count)
{
	struct sieve sieve;

	if (!sieve_init(&sieve, keys->count))
		return false;
	*count = 0;
	for (size_t i = 0; i < keys->count; i++) {
		uint64_t key = column_at(keys, i);

		entries[*count] = (uint32_t)i;
		*count += sieve_take(&sieve, key) & (key != 0);
	}
	free(sieve.bits);
	return true;
}

/* Replaces these entries by all, rising, whose keys come to their places. */
static bool find_alike(const struct column *keys, uint32_t *entries,
		       size_t *count)
{
	struct sieve sieve;

	if (!sieve_init(&sieve, *count))
		return false;
	for (size_t i = 0; i < *count; i++)
		sieve_take(&sieve, column_at(keys, entries[i]));
	*count = 0;
	for (size_t i = 0; i < keys->count; i++) {
		uint64_t key = column_at(keys, i);

		entries[*count] = (uint32_t)i;
		*count += sieve_has(&sieve, key) & (key != 0);
	}
	free(sieve.bits);
	return true;
}

static bool add_pair(struct pairs *pairs, size_t first, size_t member)
{
	if (!memory_reserve(&pairs->all, &pairs->room, pairs->count + 1,
			    sizeof *pairs->all))
		return false;
	pairs->all[pairs->count++] =
		(struct pair){(uint32_t)first, (uint32_t)member};
	return true;
}

/* Finds the pairs among some entries of the column. */
static bool pair_entries(struct pairs *pairs, const struct column *keys,
			 const uint32_t *entries, size_t count)
{
	struct table_index index;
	bool good = table_index_begin(&index, keys, count);

	for (size_t i = 0; good && i < count; i++) {
		size_t first;

		if (i + COLUMN_AHEAD < count)
			table_index_fetch(&index, entries[i + COLUMN_AHEAD]);
		first = table_index_add(&index, entries[i]);
		good = first == entries[i] ||
		       add_pair(pairs, first, entries[i]);
	}
	table_index_release(&index);
	return good;
}

static int compare_pairs(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->member > b->member) - (a->member < b->member);
}

bool pairs_find(struct pairs *pairs, const struct column *keys)
{
	uint32_t *entries = malloc((keys->count + 1) * sizeof *entries);
	size_t count;
	bool good = entries != NULL && find_later(keys, entries, &count) &&
		    (count == 0 || (find_alike(keys, entries, &count) &&
				    pair_entries(pairs, keys, entries, count)));

	free(entries);
	if (pairs->count > 0)
		qsort(pairs->all, pairs->count, sizeof *pairs->all,
		      compare_pairs);
	return good;
}

void pairs_release(struct pairs *pairs)
{
	free(pairs->all);
	*pairs = (struct pairs){0};
}
