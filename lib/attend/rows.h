/*
 * The rows of a file of evidence, text or workbook, before anything in them is
 * understood.
 */
#ifndef ATTEND_ROWS_H
#define ATTEND_ROWS_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ROWS_SAMPLE = 64,	   /* rows a format is recognised by */
	ROWS_FILE_MAX = 0x7fffffff /* lines are counted in 32 bits */
};

/* Cells are trimmed and borrowed until the next row is read. */
struct row {
	struct slice *cells;
	size_t count;
	uint64_t line; /* physical line, or row of the sheet, from 1 */
};

struct rows;

/*
 * Opens a file. Fails, saying what it is and what would be right, for what is
 * neither text nor a workbook.
 */
struct rows *rows_open(const char *path, struct diag *diag);
void rows_close(struct rows *rows);

/* 1: a row; 0: the end; -1: failure, told in diag. Blank rows are left out. */
int rows_next(struct rows *rows, struct row *row, struct diag *diag);

/* Back to the first row. */
bool rows_rewind(struct rows *rows, struct diag *diag);

bool rows_is_workbook(const struct rows *rows);

/* The cell of a row, or an empty slice. */
static inline struct slice rows_cell(const struct row *row, size_t column)
{
	return column < row->count ? row->cells[column] : (struct slice){0};
}

#endif
