/*
 * The rows of a file of evidence, text or workbook, before anything in them is
 * understood.
 */
#ifndef ATTEND_LOG_H
#define ATTEND_LOG_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LOG_SAMPLE = 64,	   /* rows a format is recognised by */
	LOG_LINES_MAX = 0x7fffffff /* lines are counted in 32 bits */
};

/* Cells are trimmed and borrowed until the next row is read. */
struct log_row {
	struct slice *cells;
	size_t count;
	uint64_t line; /* physical line, or row of the sheet, from 1 */
};

struct log;

/*
 * Opens a file; path is borrowed. Fails, saying what it is and what would be
 * right, for what is neither text nor a workbook.
 */
struct log *log_open(const char *path, struct diag *diag);
void log_close(struct log *log);

/* 1: a row; 0: the end; -1: failure, told in diag. Blank rows are left out. */
int log_next(struct log *log, struct log_row *row, struct diag *diag);

/* Back to the first row. */
bool log_rewind(struct log *log, struct diag *diag);

/*
 * Goes on to the next visible sheet of a workbook that has cells: 1, and 0
 * where there is none; -1 on failure. log_rewind is of that sheet.
 */
int log_follow(struct log *log, struct diag *diag);

/* The name of the sheet that is read; NULL for text. */
const char *log_sheet(const struct log *log);

/* The cell of a row, or an empty slice. */
static inline struct slice log_cell(const struct log_row *row, size_t column)
{
	return column < row->count ? row->cells[column] : (struct slice){0};
}

#endif
