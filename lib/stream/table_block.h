/*
 * A block of CSV in memory, with its marks: bytes from a file, always from the
 * front of a row on, as many as are read at a time.
 */
#ifndef STREAM_TABLE_BLOCK_H
#define STREAM_TABLE_BLOCK_H

#include "base/diag.h"
#include "stream/table_scan.h"
#include "stream/table_text.h"

#include <stdbool.h>

/* Bytes of a row; a longer one is refused. */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
enum { TABLE_LINE_MAX = 4096 };
#else
enum { TABLE_LINE_MAX = 1024 * 1024 };
#endif

/* A row that is not whole, a block as UTF-8, and a last line end. */
enum { BLOCK_CAPACITY = TABLE_LINE_MAX + 3 * TABLE_BLOCK + 1 };

struct table_block {
	struct table_text *text; /* owned */
	char *data;
	size_t filled;
	bool ended; /* nothing comes behind what is in data */
	char delimiter;
	struct table_marks marks;
};

/*
 * A place in a block: where a cell starts, the marks that come next, and its
 * physical line.
 */
struct block_place {
	size_t start, separator, line_mark, quote, oddity;
	uint64_t line;
};

/*
 * An empty block, cut at commas, that takes its bytes from text, which it owns
 * from now on. False when memory ran out; release it then too.
 */
bool block_init(struct table_block *block, struct table_text *text);
void block_release(struct table_block *block);

/*
 * Drops the bytes before start, reads more behind the others and marks them
 * all. The file's last row gets a line end if it has none. False when reading
 * fails.
 */
bool block_fill(struct table_block *block, size_t start, struct diag *diag);

/* Marks the bytes anew, for another delimiter. */
void block_set_delimiter(struct table_block *block, char delimiter);

/* Back to the front of the file. False where it is a pipe, or unreadable. */
bool block_rewind(struct table_block *block, struct diag *diag);

#endif
