#include "value/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TEXT_MAX = 1000 };

static bool read_office(const char *text, int64_t *rupiah)
{
	struct money money = {-1};

	if (!money_parse_office(slice_of(text), &money)) {
		assert_int_equal(money.rupiah, -1);
		return false;
	}
	*rupiah = money.rupiah;
	return true;
}

static void assert_reads(const char *text, int64_t expected)
{
	int64_t rupiah = 0;

	if (!read_office(text, &rupiah))
		fail_msg("\"%s\" was refused", text);
	assert_int_equal(rupiah, expected);
}

static void assert_refused(const char *text)
{
	int64_t rupiah;

	if (read_office(text, &rupiah))
		fail_msg("\"%s\" was read as %jd", text, (intmax_t)rupiah);
}

static void machine_form_is_digits_with_a_sign(void **state)
{
	struct money money = {7};

	(void)state;
	assert_true(money_parse(SLICE("1500000"), &money));
	assert_int_equal(money.rupiah, 1500000);
	assert_true(money_parse(SLICE("-25000"), &money));
	assert_int_equal(money.rupiah, -25000);
	assert_true(money_parse(SLICE("0"), &money));
	assert_int_equal(money.rupiah, 0);
}

static void machine_form_takes_nothing_else(void **state)
{
	static const char *const texts[] = {
		"",    "1.500", "Rp1500", " 1",	 "1 ",	 "+1",
		"1,0", "-",	"1e3",	  "--1", "0x10", "9223372036854775808"};
	struct money money = {7};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(money_parse(slice_of(texts[i]), &money));
	assert_int_equal(money.rupiah, 7);
}

static void office_forms_of_one_amount_are_equal(void **state)
{
	static const char *const texts[] = {
		"1500000",	  "1.500.000",		"Rp1.500.000",
		"Rp 1.500.000",	  "Rp. 1.500.000,-",	"Rp 1.500.000,00",
		"rp1.500.000",	  "RP 1500000",		"IDR 1.500.000",
		"  1.500.000  ",  "Rp.1.500.000,00",	"1.500.000,0",
		"Rp 1.500.000.-", "Rp\302\2401.500.000"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_reads(texts[i], 1500000);
}

static void sen_round_half_up(void **state)
{
	(void)state;
	/* The minimum wage of Badung 2023 carries sen. */
	assert_reads("Rp3.163.837,32", 3163837);
	assert_reads("3.163.837,49", 3163837);
	assert_reads("3.163.837,50", 3163838);
	assert_reads("3.163.837,5", 3163838);
	assert_reads("3.163.837,99", 3163838);
	assert_reads("0,50", 1);
}

static void a_sign_stands_before_or_behind_rp(void **state)
{
	(void)state;
	assert_reads("-Rp500", -500);
	assert_reads("Rp-500", -500);
	assert_reads("- Rp 1.000", -1000);
	assert_reads("-500,50", -501);
	assert_refused("-Rp-500");
	assert_refused("(500)");
	assert_refused("500-");
}

static void mixed_and_wrong_groups_are_refused(void **state)
{
	static const char *const texts[] = {
		"1,500.00",  "1,500,000", "1.5",	 "1.50",
		"15.00",     "1500.000",  "1.500.00",	 "1..500",
		".500",	     "1.500.",	  "0.500",	 "01.500",
		"1.500,000", "1,",	  "1,5,0",	 "1 500",
		"Rp",	     "",	  "Rp.",	 "IDR",
		"satu",	     "1500000rb", "5 juta",	 "1.500.a00",
		",-",	     "-",	  "Rp 1.500,-5", "1E6",
		"$15",	     "1.500,--"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_refused(texts[i]);
}

static void the_largest_amount_is_read_and_one_more_refused(void **state)
{
	(void)state;
	assert_reads("9223372036854775807", INT64_MAX);
	assert_reads("9.223.372.036.854.775.807", INT64_MAX);
	assert_refused("9223372036854775808");
	assert_refused("9223372036854775807,50");
	assert_refused("10.000.000.000.000.000.000");
}

static void assert_format(int64_t rupiah, const char *expected)
{
	struct strbuf out;

	strbuf_init(&out, TEXT_MAX);
	assert_true(money_format((struct money){rupiah}, &out));
	assert_string_equal(strbuf_string(&out), expected);
	strbuf_release(&out);
}

static void format_groups_by_three_without_a_blank(void **state)
{
	(void)state;
	assert_format(0, "Rp0");
	assert_format(5, "Rp5");
	assert_format(999, "Rp999");
	assert_format(1000, "Rp1.000");
	assert_format(25000, "Rp25.000");
	assert_format(1500000, "Rp1.500.000");
	assert_format(294000000000, "Rp294.000.000.000");
	assert_format(-500, "-Rp500");
	assert_format(-1500000, "-Rp1.500.000");
	assert_format(INT64_MAX, "Rp9.223.372.036.854.775.807");
	assert_format(INT64_MIN, "-Rp9.223.372.036.854.775.808");
}

static void format_tells_a_full_buffer(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 6);
	assert_false(money_format((struct money){1500000}, &out));
	strbuf_release(&out);
}

static void what_is_formatted_reads_back(void **state)
{
	static const int64_t amounts[] = {0,	     1,	     999,      1000,
					  123456789, -45000, INT64_MAX};
	struct strbuf out;

	(void)state;
	strbuf_init(&out, TEXT_MAX);
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		strbuf_reset(&out);
		money_format((struct money){amounts[i]}, &out);
		assert_reads(strbuf_string(&out), amounts[i]);
	}
	strbuf_release(&out);
}

