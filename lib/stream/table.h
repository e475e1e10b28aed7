/*
 * Reads the tables of offices: CSV as spreadsheets save it and XLSX, with the
 * encodings, delimiters, preambles, header names and damage met in the field.
 * vk-policy(5) has the section on dirty data.
 */
#ifndef STREAM_TABLE_H
#define STREAM_TABLE_H

#include "base/diag.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Another name under which a field appears in the header of a table. */
struct alias {
	struct slice header; /* compared without case, dots, blanks and "_" */
	struct slice field;
};

enum table_kind {
	TABLE_CSV,
	TABLE_XLSX,
	TABLE_GZIP, /* this and what follows is named and refused */
	TABLE_ZSTD,
	TABLE_XLS,
	TABLE_PDF
};

struct table_options {
	const struct alias *aliases;
	size_t alias_count;
	const char *const *required; /* fields; ends with NULL; may be NULL */
	/* How 03/04/2020 is read; DATE_ORDER_OPEN: as the file shows. */
	enum date_order date_order;
};

struct table;

/*
 * Opens a table on a descriptor whose first bytes, start, were already read
 * (copied). An XLSX must be a regular file. file is borrowed, for messages.
 * Fails, naming what would be right, for compressed and foreign formats, for
 * a table without header row, and for a missing required field, with the
 * column whose content would fit as a proposal.
 */
struct table *table_open(int descriptor, const char *file, struct slice start,
			 const struct table_options *options,
			 struct diag *diag);

void table_close(struct table *table);

/* Field names: aliases resolved, other headers folded to [a-z0-9_]. */
const struct header *table_header(const struct table *table);

/* The header cells as they stood in the file, by column. */
const struct slice *table_labels(const struct table *table);

/*
 * The next row that is not blank. Fields of known date and money columns are
 * given in machine form (ISO date, plain digits) where they can be read, and
 * as they stood where they can't; READ_BAD for a row with too many cells or
 * with damage done by a spreadsheet (problem_code: extra-cell, missing-cell,
 * V-NIK-EXPONENT, V-CELL-ERROR, V-DATE, V-MONEY ...).
 */
enum read_result table_next(struct table *table, struct record *record,
			    struct diag *diag);

/* Back to the first row; false where the descriptor can't seek. */
bool table_rewind(struct table *table, struct diag *diag);

uint64_t table_bytes(const struct table *table);

/*
 * What the whole file showed so far: the share of NIKs that end in 0, per
 * mille of those seen (over 250 of many: a spreadsheet kept 15 digits).
 */
int table_rounded_nik_share(const struct table *table);

#endif
