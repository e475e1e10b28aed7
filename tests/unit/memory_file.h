/*
 * A file in memory with given bytes, for tests of readers.
 */
#ifndef TESTS_MEMORY_FILE_H
#define TESTS_MEMORY_FILE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>
#include <sys/mman.h>
#include <unistd.h>

/* A descriptor at the start of a file that holds the bytes. */
static inline int memory_file(const void *bytes, size_t length)
{
	int descriptor = memfd_create("test", MFD_CLOEXEC);

	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, bytes, length), (ssize_t)length);
	assert_int_equal(lseek(descriptor, 0, SEEK_SET), 0);
	return descriptor;
}

/* All bytes of a file in memory, with a NUL behind them; free it. */
static inline char *memory_file_content(int descriptor)
{
	off_t length = lseek(descriptor, 0, SEEK_END);
	char *content = calloc(1, (size_t)length + 1);

	assert_non_null(content);
	assert_int_equal(pread(descriptor, content, (size_t)length, 0), length);
	return content;
}

#endif
