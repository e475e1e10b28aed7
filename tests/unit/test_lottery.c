#include "match/lottery.h"

#include "base/number.h"
#include "match/drawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void load(struct applicants *applicants, size_t count)
{
	const uint16_t choice = 0;
	char digits[NUMBER_SIZE];
	struct diag diag;

	applicants_init(applicants, 1, 0, false);
	for (size_t i = 0; i < count; i++) {
		struct applicant applicant = {
			.person = number_format((int64_t)i, digits),
			.choices = &choice};

		applicant.lottery =
			lottery_number(SLICE("seed"), applicant.person);
		assert_true(applicants_add(applicants, &applicant, &diag));
	}
}

/* Each number's share beside what counting the larger ones gives. */
static void check_shares(size_t count)
{
	struct lottery_shares shares;
	struct applicants applicants;
	struct diag diag;
	uint32_t *drawn;

	load(&applicants, count);
	assert_true(
		drawn_check(&applicants, applicants.lottery, &drawn, &diag));
	lottery_shares_init(&shares, applicants.lottery, drawn, count);
	for (size_t i = 0; i < count; i++) {
		uint64_t number = applicants.lottery[drawn[i]];

		assert_true(i == 0 ||
			    applicants.lottery[drawn[i - 1]] < number);
		assert_int_equal(lottery_share(&shares, number),
				 1000 * (count - 1 - i) / count);
	}
	free(drawn);
	applicants_release(&applicants);
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
	static struct lottery_shares shares;

	(void)state;
	lottery_shares_init(&shares, NULL, NULL, 0);
	assert_int_equal(lottery_share(&shares, UINT64_MAX), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_are_what_counting_gives),
		cmocka_unit_test(nobody_drawn_has_no_shares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
