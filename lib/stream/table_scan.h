/*
 * Finds what matters in a block of CSV, 64 bytes at a time.
 */
#ifndef STREAM_TABLE_SCAN_H
#define STREAM_TABLE_SCAN_H

#include "stream/scan.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TABLE_SCAN_PADDING = SCAN_SLACK /* readable bytes behind the data */
};

/*
 * Positions in a block, in rising order. The arrays belong to the caller and
 * have room for a position per byte and TABLE_SCAN_PADDING more. Quotes are
 * not understood here: what stands inside of them is found like the rest.
 */
struct table_marks {
	enum scan_way way;
	uint32_t *separators; /* delimiters and line ends: LF, or CR alone */
	size_t separator_count;
	uint32_t *lines; /* for each line end, its place in separators */
	size_t line_count;
	uint32_t *quotes;
	size_t quote_count;
	/*
	 * Beside a separator: a byte that begins or ends a cell that is not
	 * plain, namely a blank, '#', '"' or one outside of ASCII. A byte at
	 * the end of a block of 64 is taken to stand beside one.
	 */
	uint32_t *oddities;
	size_t oddity_count;
	/* Whether a byte that is no separator would be escaped in a stream. */
	bool escapes;
};

/* Marks data[0, length). The first byte is taken to begin a cell. */
void table_scan(struct table_marks *marks, const char *data, size_t length,
		char delimiter);

#endif
