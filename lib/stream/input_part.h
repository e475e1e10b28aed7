/*
 * One file of an input: a record stream or a table, told apart by its first
 * line. Used by input.c alone.
 */
#ifndef STREAM_INPUT_PART_H
#define STREAM_INPUT_PART_H

#include "base/strbuf.h"
#include "stream/input.h"
#include "stream/reader.h"
#include "stream/table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct input_part {
	const char *path;      /* borrowed */
	int descriptor;	       /* -1: none */
	uint64_t size;	       /* of a regular file, else 0 */
	struct timespec since; /* when that was last changed */
	struct reader *reader; /* one of these two is NULL */
	struct table *table;
	const size_t *map; /* own column to the input's; NULL: the same */
};

/* Opens a file and reads its first block. The struct is zeroed before. */
bool input_part_open(struct input_part *part, const char *path,
		     const struct input_options *options, struct diag *diag);

void input_part_close(struct input_part *part);

const struct header *input_part_header(const struct input_part *part);

enum read_result input_part_next(struct input_part *part, struct record *record,
				 struct diag *diag);

bool input_part_rewind(struct input_part *part, struct diag *diag);

/*
 * False, with diag, where a regular file is no longer what was opened: what an
 * earlier reading found may be true of other rows.
 */
bool input_part_check(const struct input_part *part, struct diag *diag);

/* Appends the digest that input_describe gives for a file. */
void part_describe(const struct input_part *part, struct strbuf *out);

uint64_t input_part_bytes(const struct input_part *part);

#endif
