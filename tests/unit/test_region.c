#include "value/region.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void assert_name(const char *code, const char *expected)
{
	struct slice name = region_name(slice_of(code));

	assert_int_equal(name.length, strlen(expected));
	assert_memory_equal(name.data, expected, name.length);
}

static void assert_code(const char *name, const char *expected)
{
	struct slice code = region_code(slice_of(name));

	if (!slice_is(code, expected))
		fail_msg("\"%s\" is %.*s", name, SLICE_PRINT(code));
}

static size_t count_known(int digits)
{
	static const int ends[] = {100, 10000, 1000000};
	size_t count = 0;

	for (int i = 0; i < ends[digits / 2 - 1]; i++) {
		char code[16];

		snprintf(code, sizeof code, "%0*d", digits, i);
		count += region_is_known(slice_of(code));
	}
	return count;
}

/* programme.md 4: 34 + 4 provinces, 514 + 26 regencies. */
static void provinces_and_regencies_are_complete(void **state)
{
	(void)state;
	assert_int_equal(count_known(2), 34 + 4);
	assert_int_equal(count_known(4), 514 + 26);
}

/* 7,030 districts, and 99 codes in each regency whose districts are not told:
 * Gunungsitoli and the 26 regencies of 2022. */
static void districts_are_those_of_the_source(void **state)
{
	(void)state;
	assert_int_equal(count_known(6), 7030 + 99 * (26 + 1));
}

static void the_districts_of_bali_are_57(void **state)
{
	size_t count = 0;

	(void)state;
	for (int i = 510000; i < 520000; i++) {
		char code[16];

		snprintf(code, sizeof code, "%d", i);
		count += region_is_known(slice_of(code));
	}
	assert_int_equal(count, 57);
	assert_true(region_is_known(SLICE("517104")));
	assert_false(region_is_known(SLICE("517105")));
	assert_false(region_is_known(SLICE("517100")));
}

static void other_text_is_no_code(void **state)
{
	static const char *const texts[] = {"",	       "5",	 "517", "51710",
					    "5171011", "51.71",	 "5a",	"51 1",
					    "517a",    "51710a", "-1",	"00",
					    "0000",    "999999"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_false(region_is_known(slice_of(texts[i])));
		assert_name(texts[i], "");
	}
}

static void codes_have_names(void **state)
{
	(void)state;
	assert_name("51", "Bali");
	assert_name("31", "DKI Jakarta");
	assert_name("91", "Papua");
	assert_name("96", "Papua Barat Daya");
	assert_name("5101", "Kab. Jembrana");
	assert_name("5171", "Kota Denpasar");
	assert_name("6571", "Kota Tarakan");
	assert_name("7109", "Kab. Kepulauan Siau Tagulandang Biaro");
	assert_name("9112", "Kab. Pegunungan Bintang");
	assert_name("9301", "Kab. Merauke");
	assert_name("517101", "");
	assert_name("1101", "Kab. Aceh Selatan");
	assert_name("9671", "Kota Sorong");
}

static void a_name_has_a_code(void **state)
{
	(void)state;
	assert_code("Kota Denpasar", "5171");
	assert_code("DENPASAR", "5171");
	assert_code("denpasar", "5171");
	assert_code("Kodya Denpasar", "5171");
	assert_code("Kab. Badung", "5103");
	assert_code("KABUPATEN BADUNG", "5103");
	assert_code("Kab.Badung", "5103");
	assert_code("Fak-Fak", "9203");
	assert_code("Kota Adm. Jakarta Pusat", "3171");
	assert_code("Kab. Adm. Kep. Seribu", "3101");
	assert_code("Kotamobagu", "7174");
	assert_code("Kotabaru", "6302");
	assert_code("Lima Puluh Kota", "1307");
}

static void regency_and_city_of_one_name_need_the_kind(void **state)
{
	(void)state;
	assert_code("Kota Bandung", "3273");
	assert_code("Kab. Bandung", "3204");
	assert_code("Bandung", "");
	assert_code("Kab. Denpasar", "");
	assert_code("Kota Badung", "");
}

static void a_moved_regency_has_its_present_code(void **state)
{
	(void)state;
	assert_code("Merauke", "9301");
	assert_code("Kota Sorong", "9671");
	assert_code("Kab. Sorong", "9601");
	assert_code("Jayapura", "");
	assert_code("Kab. Jayapura", "9103");
}

static void a_name_that_is_not_there_has_no_code(void **state)
{
	static const char *const names[] = {
		"",	   "Kota",
		"Kab.",	   "Bali",
		"Denpasa", "Denpasarr",
		"Zzz",	   "Aaa",
		"123",	   "Kepulauan Siau Tagulandang Biaro Sekali"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_code(names[i], "");
}

/* Every name leads back to its code, or to the newer one of that name. */
static void every_name_leads_to_a_code_of_that_name(void **state)
{
	(void)state;
	for (int i = 0; i < 10000; i++) {
		char text[16];
		struct slice name, code;

		snprintf(text, sizeof text, "%04d", i);
		name = region_name(slice_of(text));
		if (name.length == 0)
			continue;
		code = region_code(name);
		if (code.length != 4)
			fail_msg("%s %.*s", text, SLICE_PRINT(name));
		if (slice_compare(slice_of(text), code) > 0)
			fail_msg("%s %.*s", text, SLICE_PRINT(name));
		assert_true(slice_equal(region_name(code), name));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(provinces_and_regencies_are_complete),
		cmocka_unit_test(districts_are_those_of_the_source),
		cmocka_unit_test(the_districts_of_bali_are_57),
		cmocka_unit_test(other_text_is_no_code),
		cmocka_unit_test(codes_have_names),
		cmocka_unit_test(a_name_has_a_code),
		cmocka_unit_test(regency_and_city_of_one_name_need_the_kind),
		cmocka_unit_test(a_moved_regency_has_its_present_code),
		cmocka_unit_test(a_name_that_is_not_there_has_no_code),
		cmocka_unit_test(every_name_leads_to_a_code_of_that_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
