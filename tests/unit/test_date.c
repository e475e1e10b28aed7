#include "value/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct date day(int year, int month, int number)
{
	struct date date = {0};

	assert_true(date_from_civil(year, month, number, &date));
	return date;
}

static void assert_reads_in_order(const char *text, enum date_order order,
				  const char *iso)
{
	struct date date = {-12345};
	char out[DATE_SIZE];

	if (!date_parse_office(slice_of(text), order, &date))
		fail_msg("\"%s\" was refused", text);
	assert_string_equal(date_format(date, out).data, iso);
}

static void assert_reads(const char *text, const char *iso)
{
	assert_reads_in_order(text, DATE_DAY_FIRST, iso);
}

static void assert_refused_in_order(const char *text, enum date_order order)
{
	struct date date = {-12345};
	char out[DATE_SIZE];

	if (date_parse_office(slice_of(text), order, &date))
		fail_msg("\"%s\" was read as %s", text,
			 date_format(date, out).data);
	assert_int_equal(date.days, -12345);
}

static void assert_refused(const char *text)
{
	assert_refused_in_order(text, DATE_DAY_FIRST);
}

/* Day numbers from the calendar: 1970 to 2000 has 30 years and 7 leap days. */
static void days_count_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day(1970, 1, 1).days, 0);
	assert_int_equal(day(1969, 12, 31).days, -1);
	assert_int_equal(day(1970, 3, 1).days, 59);
	assert_int_equal(day(2000, 1, 1).days, 30 * 365 + 7);
	assert_int_equal(day(2000, 3, 1).days, 30 * 365 + 7 + 60);
	assert_int_equal(day(2001, 3, 1).days, 31 * 365 + 8 + 59);
}

static void every_day_of_the_range_comes_back(void **state)
{
	struct date date = day(DATE_YEAR_MIN, 1, 1);
	int year_before = DATE_YEAR_MIN - 1, month_before = 12, before = 31;
	struct date last = day(DATE_YEAR_MAX, 12, 31), again;

	(void)state;
	for (; date.days <= last.days; date.days++) {
		int year, month, number;

		date_to_civil(date, &year, &month, &number);
		assert_true(date_from_civil(year, month, number, &again));
		assert_int_equal(again.days, date.days);
		if (number == 1)
			assert_true(before >= 28 &&
				    (month == 1
					     ? month_before == 12 &&
						       year == year_before + 1
					     : month == month_before + 1));
		else
			assert_true(number == before + 1 &&
				    month == month_before);
		year_before = year;
		month_before = month;
		before = number;
	}
	assert_int_equal(year_before, DATE_YEAR_MAX);
}

static void days_that_do_not_exist_are_refused(void **state)
{
	struct date date = {7};

	(void)state;
	assert_false(date_from_civil(2020, 0, 1, &date));
	assert_false(date_from_civil(2020, 13, 1, &date));
	assert_false(date_from_civil(2020, 1, 0, &date));
	assert_false(date_from_civil(2020, 1, 32, &date));
	assert_false(date_from_civil(2020, 4, 31, &date));
	assert_false(date_from_civil(2019, 2, 29, &date));
	assert_false(date_from_civil(1900, 2, 29, &date));
	assert_false(date_from_civil(1799, 12, 31, &date));
	assert_false(date_from_civil(3000, 1, 1, &date));
	assert_int_equal(date.days, 7);
	assert_true(date_from_civil(2000, 2, 29, &date));
	assert_true(date_from_civil(2020, 2, 29, &date));
}

static void the_machine_form_is_iso_and_nothing_else(void **state)
{
	static const char *const texts[] = {
		"",	      "2020-8-11",   "2020-08-11 ", " 2020-08-11",
		"2020/08/11", "20200811",    "11-08-2020",  "2020-08-1a",
		"-020-08-11", "2020-13-01",  "2020-02-30",  "2020-08-111",
		"2020-08T11", "+2020-08-11", "1500-01-01"};
	struct date date = {7};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(date_parse(slice_of(texts[i]), &date));
	assert_int_equal(date.days, 7);
	assert_true(date_parse(SLICE("2020-08-11"), &date));
	assert_int_equal(date.days, day(2020, 8, 11).days);
}

