#include "report/exhibit.h"

#include "stream/schema.h"

#include <string.h>

enum { ROWS_FIRST = 16 };

struct exhibit *report_add(struct report *report, const char *id,
			   struct slice caption)
{
	struct exhibit *exhibit;

	if (report->exhibit_count == REPORT_EXHIBITS_MAX)
		return NULL;
	exhibit = arena_alloc(report->arena, sizeof *exhibit);
	if (exhibit == NULL)
		return NULL;
	exhibit->id = slice_of(id);
	exhibit->caption = caption;
	exhibit->bar = COLUMN_NONE;
	exhibit->goal = COLUMN_NONE;
	report->exhibits[report->exhibit_count++] = exhibit;
	return exhibit;
}

bool exhibit_column(struct exhibit *exhibit, struct slice id,
		    struct slice label)
{
	if (exhibit->column_count == EXHIBIT_COLUMNS_MAX)
		return false;
	exhibit->columns[exhibit->column_count++] =
		(struct exhibit_column){id, label};
	return true;
}

/* The arena keeps the outgrown arrays: together as much as the last one. */
static bool grow(struct arena *arena, struct exhibit *exhibit)
{
	size_t capacity = exhibit->row_capacity == 0
				  ? ROWS_FIRST
				  : exhibit->row_capacity * 2;
	struct exhibit_row *rows = arena_array(arena, capacity, sizeof *rows);

	if (rows == NULL)
		return false;
	if (exhibit->row_count > 0)
		memcpy(rows, exhibit->rows, exhibit->row_count * sizeof *rows);
	exhibit->rows = rows;
	exhibit->row_capacity = capacity;
	return true;
}

struct exhibit_row *exhibit_add(struct arena *arena, struct exhibit *exhibit,
				struct slice id, struct slice label)
{
	struct exhibit_row *row;
	struct cell *cells =
		arena_array(arena, exhibit->column_count + 1, sizeof *cells);

	if (cells == NULL || (exhibit->row_count == exhibit->row_capacity &&
			      !grow(arena, exhibit)))
		return NULL;
	row = &exhibit->rows[exhibit->row_count++];
	*row = (struct exhibit_row){id, label, cells};
	return row;
}

bool exhibit_is_blank(const struct exhibit *exhibit, size_t column, size_t rows)
{
	if (slice_is_empty(exhibit->row_id))
		return false;
	for (size_t r = 0; r < rows && r < exhibit->row_count; r++)
		if (exhibit->rows[r].cells[column].kind != CELL_EMPTY)
			return false;
	return true;
}

void exhibit_note(struct exhibit *exhibit, struct slice note)
{
	if (exhibit->note_count < EXHIBIT_NOTES_MAX)
		exhibit->notes[exhibit->note_count++] = note;
}
