/*
 * What every use of a file descriptor in lib/system needs; for the files of
 * this floor only. Failures leave errno.
 */
#ifndef SYSTEM_DESCRIPTOR_H
#define SYSTEM_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * Opens with O_CLOEXEC and without a controlling terminal, never as 0, 1 or
 * 2: a tool started with its output closed must not write its records into
 * the next file it happens to open. -1 on failure.
 */
int descriptor_open(const char *path, int flags, mode_t mode);

/* Reads at most length bytes; 0 at the end, -1 on failure. */
ssize_t descriptor_read(int descriptor, void *data, size_t length);

/* Writes all bytes, waiting where the descriptor does not block. */
bool descriptor_write(int descriptor, const void *data, size_t length);

#endif
