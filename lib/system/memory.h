/*
 * Arrays that grow, some of them very large.
 */
#ifndef SYSTEM_MEMORY_H
#define SYSTEM_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * As realloc, for count things of one size: array is the address of the
 * caller's pointer, which is changed on success and freed with free. Large
 * arrays are kept in huge pages where the kernel has them on request, which
 * makes reading them at random several times faster. False when memory ran
 * out; the pointer is then as it was.
 */
bool memory_grow(void *array, size_t count, size_t size);

/*
 * Room for count things in an array that has some: it becomes twice as large,
 * or as large as is asked for. room is for how many it is; an array without
 * room is NULL. False when memory ran out; nothing is changed then.
 */
bool memory_reserve(void *array, size_t *room, size_t count, size_t size);

#endif
