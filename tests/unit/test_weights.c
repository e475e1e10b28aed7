#include "enroll/weights.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static bool take(struct weights *weights, const char *kind, const char *subject,
		 const char *item, const char *value)
{
	const struct slice row[WEIGHTS_COLUMNS] = {
		slice_of(kind), slice_of(subject), slice_of(item),
		slice_of(value)};
	struct diag diag;

	return weights_take(weights, row, &diag);
}

static void logarithms_are_rounded_to_thousandths(void **state)
{
	(void)state;
	assert_int_equal(weights_log2(1, 1), 0);
	assert_int_equal(weights_log2(8, 1), 3000);
	assert_int_equal(weights_log2(1, 1024), -10000);
	assert_int_equal(weights_log2(3, 1), 1585);   /* 1.58496 */
	assert_int_equal(weights_log2(10, 1), 3322);  /* 3.32193 */
	assert_int_equal(weights_log2(2, 3), -585);   /* -0.58496 */
	assert_int_equal(weights_log2(800, 1), 9644); /* 9.64386 */
	assert_int_equal(weights_log2(INT64_MAX, 1), 63000);
	assert_int_equal(weights_log2(1, INT64_MAX), -63000);
}

static void chances_are_those_of_the_odds(void **state)
{
	(void)state;
	assert_int_equal(weights_chance(0), WEIGHTS_CHANCE_ONE / 2);
	/* 2 to 1, 1 to 3, 1000 to 1. */
	assert_in_range(weights_chance(1000), 699049, 699052);
	assert_in_range(weights_chance(-1585), 262120, 262168);
	assert_in_range(weights_chance(9966), 1047526, 1047530);
	assert_int_equal(weights_chance(40000), WEIGHTS_CHANCE_ONE);
	assert_int_equal(weights_chance(-40000), 0);
}

static void a_file_gives_rates_and_shares(void **state)
{
	const struct weights_rates *rates;
	struct weights weights;
	struct diag diag;

	(void)state;
	weights_init(&weights);
	assert_true(take(&weights, "version", "one", "", ""));
	assert_true(take(&weights, "prior", "", "", "-17.5"));
	assert_true(take(&weights, "threshold", "", "certain", "10"));
	assert_true(take(&weights, "threshold", "", "review", "-3.25"));
	assert_true(take(&weights, "m", "digits", "near", "0.14"));
	assert_true(take(&weights, "u", "digits", "near", "0.000000001"));
	assert_true(take(&weights, "share", "name", "dewi", "0.02"));
	assert_true(weights_check(&weights, &diag));
	assert_int_equal(weights.prior, -17500);
	assert_int_equal(weights.review, -3250);
	rates = weights_find(&weights, SLICE("digits"));
	assert_non_null(rates);
	assert_int_equal(rates->m[LEVEL_NEAR], 140000000);
	assert_int_equal(rates->u[LEVEL_NEAR], 1);
	assert_null(weights_find(&weights, SLICE("date")));
	assert_int_equal(weights_share(&weights, SLICE("name"), SLICE("dewi")),
			 20000000);
	assert_int_equal(weights_share(&weights, SLICE("name"), SLICE("rina")),
			 0);
	assert_int_equal(weights_share(&weights, SLICE("city"), SLICE("dewi")),
			 0);
	weights_release(&weights);
}

static void a_wrong_file_is_refused(void **state)
{
	struct weights weights;
	struct diag diag;

	(void)state;
	weights_init(&weights);
	assert_false(take(&weights, "weight", "digits", "near", "0.1"));
	assert_false(take(&weights, "m", "digits", "close", "0.1"));
	assert_false(take(&weights, "m", "digits", "near", "0"));
	assert_false(take(&weights, "m", "digits", "near", "1.1"));
	assert_false(take(&weights, "m", "digits", "near", "0,1"));
	assert_false(take(&weights, "m", "digits", "near", ".1"));
	assert_false(take(&weights, "m", "digits", "near", "-0.1"));
	assert_false(take(&weights, "m", "digits", "near", "0.0000000001"));
	assert_false(take(&weights, "threshold", "", "good", "1"));
	assert_false(take(&weights, "prior", "", "", "2000"));
	assert_false(weights_check(&weights, &diag));
	assert_true(take(&weights, "version", "one", "", ""));
	assert_true(take(&weights, "threshold", "", "certain", "1"));
	assert_false(weights_check(&weights, &diag));
	assert_true(take(&weights, "threshold", "", "review", "2"));
	assert_false(weights_check(&weights, &diag));
	weights_release(&weights);
}

static void bits_are_written_as_they_are_read(void **state)
{
	struct strbuf text;

	(void)state;
	strbuf_init(&text, 64);
	weights_format(-50, &text);
	strbuf_append_byte(&text, ' ');
	weights_format(27431, &text);
	strbuf_append_byte(&text, ' ');
	weights_format_share(1, &text);
	assert_string_equal(strbuf_string(&text), "-0.050 27.431 0.000000001");
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(logarithms_are_rounded_to_thousandths),
		cmocka_unit_test(chances_are_those_of_the_odds),
		cmocka_unit_test(a_file_gives_rates_and_shares),
		cmocka_unit_test(a_wrong_file_is_refused),
		cmocka_unit_test(bits_are_written_as_they_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
