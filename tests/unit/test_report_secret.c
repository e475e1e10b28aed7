#include "report/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MEGABYTE = 1024 * 1024, THRESHOLD = 3 };

static void make(struct secret_table *table, struct arena *arena, size_t rows,
		 size_t columns, const int64_t *inside)
{
	arena_init(arena, MEGABYTE);
	assert_true(secret_init(table, arena, rows, columns, THRESHOLD));
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++)
			table->counts[secret_index(table, r, c)] =
				inside[r * columns + c];
	secret_total(table);
}

/*
 * All tables that agree with what is published, by trying every value of the
 * hidden cells inside: the least and the most that a cell can be. Tables of
 * 3 x 2 with small counts only.
 */
struct search {
	const struct secret_table *table;
	int64_t trial[16];
	int64_t least[16], most[16];
};

static bool agrees(const struct search *search)
{
	const struct secret_table *table = search->table;
	struct secret_table copy = *table;
	int64_t counts[16];

	for (size_t i = 0; i < 12; i++)
		counts[i] = search->trial[i];
	copy.counts = counts;
	secret_total(&copy);
	for (size_t i = 0; i < 12; i++)
		if (!table->hidden[i] && counts[i] != table->counts[i])
			return false;
	return true;
}

static void note(struct search *search)
{
	struct secret_table copy = *search->table;

	copy.counts = search->trial;
	secret_total(&copy);
	for (size_t i = 0; i < 12; i++) {
		if (search->trial[i] < search->least[i])
			search->least[i] = search->trial[i];
		if (search->trial[i] > search->most[i])
			search->most[i] = search->trial[i];
	}
}

/* Counts up through the values 0 to most of the cells inside. */
static void try_all(struct search *search, int64_t most)
{
	static const size_t inside[] = {0, 1, 3, 4, 6, 7};
	int64_t total = 1;

	for (size_t i = 0; i < 12; i++) {
		search->least[i] = INT64_MAX;
		search->most[i] = -1;
	}
	for (size_t i = 0; i < 6; i++)
		total *= most + 1;
	for (int64_t n = 0; n < total; n++) {
		int64_t rest = n;

		for (size_t i = 0; i < 6; i++, rest /= most + 1)
			search->trial[inside[i]] = rest % (most + 1);
		if (agrees(search))
			note(search);
	}
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 16;
}

static void widths_are_those_that_trying_every_table_finds(void **state)
{
	uint32_t seed = 2020;

	(void)state;
	for (int round = 0; round < 30; round++) {
		struct secret_table table;
		struct search search = {.table = &table};
		struct arena arena;
		int64_t inside[6];

		for (size_t i = 0; i < 6; i++)
			inside[i] = next_random(&seed) % 3;
		make(&table, &arena, 3, 2, inside);
		/* Totals of rows and columns may be hidden, the sum not. */
		for (size_t i = 0; i < 11; i++)
			table.hidden[i] = next_random(&seed) % 2 == 0;
		/* No cell can be more than the sum of all, at most 7 here. */
		if (table.counts[11] > 7) {
			arena_release(&arena);
			continue;
		}
		try_all(&search, table.counts[11]);
		for (size_t i = 0; i < 11; i++)
			if (table.hidden[i])
				assert_int_equal(
					secret_width(&table, i / 3, i % 3, 100),
					search.most[i] - search.least[i]);
		arena_release(&arena);
	}
}

static void one_hidden_cell_alone_can_be_worked_out(void **state)
{
	static const int64_t inside[] = {1, 20, 30, 40};
	struct secret_table table;
	struct arena arena;
	size_t row, column;

	(void)state;
	make(&table, &arena, 2, 2, inside);
	table.hidden[0] = true;
	assert_int_equal(secret_width(&table, 0, 0, 100), 0);
	assert_true(secret_audit(&table, &row, &column));
	assert_int_equal(row, 0);
	assert_int_equal(column, 0);
	arena_release(&arena);
}

