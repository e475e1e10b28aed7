#include "base/set.h"

#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MEGABYTE = 1024 * 1024 };

static void an_empty_set_finds_nothing(void **state)
{
	struct set set;

	(void)state;
	set_init(&set, MEGABYTE);
	assert_int_equal(set_count(&set), 0);
	assert_int_equal(set_find(&set, SLICE("budi")), SET_NONE);
	assert_int_equal(set_find(&set, SLICE("")), SET_NONE);
	set_release(&set);
}

static void strings_are_numbered_in_order_of_arrival(void **state)
{
	struct set set;
	uint32_t index;
	bool added;

	(void)state;
	set_init(&set, MEGABYTE);
	assert_true(set_add(&set, SLICE("budi"), &index, &added));
	assert_true(added);
	assert_int_equal(index, 0);
	assert_true(set_add(&set, SLICE("ani"), &index, &added));
	assert_true(added);
	assert_int_equal(index, 1);
	assert_true(set_add(&set, SLICE("budi"), &index, &added));
	assert_false(added);
	assert_int_equal(index, 0);
	assert_true(set_add(&set, SLICE("ani"), &index, NULL));
	assert_int_equal(index, 1);
	assert_int_equal(set_count(&set), 2);
	assert_true(slice_is(set_string(&set, 0), "budi"));
	assert_true(slice_is(set_string(&set, 1), "ani"));
	set_release(&set);
}

static void the_set_keeps_copies(void **state)
{
	char text[] = "budi";
	struct set set;
	uint32_t index;

	(void)state;
	set_init(&set, MEGABYTE);
	set_add(&set, slice_of(text), &index, NULL);
	text[0] = 'r';
	assert_int_equal(set_find(&set, SLICE("budi")), 0);
	assert_int_equal(set_find(&set, SLICE("rudi")), SET_NONE);
	set_release(&set);
}

static void the_empty_string_and_nul_bytes_are_strings_too(void **state)
{
	struct set set;
	uint32_t index;

	(void)state;
	set_init(&set, MEGABYTE);
	assert_true(set_add(&set, (struct slice){NULL, 0}, &index, NULL));
	assert_true(set_add(&set, (struct slice){"a\0b", 3}, &index, NULL));
	assert_true(set_add(&set, (struct slice){"a\0c", 3}, &index, NULL));
	assert_int_equal(set_find(&set, SLICE("")), 0);
	assert_int_equal(set_find(&set, (struct slice){"a\0b", 3}), 1);
	assert_int_equal(set_find(&set, (struct slice){"a\0c", 3}), 2);
	assert_int_equal(set_find(&set, SLICE("a")), SET_NONE);
	set_release(&set);
}

static void a_hundred_thousand_strings_are_found_again(void **state)
{
	struct set set;
	char out[NUMBER_SIZE];
	uint32_t index;

	(void)state;
	set_init(&set, 16 * MEGABYTE);
	for (int64_t i = 0; i < 100000; i++) {
		assert_true(set_add(&set, number_format(i * 7919, out), &index,
				    NULL));
		assert_int_equal(index, i);
	}
	for (int64_t i = 0; i < 100000; i++) {
		struct slice text = number_format(i * 7919, out);

		assert_int_equal(set_find(&set, text), i);
		assert_true(slice_equal(set_string(&set, (uint32_t)i), text));
	}
	assert_int_equal(set_find(&set, SLICE("1")), SET_NONE);
	set_release(&set);
}

static void the_maximum_is_kept(void **state)
{
	struct set set;
	char out[NUMBER_SIZE];
	uint32_t index;
	int64_t i = 0;

	(void)state;
	set_init(&set, 64 * 1024);
	while (set_add(&set, number_format(i, out), &index, NULL))
		i++;
	/* 16 bytes a string. */
	assert_int_equal(i, 4096);
	assert_int_equal(set_count(&set), 4096);
	assert_int_equal(set_find(&set, SLICE("4095")), 4095);
	assert_int_equal(set_find(&set, SLICE("4096")), SET_NONE);
	set_release(&set);
	assert_int_equal(set_count(&set), 0);
	assert_true(set_add(&set, SLICE("1"), &index, NULL));
	set_release(&set);
}

/* Output that is sorted by it must stay what it is. */
static void the_hash_is_the_same_on_every_machine(void **state)
{
	(void)state;
	assert_true(set_hash(SLICE("")) == UINT64_C(0x0850f9794d5108b4));
	assert_true(set_hash(SLICE("budi")) == UINT64_C(0xea24665e74db0a28));
	assert_true(set_hash(SLICE("5171021708900003")) ==
		    UINT64_C(0xeaa79e63787430f5));
}

static void hashes_of_near_strings_differ_in_both_halves(void **state)
{
	uint64_t one = set_hash(SLICE("5171021708900003"));
	uint64_t other = set_hash(SLICE("5171021708900004"));

	(void)state;
	assert_true((uint32_t)one != (uint32_t)other);
	assert_true(one >> 32 != other >> 32);
	assert_true(set_hash((struct slice){"a\0", 2}) != set_hash(SLICE("a")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_set_finds_nothing),
		cmocka_unit_test(strings_are_numbered_in_order_of_arrival),
		cmocka_unit_test(the_set_keeps_copies),
		cmocka_unit_test(
			the_empty_string_and_nul_bytes_are_strings_too),
		cmocka_unit_test(a_hundred_thousand_strings_are_found_again),
		cmocka_unit_test(the_maximum_is_kept),
		cmocka_unit_test(the_hash_is_the_same_on_every_machine),
		cmocka_unit_test(hashes_of_near_strings_differ_in_both_halves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
