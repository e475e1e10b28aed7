#include "value/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TEXT_MAX = 1000 };

static enum nik_fault fault_of(const char *text)
{
	struct nik nik;

	return nik_parse(slice_of(text), &nik);
}

static struct date day(int year, int month, int number)
{
	struct date date = {0};

	assert_true(date_from_civil(year, month, number, &date));
	return date;
}

static void a_nik_gives_birth_sex_and_serial(void **state)
{
	struct nik nik;

	(void)state;
	assert_int_equal(nik_parse(SLICE("5171021708900003"), &nik), NIK_VALID);
	assert_string_equal(nik.digits, "5171021708900003");
	assert_int_equal(nik.day, 17);
	assert_int_equal(nik.month, 8);
	assert_int_equal(nik.year, 90);
	assert_int_equal(nik.sex, 'm');
	assert_int_equal(nik.serial, 3);
	assert_true(nik.region_known);
}

static void the_day_of_a_woman_has_40_added(void **state)
{
	struct nik nik;

	(void)state;
	assert_int_equal(nik_parse(SLICE("5171025708900003"), &nik), NIK_VALID);
	assert_int_equal(nik.day, 17);
	assert_int_equal(nik.sex, 'f');
	assert_int_equal(fault_of("5171024101900001"), NIK_VALID);
	assert_int_equal(fault_of("5171027101900001"), NIK_VALID);
	assert_int_equal(fault_of("5171024001900001"), NIK_DATE);
	assert_int_equal(fault_of("5171027201900001"), NIK_DATE);
	/* 31 + 40 in a month of 30 days. */
	assert_int_equal(fault_of("5171027104900001"), NIK_DATE);
}

static void a_birth_date_must_exist_in_some_century(void **state)
{
	(void)state;
	assert_int_equal(fault_of("5171020001900001"), NIK_DATE);
	assert_int_equal(fault_of("5171023201900001"), NIK_DATE);
	assert_int_equal(fault_of("5171023104900001"), NIK_DATE);
	assert_int_equal(fault_of("5171021700900001"), NIK_DATE);
	assert_int_equal(fault_of("5171021713900001"), NIK_DATE);
	assert_int_equal(fault_of("5171023002880001"), NIK_DATE);
	assert_int_equal(fault_of("5171023112990001"), NIK_VALID);
}

static void a_leap_day_needs_a_leap_year(void **state)
{
	(void)state;
	assert_int_equal(fault_of("5171022902880001"), NIK_VALID);
	assert_int_equal(fault_of("5171026902880001"), NIK_VALID);
	assert_int_equal(fault_of("5171022902890001"), NIK_DATE);
	assert_int_equal(fault_of("5171026902890001"), NIK_DATE);
	/* 1900 was none, 2000 was one. */
	assert_int_equal(fault_of("5171022902000001"), NIK_VALID);
}

static void the_serial_starts_at_1(void **state)
{
	struct nik nik;

	(void)state;
	assert_int_equal(fault_of("5171021708900000"), NIK_SERIAL);
	assert_int_equal(nik_parse(SLICE("5171021708909999"), &nik), NIK_VALID);
	assert_int_equal(nik.serial, 9999);
}

static void a_code_that_is_no_province_is_a_fault(void **state)
{
	(void)state;
	assert_int_equal(fault_of("0071021708900001"), NIK_REGION);
	assert_int_equal(fault_of("1071021708900001"), NIK_REGION);
	assert_int_equal(fault_of("9971021708900001"), NIK_REGION);
	assert_int_equal(fault_of("3771021708900001"), NIK_REGION);
}

static void a_district_that_is_not_listed_is_no_fault(void **state)
{
	struct nik nik;

	(void)state;
	/* Denpasar has the districts 01 to 04. */
	assert_int_equal(nik_parse(SLICE("5171051708900001"), &nik), NIK_VALID);
	assert_false(nik.region_known);
	assert_int_equal(nik_parse(SLICE("5199011708900001"), &nik), NIK_VALID);
	assert_false(nik.region_known);
}

