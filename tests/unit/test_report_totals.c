#include "report/totals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "totals_text.h"

static void a_totals_is_written_in_a_fixed_order(void **state)
{
	struct totals totals;
	struct strbuf out;

	(void)state;
	totals_init(&totals);
	totals_add(&totals, TOTALS_PROVIDER, SLICE("b\tc"), TOTALS_PLACED, 2);
	totals_add(&totals, TOTALS_PROVIDER, SLICE("a"), TOTALS_STARTED, 1);
	totals_add(&totals, TOTALS_PROVIDER, SLICE("a"), TOTALS_PLACED, 3);
	totals_add(&totals, TOTALS_ALL, SLICE(""), TOTALS_RECORDS, 5);
	strbuf_init(&out, 4096);
	assert_true(totals_tell(&totals, totals_text, &out));
	assert_string_equal(strbuf_string(&out), "all\t\trecords\t5\n"
						 "provider\ta\tplaced\t3\n"
						 "provider\ta\tstarted\t1\n"
						 "provider\tb\tc\tplaced\t2\n");
	strbuf_release(&out);
	totals_release(&totals);
}

static void merging_adds_but_keeps_the_larger_of_a_maximum(void **state)
{
	const struct slice lines[][4] = {
		{SLICE("queue"), SLICE("pay_held"), SLICE("records"),
		 SLICE("3")},
		{SLICE("queue"), SLICE("pay_held"), SLICE("oldest_days"),
		 SLICE("40")},
		{SLICE("queue"), SLICE("pay_held"), SLICE("records"),
		 SLICE("4")},
		{SLICE("queue"), SLICE("pay_held"), SLICE("oldest_days"),
		 SLICE("12")},
	};
	struct totals totals;
	struct diag diag;

	(void)state;
	totals_init(&totals);
	for (size_t i = 0; i < 4; i++)
		assert_true(totals_merge(&totals, lines[i], &diag));
	assert_int_equal(totals_get(&totals, TOTALS_QUEUE, SLICE("pay_held"),
				    TOTALS_RECORDS),
			 7);
	assert_int_equal(totals_get(&totals, TOTALS_QUEUE, SLICE("pay_held"),
				    TOTALS_OLDEST_DAYS),
			 40);
	totals_release(&totals);
}

static void lines_of_no_totals_are_refused(void **state)
{
	const struct slice lines[][4] = {
		{SLICE("planet"), SLICE(""), SLICE("records"), SLICE("3")},
		{SLICE("all"), SLICE(""), SLICE("moons"), SLICE("3")},
		{SLICE("all"), SLICE(""), SLICE("records"), SLICE("3.5")},
		{SLICE("all"), SLICE(""), SLICE("records"),
		 SLICE("9223372036854775807")},
	};
	static const char *const messages[] = {
		"'planet' is no dimension of totals",
		"'moons' is no measure of totals",
		"'3.5' is no whole number",
		"'9223372036854775807' does not fit a sum of 63 bits",
	};
	struct totals totals;
	struct diag diag;

	(void)state;
	totals_init(&totals);
	totals_add(&totals, TOTALS_ALL, SLICE(""), TOTALS_RECORDS, 1);
	for (size_t i = 0; i < 4; i++) {
		assert_false(totals_merge(&totals, lines[i], &diag));
		assert_string_equal(diag.message, messages[i]);
	}
	assert_int_equal(totals_all(&totals, TOTALS_RECORDS), 1);
	totals_release(&totals);
}

static void keys_come_by_number_and_then_by_name(void **state)
{
	struct totals totals;
	struct arena arena;
	const struct slice *keys;

	(void)state;
	totals_init(&totals);
	arena_init(&arena, 65536);
	totals_add(&totals, TOTALS_VOCATION, SLICE("spa"), TOTALS_PLACED, 1);
	totals_add(&totals, TOTALS_VOCATION, SLICE("boga"), TOTALS_PLACED, 5);
	totals_add(&totals, TOTALS_VOCATION, SLICE("graha"), TOTALS_PLACED, 1);
	keys = totals_keys(&totals, &arena, TOTALS_VOCATION, TOTALS_PLACED);
	assert_true(slice_is(keys[0], "boga"));
	assert_true(slice_is(keys[1], "graha"));
	assert_true(slice_is(keys[2], "spa"));
	arena_release(&arena);
	totals_release(&totals);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_totals_is_written_in_a_fixed_order),
		cmocka_unit_test(
			merging_adds_but_keeps_the_larger_of_a_maximum),
		cmocka_unit_test(lines_of_no_totals_are_refused),
		cmocka_unit_test(keys_come_by_number_and_then_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
