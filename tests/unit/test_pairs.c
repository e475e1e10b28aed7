#include "enroll/pairs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void add_all(struct column *column, const uint64_t *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_true(column_add(column, keys[i]));
}

static void later_entries_come_with_the_first(void **state)
{
	static const uint64_t keys[] = {7, 5, 7, 9, 5, 7};
	static const struct pair expected[] = {{0, 2}, {0, 5}, {1, 4}};
	struct column column = {0};
	struct pairs pairs = {0};

	(void)state;
	add_all(&column, keys, 6);
	assert_true(pairs_find(&pairs, &column));
	assert_int_equal(pairs.count, 3);
	assert_memory_equal(pairs.all, expected, sizeof expected);
	pairs_release(&pairs);
	column_release(&column);
}

static void entries_without_a_key_are_no_pair(void **state)
{
	static const uint64_t keys[] = {0, 3, 0, 0, 4};
	struct column column = {0};
	struct pairs pairs = {0};

	(void)state;
	assert_true(pairs_find(&pairs, &column));
	assert_int_equal(pairs.count, 0);
	add_all(&column, keys, 5);
	assert_true(pairs_find(&pairs, &column));
	assert_int_equal(pairs.count, 0);
	column_release(&column);
}

/*
 * Keys 1 to 50,000 rising, each followed by the key of the entry that stands at
 * half its place, where that number is a multiple of 7. The keys beside one
 * another, and so many, share places.
 */
static void all_pairs_of_many_are_found(void **state)
{
	enum { COUNT = 50000 };
	struct column column = {0};
	struct pairs pairs = {0};
	uint32_t *firsts = calloc(COUNT + 1, sizeof *firsts);
	size_t expected = 0;

	(void)state;
	assert_non_null(firsts);
	for (uint64_t i = 1; i <= COUNT; i++) {
		firsts[i] = (uint32_t)column.count;
		assert_true(column_add(&column, i));
		if (i % 14 != 0)
			continue;
		assert_true(column_add(&column, i / 2));
		expected++;
	}
	assert_true(pairs_find(&pairs, &column));
	assert_int_equal(pairs.count, expected);
	for (size_t i = 0; i < pairs.count; i++) {
		uint64_t key = column_at(&column, pairs.all[i].member);

		assert_int_equal(key, 7 * (i + 1));
		assert_int_equal(pairs.all[i].first, firsts[key]);
		assert_true(pairs.all[i].member > pairs.all[i].first);
	}
	free(firsts);
	pairs_release(&pairs);
	column_release(&column);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(later_entries_come_with_the_first),
		cmocka_unit_test(entries_without_a_key_are_no_pair),
		cmocka_unit_test(all_pairs_of_many_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
