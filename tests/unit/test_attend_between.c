#include "attend/between.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum row_kind look(struct between *between, size_t memory,
			  struct slice first, struct slice second)
{
	struct slice cells[] = {first, second, SLICE("")};
	const struct log_row row = {cells, 3, 1};
	struct reading reading = {0};
	enum row_kind kind;

	arena_init(&reading.arena, memory);
	kind = between_look(between, &reading, &row, NULL);
	arena_release(&reading.arena);
	return kind;
}

static void a_day_that_cannot_be_kept_fails(void **state)
{
	struct between between = {0};

	(void)state;
	assert_int_equal(
		look(&between, 1, SLICE("Tanggal"), SLICE("8 September 2020")),
		ROW_FAILED);
	assert_int_equal(between.next.date.length, 0);
	assert_int_equal(look(&between, 4096, SLICE("Tanggal"),
			      SLICE("8 September 2020")),
			 ROW_NOBODY);
	assert_int_equal(between.next.date.length, 16);
}

static void what_stands_below_ends_at_the_next_header(void **state)
{
	struct between between = {0};

	(void)state;
	assert_int_equal(look(&between, 1, SLICE("Mengetahui,"), SLICE("")),
			 ROW_NOBODY);
	assert_true(between.below);
	assert_int_equal(look(&between, 1, SLICE("Nama"), SLICE("08/09/2020")),
			 ROW_HEADER);
	assert_false(between.below);
	assert_int_equal(
		look(&between, 1, SLICE("person"), SLICE("08/09/2020")),
		ROW_HEADER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_that_cannot_be_kept_fails),
		cmocka_unit_test(what_stands_below_ends_at_the_next_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
