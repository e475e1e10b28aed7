#include "match/lottery.h"

#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static int compare(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Each number's share beside what counting the larger ones gives. */
static void check_shares(size_t count)
{
	uint64_t *numbers = calloc(count, sizeof *numbers);
	char digits[NUMBER_SIZE];
	struct lottery_shares shares;
	struct diag diag;

	assert_non_null(numbers);
	for (size_t i = 0; i < count; i++)
		numbers[i] = lottery_number(SLICE("seed"),
					    number_format((int64_t)i, digits));
	assert_true(lottery_shares_init(&shares, numbers, count, &diag));
	qsort(numbers, count, sizeof *numbers, compare);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(lottery_share(&shares, numbers[i]),
				 1000 * (count - 1 - i) / count);
	lottery_shares_release(&shares);
	free(numbers);
}

static void shares_are_what_counting_gives(void **state)
{
	static const size_t counts[] = {1,    2,    3,	  7,	 999,	1000,
					1023, 1024, 4001, 65535, 65536, 70001};

	(void)state;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		check_shares(counts[i]);
}

static void nobody_drawn_has_no_shares(void **state)
{
	struct lottery_shares shares;
	struct diag diag;

	(void)state;
	assert_true(lottery_shares_init(&shares, NULL, 0, &diag));
	assert_int_equal(lottery_share(&shares, UINT64_MAX), 0);
	lottery_shares_release(&shares);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_are_what_counting_gives),
		cmocka_unit_test(nobody_drawn_has_no_shares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
