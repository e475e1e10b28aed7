#include "system/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 2 * 1024 * 1024 };

/* Advice only: a kernel that can't follow it changes nothing. */
static void advise(void *memory, size_t length)
{
	uintptr_t start = (uintptr_t)memory;
	uintptr_t first = (start + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;

	if (start + length >= first + HUGE_PAGE)
		(void)madvise((char *)memory + (first - start),
			      start + length - first, MADV_HUGEPAGE);
}

/* A new array of huge pages begins at one. */
static void *resize(void *old, size_t length)
{
	if (old == NULL && length >= HUGE_PAGE)
		return aligned_alloc(HUGE_PAGE, length);
	return realloc(old, length > 0 ? length : 1);
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
