/*
 * One record, as every reader hands it out.
 */
#ifndef STREAM_RECORD_H
#define STREAM_RECORD_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a reader's "next" found. */
enum read_result {
	READ_RECORD,
	READ_BAD,   /* a table's row that is damaged: told, kept, counted */
	READ_END,   /* no more; the seal, if any, was right */
	READ_BROKEN /* the stream can't be trusted: exit 2 */
};

enum { RECORD_SLACK = 16 };

/*
 * All slices are borrowed until the next record is read. A record has a field
 * for every column of its header; empty means not known. raw holds the fields
 * as they stand in the stream, escapes included; it is NULL for a table.
 */
struct record {
	const struct slice *fields;
	const struct slice *raw;
	size_t count;
	/*
	 * The whole record as it stands in one stream, or as a table's row
	 * would stand there, byte for byte; data NULL elsewhere.
	 * RECORD_SLACK bytes behind it may be read, whatever they are.
	 */
	struct slice text;
	/*
	 * A table's row as it stands in memory, else data NULL. A field that
	 * lies in it has a quote behind it, or the separator, which is then
	 * nowhere inside. The same slack is behind it.
	 */
	struct slice row;
	char separator;
	bool is_whole;	/* all fields are as they lie in the row, in order */
	bool has_slack; /* RECORD_SLACK bytes behind a field that is not
			   empty may be read */
	const char
		*file;	 /* as the user named it; lives as long as the reader */
	uint64_t line;	 /* physical line at which the record begins, from 1 */
	uint64_t number; /* of the record in its file, from 1 */
	/* READ_BAD: what is wrong; READ_RECORD: a table's note, or NULL. */
	const char *problem_code; /* stable, such as "missing-cell" */
	const char *problem;	  /* a message without file and line */
	size_t problem_column;	  /* or COLUMN_NONE */
	/* The line of a table's row without values right before it, or 0. */
	uint64_t blank_line;
};

/* The field of a column, or an empty slice for COLUMN_NONE. */
static inline struct slice record_field(const struct record *record,
					size_t column)
{
	return column < record->count ? record->fields[column]
				      : (struct slice){0};
}

#endif
