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
	TABLE_PDF,
	TABLE_FOREIGN
};

enum {
	TABLE_NIKS_MIN = 20 /* fewer say nothing about a file */
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

/* A column's label as it stands in the file. Borrowed while it is open. */
struct slice table_label(const struct table *table, size_t column);

/*
 * The next row that is not blank and does not repeat the header. Cells of
 * known fields are given in their one form where they can be read (ISO dates,
 * plain digits, yes and no, m and f, numbers of persons without blanks and
 * dashes), and as they stood where they can't.
 *
 * READ_BAD is a row that is damaged; its problem_code is one of
 *
 *	extra-cell missing-cell	more or fewer cells than columns (CSV)
 *	encoding-error	bytes that are no characters
 *	V-SHIFT		cells that fit one column to the left or right
 *	V-CELL-ERROR	#REF!, #N/A, #### ...
 *	V-DATE V-MONEY	no date, no amount, or one against the file's order
 *	V-NIK-EXP	5.17E+15; also V-KPJ-, V-KK-, V-PHONE-, V-ACCOUNT-EXP
 *	V-NIK-ROUNDED	kept as a number by a workbook, the 16th digit lost;
 *			also V-KK-, V-ACCOUNT-ROUNDED
 *
 * READ_RECORD may have a problem_code too: a note, about a row that can be
 * used:
 *
 *	V-NIK-NUMBER	kept as a number, whole by luck; also V-KK-, V-ACCOUNT-
 *	V-KPJ-ZERO	a leading 0 was lost; also V-PHONE-ZERO, and
 *			V-ACCOUNT-ZERO for one shorter than its bank's
 *	V-NIK-ROUNDED	ends in 0, in a file where a quarter of them do
 *
 * READ_BROKEN where the file can't be read on: it is damaged as a whole, a
 * quote is not closed, or the order of day and month stays open.
 */
enum read_result table_next(struct table *table, struct record *record,
			    struct diag *diag);

/* Back to the first row; false where the descriptor can't seek. */
bool table_rewind(struct table *table, struct diag *diag);

uint64_t table_bytes(const struct table *table);

/*
 * XXH3-64 of the file's bytes as they were read; false where not all of them
 * were, of a pipe, and of a workbook.
 */
bool table_digest(const struct table *table, uint64_t *digest);

/*
 * What the whole file showed, in this reading or an earlier one: the share of
 * NIKs that end in 0, per mille of those seen; 0 until TABLE_NIKS_MIN were
 * seen. Over 250 a spreadsheet kept 15 digits: it is 100 by chance.
 */
int table_rounded_nik_share(const struct table *table);

/* How a file is understood, for a person to look at. */
struct table_description {
	enum table_kind kind;
	const char *encoding;  /* "UTF-8"; of a workbook NULL */
	char delimiter;	       /* of a workbook 0 */
	const char *sheet;     /* name; of CSV NULL */
	uint64_t header_line;  /* physical line, or row of the sheet */
	size_t known_count;    /* columns that are known fields */
	enum date_order order; /* as far as it mattered */
};
void table_describe(const struct table *table,
		    struct table_description *description);

/*
 * Appends the name of a further visible sheet of the workbook that has cells,
 * none of which are read; false on failure.
 */
struct strbuf;
bool table_other_sheet(const struct table *table, struct strbuf *name,
		       struct diag *diag);

/*
 * How many rows of a list of people held no person but totals, a place and
 * date or a signature (stream/footer.h), in this reading so far; *line has the
 * first.
 */
uint64_t table_footer(const struct table *table, uint64_t *line);

/* Whether a column's label was understood as a known field. */
bool table_column_is_known(const struct table *table, size_t column);

#endif
