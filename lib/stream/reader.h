/*
 * Reads one record stream (vk-records(5)): blocks of 256 KiB, separators found
 * 64 bytes at a time, fields borrowed from the block.
 */
#ifndef STREAM_READER_H
#define STREAM_READER_H

#include "base/diag.h"
#include "stream/record.h"
#include "stream/schema.h"

#include <stdbool.h>
#include <stdint.h>

struct reader;

/*
 * Reads from a descriptor, after the bytes in start (already read from it,
 * copied). The header is read at once. file is borrowed, for messages.
 */
struct reader *reader_open(int descriptor, const char *file, struct slice start,
			   struct diag *diag);

void reader_close(struct reader *reader); /* leaves the descriptor open */

const struct header *reader_header(const struct reader *reader);

/*
 * Asks for a column's field. Once one was asked for, fields that nobody asked
 * for may be empty; text stays whole. Laws are checked all the same.
 */
void reader_choose(struct reader *reader, size_t column);

/*
 * At the end of the stream a seal that is there is checked; seal_required
 * makes a missing one READ_BROKEN, ignore_seal passes over any.
 */
enum read_result reader_next(struct reader *reader, struct record *record,
			     struct diag *diag);
void reader_set_seal(struct reader *reader, bool required, bool ignored);
bool reader_was_sealed(const struct reader *reader);

/* Back to the first record; false where the descriptor can't seek. */
bool reader_rewind(struct reader *reader, struct diag *diag);

/* XXH3-64 of the bytes that were read and lie before the #end line. */
uint64_t reader_digest(const struct reader *reader);

uint64_t reader_bytes(const struct reader *reader);

#endif
