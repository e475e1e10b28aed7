#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void parse_reads_digits_and_a_sign(void **state)
{
	int64_t number = 7;

	(void)state;
	assert_true(number_parse(SLICE("0"), &number));
	assert_int_equal(number, 0);
	assert_true(number_parse(SLICE("-0"), &number));
	assert_int_equal(number, 0);
	assert_true(number_parse(SLICE("0042"), &number));
	assert_int_equal(number, 42);
	assert_true(number_parse(SLICE("-42"), &number));
	assert_int_equal(number, -42);
}

static void parse_reads_both_ends_of_the_range(void **state)
{
	int64_t number = 7;

	(void)state;
	assert_true(number_parse(SLICE("9223372036854775807"), &number));
	assert_true(number == INT64_MAX);
	assert_true(number_parse(SLICE("-9223372036854775808"), &number));
	assert_true(number == INT64_MIN);
}

static void parse_refuses_what_does_not_fit(void **state)
{
	int64_t number = 7;

	(void)state;
	assert_false(number_parse(SLICE("9223372036854775808"), &number));
	assert_false(number_parse(SLICE("-9223372036854775809"), &number));
	assert_false(number_parse(SLICE("99999999999999999999"), &number));
	assert_int_equal(number, 7);
}

static void parse_refuses_other_text(void **state)
{
	static const char *const texts[] = {
		"",    "-",   "+1", " 1", "1 ", "1.0",	   "1e3",
		"0x1", "--1", "1-", "a",  "1a", "\xd9\xa1"};
	int64_t number = 7;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(number_parse(slice_of(texts[i]), &number));
	assert_false(number_parse((struct slice){"1\0", 2}, &number));
	assert_false(number_parse((struct slice){NULL, 0}, &number));
	assert_int_equal(number, 7);
}

static void format_and_parse_are_inverse(void **state)
{
	static const int64_t numbers[] = {
		0,	 1,	    -1,	       9,	  10,	    -10,
		1500000, INT64_MAX, INT64_MIN, INT32_MAX, INT32_MIN};
	static const char *const texts[] = {"0",
					    "1",
					    "-1",
					    "9",
					    "10",
					    "-10",
					    "1500000",
					    "9223372036854775807",
					    "-9223372036854775808",
					    "2147483647",
					    "-2147483648"};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char out[NUMBER_SIZE];
		struct slice text = number_format(numbers[i], out);
		int64_t again;

		assert_string_equal(text.data, texts[i]);
		assert_int_equal(text.length, strlen(texts[i]));
		assert_true(number_parse(text, &again));
		assert_true(again == numbers[i]);
	}
}

static void sixteen_digits_have_their_zeros(void **state)
{
	char out[NUMBER_DIGITS + 1] = "", expected[NUMBER_DIGITS + 1];
	uint64_t number = 0;

	(void)state;
	for (size_t i = 0; i < 200000; i++) {
		number_digits(number, out);
		snprintf(expected, sizeof expected, "%016llu",
			 (unsigned long long)number);
		assert_string_equal(out, expected);
		number = i < 10000 ? i * UINT64_C(1000100010001)
				   : (number * 6364136223846793005 + 1) %
					     UINT64_C(10000000000000000);
	}
	number_digits(UINT64_C(9999999999999999), out);
	assert_string_equal(out, "9999999999999999");
}

static void add_refuses_to_wrap(void **state)
{
	int64_t result = 7;

	(void)state;
	assert_true(number_add(2, 3, &result));
	assert_int_equal(result, 5);
	assert_true(number_add(INT64_MAX - 1, 1, &result));
	assert_true(result == INT64_MAX);
	assert_false(number_add(INT64_MAX, 1, &result));
	assert_false(number_add(INT64_MIN, -1, &result));
	assert_true(result == INT64_MAX);
}

static void subtract_refuses_to_wrap(void **state)
{
	int64_t result = 7;

	(void)state;
	assert_true(number_subtract(2, 3, &result));
	assert_int_equal(result, -1);
	assert_true(number_subtract(INT64_MIN + 1, 1, &result));
	assert_true(result == INT64_MIN);
	assert_false(number_subtract(INT64_MIN, 1, &result));
	assert_false(number_subtract(0, INT64_MIN, &result));
	assert_true(result == INT64_MIN);
}

static void multiply_refuses_to_wrap(void **state)
{
	int64_t result = 7;

	(void)state;
	assert_true(number_multiply(-6, 7, &result));
	assert_int_equal(result, -42);
	assert_false(number_multiply(INT64_MAX, 2, &result));
	assert_false(number_multiply(INT64_MIN, -1, &result));
	assert_false(number_multiply(INT64_C(4294967296), INT64_C(4294967296),
				     &result));
	assert_int_equal(result, -42);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse_reads_digits_and_a_sign),
		cmocka_unit_test(parse_reads_both_ends_of_the_range),
		cmocka_unit_test(parse_refuses_what_does_not_fit),
		cmocka_unit_test(parse_refuses_other_text),
		cmocka_unit_test(format_and_parse_are_inverse),
		cmocka_unit_test(sixteen_digits_have_their_zeros),
		cmocka_unit_test(add_refuses_to_wrap),
		cmocka_unit_test(subtract_refuses_to_wrap),
		cmocka_unit_test(multiply_refuses_to_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
