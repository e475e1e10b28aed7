/*
 * The encodings tables come in, one block of bytes at a time.
 */
#ifndef STREAM_TABLE_ENCODING_H
#define STREAM_TABLE_ENCODING_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum table_encoding {
	TABLE_ASCII, /* so far; UTF-8 for all who ask */
	TABLE_UTF8,
	TABLE_UTF16_LE,
	TABLE_UTF16_BE,
	TABLE_WINDOWS_1252
};

/* "UTF-8", "UTF-16LE", "UTF-16BE" or "Windows-1252". Static. */
const char *encoding_name(enum table_encoding encoding);

/*
 * The encoding a file's first block shows: by its byte order mark, whose
 * length is given, or, UTF-16 only, by the NUL in every second byte. ASCII
 * where neither is there.
 */
enum table_encoding encoding_of_start(struct slice block, size_t *mark);

/*
 * The encoding that single bytes show: ASCII as long as all are, then UTF-8
 * or, where more bytes are outside of its sequences than sequences are there,
 * Windows-1252.
 */
enum table_encoding encoding_of_bytes(struct slice block);

/* The length up to the first byte that is NUL or in no sequence of UTF-8. */
size_t encoding_valid_length(struct slice block);

/* Whether text is the front of a sequence of UTF-8 and nothing else. */
bool encoding_is_cut_sequence(struct slice text);

struct encoding_result {
	size_t taken; /* of the block; the rest belongs to the next one */
	size_t written;
	bool damaged; /* U+FFFD was put for something */
	bool nul;     /* stopped at a NUL, which text does not have */
};

/*
 * Writes the block as UTF-8 into "into", which has room for three times its
 * length. What the end of the block cuts is taken, as damage, only if last.
 */
struct encoding_result encoding_convert(enum table_encoding encoding,
					struct slice block, bool last,
					char *into);

#endif