static void offices_write_one_day_in_many_ways(void **state)
{
	static const char *const texts[] = {
		"2020-08-11",
		"2020/08/11",
		"2020.8.11",
		"11/08/2020",
		"11/8/2020",
		"11-08-2020",
		"11.08.2020",
		"11 08 2020",
		"11/08/20",
		"11 Agustus 2020",
		"11 AGUSTUS 2020",
		"11 agustus 2020",
		"  11   Agustus   2020 ",
		"11-Agu-20",
		"11-Agu-2020",
		"11-Aug-20",
		"11/Agt/2020",
		"11.Ags.2020",
		"11 Agust 2020",
		"11 Agt. 2020",
		"11 August 2020",
		"August 11, 2020",
		"Aug 11 2020",
		"Selasa, 11 Agustus 2020",
		"Selasa 11 Agustus 2020",
		"SELASA,11 AGUSTUS 2020",
		"Sel, 11/08/2020",
		"Tuesday, 11 August 2020",
		"Selasa/11 Agustus 2020",
		"2020-Agu-11",
		"11\302\240Agustus 2020\302\240",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_reads(texts[i], "2020-08-11");
}

static void every_month_has_its_names(void **state)
{
	static const char *const names[12][6] = {
		{"Januari", "Jan", "January", "Djanuari"},
		{"Februari", "Feb", "Pebruari", "Peb", "February"},
		{"Maret", "Mar", "March", "Mrt"},
		{"April", "Apr"},
		{"Mei", "May"},
		{"Juni", "Jun", "June", "Djuni"},
		{"Juli", "Jul", "July", "Djuli"},
		{"Agustus", "Agu", "Agt", "Ags", "August", "Aug"},
		{"September", "Sep", "Sept"},
		{"Oktober", "Okt", "October", "Oct"},
		{"November", "Nov", "Nopember", "Nop"},
		{"Desember", "Des", "December", "Dec"},
	};
	struct strbuf text;
	struct date date;

	(void)state;
	strbuf_init(&text, 100);
	for (int month = 0; month < 12; month++) {
		for (int i = 0; i < 6 && names[month][i] != NULL; i++) {
			strbuf_reset(&text);
			strbuf_append_format(&text, "3 %s 2020",
					     names[month][i]);
			if (!date_parse_office(strbuf_slice(&text),
					       DATE_ORDER_OPEN, &date))
				fail_msg("%s", strbuf_string(&text));
			assert_int_equal(date.days,
					 day(2020, month + 1, 3).days);
		}
	}
	strbuf_release(&text);
}

static void words_that_are_no_month_are_refused(void **state)
{
	static const char *const texts[] = {
		"11 A 2020",	     "11 Ag 2020",
		"11 Agustusan 2020", "11 Agustux 2020",
		"11 Juno 2020",	     "11 Febr-2020",
		"11 Senin 2020",     "Agustus 2020",
		"11 Agustus",	     "Agustus Agustus 2020",
		"11 2020 Agustus",   "Agustus"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_refused(texts[i]);
}

static void a_time_of_day_behind_the_date_is_passed_over(void **state)
{
	static const char *const texts[] = {
		"2020-08-11T08:00:00Z",
		"2020-08-11T08:00:00.123+08:00",
		"2020-08-11 00:00:00",
		"11/08/2020 8:05",
		"11/08/2020 08.00 WITA",
		"11/08/2020 22:50:07 WITA",
		"11 Agustus 2020 pukul 08.00 WIB",
		"11 Agustus 2020, 08.00 Wita",
		"11 Agustus 2020 pkl. 19.30",
		"11 Agustus 2020 jam 7.15 wit",
		"8/11/2020 1:05:00 PM",
		"2020-08-11 23:59:60",
		"2020-08-11 08:00 -08",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_reads_in_order(texts[i],
				      texts[i][0] == '8' ? DATE_MONTH_FIRST
							 : DATE_DAY_FIRST,
				      "2020-08-11");
}

static void anything_else_behind_the_date_is_refused(void **state)
{
	static const char *const texts[] = {"11/08/2020x",
					    "11/08/2020 8",
					    "11/08/2020 8:5x",
					    "11/08/2020 25:00",
					    "11/08/2020 12:60",
					    "11/08/2020-",
					    "11/08/2020 s.d.",
					    "11/08/2020 12:00:61",
					    "11/08/2020 (PHK)",
					    "11/08/2020/5",
					    "11/08/20200",
					    "11/08/2020 123:00",
					    "2020-08-11T",
					    "11/08/2020 08:00 ABC",
					    "11/08/2020 08:00 +8:99",
					    "11/08/2020pukul 08.00"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_refused(texts[i]);
}

static void other_text_is_refused(void **state)
{
	static const char *const texts[] = {"",
					    "-",
					    "kemarin",
					    "44054",
					    "2020",
					    "11/08",
					    "11/08-2020",
					    "11-08/2020",
					    "11,08,2020",
					    "31/04/2020",
					    "29/02/2019",
					    "0/1/2020",
					    "1/0/2020",
					    "99/99/2020",
					    "11/08/202",
					    "111/8/2020",
					    "11//2020",
					    "/11/2020",
					    "11/08/",
					    "11Agustus2020",
					    "Kliwon, 11/08/2020",
					    "2020-08-2020",
					    "11-08-2020-11",
					    "20-2020-08"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_refused(texts[i]);
}

static void two_digit_years_run_from_1930_to_2029(void **state)
{
	(void)state;
	assert_reads("01/02/29", "2029-02-01");
	assert_reads("01/02/30", "1930-02-01");
	assert_reads("01/02/99", "1999-02-01");
	assert_reads("01/02/00", "2000-02-01");
	assert_reads("17-Agu-45", "1945-08-17");
	assert_refused("01/02/9");
}

static void a_weekday_that_is_another_one_is_refused(void **state)
{
	(void)state;
	/* 11 August 2020 was a Tuesday, 14 August a Friday. */
	assert_refused("Senin, 11 Agustus 2020");
	assert_refused("Monday, 11 August 2020");
	assert_reads("Jum'at, 14 Agustus 2020", "2020-08-14");
	assert_reads("Jumat 14 Agustus 2020", "2020-08-14");
	assert_reads("Ahad, 16 Agustus 2020", "2020-08-16");
	assert_reads("Min. 16/08/2020", "2020-08-16");
}

static void order_decides_a_date_that_may_be_two(void **state)
{
	(void)state;
	assert_reads_in_order("03/04/2020", DATE_DAY_FIRST, "2020-04-03");
	assert_reads_in_order("03/04/2020", DATE_MONTH_FIRST, "2020-03-04");
	assert_refused_in_order("03/04/2020", DATE_ORDER_OPEN);
	assert_refused_in_order("03/04/2020", DATE_ORDER_CLASH);
}

static void a_date_that_can_be_only_one_needs_no_order(void **state)
{
	static const enum date_order orders[] = {
		DATE_ORDER_OPEN, DATE_DAY_FIRST, DATE_MONTH_FIRST,
		DATE_ORDER_CLASH};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		assert_reads_in_order("25/03/2020", orders[i], "2020-03-25");
		assert_reads_in_order("03/25/2020", orders[i], "2020-03-25");
		assert_reads_in_order("05/05/2020", orders[i], "2020-05-05");
		assert_reads_in_order("2020-03-04", orders[i], "2020-03-04");
		assert_reads_in_order("3 April 2020", orders[i], "2020-04-03");
		assert_refused_in_order("31/02/2020", orders[i]);
	}
}

static void a_value_proves_the_order_or_nothing(void **state)
{
	(void)state;
	assert_int_equal(date_order_of(SLICE("25/03/2020")), DATE_DAY_FIRST);
	assert_int_equal(date_order_of(SLICE("13-12-20")), DATE_DAY_FIRST);
	assert_int_equal(date_order_of(SLICE("03/25/2020 10:00")),
			 DATE_MONTH_FIRST);
	assert_int_equal(date_order_of(SLICE("12/25/2020")), DATE_MONTH_FIRST);
	assert_int_equal(date_order_of(SLICE("03/04/2020")), DATE_ORDER_OPEN);
	assert_int_equal(date_order_of(SLICE("05/05/2020")), DATE_ORDER_OPEN);
	assert_int_equal(date_order_of(SLICE("2020-03-25")), DATE_ORDER_OPEN);
	assert_int_equal(date_order_of(SLICE("25 Maret 2020")),
			 DATE_ORDER_OPEN);
	assert_int_equal(date_order_of(SLICE("31/02/2020")), DATE_ORDER_OPEN);
	assert_int_equal(date_order_of(SLICE("25/13/2020")), DATE_ORDER_OPEN);
	assert_int_equal(date_order_of(SLICE("")), DATE_ORDER_OPEN);
}

static void orders_of_a_column_join(void **state)
{
	static const enum date_order table[4][4] = {
		{DATE_ORDER_OPEN, DATE_DAY_FIRST, DATE_MONTH_FIRST,
		 DATE_ORDER_CLASH},
		{DATE_DAY_FIRST, DATE_DAY_FIRST, DATE_ORDER_CLASH,
		 DATE_ORDER_CLASH},
		{DATE_MONTH_FIRST, DATE_ORDER_CLASH, DATE_MONTH_FIRST,
		 DATE_ORDER_CLASH},
		{DATE_ORDER_CLASH, DATE_ORDER_CLASH, DATE_ORDER_CLASH,
		 DATE_ORDER_CLASH},
	};
	static const enum date_order orders[4] = {
		DATE_ORDER_OPEN, DATE_DAY_FIRST, DATE_MONTH_FIRST,
		DATE_ORDER_CLASH};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < 4; j++)
			assert_int_equal(date_order_join(orders[i], orders[j]),
					 table[i][j]);
}

static void open_ends_have_no_text(void **state)
{
	char out[DATE_SIZE];

	(void)state;
	assert_int_equal(date_format(DATE_EARLIEST, out).length, 0);
	assert_string_equal(out, "");
	assert_int_equal(date_format(DATE_LATEST, out).length, 0);
	assert_string_equal(date_format(day(1800, 1, 1), out).data,
			    "1800-01-01");
	assert_string_equal(date_format(day(2999, 12, 31), out).data,
			    "2999-12-31");
}

static void open_ends_lie_outside_every_date(void **state)
{
	(void)state;
	assert_true(date_compare(DATE_EARLIEST, day(1800, 1, 1)) < 0);
	assert_true(date_compare(DATE_LATEST, day(2999, 12, 31)) > 0);
	assert_int_equal(date_compare(day(2020, 8, 11), day(2020, 8, 11)), 0);
}

static void adding_days_crosses_months_and_stops_at_open_ends(void **state)
{
	(void)state;
	assert_int_equal(date_add_days(day(2020, 2, 28), 2).days,
			 day(2020, 3, 1).days);
	assert_int_equal(date_add_days(day(2021, 1, 1), -1).days,
			 day(2020, 12, 31).days);
	assert_int_equal(date_add_days(DATE_LATEST, 1).days, INT32_MAX);
	assert_int_equal(date_add_days(DATE_LATEST, -1).days, INT32_MAX);
	assert_int_equal(date_add_days(DATE_EARLIEST, 1).days, INT32_MIN);
	assert_int_equal(date_add_days(day(2020, 1, 1), INT32_MAX).days,
			 INT32_MAX);
	assert_int_equal(date_add_days(day(1960, 1, 1), INT32_MIN).days,
			 INT32_MIN);
}

static void the_long_form_is_in_both_languages(void **state)
{
	static const struct {
		int month;
		const char *id, *en;
	} months[] = {{2, "11 Februari 2020", "11 February 2020"},
		      {8, "11 Agustus 2020", "11 August 2020"},
		      {11, "11 November 2020", "11 November 2020"},
		      {12, "11 Desember 2020", "11 December 2020"}};
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 100);
	for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
		struct date date = day(2020, months[i].month, 11);

		strbuf_reset(&out);
		assert_true(date_format_long(date, LANGUAGE_ID, &out));
		assert_string_equal(strbuf_string(&out), months[i].id);
		strbuf_reset(&out);
		assert_true(date_format_long(date, LANGUAGE_EN, &out));
		assert_string_equal(strbuf_string(&out), months[i].en);
	}
	strbuf_release(&out);
}

static void the_long_form_reads_back(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 100);
	for (int month = 1; month <= 12; month++) {
		for (int language = 0; language < 2; language++) {
			struct date date;

			strbuf_reset(&out);
			date_format_long(day(1999, month, 3),
					 language == 0 ? LANGUAGE_ID
						       : LANGUAGE_EN,
					 &out);
			assert_true(date_parse_office(strbuf_slice(&out),
						      DATE_ORDER_OPEN, &date));
			assert_int_equal(date.days, day(1999, month, 3).days);
		}
	}
	strbuf_release(&out);
}

