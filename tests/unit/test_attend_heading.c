#include "attend/heading.h"
#include "attend/mark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct heading parse(const char *text)
{
	struct heading heading;

	heading_parse(slice_of(text), &heading);
	return heading;
}

static void headings_are_days_ordinals_or_nothing(void **state)
{
	(void)state;
	assert_int_equal(parse("07/09/2020").kind, HEADING_DATE);
	assert_int_equal(parse("5 Oct 2026 8.00AM Common").kind, HEADING_DATE);
	assert_int_equal(parse("5 Oct 2026 8.00AM Common").time, 28800);
	assert_int_equal(parse("2020-09-07 13:00").time, 46800);
	assert_int_equal(parse("7/9").kind, HEADING_SHORT);
	assert_int_equal(parse("Senin 7/9").first, 7);
	assert_int_equal(parse("7 Sep").second, 9);
	assert_true(parse("7 Sep").named);
	assert_int_equal(parse("31").kind, HEADING_NUMBER);
	assert_int_equal(parse("32").kind, HEADING_OTHER);
	assert_int_equal(parse("Pertemuan 3").kind, HEADING_SESSION);
	assert_int_equal(parse("Pertemuan ke-3").number, 3);
	assert_int_equal(parse("Hari 12").kind, HEADING_DAY);
	assert_int_equal(parse("P3").number, 3);
	assert_int_equal(parse("Jumlah").kind, HEADING_OTHER);
	assert_int_equal(parse("13/13").kind, HEADING_OTHER);
}

static void check_mark(const char *text, enum trace_mark expected)
{
	enum trace_mark mark;

	assert_true(mark_parse(slice_of(text), &mark));
	assert_int_equal(mark, expected);
}

static void marks_are_letters_words_and_ticks(void **state)
{
	enum trace_mark mark;

	(void)state;
	check_mark("H", MARK_PRESENT);
	check_mark("hadir", MARK_PRESENT);
	check_mark("\xe2\x9c\x93", MARK_PRESENT);
	check_mark("1", MARK_PRESENT);
	check_mark("I", MARK_EXCUSED);
	check_mark("Izin (upacara)", MARK_EXCUSED);
	check_mark("S", MARK_SICK);
	check_mark("A", MARK_ABSENT);
	check_mark("B", MARK_CANCELLED);
	check_mark("L", MARK_HOLIDAY);
	check_mark("-", MARK_NONE);
	check_mark("", MARK_NONE);
	assert_false(mark_parse(SLICE("xyz"), &mark));
}

static void moodles_l_is_late(void **state)
{
	enum trace_mark mark;

	(void)state;
	assert_true(mark_parse_moodle(SLICE("L (1/2)"), &mark));
	assert_int_equal(mark, MARK_LATE);
	assert_true(mark_parse_moodle(SLICE("P (2/2)"), &mark));
	assert_int_equal(mark, MARK_PRESENT);
	assert_true(mark_parse_moodle(SLICE("?"), &mark));
	assert_int_equal(mark, MARK_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_are_days_ordinals_or_nothing),
		cmocka_unit_test(marks_are_letters_words_and_ticks),
		cmocka_unit_test(moodles_l_is_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
