/*
 * Memory that is taken in small pieces and given back all at once.
 *
 * The arena owns every piece; what arena_* returns is borrowed until
 * arena_release or arena_reset.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/text.h"

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* the newest, which holds the older ones */
	size_t total;		   /* bytes taken from the system */
	size_t maximum;
};

/* An empty arena that never takes more than maximum bytes from the system. */
void arena_init(struct arena *arena, size_t maximum);

/* Gives everything back; the arena is empty and usable again. */
void arena_release(struct arena *arena);

/*
 * Forgets the pieces but keeps the newest chunk for the next ones: for memory
 * that lives as long as one record.
 */
void arena_reset(struct arena *arena);

/* Zeroed memory aligned for any type, or NULL past the maximum. */
void *arena_alloc(struct arena *arena, size_t size);

/* As arena_alloc, for count things of one size; NULL also on overflow. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/*
 * A copy of text with a NUL behind it (not counted). Its data is NULL when
 * memory ran out.
 */
struct slice arena_copy(struct arena *arena, struct slice text);

/* A copy of text as a C string, or NULL. */
char *arena_string(struct arena *arena, struct slice text);

#endif