static void historical_region_codes_stay_valid(void **state)
{
	struct nik nik;

	(void)state;
	/* Merauke was 91.01 before Papua Selatan (UU 14/2022), now 93.01. */
	assert_int_equal(nik_parse(SLICE("9101011708900001"), &nik), NIK_VALID);
	assert_true(nik.region_known);
	assert_int_equal(nik_parse(SLICE("9301011708230001"), &nik), NIK_VALID);
	assert_true(nik.region_known);
	/* Kota Sorong, 92.71 before Papua Barat Daya (UU 29/2022). */
	assert_int_equal(nik_parse(SLICE("9271011708900001"), &nik), NIK_VALID);
	assert_true(nik.region_known);
}

static void length_is_sixteen_digits(void **state)
{
	(void)state;
	assert_int_equal(fault_of(""), NIK_EMPTY);
	assert_int_equal(fault_of("   "), NIK_EMPTY);
	assert_int_equal(fault_of("1"), NIK_TOO_SHORT);
	assert_int_equal(fault_of("517102170890003"), NIK_TOO_SHORT);
	assert_int_equal(fault_of("51710217089000031"), NIK_TOO_LONG);
	assert_int_equal(fault_of("517102170890000315171021708900003"),
			 NIK_TOO_LONG);
}

static void separators_between_digits_are_passed_over(void **state)
{
	static const char *const texts[] = {
		" 5171021708900003 ",	"5171 0217 0890 0003",
		"51.71.02.170890.0003", "517102-170890-0003",
		"'5171021708900003",	"5171021708900003\xc2\xa0"};
	struct nik nik;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(nik_parse(slice_of(texts[i]), &nik),
				 NIK_VALID);
		assert_string_equal(nik.digits, "5171021708900003");
	}
}

