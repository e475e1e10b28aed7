#include "system/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 2 * 1024 * 1024, ROOM_FIRST = 64 };

/* Advice only: a kernel that can't follow it changes nothing. */
static void advise(void *memory, size_t length)
{
	uintptr_t start = (uintptr_t)memory;
	uintptr_t first = (start + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;

	if (start + length >= first + HUGE_PAGE)
		(void)madvise((char *)memory + (first - start),
			      start + length - first, MADV_HUGEPAGE);
}

/* An array that becomes as large as a huge page moves to where one begins. */
static void *resize(void *old, size_t length)
{
	size_t had = old == NULL ? 0 : malloc_usable_size(old);
	void *grown;

	if (length < HUGE_PAGE || had >= HUGE_PAGE)
		return realloc(old, length > 0 ? length : 1);
	if (posix_memalign(&grown, HUGE_PAGE, length) != 0)
		return NULL;
	if (had > 0)
		memcpy(grown, old, had);
	free(old);
	return grown;
}

bool memory_grow(void *array, size_t count, size_t size)
{
	void *old, *grown;

	if (size > 0 && count > SIZE_MAX / size)
		return false;
	memcpy(&old, array, sizeof old);
	grown = resize(old, count * size);
	if (grown == NULL)
		return false;
	if (count * size >= HUGE_PAGE)
		advise(grown, count * size);
	memcpy(array, &grown, sizeof grown);
	return true;
}

bool memory_reserve(void *array, size_t *room, size_t count, size_t size)
{
	size_t wanted = *room == 0 ? ROOM_FIRST : 2 * *room;

	if (count <= *room)
		return true;
	if (wanted < count)
		wanted = count;
	if (!memory_grow(array, wanted, size))
		return false;
	*room = wanted;
	return true;
}