static void add_refuses_to_wrap(void **state)
{
	struct money sum = {7};

	(void)state;
	assert_true(
		money_add((struct money){40000}, (struct money){25000}, &sum));
	assert_int_equal(sum.rupiah, 65000);
	assert_false(
		money_add((struct money){INT64_MAX}, (struct money){1}, &sum));
	assert_false(
		money_add((struct money){INT64_MIN}, (struct money){-1}, &sum));
	assert_int_equal(sum.rupiah, 65000);
}

static void multiply_refuses_to_wrap(void **state)
{
	struct money product = {7};

	(void)state;
	assert_true(money_multiply((struct money){60000}, 15, &product));
	assert_int_equal(product.rupiah, 900000);
	assert_false(money_multiply((struct money){INT64_MAX}, 2, &product));
	assert_false(money_multiply((struct money){INT64_MIN}, -1, &product));
	assert_int_equal(product.rupiah, 900000);
}

static void share_rounds_down(void **state)
{
	struct money part = {7};

	(void)state;
	/* 5 % of 65.001 is 3.250,05; 2.5 % of 65.001 is 1.625,025. */
	assert_true(money_share((struct money){65001}, 5, 100, &part));
	assert_int_equal(part.rupiah, 3250);
	assert_true(money_share((struct money){65001}, 25, 1000, &part));
	assert_int_equal(part.rupiah, 1625);
	assert_true(money_share((struct money){-1}, 1, 2, &part));
	assert_int_equal(part.rupiah, -1);
	assert_true(money_share((struct money){1}, -1, 2, &part));
	assert_int_equal(part.rupiah, -1);
	assert_true(money_share((struct money){-100}, 1, 2, &part));
	assert_int_equal(part.rupiah, -50);
}

static void share_of_the_largest_amount_does_not_wrap_halfway(void **state)
{
	struct money part = {7};

	(void)state;
	assert_true(money_share((struct money){INT64_MAX}, INT64_MAX, INT64_MAX,
				&part));
	assert_true(part.rupiah == INT64_MAX);
	assert_false(money_share((struct money){INT64_MAX}, 2, 1, &part));
	assert_false(money_share((struct money){INT64_MIN}, 2, 1, &part));
	assert_false(money_share((struct money){INT64_MIN}, -1, 1, &part));
	assert_true(part.rupiah == INT64_MAX);
}

static void share_refuses_a_denominator_that_is_not_positive(void **state)
{
	struct money part = {7};

	(void)state;
	assert_false(money_share((struct money){100}, 1, 0, &part));
	assert_false(money_share((struct money){100}, 1, -2, &part));
	assert_int_equal(part.rupiah, 7);
}

/*
 * Written by hand after the rules of the Indonesian spelling (KBBI): se- for
 * one ten, hundred and thousand, satu before juta, miliar and triliun.
 */
