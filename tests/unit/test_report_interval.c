#include "report/interval.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/*
 * Method 3 (Wilson) of R. G. Newcombe, "Two-sided confidence intervals for the
 * single proportion", Statistics in Medicine 17 (1998), table I: 0.2553 to
 * 0.3662, 0.0624 to 0.1605, 0 to 0.1611, 0.0061 to 0.1718.
 */
static void shares_have_the_intervals_that_newcombe_printed(void **state)
{
	static const struct {
		int64_t part, whole, low, high;
	} cases[] = {
		{81, 263, 255, 366},
		{15, 148, 62, 160}, /* printed 0.1605: 0.160488 */
		{0, 20, 0, 161},
		{1, 29, 6, 172},
	};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct share_interval interval =
			share_interval(cases[i].part, cases[i].whole);

		assert_int_equal(interval.low, cases[i].low);
		assert_int_equal(interval.high, cases[i].high);
	}
}

static void the_interval_of_everybody_ends_at_one(void **state)
{
	struct share_interval interval = share_interval(20, 20);

	(void)state;
	/* The mirror of 0 of 20. */
	assert_int_equal(interval.low, 839);
	assert_int_equal(interval.high, 1000);
}

static void a_nation_does_not_overflow(void **state)
{
	struct share_interval interval = share_interval(500000000, 1000000000);

	(void)state;
	assert_int_equal(interval.low, 500);
	assert_int_equal(interval.high, 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			shares_have_the_intervals_that_newcombe_printed),
		cmocka_unit_test(the_interval_of_everybody_ends_at_one),
		cmocka_unit_test(a_nation_does_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
