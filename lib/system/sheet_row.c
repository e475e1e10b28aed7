#include "system/sheet_row.h"

#include <assert.h>

#define SHARED SIZE_MAX

enum { ROW_BYTES_MAX = 64 * 1024 * 1024 };

bool row_init(struct row_builder *row, struct arena *arena)
{
	strbuf_init(&row->text, ROW_BYTES_MAX);
	row->count = 0;
	row->cells = arena_array(arena, SHEET_COLUMNS_MAX, sizeof *row->cells);
	row->starts =
		arena_array(arena, SHEET_COLUMNS_MAX, sizeof *row->starts);
	return row->cells != NULL && row->starts != NULL;
}

void row_release(struct row_builder *row)
{
	strbuf_release(&row->text);
}

void row_begin(struct row_builder *row)
{
	strbuf_reset(&row->text);
	row->count = 0;
}

static struct sheet_cell *add_cell(struct row_builder *row, size_t column,
				   size_t start)
{
	assert(column >= row->count && column < SHEET_COLUMNS_MAX);
	while (row->count < column) {
		row->cells[row->count] = (struct sheet_cell){SHEET_EMPTY, {0}};
		row->starts[row->count++] = SHARED;
	}
	row->starts[row->count] = start;
	return &row->cells[row->count++];
}

void row_put(struct row_builder *row, size_t column, enum sheet_cell_kind kind,
	     size_t start)
{
	struct sheet_cell *cell = add_cell(row, column, start);

	cell->kind = kind;
	cell->text.length = row->text.length - start;
}

void row_put_shared(struct row_builder *row, size_t column, struct slice text)
{
	struct sheet_cell *cell = add_cell(row, column, SHARED);

	cell->kind = SHEET_TEXT;
	cell->text = text;
}

const struct sheet_cell *row_end(struct row_builder *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->starts[i] != SHARED)
			row->cells[i].text.data =
				row->text.data + row->starts[i];
	return row->cells;
}
