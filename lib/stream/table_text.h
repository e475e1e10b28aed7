/*
 * The bytes of a table file as UTF-8, whatever they were: UTF-8 with and
 * without byte order mark, UTF-16 of either order with and without it, and
 * Windows-1252.
 *
 * What the encoding is shows in the first block, or, where that is ASCII, in
 * the first later one that is not. A place that is damaged becomes U+FFFD, so
 * that its row can be told from the others; a NUL ends the reading.
 */
#ifndef STREAM_TABLE_TEXT_H
#define STREAM_TABLE_TEXT_H

#include "base/diag.h"
#include "base/text.h"
#include "stream/table_encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes read at a time; under a fuzzer few, to meet every border. */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define TABLE_BLOCK 128
#else
#define TABLE_BLOCK (256 * 1024)
#endif

struct table_text;

/*
 * Reads a descriptor from where it stands, after the bytes in start, which
 * were read from it already (copied). file is borrowed, for messages. NULL
 * when memory ran out.
 */
struct table_text *table_text_new(int descriptor, const char *file,
				  struct slice start, struct diag *diag);

/*
 * A second reading of the same file from its beginning, which does not move
 * the first; NULL, with the diag's message empty, where it is a pipe.
 */
struct table_text *table_text_again(const struct table_text *text,
				    struct diag *diag);

void table_text_free(struct table_text *text);

/*
 * Puts about TABLE_BLOCK bytes of UTF-8 into "into", which has room for three
 * times as many: fewer only at the end, none after it. False when reading
 * fails or the bytes are no text.
 */
bool table_text_fill(struct table_text *text, char *into, size_t *added,
		     struct diag *diag);

/* Back to the first byte. False where the file is a pipe. */
bool table_text_rewind(struct table_text *text);

/* What is known of the encoding so far. */
enum table_encoding table_text_encoding(const struct table_text *text);

/* Whether the last fill took the end of the file. */
bool table_text_at_end(const struct table_text *text);

/* Whether a damaged place was met so far. */
bool table_text_is_damaged(const struct table_text *text);

/*
 * XXH3-64 of the file's bytes as they were read; false before all of them
 * were, and for a pipe.
 */
bool table_text_digest(const struct table_text *text, uint64_t *digest);

/* The file as the user named it. */
const char *table_text_file(const struct table_text *text);

/* Bytes of the file taken so far. */
uint64_t table_text_bytes(const struct table_text *text);

#endif
