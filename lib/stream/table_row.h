/*
 * One row of a table file, before anything in it is understood.
 */
#ifndef STREAM_TABLE_ROW_H
#define STREAM_TABLE_ROW_H

#include "base/text.h"
#include "system/sheet.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TABLE_CELLS_MAX = 4096 /* a row with more is refused */
};

/*
 * The cells are borrowed until the next row is read; the slices themselves may
 * be changed, and there is room for TABLE_CELLS_MAX of them.
 */
struct table_row {
	struct slice *cells;
	size_t count;
	const enum sheet_cell_kind *kinds; /* NULL: all are SHEET_TEXT */
	uint64_t line; /* physical line, or row of the sheet, from 1 */
	bool odd; /* blanks, quotes or '#' may stand at the end of a cell */
	struct slice text; /* of a file of text, and what separates */
	char separator;	   /* its cells; as in struct record */
	bool is_whole;	   /* every cell is as it stands there */
	bool is_cut; /* the cells are as they were cut, and have slack behind */
	bool is_one_line; /* no cell has a line end inside */
};

/* Before a cell is changed. */
static inline void row_touch(struct table_row *row)
{
	row->is_whole = row->is_cut = false;
}

/* A cell of a row, empty behind its last one. */
static inline struct slice row_cell(const struct table_row *row, size_t column)
{
	return column < row->count ? row->cells[column] : (struct slice){0};
}

/*
 * Whether a cell has no blank at its ends and is no formula or error, told at
 * first sight; a few that have none are not told so.
 */
static inline bool cell_is_tidy(struct slice cell)
{
	signed char first, last;

	if (cell.length == 0)
		return true;
	first = (signed char)cell.data[0];
	last = (signed char)cell.data[cell.length - 1];
	return first > '#' && first != '=' && last > ' ';
}

#endif
