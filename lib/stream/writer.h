/*
 * Writes a record stream (vk-records(5)), one write per 256 KiB.
 */
#ifndef STREAM_WRITER_H
#define STREAM_WRITER_H

#include "base/diag.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "system/file.h"

#include <stdbool.h>
#include <stddef.h>

struct writer;

/*
 * What a tool does to the columns that come in: its own columns replace those
 * of the same name where they stand and are appended otherwise; dropped ones
 * are left out. Both lists are borrowed while the writer is open.
 */
struct writer_columns {
	const char *const *own;
	size_t own_count;
	const char *const *dropped;
	size_t dropped_count;
};

/*
 * Starts a stream on an output that was begun; the header line is written
 * from the input's columns (NULL: none) and the tool's. sealed: end with the
 * #end line.
 */
struct writer *writer_open(struct file_output *output,
			   const struct header *input,
			   const struct writer_columns *columns, bool sealed,
			   struct diag *diag);

/*
 * Writes one record: the fields of the incoming record (NULL: all empty) byte
 * for byte, and own_count values in the order of columns->own.
 */
bool writer_put(struct writer *writer, const struct record *record,
		const struct slice *own, struct diag *diag);

/*
 * Writes what is buffered, so that writer_digest is that of all records put
 * so far.
 */
bool writer_flush(struct writer *writer, struct diag *diag);

/* Writes what is left and the seal. The output is still to be committed. */
bool writer_end(struct writer *writer, struct diag *diag);

void writer_close(struct writer *writer);

uint64_t writer_records(const struct writer *writer);

/* XXH3-64 of all bytes so far, the run log's output digest. */
uint64_t writer_digest(const struct writer *writer);

#endif