static const struct {
	int64_t rupiah;
	const char *words;
} numbers[] = {
	{0, "nol"},
	{1, "satu"},
	{2, "dua"},
	{3, "tiga"},
	{4, "empat"},
	{5, "lima"},
	{6, "enam"},
	{7, "tujuh"},
	{8, "delapan"},
	{9, "sembilan"},
	{10, "sepuluh"},
	{11, "sebelas"},
	{12, "dua belas"},
	{13, "tiga belas"},
	{14, "empat belas"},
	{15, "lima belas"},
	{16, "enam belas"},
	{17, "tujuh belas"},
	{18, "delapan belas"},
	{19, "sembilan belas"},
	{20, "dua puluh"},
	{21, "dua puluh satu"},
	{30, "tiga puluh"},
	{37, "tiga puluh tujuh"},
	{45, "empat puluh lima"},
	{50, "lima puluh"},
	{68, "enam puluh delapan"},
	{72, "tujuh puluh dua"},
	{84, "delapan puluh empat"},
	{90, "sembilan puluh"},
	{99, "sembilan puluh sembilan"},
	{100, "seratus"},
	{101, "seratus satu"},
	{110, "seratus sepuluh"},
	{111, "seratus sebelas"},
	{112, "seratus dua belas"},
	{119, "seratus sembilan belas"},
	{120, "seratus dua puluh"},
	{199, "seratus sembilan puluh sembilan"},
	{200, "dua ratus"},
	{250, "dua ratus lima puluh"},
	{311, "tiga ratus sebelas"},
	{999, "sembilan ratus sembilan puluh sembilan"},
	{1000, "seribu"},
	{1001, "seribu satu"},
	{1010, "seribu sepuluh"},
	{1100, "seribu seratus"},
	{1111, "seribu seratus sebelas"},
	{1945, "seribu sembilan ratus empat puluh lima"},
	{2000, "dua ribu"},
	{2100, "dua ribu seratus"},
	{10000, "sepuluh ribu"},
	{11000, "sebelas ribu"},
	{12500, "dua belas ribu lima ratus"},
	{20000, "dua puluh ribu"},
	{21000, "dua puluh satu ribu"},
	{25000, "dua puluh lima ribu"},
	{65000, "enam puluh lima ribu"},
	{100000, "seratus ribu"},
	{101000, "seratus satu ribu"},
	{111000, "seratus sebelas ribu"},
	{600000, "enam ratus ribu"},
	{999999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus "
		 "sembilan puluh sembilan"},
	{1000000, "satu juta"},
	{1000001, "satu juta satu"},
	{1001000, "satu juta seribu"},
	{1001001, "satu juta seribu satu"},
	{1500000, "satu juta lima ratus ribu"},
	{2494000, "dua juta empat ratus sembilan puluh empat ribu"},
	{11000000, "sebelas juta"},
	{14700000, "empat belas juta tujuh ratus ribu"},
	{100000000, "seratus juta"},
	{412450000, "empat ratus dua belas juta empat ratus lima puluh ribu"},
	{1000000000, "satu miliar"},
	{1000001000, "satu miliar seribu"},
	{10460000000, "sepuluh miliar empat ratus enam puluh juta"},
	{294000000000, "dua ratus sembilan puluh empat miliar"},
	{1000000000000, "satu triliun"},
	{1000000001000, "satu triliun seribu"},
	{16470000000000, "enam belas triliun empat ratus tujuh puluh miliar"},
	{999999999999999, "sembilan ratus sembilan puluh sembilan triliun "
			  "sembilan ratus sembilan puluh sembilan miliar "
			  "sembilan ratus sembilan puluh sembilan juta "
			  "sembilan ratus sembilan puluh sembilan ribu "
			  "sembilan ratus sembilan puluh sembilan"},
};

static void words_are_those_a_kuitansi_carries(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, TEXT_MAX);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		strbuf_reset(&out);
		assert_true(
			money_words((struct money){numbers[i].rupiah}, &out));
		assert_string_equal(strbuf_string(&out), numbers[i].words);
	}
	strbuf_release(&out);
}

static void words_go_behind_what_is_there(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, TEXT_MAX);
	strbuf_append_string(&out, "Terbilang: ");
	assert_true(money_words((struct money){21000}, &out));
	assert_string_equal(strbuf_string(&out),
			    "Terbilang: dua puluh satu ribu");
	strbuf_release(&out);
}

static void words_end_below_zero_and_past_triliun(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, TEXT_MAX);
	assert_false(money_words((struct money){-1}, &out));
	assert_false(money_words((struct money){1000000000000000}, &out));
	assert_int_equal(out.length, 0);
	strbuf_release(&out);
}

static void words_tell_a_full_buffer(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 10);
	assert_false(money_words((struct money){1500000}, &out));
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(machine_form_is_digits_with_a_sign),
		cmocka_unit_test(machine_form_takes_nothing_else),
		cmocka_unit_test(office_forms_of_one_amount_are_equal),
		cmocka_unit_test(sen_round_half_up),
		cmocka_unit_test(a_sign_stands_before_or_behind_rp),
		cmocka_unit_test(mixed_and_wrong_groups_are_refused),
		cmocka_unit_test(
			the_largest_amount_is_read_and_one_more_refused),
		cmocka_unit_test(format_groups_by_three_without_a_blank),
		cmocka_unit_test(format_tells_a_full_buffer),
		cmocka_unit_test(what_is_formatted_reads_back),
		cmocka_unit_test(add_refuses_to_wrap),
		cmocka_unit_test(multiply_refuses_to_wrap),
		cmocka_unit_test(share_rounds_down),
		cmocka_unit_test(
			share_of_the_largest_amount_does_not_wrap_halfway),
		cmocka_unit_test(
			share_refuses_a_denominator_that_is_not_positive),
		cmocka_unit_test(words_are_those_a_kuitansi_carries),
		cmocka_unit_test(words_go_behind_what_is_there),
		cmocka_unit_test(words_end_below_zero_and_past_triliun),
		cmocka_unit_test(words_tell_a_full_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
