/*
 * Arrays that become very large.
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

#endif