static void other_characters_are_a_fault(void **state)
{
	static const char *const texts[] = {"517102170890000O",
					    "5171021708900003.a",
					    "#REF!",
					    "tidak ada",
					    "5171021708/0003",
					    "-",
					    "...",
					    "51710217089\302\24000003",
					    "E+15",
					    "5.17E",
					    "5.17E+",
					    "5.17E-15",
					    "5.17E+1x",
					    "'"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (fault_of(texts[i]) != NIK_CHARACTERS)
			fail_msg("%s", texts[i]);
}

static void only_digits_pass_at_any_place(void **state)
{
	(void)state;
	for (size_t place = 0; place < NIK_LENGTH; place++) {
		for (int byte = 1; byte < 256; byte++) {
			char text[] = "5171021708900003";
			enum nik_fault fault;

			text[place] = (char)byte;
			fault = fault_of(text);
			if (fault == NIK_VALID && !text_is_digit((char)byte))
				fail_msg("byte %d at %zu", byte, place);
		}
	}
}

static void the_exponent_form_of_spreadsheets_is_told_apart(void **state)
{
	(void)state;
	assert_int_equal(fault_of("5.17E+15"), NIK_EXPONENT);
	assert_int_equal(fault_of("5,17E+15"), NIK_EXPONENT);
	assert_int_equal(fault_of("5.171021708900003e15"), NIK_EXPONENT);
	assert_int_equal(fault_of(" 5E+15 "), NIK_EXPONENT);
}

static void every_fault_has_a_code(void **state)
{
	(void)state;
	assert_string_equal(nik_fault_code(NIK_VALID), "");
	assert_string_equal(nik_fault_code(NIK_EMPTY), "V-NIK-EMPTY");
	assert_string_equal(nik_fault_code(NIK_EXPONENT), "V-NIK-EXP");
	assert_string_equal(nik_fault_code(NIK_CHARACTERS), "V-NIK-CHAR");
	assert_string_equal(nik_fault_code(NIK_TOO_SHORT), "V-NIK-LEN");
	assert_string_equal(nik_fault_code(NIK_TOO_LONG), "V-NIK-LEN");
	assert_string_equal(nik_fault_code(NIK_DATE), "V-NIK-DATE");
	assert_string_equal(nik_fault_code(NIK_SERIAL), "V-NIK-SERIAL");
	assert_string_equal(nik_fault_code(NIK_REGION), "V-NIK-REGION");
}

static void the_stated_birth_date_decides_the_century(void **state)
{
	struct nik nik;

	(void)state;
	assert_int_equal(nik_parse(SLICE("5171025708050003"), &nik), NIK_VALID);
	assert_true(nik_agrees_with_birth(&nik, day(2005, 8, 17)));
	assert_true(nik_agrees_with_birth(&nik, day(1905, 8, 17)));
	assert_false(nik_agrees_with_birth(&nik, day(2005, 8, 18)));
	assert_false(nik_agrees_with_birth(&nik, day(2005, 7, 17)));
	assert_false(nik_agrees_with_birth(&nik, day(2006, 8, 17)));
	/* A corrected birth date never changes the NIK: it stays valid. */
	assert_int_equal(fault_of("5171025708050003"), NIK_VALID);
}

static void a_sixteenth_digit_of_0_may_be_a_lost_one(void **state)
{
	(void)state;
	assert_true(nik_may_be_rounded(SLICE("5171021708900010")));
	assert_true(nik_may_be_rounded(SLICE("5171 0217 0890 0010")));
	assert_false(nik_may_be_rounded(SLICE("5171021708900011")));
	assert_false(nik_may_be_rounded(SLICE("517102170890000")));
	assert_false(nik_may_be_rounded(SLICE("51710217089000100")));
	assert_false(nik_may_be_rounded(SLICE("517102170890001x")));
	assert_false(nik_may_be_rounded(SLICE("")));
}

static void a_kpj_has_eleven_digits(void **state)
{
	(void)state;
	assert_true(kpj_is_valid(SLICE("18012345678")));
	assert_true(kpj_is_valid(SLICE("00000000001")));
	assert_false(kpj_is_valid(SLICE("1801234567")));
	/* The 13 digits of a BPJS Kesehatan card. */
	assert_false(kpj_is_valid(SLICE("0001234567890")));
	assert_false(kpj_is_valid(SLICE("1801234567A")));
	assert_false(kpj_is_valid(SLICE("")));
}

static void a_kk_number_holds_the_date_it_was_recorded(void **state)
{
	(void)state;
	assert_true(kk_is_valid(SLICE("5171021101080123")));
	assert_true(kk_is_valid(SLICE("5171022902080123")));
	assert_false(kk_is_valid(SLICE("5171022902090123")));
	assert_false(kk_is_valid(SLICE("5171025708900003")));
	assert_false(kk_is_valid(SLICE("5171021113080123")));
	assert_false(kk_is_valid(SLICE("517102110108012")));
	assert_false(kk_is_valid(SLICE("517102110108012x")));
	assert_false(kk_is_valid(SLICE("")));
}

/* The published examples of Business::ID::NPWP and python-stdnum. */
static void the_first_nine_digits_of_an_npwp_pass_luhn(void **state)
{
	static const char *const good[] = {"013000666", "013121660",
					   "016090524", "021832415",
					   "489038414"};
	struct strbuf text;

	(void)state;
	strbuf_init(&text, 100);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		strbuf_reset(&text);
		strbuf_append_format(&text, "%s091000", good[i]);
		assert_true(npwp_is_valid(strbuf_slice(&text)));
	}
	strbuf_release(&text);
	assert_false(npwp_is_valid(SLICE("216090524091000")));
	assert_true(npwp_is_valid(SLICE("01.300.066.6-091.000")));
	assert_false(npwp_is_valid(SLICE("01.300.066.7-091.000")));
}

static void an_npwp_of_sixteen_digits_is_an_old_one_or_a_nik(void **state)
{
	(void)state;
	assert_true(npwp_is_valid(SLICE("0013000666091000")));
	assert_false(npwp_is_valid(SLICE("0216090524091000")));
	assert_true(npwp_is_valid(SLICE("5171021708900003")));
	assert_false(npwp_is_valid(SLICE("5171023208900003")));
}

static void other_text_is_no_npwp(void **state)
{
	(void)state;
	assert_false(npwp_is_valid(SLICE("")));
	assert_false(npwp_is_valid(SLICE("01300066609100")));
	assert_false(npwp_is_valid(SLICE("01300066609100000")));
	assert_false(npwp_is_valid(SLICE("01/300/066/6/091")));
	/* What people fill in who have none. */
	assert_false(npwp_is_valid(SLICE("00.000.000.0-000.000")));
}

