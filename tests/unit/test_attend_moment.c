#include "attend/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_time(const char *text, int32_t expected)
{
	int32_t time = -7;

	assert_true(time_parse(slice_of(text), &time));
	assert_int_equal(time, expected);
}

static void reads_times_as_people_and_programs_write_them(void **state)
{
	(void)state;
	check_time("08:00", 28800);
	check_time("8.05", 29100);
	check_time("08.00 WITA", 28800);
	check_time("pukul 13.30", 48600);
	check_time("4:16:29 PM", 58589);
	check_time("4:16:29 p.m.", 58589);
	check_time("8.00AM", 28800);
	check_time("12:15 AM", 900);
	check_time("12:15 PM", 44100);
	check_time("24:00", 86400);
	check_time("4:16\xe2\x80\xafPM", 58560);
}

static void refuses_what_is_no_time(void **state)
{
	static const char *const texts[] = {
		"", "8", "0800", "25:00", "08:60", "13:00 AM", "08:00 x"};
	int32_t time;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(time_parse(slice_of(texts[i]), &time));
}

/* 18540 days are 2020-10-05; 18631, 2021-01-04. */
static void check_moment(const char *text, enum date_order order, int32_t days,
			 int32_t expected)
{
	struct date date = {0};
	int32_t time = -7;

	assert_true(moment_parse(slice_of(text), order, &date, &time));
	assert_int_equal(date.days, days);
	assert_int_equal(time, expected);
}

static void reads_moments_of_every_program(void **state)
{
	(void)state;
	check_moment("2020-10-05 08:59:01", DATE_ORDER_OPEN, 18540, 32341);
	check_moment("10/05/2020 08:58:12 AM", DATE_MONTH_FIRST, 18540, 32292);
	check_moment("5/10/20, 09:29:07", DATE_DAY_FIRST, 18540, 34147);
	check_moment("05.10.20, 18:01:00", DATE_ORDER_OPEN, 18540, 64860);
	check_moment("Oct 5, 2020 10:00 AM", DATE_ORDER_OPEN, 18540, 36000);
	check_moment("5 Oct 2020 8.00AM", DATE_ORDER_OPEN, 18540, 28800);
	check_moment("2020-10-05T08:00", DATE_ORDER_OPEN, 18540, 28800);
	check_moment("Senin, 5 Oktober 2020", DATE_ORDER_OPEN, 18540,
		     TIME_NONE);
}

static void leaves_an_open_order_open(void **state)
{
	struct date date;
	int32_t time;

	(void)state;
	assert_false(moment_parse(SLICE("10/05/2020 08:00"), DATE_ORDER_OPEN,
				  &date, &time));
	assert_int_equal(moment_order(SLICE("10/05/2020 08:00")),
			 DATE_ORDER_OPEN);
	assert_int_equal(moment_order(SLICE("25/05/2020, 08:00")),
			 DATE_DAY_FIRST);
	assert_int_equal(moment_order(SLICE("7/20/23, 4:16:29 PM")),
			 DATE_MONTH_FIRST);
	assert_int_equal(moment_order(SLICE("06.10.26, 18:01:00")),
			 DATE_DAY_FIRST);
}

static void check_duration(const char *text, int64_t expected)
{
	int64_t seconds = -7;

	assert_true(duration_parse(slice_of(text), &seconds));
	assert_int_equal(seconds, expected);
}

static void reads_lengths_of_time(void **state)
{
	int64_t seconds;

	(void)state;
	check_duration("62", 3720);
	check_duration("1:02:30", 3750);
	check_duration("1h 2m 3s", 3723);
	check_duration("1h 42m", 6120);
	check_duration("19m 26s", 1166);
	check_duration("12m ", 720);
	check_duration("10s", 10);
	check_duration("1 hr 2 min", 3720);
	check_duration("1 Std. 5 Min.", 3900);
	check_duration("1 jam 2 mnt", 3720);
	assert_false(duration_parse(SLICE("2m 1h"), &seconds));
	assert_false(duration_parse(SLICE("--"), &seconds));
	assert_false(duration_parse(SLICE(""), &seconds));
	assert_false(duration_parse(SLICE("99999999999"), &seconds));
}

static void splits_a_moment_before_1970(void **state)
{
	const struct moment moment = {-1};

	(void)state;
	assert_int_equal(moment_date(moment).days, -1);
	assert_int_equal(moment_time(moment), 86399);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_times_as_people_and_programs_write_them),
		cmocka_unit_test(refuses_what_is_no_time),
		cmocka_unit_test(reads_moments_of_every_program),
		cmocka_unit_test(leaves_an_open_order_open),
		cmocka_unit_test(reads_lengths_of_time),
		cmocka_unit_test(splits_a_moment_before_1970),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
