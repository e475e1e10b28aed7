/*
 * The lines of a record stream: blocks of a file with the separators found,
 * and the digest of what went by. Used by reader.c alone.
 */
#ifndef STREAM_LINES_H
#define STREAM_LINES_H

#include "base/diag.h"
#include "base/text.h"
#include "stream/scan.h"
#include "system/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LINES_BLOCK = 256 * 1024,
	LINES_LINE_MAX = 1024 * 1024 /* a longer line is refused */
};

/* The reader moves start, separator, line, escape and number forward. */
struct lines {
	int descriptor;
	const char *file;
	char *buffer;
	size_t capacity; /* without SCAN_SLACK */
	size_t filled;
	size_t start;	/* of the line that is next */
	size_t offered; /* bytes given to the index */
	size_t scanned; /* bytes indexed: all, or less a cut-off sequence */
	size_t hashed;	/* bytes in the digest */
	struct scan_index index;
	size_t separator_room, line_room, escape_room; /* of its lists */
	size_t separator, line, escape; /* the next ones of the index */
	bool at_end;			/* of the file */
	uint64_t number;		/* of the line that is next, from 1 */
	uint64_t bytes;			/* read so far */
	struct digest_seal *seal;	/* of the lines taken so far */
	bool hashing;			/* not past the #end line */
	bool digested;			/* a reading reached the end */
};

/*
 * Starts on a zeroed struct with descriptor and file set; start are bytes
 * already read, which are copied.
 */
bool lines_open(struct lines *lines, struct slice start, struct diag *diag);

void lines_close(struct lines *lines);

/*
 * Makes the index hold the end of the next line. 1: it does; 0: the file ended
 * before the line began; -1: failure.
 */
int lines_have(struct lines *lines, struct diag *diag);

/* How many fields the next line has; for one that lines_have has found. */
size_t lines_fields(const struct lines *lines);

/* Reads one more block behind the unfinished line. */
bool lines_fill(struct lines *lines, struct diag *diag);

/* Adds the bytes before start to the digest, in the first reading. */
void lines_hash(struct lines *lines);

/* All lines were taken: the digest is that of the file, and stays. */
void lines_end_digest(struct lines *lines);

/* Back to the first byte; false where the descriptor can't seek. */
bool lines_rewind(struct lines *lines, struct diag *diag);

/* "file:line: broken stream: what". Returns false. */
bool lines_fail(const struct lines *lines, struct diag *diag, const char *what);

#endif
