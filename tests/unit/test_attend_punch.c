#include "attend/punch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Hours and minutes of one day, in seconds. */
static int64_t at(int hour, int minute)
{
	return hour * 3600 + minute * 60;
}

static const struct span two_sessions[] = {{28800, 43200}, {46800, 57600}};

static void pair(struct punch *punches, size_t count, struct punch_day *day)
{
	punch_pair(punches, count, (struct span_list){two_sessions, 2}, day);
}

static void four_punches_are_two_stretches(void **state)
{
	struct punch punches[] = {{at(16, 2), 0},
				  {at(7, 58), 0},
				  {at(12, 55), 0},
				  {at(12, 1), 0}};
	struct punch_day day;

	(void)state;
	pair(punches, 4, &day);
	assert_int_equal(day.count, 2);
	assert_int_equal(day.spans[0].from, at(7, 58));
	assert_int_equal(day.spans[0].to, at(12, 1));
	assert_int_equal(day.spans[1].from, at(12, 55));
	assert_int_equal(day.spans[1].to, at(16, 2));
	assert_int_equal(day.lonely, -1);
}

static void a_repeat_within_a_minute_is_none(void **state)
{
	struct punch punches[] = {{at(8, 0), 0},
				  {at(8, 0) + 60, 0},
				  {at(16, 0), 0},
				  {at(16, 0) + 61, 0},
				  {at(16, 3), 0}};
	struct punch_day day;

	(void)state;
	/* 16:00 and 16:01:01 stay two: 61 seconds; 16:03 is a third. */
	pair(punches, 5, &day);
	assert_int_equal(day.count, 2);
	assert_int_equal(day.spans[0].to, at(16, 0));
}

static void flags_that_say_otherwise_do_not_count(void **state)
{
	struct punch punches[] = {{at(8, 0), PUNCH_OUT},
				  {at(16, 0), PUNCH_OUT}};
	struct punch_day day;

	(void)state;
	pair(punches, 2, &day);
	assert_int_equal(day.count, 1);
	assert_int_equal(day.spans[0].from, at(8, 0));
	assert_int_equal(day.spans[0].to, at(16, 0));
}

static void the_schedule_tells_which_punch_is_lonely(void **state)
{
	/* Out at noon was forgotten: 12:55 and 16:02 fit the second session. */
	struct punch forgot_noon[] = {
		{at(7, 58), 0}, {at(12, 55), 0}, {at(16, 2), 0}};
	/* Out in the evening was forgotten. */
	struct punch forgot_evening[] = {
		{at(7, 58), 0}, {at(12, 1), 0}, {at(12, 55), 0}};
	struct punch_day day;

	(void)state;
	pair(forgot_noon, 3, &day);
	assert_int_equal(day.lonely, at(7, 58));
	assert_int_equal(day.spans[0].from, at(12, 55));
	pair(forgot_evening, 3, &day);
	assert_int_equal(day.lonely, at(12, 55));
	assert_int_equal(day.spans[0].to, at(12, 1));
}

static void one_punch_is_lonely(void **state)
{
	struct punch punches[] = {{at(8, 0), 0}};
	struct punch_day day;

	(void)state;
	pair(punches, 1, &day);
	assert_int_equal(day.count, 0);
	assert_int_equal(day.lonely, at(8, 0));
}

static void stretches_are_united_and_never_added(void **state)
{
	struct span spans[] = {{100, 200}, {150, 250}, {250, 300},
			       {400, 400}, {500, 450}, {350, 360}};
	size_t count = span_unite(spans, 6);

	(void)state;
	assert_int_equal(count, 2);
	assert_int_equal(spans[0].from, 100);
	assert_int_equal(spans[0].to, 300);
	assert_int_equal(spans[1].from, 350);
	assert_int_equal(span_seconds((struct span_list){spans, count},
				      (struct span){120, 355}),
			 185);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_punches_are_two_stretches),
		cmocka_unit_test(a_repeat_within_a_minute_is_none),
		cmocka_unit_test(flags_that_say_otherwise_do_not_count),
		cmocka_unit_test(the_schedule_tells_which_punch_is_lonely),
		cmocka_unit_test(one_punch_is_lonely),
		cmocka_unit_test(stretches_are_united_and_never_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
