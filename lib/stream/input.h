/*
 * Records from one or many files, whatever they are: record streams
 * (vk-records(5)) or the tables of offices (CSV, XLSX).
 *
 * Several files become one input whose header is the union of theirs, in
 * order of first appearance; a column a file doesn't have is empty in its
 * records. A table's headers are translated to field names first.
 */
#ifndef STREAM_INPUT_H
#define STREAM_INPUT_H

#include "base/diag.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>

enum input_kind { INPUT_AUTO, INPUT_STREAM, INPUT_TABLE };

struct alias;

struct input_options {
	enum input_kind kind;
	bool seal_required; /* VK_SEAL=1: a stream without seal is refused */
	bool unsealed;	    /* --unsealed: no seal is asked for or checked */
	/* Further header names for tables, or NULL; see stream/table.h. */
	const struct alias *aliases;
	size_t alias_count;
	/* Column that must be there in a table, or NULL (ends with NULL). */
	const char *const *required;
	/* How a table's 03/04/2020 is read; DATE_ORDER_OPEN: by its content. */
	enum date_order date_order;
};

struct input;
struct strbuf;

/*
 * Opens count files ("-" is standard input; no files is the same as "-").
 * Reads each one's first block. paths are borrowed while the input is open.
 * NULL on failure, with the file and what would be right in diag.
 */
struct input *input_open(const char *const *paths, size_t count,
			 const struct input_options *options,
			 struct diag *diag);

void input_close(struct input *input);

/* Borrowed until input_close. */
const struct header *input_header(const struct input *input);

/*
 * The next record in order of files and lines. READ_BROKEN fills diag;
 * READ_BAD fills the record's problem fields and as many fields as there are.
 */
enum read_result input_next(struct input *input, struct record *record,
			    struct diag *diag);

/*
 * Asks for a column's field. Once one was asked for, fields that nobody asked
 * for may be empty: who needs few columns of many is faster so. No writer can
 * pass on such a record.
 */
void input_choose(struct input *input, size_t column);

/*
 * Starts again at the first record. False where a file is a pipe, or was
 * changed since it was opened; a change that comes later makes the end of the
 * reading READ_BROKEN.
 */
bool input_rewind(struct input *input, struct diag *diag);

/* For the progress line: bytes read, and bytes in all (0: not known). */
void input_progress(const struct input *input, uint64_t *done, uint64_t *total);

/* Whether a stream carried a valid seal; false for tables and plain ones. */
bool input_was_sealed(const struct input *input);

/*
 * The share, per mille, of NIKs that end in 0 in a table (record->file), as
 * far as it was read, once or again; a file over 250 was saved by a
 * spreadsheet that keeps 15 digits. 0 for a stream.
 */
int input_rounded_nik_share(const struct input *input, const char *file);

/* The table that the index-th file is; NULL for a record stream. Borrowed. */
struct table;
const struct table *input_table(const struct input *input, size_t index);

/*
 * Appends the name of a further visible sheet with cells of the index-th file,
 * if that is a workbook with one: a table is its first sheet alone. False on
 * failure.
 */
bool input_other_sheet(const struct input *input, size_t index,
		       struct strbuf *name, struct diag *diag);

/*
 * How many rows below the list of the index-th file were passed over so far
 * (table_footer), and where the first is. False behind the last file.
 */
bool input_footer(const struct input *input, size_t index, struct record *place,
		  uint64_t *count);

/* Whether a record with this file (record->file) came from the input. */
bool input_has_file(const struct input *input, const char *file);

/*
 * Where a column of the input's header stands in that file itself; COLUMN_NONE
 * where the file doesn't have it.
 */
size_t input_file_column(const struct input *input, const char *file,
			 size_t column);

/*
 * Appends "file=DIGEST" a file, separated by blanks: the XXH3-64 of the bytes
 * read from a stream (those before its #end line), or of a table's file; "?"
 * for a table that came through a pipe.
 */
bool input_describe(const struct input *input, struct strbuf *out);

#endif
