#include "attend/moment.h"
#include "attend/weekly.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_days(const char *text, unsigned expected)
{
	uint8_t days = 0;
	struct diag diag;

	assert_true(weekly_parse_days(slice_of(text), &days, &diag));
	assert_int_equal(days, expected);
}

/* Bit 0 is Monday: Monday to Friday is 31. */
static void reads_days_in_both_languages(void **state)
{
	(void)state;
	check_days("mon,tue,wed,thu,fri", 31);
	check_days("1,2,3,4,5", 31);
	check_days("1-5", 31);
	check_days("Senin-Jumat", 31);
	check_days("Senin s/d Jumat", 31);
	check_days("Sen\xe2\x80\x93Jum", 31);
	check_days("Senin, Rabu dan Jum'at", 21);
	check_days("Sabtu-Senin", 97);
	check_days("setiap hari", 127);
	check_days("daily", 127);
	check_days("Minggu", 64);
}

static void refuses_days_it_does_not_know(void **state)
{
	uint8_t days;
	struct diag diag;

	(void)state;
	assert_false(weekly_parse_days(SLICE("15 kali"), &days, &diag));
	assert_non_null(strstr(diag.message, "15"));
	assert_false(weekly_parse_days(SLICE(""), &days, &diag));
}

static void reads_one_time_and_several(void **state)
{
	struct weekly weekly = {0};
	struct diag diag;

	(void)state;
	assert_true(weekly_parse_times(SLICE("08:00-12:00,13.00 - 16.00 WITA"),
				       &weekly, &diag));
	assert_int_equal(weekly.count, 2);
	assert_int_equal(weekly.times[0].start, 28800);
	assert_int_equal(weekly.times[0].end, 43200);
	assert_int_equal(weekly.times[1].start, 46800);
	assert_int_equal(weekly.times[1].end, 57600);
	assert_true(
		weekly_parse_times(SLICE("08.00 s/d 16.00"), &weekly, &diag));
	assert_int_equal(weekly.count, 1);
	assert_true(weekly_parse_times(SLICE(""), &weekly, &diag));
	assert_int_equal(weekly.count, 0);
	assert_false(weekly_parse_times(SLICE("pagi"), &weekly, &diag));
}

static void a_day_with_its_own_times_has_no_others(void **state)
{
	struct weekly weekly = {.days = 31};
	struct diag diag;

	(void)state;
	assert_true(weekly_parse_times(SLICE("08:00-16:00; Jumat 08:00-11:00"),
				       &weekly, &diag));
	assert_int_equal(weekly.count, 2);
	assert_true(weekly_time_holds(&weekly, 0, 4));
	assert_false(weekly_time_holds(&weekly, 1, 4));
	assert_false(weekly_time_holds(&weekly, 0, 5));
	assert_true(weekly_time_holds(&weekly, 1, 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_days_in_both_languages),
		cmocka_unit_test(refuses_days_it_does_not_know),
		cmocka_unit_test(reads_one_time_and_several),
		cmocka_unit_test(a_day_with_its_own_times_has_no_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
