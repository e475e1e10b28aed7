#include "stream/table_sample.h"

enum { SAMPLE_BYTES_MAX = 64 * 1024 * 1024 };

void sample_init(struct table_sample *sample)
{
	arena_init(&sample->arena, SAMPLE_BYTES_MAX);
	sample->count = 0;
}

void sample_release(struct table_sample *sample)
{
	arena_release(&sample->arena);
	sample->count = 0;
}

bool sample_add(struct table_sample *sample, const struct table_row *row)
{
	struct arena *arena = &sample->arena;
	struct table_row copy = *row;
	enum sheet_cell_kind *kinds = NULL;

	if (sample->count == SAMPLE_ROWS)
		return false;
	copy.cells = arena_array(arena, row->count + 1, sizeof *copy.cells);
	if (row->kinds != NULL)
		kinds = arena_array(arena, row->count + 1, sizeof *kinds);
	if (copy.cells == NULL || (row->kinds != NULL && kinds == NULL))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		struct slice cell = row->cells[i];

		if (!cell_is_tidy(cell))
			cell = slice_trim(cell);
		copy.cells[i] = arena_copy(arena, cell);
		if (copy.cells[i].data == NULL)
			return false;
		if (kinds != NULL)
			kinds[i] = row->kinds[i];
	}
	copy.kinds = kinds;
	copy.odd = true;
	sample->rows[sample->count++] = copy;
	return true;
}

size_t row_filled(const struct table_row *row)
{
	size_t filled = 0;

	for (size_t i = 0; i < row->count; i++)
		filled += row->cells[i].length > 0;
	return filled;
}