static void weekdays_follow_the_calendar(void **state)
{
	(void)state;
	assert_int_equal(date_weekday(day(1970, 1, 1)), 4);
	assert_int_equal(date_weekday(day(1969, 12, 31)), 3);
	assert_int_equal(date_weekday(day(1945, 8, 17)), 5);
	assert_int_equal(date_weekday(day(2020, 9, 16)), 3); /* Galungan */
	assert_int_equal(date_weekday(day(2020, 9, 26)), 6); /* Kuningan */
	assert_int_equal(date_weekday(day(2020, 3, 1)), 7);
	assert_int_equal(date_weekday(day(2020, 8, 10)), 1);
	assert_int_equal(date_weekday(day(1969, 12, 29)), 1);
	assert_int_equal(date_weekday(day(1800, 1, 1)), 3);
}

static void weekdays_have_names(void **state)
{
	(void)state;
	assert_string_equal(date_weekday_name(1, LANGUAGE_ID), "Senin");
	assert_string_equal(date_weekday_name(5, LANGUAGE_ID), "Jumat");
	assert_string_equal(date_weekday_name(7, LANGUAGE_ID), "Minggu");
	assert_string_equal(date_weekday_name(1, LANGUAGE_EN), "Monday");
	assert_string_equal(date_weekday_name(7, LANGUAGE_EN), "Sunday");
}

