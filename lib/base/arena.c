#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An arena begins small: many hold a few words and are never needed again. */
enum { CHUNK_FIRST = 4 * 1024, CHUNK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct arena_chunk {
	struct arena_chunk *older;
	size_t size;
	size_t used;
	size_t unused; /* keeps data aligned */
	char data[];
};

void arena_init(struct arena *arena, size_t maximum)
{
	*arena = (struct arena){.maximum = maximum};
}

void arena_release(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunk;

	while (chunk != NULL) {
		struct arena_chunk *older = chunk->older;

		free(chunk);
		chunk = older;
	}
	arena->chunk = NULL;
	arena->total = 0;
}

void arena_reset(struct arena *arena)
{
	struct arena_chunk *newest = arena->chunk;

	if (newest == NULL)
		return;
	arena->chunk = newest->older;
	arena_release(arena);
	newest->older = NULL;
	memset(newest->data, 0, newest->used);
	newest->used = 0;
	arena->chunk = newest;
	arena->total = newest->size;
}

static bool add_chunk(struct arena *arena, size_t size)
{
	size_t usual = arena->total == 0 ? CHUNK_FIRST : CHUNK_SIZE;
	size_t left = arena->maximum - arena->total;
	struct arena_chunk *chunk;

	if (usual > left)
		usual = left;
	if (size < usual)
		size = usual;
	if (size > left || size > SIZE_MAX - sizeof *chunk)
		return false;
	chunk = calloc(1, sizeof *chunk + size);
	if (chunk == NULL)
		return false;
	chunk->size = size;
	chunk->older = arena->chunk;
	arena->chunk = chunk;
	arena->total += size;
	return true;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = arena->chunk;
	void *memory;

	if (size > SIZE_MAX - ALIGNMENT)
		return NULL;
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (chunk == NULL || size > chunk->size - chunk->used) {
		if (!add_chunk(arena, size))
			return NULL;
		chunk = arena->chunk;
	}
	memory = chunk->data + chunk->used;
	chunk->used += size;
	return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		return NULL;
	return arena_alloc(arena, total);
}

struct slice arena_copy(struct arena *arena, struct slice text)
{
	char *copy = arena_string(arena, text);

	return (struct slice){copy, copy == NULL ? 0 : text.length};
}

char *arena_string(struct arena *arena, struct slice text)
{
	char *copy = arena_alloc(arena, text.length + 1);

	if (copy != NULL && text.length > 0)
		memcpy(copy, text.data, text.length);
	return copy;
}