static void assert_phone(const char *text, const char *expected)
{
	struct strbuf out;

	strbuf_init(&out, TEXT_MAX);
	if (phone_normalise(slice_of(text), &out))
		assert_string_equal(strbuf_string(&out), expected);
	else if (expected != NULL)
		fail_msg("\"%s\" was refused", text);
	assert_int_equal(out.length, expected == NULL ? 0 : strlen(expected));
	strbuf_release(&out);
}

static void a_phone_number_is_written_with_a_leading_0(void **state)
{
	(void)state;
	assert_phone("081234567890", "081234567890");
	assert_phone("0812-3456-7890", "081234567890");
	assert_phone("0812 3456 7890", "081234567890");
	assert_phone("(0812) 34567890", "081234567890");
	assert_phone("+6281234567890", "081234567890");
	assert_phone("+62 812-3456-7890", "081234567890");
	assert_phone("6281234567890", "081234567890");
	assert_phone("+62 (0)812 3456 7890", "081234567890");
	assert_phone(" 0812.3456.7890 ", "081234567890");
}

static void a_phone_number_has_10_to_13_digits(void **state)
{
	(void)state;
	assert_phone("0812345678", "0812345678");
	assert_phone("0812345678901", "0812345678901");
	assert_phone("081234567", NULL);
	assert_phone("08123456789012", NULL);
	assert_phone("628123456789012345678", NULL);
	assert_phone("62", NULL);
}

static void other_text_is_no_mobile_number(void **state)
{
	(void)state;
	assert_phone("", NULL);
	assert_phone("0361234567", NULL); /* a landline of Denpasar */
	assert_phone("81234567890", NULL);
	assert_phone("0812345678x", NULL);
	assert_phone("0812+345678", NULL);
	assert_phone("081234567890/081234567891", NULL);
	assert_phone("8.12E+10", NULL);
}

static void a_bank_has_its_usual_account_length(void **state)
{
	static const struct {
		const char *code, *name, *bic;
		int length;
	} banks[] = {
		{"002", "BRI", "BRINIDJA", 15},
		{"008", "Mandiri", "BMRIIDJA", 13},
		{"009", "bni", "BNINIDJA", 10},
		{"200", "BTN", "BTANIDJA", 16},
		{"014", "bca", "CENAIDJA", 10},
		{"451", "BSI", "BSMDIDJA", 10},
		{"129", "BPD Bali", "ABALIDBS", 13},
	};

	(void)state;
	for (size_t i = 0; i < sizeof banks / sizeof *banks; i++) {
		int length = banks[i].length;

		assert_int_equal(bank_account_length(slice_of(banks[i].code)),
				 length);
		assert_int_equal(bank_account_length(slice_of(banks[i].name)),
				 length);
		assert_int_equal(bank_account_length(slice_of(banks[i].bic)),
				 length);
	}
	assert_int_equal(bank_account_length(SLICE(" Bank Mandiri ")), 13);
	assert_int_equal(bank_account_length(SLICE("BRINIDJAXXX")), 15);
}

static void a_bank_that_is_not_known_has_no_length(void **state)
{
	(void)state;
	/* Sources give 10 and 12 for Danamon. */
	assert_int_equal(bank_account_length(SLICE("011")), 0);
	assert_int_equal(bank_account_length(SLICE("Danamon")), 0);
	assert_int_equal(bank_account_length(SLICE("")), 0);
	assert_int_equal(bank_account_length(SLICE("2")), 0);
	assert_int_equal(bank_account_length(SLICE("Bank")), 0);
	assert_int_equal(bank_account_length(SLICE("BRINIDJAX")), 0);
}

static void assert_mask(const char *text, const char *expected)
{
	struct strbuf out;

	strbuf_init(&out, TEXT_MAX);
	assert_true(identity_mask(slice_of(text), &out));
	assert_string_equal(strbuf_string(&out), expected);
	strbuf_release(&out);
}

static void a_mask_shows_two_characters_at_either_end(void **state)
{
	(void)state;
	assert_mask("5171021708900003", "51************03");
	assert_mask("12345678", "12****78");
	assert_mask("jalan \xc3\xa9lok 12", "ja*********12");
	assert_mask("\xc3\xa9"
		    "12345\xc3\xa9"
		    "7",
		    "\xc3\xa9"
		    "1****\xc3\xa9"
		    "7");
}