static void a_month_is_over_on_its_day_or_the_first_after(void **state)
{
	static const struct {
		int from[3], to[3];
		int months;
	} spans[] = {
		{{2020, 1, 31}, {2020, 2, 28}, 0},
		{{2020, 1, 31}, {2020, 2, 29}, 0},
		{{2020, 1, 31}, {2020, 3, 1}, 1},
		{{2020, 1, 30}, {2020, 2, 29}, 0},
		{{2020, 1, 30}, {2020, 3, 1}, 1},
		{{2020, 1, 31}, {2020, 3, 30}, 1},
		{{2020, 1, 31}, {2020, 3, 31}, 2},
		{{2020, 1, 15}, {2020, 2, 14}, 0},
		{{2020, 1, 15}, {2020, 2, 15}, 1},
		{{2019, 12, 31}, {2020, 12, 31}, 12},
		{{2019, 8, 12}, {2020, 8, 11}, 11},
		{{2018, 8, 11}, {2020, 8, 11}, 24},
		{{2020, 8, 11}, {2020, 8, 11}, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		struct date from = day(spans[i].from[0], spans[i].from[1],
				       spans[i].from[2]);
		struct date to =
			day(spans[i].to[0], spans[i].to[1], spans[i].to[2]);

		assert_int_equal(date_months_between(from, to),
				 spans[i].months);
		assert_int_equal(date_months_between(to, from),
				 -spans[i].months);
	}
}

static void an_age_grows_on_the_birthday(void **state)
{
	(void)state;
	assert_int_equal(date_years_between(day(1970, 8, 11), day(2020, 8, 10)),
			 49);
	assert_int_equal(date_years_between(day(1970, 8, 11), day(2020, 8, 11)),
			 50);
	assert_int_equal(date_years_between(day(1980, 2, 29), day(2019, 2, 28)),
			 38);
	assert_int_equal(date_years_between(day(1980, 2, 29), day(2019, 3, 1)),
			 39);
	assert_int_equal(date_years_between(day(1980, 2, 29), day(2020, 2, 29)),
			 40);
	assert_int_equal(date_years_between(day(2020, 8, 11), day(2020, 8, 10)),
			 0);
}

/* The first and last day of 32 bits, as java.time.LocalDate has them. */
static void the_calendar_reaches_to_the_open_ends(void **state)
{
	int year, month, number;

	(void)state;
	date_to_civil(DATE_EARLIEST, &year, &month, &number);
	assert_int_equal(year, -5877641);
	assert_int_equal(month, 6);
	assert_int_equal(number, 23);
	date_to_civil(DATE_LATEST, &year, &month, &number);
	assert_int_equal(year, 5881580);
	assert_int_equal(month, 7);
	assert_int_equal(number, 11);
}

static void spans_of_open_ends_do_not_wrap(void **state)
{
	(void)state;
	/* (2^32 - 1) / 365.2425 is 11,759,221.05. */
	assert_int_equal(date_years_between(DATE_EARLIEST, DATE_LATEST),
			 11759221);
}

static void a_date_has_digits_and_hyphens_in_their_places(void **state)
{
	static const char good[] = "2020-08-11";
	struct date date;

	(void)state;
	for (size_t i = 0; i < 10; i++) {
		for (int byte = 0; byte < 256; byte++) {
			char text[11];
			bool hyphen = i == 4 || i == 7;
			bool shape = hyphen ? byte == '-'
					    : byte >= '0' && byte <= '9';

			memcpy(text, good, sizeof text);
			text[i] = (char)byte;
			if (date_parse((struct slice){text, 10}, &date))
				assert_true(shape);
			else if (shape) /* month 28, day 91, year 0020 ... */
				assert_true(i == 0 || i == 1 || i == 5 ||
					    i == 6 || i == 8);
		}
	}
	assert_true(date_parse(slice_of(good), &date));
	assert_int_equal(date.days, 18485);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_has_digits_and_hyphens_in_their_places),
		cmocka_unit_test(days_count_from_1970),
		cmocka_unit_test(every_day_of_the_range_comes_back),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test(the_machine_form_is_iso_and_nothing_else),
		cmocka_unit_test(offices_write_one_day_in_many_ways),
		cmocka_unit_test(every_month_has_its_names),
		cmocka_unit_test(words_that_are_no_month_are_refused),
		cmocka_unit_test(a_time_of_day_behind_the_date_is_passed_over),
		cmocka_unit_test(anything_else_behind_the_date_is_refused),
		cmocka_unit_test(other_text_is_refused),
		cmocka_unit_test(two_digit_years_run_from_1930_to_2029),
		cmocka_unit_test(a_weekday_that_is_another_one_is_refused),
		cmocka_unit_test(order_decides_a_date_that_may_be_two),
		cmocka_unit_test(a_date_that_can_be_only_one_needs_no_order),
		cmocka_unit_test(a_value_proves_the_order_or_nothing),
		cmocka_unit_test(orders_of_a_column_join),
		cmocka_unit_test(open_ends_have_no_text),
		cmocka_unit_test(open_ends_lie_outside_every_date),
		cmocka_unit_test(
			adding_days_crosses_months_and_stops_at_open_ends),
		cmocka_unit_test(the_long_form_is_in_both_languages),
		cmocka_unit_test(the_long_form_reads_back),
		cmocka_unit_test(weekdays_follow_the_calendar),
		cmocka_unit_test(weekdays_have_names),
		cmocka_unit_test(a_month_is_over_on_its_day_or_the_first_after),
		cmocka_unit_test(an_age_grows_on_the_birthday),
		cmocka_unit_test(the_calendar_reaches_to_the_open_ends),
		cmocka_unit_test(spans_of_open_ends_do_not_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
