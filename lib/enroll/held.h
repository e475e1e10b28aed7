/*
 * The records of a pipe, held in memory between the first pass over the
 * applications and the second: a pipe can't be read twice, and a temporary
 * file would hold identities.
 */
#ifndef ENROLL_HELD_H
#define ENROLL_HELD_H

#include "base/arena.h"
#include "base/diag.h"
#include "stream/record.h"

#include <stdbool.h>
#include <stddef.h>

struct held_record;

struct held {
	struct arena arena;
	struct held_record *last, *next;
};

/* Takes at most maximum bytes. */
void held_init(struct held *held, size_t maximum);
void held_release(struct held *held);

/* Keeps a copy of a record. result is READ_RECORD or READ_BAD. */
bool held_add(struct held *held, enum read_result result,
	      const struct record *record, struct diag *diag);

/* The records again, in order: READ_RECORD, READ_BAD, or READ_END. */
enum read_result held_next(struct held *held, struct record *record);

#endif
