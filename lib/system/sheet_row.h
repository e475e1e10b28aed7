/*
 * A row of a sheet while it is put together from its cells; for the sheet_*.c
 * files only.
 */
#ifndef SYSTEM_SHEET_ROW_H
#define SYSTEM_SHEET_ROW_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "system/sheet.h"

#include <stdbool.h>

struct row_builder {
	struct sheet_cell *cells;
	size_t *starts; /* by cell: its text's place in text, or SHARED */
	size_t count;
	struct strbuf text;
};

/* Room for the widest row, from the arena. False without memory. */
bool row_init(struct row_builder *row, struct arena *arena);
void row_release(struct row_builder *row);

/* An empty row. */
void row_begin(struct row_builder *row);

/*
 * Puts a cell in a column behind all that are there; those between are empty.
 * Its text is what stands in row->text from start.
 */
void row_put(struct row_builder *row, size_t column, enum sheet_cell_kind kind,
	     size_t start);

/* The same for text that lives as long as the reader. */
void row_put_shared(struct row_builder *row, size_t column, struct slice text);

/* The cells, borrowed until the next row_begin. */
const struct sheet_cell *row_end(struct row_builder *row);

#endif