static void a_small_cell_takes_a_rectangle_with_it(void **state)
{
	static const int64_t inside[] = {1, 20, 9, 30, 40, 50};
	struct secret_table table;
	struct arena arena;
	size_t row, column;

	(void)state;
	make(&table, &arena, 2, 3, inside);
	secret_protect(&table);
	/* The cheapest rectangle around 1: 9, 30 and 50. */
	assert_true(table.hidden[secret_index(&table, 0, 0)]);
	assert_true(table.hidden[secret_index(&table, 0, 2)]);
	assert_true(table.hidden[secret_index(&table, 1, 0)]);
	assert_true(table.hidden[secret_index(&table, 1, 2)]);
	assert_false(table.hidden[secret_index(&table, 0, 1)]);
	assert_false(table.hidden[secret_index(&table, 1, 1)]);
	assert_false(table.hidden[secret_index(&table, 2, 3)]);
	assert_false(secret_audit(&table, &row, &column));
	arena_release(&arena);
}

static void a_table_without_small_cells_stays_open(void **state)
{
	static const int64_t inside[] = {3, 20, 0, 30, 40, 50};
	struct secret_table table;
	struct arena arena;

	(void)state;
	make(&table, &arena, 2, 3, inside);
	secret_protect(&table);
	for (size_t i = 0; i < 12; i++)
		assert_false(table.hidden[i]);
	arena_release(&arena);
}

static void a_small_change_since_the_last_time_is_hidden(void **state)
{
	static const int64_t inside[] = {42, 20, 30, 40};
	struct secret_table table;
	struct arena arena;

	(void)state;
	make(&table, &arena, 2, 2, inside);
	table.before[secret_index(&table, 0, 0)] = 41;
	table.before[secret_index(&table, 1, 1)] = 40;
	table.before[secret_index(&table, 0, 1)] = 10;
	secret_protect(&table);
	assert_true(table.hidden[secret_index(&table, 0, 0)]);
	arena_release(&arena);
}

static void a_group_that_is_all_of_one_kind_is_hidden(void **state)
{
	static const int64_t inside[] = {25, 0, 30, 40};
	struct secret_table table;
	struct arena arena;

	(void)state;
	make(&table, &arena, 2, 2, inside);
	secret_protect(&table);
	assert_true(table.hidden[secret_index(&table, 0, 0)]);
	assert_true(table.hidden[secret_index(&table, 0, 1)]);
	arena_release(&arena);
}

static void every_random_table_is_protected_or_refused(void **state)
{
	uint32_t seed = 7;
	int protected = 0;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct secret_table table;
		struct arena arena;
		int64_t inside[48];
		size_t row, column;
		bool shown = false;

		for (size_t i = 0; i < 48; i++)
			inside[i] = next_random(&seed) % 3 == 0
					    ? next_random(&seed) % 5
					    : next_random(&seed) % 60;
		make(&table, &arena, 12, 4, inside);
		secret_protect(&table);
		assert_false(secret_audit(&table, &row, &column));
		for (size_t i = 0; i < 13 * 5; i++) {
			shown = shown || !table.hidden[i];
			if (!table.hidden[i])
				assert_false(table.counts[i] > 0 &&
					     table.counts[i] < THRESHOLD);
		}
		protected += shown;
		arena_release(&arena);
	}
	assert_int_equal(protected, 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			widths_are_those_that_trying_every_table_finds),
		cmocka_unit_test(one_hidden_cell_alone_can_be_worked_out),
		cmocka_unit_test(a_small_cell_takes_a_rectangle_with_it),
		cmocka_unit_test(a_table_without_small_cells_stays_open),
		cmocka_unit_test(a_small_change_since_the_last_time_is_hidden),
		cmocka_unit_test(a_group_that_is_all_of_one_kind_is_hidden),
		cmocka_unit_test(every_random_table_is_protected_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
