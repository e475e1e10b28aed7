#include "attend/identify_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const people[] = {
	"Budi Santoso",	  "I Wayan Suparta", "Ni Made Ayu Lestari", "Sulastri",
	"I Made Suparta", "Dewi Kartika",    "I Ketut Santoso"};

enum { PEOPLE = sizeof people / sizeof *people };

static enum shown_match find(const char *shown, uint32_t *member)
{
	struct name names[PEOPLE];
	const struct name *list[PEOPLE];

	for (size_t i = 0; i < PEOPLE; i++) {
		name_parse(slice_of(people[i]), &names[i]);
		list[i] = &names[i];
	}
	*member = 99;
	return shown_name_find((struct name_list){list, PEOPLE},
			       slice_of(shown), member);
}

static void check(const char *shown, uint32_t expected)
{
	uint32_t member;

	assert_int_equal(find(shown, &member), SHOWN_ONE);
	assert_int_equal(member, expected);
}

static void finds_people_however_they_are_shown(void **state)
{
	(void)state;
	check("Budi Santoso", 0);
	check("BUDI (iPhone Budi)", 0);
	check("Santoso, Budi", 0);
	check("Budi Santoso, S.Pd.", 0);
	check("Suparta, I Wayan", 1);
	check("03_I Wayan Suparta", 1);
	check("I_Wayan_Suparta", 1);
	check("Barista - I Wayan Suparta", 1);
	check("Ni Made Ayu", 2);
	check("SULASTRI", 3);
	check("Galaxy A12 (Dewi Kartika)", 5);
}

static void a_name_that_fits_two_is_nobodys(void **state)
{
	uint32_t member;

	(void)state;
	assert_int_equal(find("Suparta", &member), SHOWN_SEVERAL);
	assert_int_equal(find("Santoso", &member), SHOWN_SEVERAL);
}

static void strangers_are_found_nowhere(void **state)
{
	uint32_t member;

	(void)state;
	assert_int_equal(find("Galaxy A12", &member), SHOWN_NONE);
	assert_int_equal(find("Tamu (Guest)", &member), SHOWN_NONE);
	assert_int_equal(find("I Wayan", &member), SHOWN_NONE);
	assert_int_equal(find("", &member), SHOWN_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_people_however_they_are_shown),
		cmocka_unit_test(a_name_that_fits_two_is_nobodys),
		cmocka_unit_test(strangers_are_found_nowhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