static void a_short_text_is_masked_wholly(void **state)
{
	(void)state;
	assert_mask("1234567", "*******");
	assert_mask("1", "*");
	assert_mask("", "");
	assert_mask("\xc3\xa9\xc3\xa9", "**");
}

static void a_mask_of_broken_text_comes_to_an_end(void **state)
{
	(void)state;
	assert_mask("\xff\xff\xff", "***");
}

static void a_mask_tells_a_full_buffer(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 5);
	assert_false(identity_mask(SLICE("5171021708900003"), &out));
	strbuf_release(&out);
}

static void a_number_or_address_inside_a_text_is_seen(void **state)
{
	(void)state;
	assert_true(identity_is_inside(SLICE("5171021708900003")));
	assert_true(identity_is_inside(SLICE("51.71.02.170890.0003")));
	assert_true(identity_is_inside(SLICE("hubungi 0812-3456-7890 saja")));
	assert_true(identity_is_inside(SLICE("+62 812 3456 789")));
	assert_true(identity_is_inside(SLICE("rek 1234567890")));
	assert_true(identity_is_inside(SLICE("surel: a.b@contoh.id ya")));
}

static void days_amounts_and_short_numbers_are_nobodys(void **state)
{
	(void)state;
	assert_false(identity_is_inside(SLICE("")));
	assert_false(identity_is_inside(SLICE("123456789")));
	assert_false(identity_is_inside(SLICE("08-11-2020 10:15:22")));
	assert_false(identity_is_inside(SLICE("2020-08-11T10:15:22+08:00")));
	assert_false(identity_is_inside(SLICE("Rp1.500.000.000,-")));
	assert_false(identity_is_inside(SLICE("Jl. Teuku Umar 12/34")));
	assert_false(identity_is_inside(SLICE("pukul @ 10.00")));
	assert_false(identity_is_inside(SLICE("a@b c.d")));
	assert_false(identity_is_inside(SLICE("123456789@")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_or_address_inside_a_text_is_seen),
		cmocka_unit_test(days_amounts_and_short_numbers_are_nobodys),
		cmocka_unit_test(a_nik_gives_birth_sex_and_serial),
		cmocka_unit_test(the_day_of_a_woman_has_40_added),
		cmocka_unit_test(a_birth_date_must_exist_in_some_century),
		cmocka_unit_test(a_leap_day_needs_a_leap_year),
		cmocka_unit_test(the_serial_starts_at_1),
		cmocka_unit_test(a_code_that_is_no_province_is_a_fault),
		cmocka_unit_test(a_district_that_is_not_listed_is_no_fault),
		cmocka_unit_test(historical_region_codes_stay_valid),
		cmocka_unit_test(length_is_sixteen_digits),
		cmocka_unit_test(separators_between_digits_are_passed_over),
		cmocka_unit_test(other_characters_are_a_fault),
		cmocka_unit_test(only_digits_pass_at_any_place),
		cmocka_unit_test(
			the_exponent_form_of_spreadsheets_is_told_apart),
		cmocka_unit_test(every_fault_has_a_code),
		cmocka_unit_test(the_stated_birth_date_decides_the_century),
		cmocka_unit_test(a_sixteenth_digit_of_0_may_be_a_lost_one),
		cmocka_unit_test(a_kpj_has_eleven_digits),
		cmocka_unit_test(a_kk_number_holds_the_date_it_was_recorded),
		cmocka_unit_test(the_first_nine_digits_of_an_npwp_pass_luhn),
		cmocka_unit_test(
			an_npwp_of_sixteen_digits_is_an_old_one_or_a_nik),
		cmocka_unit_test(other_text_is_no_npwp),
		cmocka_unit_test(a_phone_number_is_written_with_a_leading_0),
		cmocka_unit_test(a_phone_number_has_10_to_13_digits),
		cmocka_unit_test(other_text_is_no_mobile_number),
		cmocka_unit_test(a_bank_has_its_usual_account_length),
		cmocka_unit_test(a_bank_that_is_not_known_has_no_length),
		cmocka_unit_test(a_mask_shows_two_characters_at_either_end),
		cmocka_unit_test(a_short_text_is_masked_wholly),
		cmocka_unit_test(a_mask_of_broken_text_comes_to_an_end),
		cmocka_unit_test(a_mask_tells_a_full_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
