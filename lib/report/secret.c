#include "report/secret.h"

bool secret_init(struct secret_table *table, struct arena *arena, size_t rows,
		 size_t columns, int64_t threshold)
{
	size_t cells = (rows + 1) * (columns + 1);

	*table = (struct secret_table){
		.rows = rows, .columns = columns, .threshold = threshold};
	table->counts = arena_array(arena, cells, sizeof *table->counts);
	table->before = arena_array(arena, cells, sizeof *table->before);
	table->hidden = arena_array(arena, cells, sizeof *table->hidden);
	if (table->counts == NULL || table->before == NULL ||
	    table->hidden == NULL)
		return false;
	for (size_t i = 0; i < cells; i++)
		table->before[i] = -1;
	return true;
}

static int64_t *count_at(const struct secret_table *table, size_t row,
			 size_t column)
{
	return &table->counts[secret_index(table, row, column)];
}

void secret_total(struct secret_table *table)
{
	for (size_t c = 0; c <= table->columns; c++)
		*count_at(table, table->rows, c) = 0;
	for (size_t r = 0; r < table->rows; r++) {
		int64_t *total = count_at(table, r, table->columns);

		*total = 0;
		for (size_t c = 0; c < table->columns; c++)
			*total += *count_at(table, r, c);
		for (size_t c = 0; c <= table->columns; c++)
			*count_at(table, table->rows, c) +=
				*count_at(table, r, c);
	}
}

static bool is_small(const struct secret_table *table, size_t index)
{
	int64_t count = table->counts[index], before = table->before[index];
	int64_t change = count > before ? count - before : before - count;

	if (count > 0 && count < table->threshold)
		return true;
	return before >= 0 && change > 0 && change < table->threshold;
}

/* Whether one cell holds all of its row: it would tell of each of them. */
static bool holds_all(const struct secret_table *table, size_t row,
		      size_t column)
{
	int64_t count = *count_at(table, row, column);

	return table->columns > 1 && row < table->rows &&
	       column < table->columns && count > 0 &&
	       count == *count_at(table, row, table->columns);
}

static void hide_primary(struct secret_table *table)
{
	for (size_t r = 0; r <= table->rows; r++)
		for (size_t c = 0; c <= table->columns; c++) {
			size_t index = secret_index(table, r, c);

			if (is_small(table, index) || holds_all(table, r, c))
				table->hidden[index] = true;
		}
}

/* What it costs to hide a cell that is open: people, totals dearest. */
static int64_t cost_at(const struct secret_table *table, size_t row,
		       size_t column)
{
	bool total = row == table->rows || column == table->columns;

	if (table->hidden[secret_index(table, row, column)])
		return 0;
	return *count_at(table, row, column) + 1 +
	       (total ? INT64_C(1) << 40 : 0);
}

/*
 * How far a rectangle lets its corner move: up as far as the two neighbours
 * can fall, down as far as the corner and its opposite can.
 */
static int64_t play(const struct secret_table *table, size_t row, size_t column,
		    size_t other_row, size_t other_column)
{
	int64_t corner = *count_at(table, row, column);
	int64_t opposite = *count_at(table, other_row, other_column);
	int64_t left = *count_at(table, row, other_column);
	int64_t right = *count_at(table, other_row, column);

	return (left < right ? left : right) +
	       (corner < opposite ? corner : opposite);
}

/* Hides the cheapest rectangle around a cell. False: all of them are hidden. */
static bool hide_rectangle(struct secret_table *table, size_t row,
			   size_t column)
{
	int64_t best = -1;
	size_t best_row = 0, best_column = 0;

	for (size_t r = 0; r <= table->rows; r++)
		for (size_t c = 0; c <= table->columns; c++) {
			int64_t cost;

			if (r == row || c == column)
				continue;
			cost = cost_at(table, row, c) +
			       cost_at(table, r, column) + cost_at(table, r, c);
			if (cost == 0)
				continue;
			if (play(table, row, column, r, c) < table->threshold)
				cost += INT64_C(1) << 32;
			if (best < 0 || cost < best) {
				best = cost;
				best_row = r;
				best_column = c;
			}
		}
	if (best < 0)
		return false;
	table->hidden[secret_index(table, row, best_column)] = true;
	table->hidden[secret_index(table, best_row, column)] = true;
	table->hidden[secret_index(table, best_row, best_column)] = true;
	return true;
}

void secret_protect(struct secret_table *table)
{
	size_t row, column;

	hide_primary(table);
	while (secret_audit(table, &row, &column))
		if (!hide_rectangle(table, row, column))
			return;
}

bool secret_audit(const struct secret_table *table, size_t *row, size_t *column)
{
	for (size_t r = 0; r <= table->rows; r++)
		for (size_t c = 0; c <= table->columns; c++) {
			if (!table->hidden[secret_index(table, r, c)] ||
			    secret_width(table, r, c, table->threshold) >=
				    table->threshold)
				continue;
			*row = r;
			*column = c;
			return true;
		}
	return false;
}
