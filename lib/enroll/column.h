/*
 * Columns that grow to tens of millions of entries without ever being copied,
 * and an index of one of them. What the first pass over
 * the applications keeps of each: eight bytes a column, and its id.
 */
#ifndef ENROLL_COLUMN_H
#define ENROLL_COLUMN_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	COLUMN_CHUNK_BITS = 16,
	COLUMN_CHUNK = 1 << COLUMN_CHUNK_BITS,
	COLUMN_CHUNKS_MAX = 1024,
	COLUMN_ENTRIES_MAX = COLUMN_CHUNK * COLUMN_CHUNKS_MAX
};

/* A column of numbers. Zeroed is empty. */
struct column {
	uint64_t *chunks[COLUMN_CHUNKS_MAX];
	size_t count;
};

/* Makes the chunk for the next entry. False past COLUMN_ENTRIES_MAX. */
bool column_grow(struct column *column);

/* Appends. False when memory or COLUMN_ENTRIES_MAX ran out. */
static inline bool column_add(struct column *column, uint64_t value)
{
	if ((column->count & (COLUMN_CHUNK - 1)) == 0 && !column_grow(column))
		return false;
	column->chunks[column->count >> COLUMN_CHUNK_BITS]
		      [column->count & (COLUMN_CHUNK - 1)] = value;
	column->count++;
	return true;
}

void column_release(struct column *column);

static inline uint64_t column_at(const struct column *column, size_t index)
{
	return column->chunks[index >> COLUMN_CHUNK_BITS]
			     [index & (COLUMN_CHUNK - 1)];
}

/* A column of short texts, of at most TEXTS_LENGTH_MAX bytes each. */
enum { TEXTS_LENGTH_MAX = 255, TEXTS_CHUNKS_MAX = 4096 };

struct texts {
	char *chunks[TEXTS_CHUNKS_MAX];
	size_t chunk_count;
	size_t used;	      /* bytes of the last chunk */
	struct column groups; /* where each 64th text begins */
	size_t count;
};

/* Appends; a longer text is cut. False when memory ran out. */
bool texts_add(struct texts *texts, struct slice text);
struct slice texts_at(const struct texts *texts, size_t index);
void texts_release(struct texts *texts);

/* A walk over all texts in order. */
struct texts_walk {
	const struct texts *texts;
	size_t index;
	const char *next;
};
bool texts_next(struct texts_walk *walk, struct slice *text);

/* The entries of a column by key. Entries that are 0 have no key. */
struct table_index {
	const struct column *keys;
	uint32_t *slots; /* tag and entry + 1; 0 is free */
	size_t slot_count;
	unsigned entry_bits;
};

/*
 * An empty index with room for so many of the column's entries, to be released
 * in any case. False without memory.
 */
bool table_index_begin(struct table_index *index, const struct column *keys,
		       size_t room);

/* The entry with the same key that was added before this one, or itself. */
size_t table_index_add(struct table_index *index, size_t entry);

/* Fetches an entry's place, some COLUMN_AHEAD entries before it is added. */
enum { COLUMN_AHEAD = 16 };
void table_index_fetch(const struct table_index *index, size_t entry);

/* Begins an index and adds all entries. False without memory. */
bool table_index_build(struct table_index *index, const struct column *keys);
void table_index_release(struct table_index *index);

/* The first entry with the key, or SIZE_MAX. */
size_t table_index_find(const struct table_index *index, uint64_t key);

#endif
