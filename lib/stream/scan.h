/*
 * Finds the separators of a record stream, 64 bytes at a time.
 */
#ifndef STREAM_SCAN_H
#define STREAM_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SCAN_SLACK = 64 /* bytes behind the data that may be read, entries
			   behind a list that may be overwritten */
};

/* The instructions that are used; all give the same. */
enum scan_way { SCAN_PLAIN, SCAN_AVX2, SCAN_AVX512 };

/* The fastest way of this processor. */
enum scan_way scan_best(void);

/*
 * What was found in a buffer. Positions count from the buffer's start. The
 * arrays belong to the caller and have room for a position a byte and
 * SCAN_SLACK more.
 */
struct scan_index {
	enum scan_way way;
	uint32_t *separators; /* every TAB and newline */
	size_t separator_count;
	uint32_t *lines; /* every newline */
	size_t line_count;
	uint32_t *escapes; /* every backslash */
	size_t escape_count;
};

/*
 * Indexes data[from, to), adding to what the index holds; SCAN_SLACK bytes
 * behind "to" must be readable. Checks the bytes on the way: true if they are
 * UTF-8 without NUL. *done is then where the next call has to begin, which is
 * before "to" where a sequence is cut off there; with false it is the place of
 * the bad byte.
 */
bool scan_index_add(struct scan_index *index, const char *data, size_t from,
		    size_t to, size_t *done);

#endif
