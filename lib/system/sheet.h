/*
 * XLSX workbooks. sheet_in.c reads with libzip (sheet_package.c) and xml.c, row
 * by row and in bounded memory; sheet_out.c writes with libxlsxwriter in
 * constant memory. Both libraries are loaded at first use, so that a tool that
 * meets no workbook does not pay for them at start-up.
 */
#ifndef SYSTEM_SHEET_H
#define SYSTEM_SHEET_H

#include "base/diag.h"
#include "base/text.h"
#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sheet_cell_kind {
	SHEET_EMPTY,
	SHEET_TEXT,
	SHEET_NUMBER,  /* text holds the shortest digits that give it back */
	SHEET_DATE,    /* a number with a date format: text is ISO, with
			  " HH:MM:SS" where it has a time; a time of day alone,
			  or hours counted on past 24, are "HH:MM:SS" */
	SHEET_BOOLEAN, /* TRUE or FALSE */
	SHEET_ERROR    /* #REF! and its like; "=..." is a formula that no
			  spreadsheet has calculated yet */
};

struct sheet_cell {
	enum sheet_cell_kind kind;
	struct slice text; /* borrowed until the next row */
};

struct sheet_row {
	uint64_t number; /* as the spreadsheet counts, from 1 */
	const struct sheet_cell *cells;
	size_t count;
};

enum {
	SHEET_ROWS_MAX = 1048576,
	SHEET_COLUMNS_MAX = 16384,
	SHEET_STRINGS_MAX = 256 * 1024 * 1024, /* bytes of shared strings */
	SHEET_RATIO_MAX = 200 /* unpacked to packed: more is a zip bomb */
};

struct sheet_reader;

/*
 * Opens the first visible sheet that has cells, or the one named (NULL: any).
 * Fails for what is no workbook, told as what it is (an old .xls, one locked
 * with a password, an OpenDocument file ...), and for zip bombs.
 */
struct sheet_reader *sheet_open(const char *path, const char *sheet,
				struct diag *diag);
void sheet_close(struct sheet_reader *reader);
const char *sheet_name(const struct sheet_reader *reader);

/*
 * Goes on to the next visible sheet that has cells. 1: its first row is next;
 * 0: there is none; -1: failure. After 0 and -1 nothing can be read.
 */
int sheet_follow(struct sheet_reader *reader, struct diag *diag);

/* Whether no visible sheet comes behind this one, with cells or without. */
bool sheet_is_last(const struct sheet_reader *reader);

/*
 * The next row that has cells which are not empty. 1: a row; 0: the end; -1:
 * failure, told in diag.
 */
int sheet_next(struct sheet_reader *reader, struct sheet_row *row,
	       struct diag *diag);

struct sheet_writer;

/*
 * A workbook at path (the caller gives a temporary name and renames), made
 * when it is finished. The creation time is the given day at noon, so that
 * equal input gives equal bytes. NULL on failure.
 */
struct sheet_writer *sheet_create(const char *path, struct date created,
				  struct diag *diag);

/* Starts a sheet; the first row is bold and frozen, with a filter. */
bool sheet_begin(struct sheet_writer *writer, const char *name,
		 const char *const *headings, size_t count, struct diag *diag);

/* Cells of the current row; sheet_end_row goes on to the next. */
void sheet_put_text(struct sheet_writer *writer, struct slice text);
void sheet_put_number(struct sheet_writer *writer, int64_t number);
void sheet_put_date(struct sheet_writer *writer, struct date date);
void sheet_put_empty(struct sheet_writer *writer);
bool sheet_end_row(struct sheet_writer *writer, struct diag *diag);

/*
 * Writes the file, then reads it back and compares: false too for a disk that
 * filled up on the way. Frees the writer in any case.
 */
bool sheet_finish(struct sheet_writer *writer, struct diag *diag);

#endif
