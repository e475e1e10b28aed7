/*
 * Records of an input that can't be read twice, kept as they stand in a
 * stream until it is known what to write behind them. Memory, not a file: they
 * may hold identities.
 */
#ifndef STREAM_HELD_H
#define STREAM_HELD_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "stream/record.h"

#include <stdbool.h>

struct held_line;

struct held {
	struct arena arena;
	struct held_line *first, *last, *next;
	struct slice *fields, *raw; /* of the record given out */
	size_t columns;
	struct strbuf escaped, plain;
};

bool held_init(struct held *held, size_t columns, struct diag *diag);
void held_release(struct held *held);

/* Keeps a record; result is READ_RECORD or READ_BAD. */
bool held_add(struct held *held, enum read_result result,
	      const struct record *record, struct diag *diag);

/*
 * From the first one on, with the result it was kept with; READ_END
 * after the last, READ_BROKEN where memory ran out. A record has the file, line
 * and number it had, and the code and column of its problem; what was said of
 * it is not kept.
 */
enum read_result held_next(struct held *held, struct record *record,
			   struct diag *diag);

/* Begins again with the first. */
void held_rewind(struct held *held);

#endif
