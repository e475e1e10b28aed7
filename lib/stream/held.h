/*
 * Records of an input that can't be read twice, kept as they stand in a
 * stream until it is known what to write behind them.
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

/* Keeps a record; damaged says that it is one of READ_BAD. */
bool held_add(struct held *held, const struct record *record, bool damaged,
	      struct diag *diag);

/* From the first one on, each once: false after the last. */
bool held_next(struct held *held, struct record *record, bool *damaged,
	       struct diag *diag);

#endif
