#include "enroll/members.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { CLAIMS = 5, FACTS = 6 };

/* An application, and a row of the extract, as the tests write them. */
struct claim {
	const char *nik, *kpj, *months, *wage, *employment;
};
struct fact {
	const char *nik, *kpj, *active, *months, *wage, *jht;
};

static const char *const claim_names[CLAIMS] = {
	"nik", "kpj", "membership_months", "wage", "employment"};
static const char *const fact_names[FACTS] = {
	"nik", "kpj", "active", "membership_months", "wage", "jht_claimed"};

/* The conflicts of a claim with the facts, as "CODE:detail CODE:detail". */
static void conflict(const struct claim *claim, const struct fact *facts,
		     size_t count, const char *expected)
{
	const char *const values[CLAIMS] = {claim->nik, claim->kpj,
					    claim->months, claim->wage,
					    claim->employment};
	struct slice names[FACTS], fields[FACTS];
	struct record record = {.fields = fields, .count = CLAIMS};
	struct application_layout layout;
	struct members_layout columns;
	struct application application;
	struct members_conflicts found;
	struct members members;
	char text[512] = "";
	struct diag diag;

	for (size_t i = 0; i < CLAIMS; i++) {
		names[i] = slice_of(claim_names[i]);
		fields[i] = slice_of(values[i]);
	}
	application_layout_init(&layout, &(struct header){names, CLAIMS});
	application_read(&layout, &record, &application);
	members_init(&members);
	assert_true(members_expect(&members, &application));
	for (size_t i = 0; i < FACTS; i++)
		names[i] = slice_of(fact_names[i]);
	assert_true(members_layout_init(&columns,
					&(struct header){names, FACTS}, &diag));
	for (size_t i = 0; i < count; i++) {
		const struct slice row[FACTS] = {
			slice_of(facts[i].nik),	   slice_of(facts[i].kpj),
			slice_of(facts[i].active), slice_of(facts[i].months),
			slice_of(facts[i].wage),   slice_of(facts[i].jht)};

		record = (struct record){.fields = row, .count = FACTS};
		members_take(&members, &columns, &record);
	}
	members_compare(&members, &application, &found);
	for (size_t i = 0; i < found.count; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text),
			 "%s%s%s", i > 0 ? " " : "", found.all[i].code,
			 found.all[i].detail);
	assert_string_equal(text, expected);
	members_release(&members);
}

#define NIK "5171011503900001"
#define KPJ "19012345601"

static void what_agrees_is_silent(void **state)
{
	static const struct claim claim = {NIK, KPJ, "24", "2500000",
					   "laid_off"};
	static const struct fact facts[] = {
		{NIK, KPJ, "nonaktif", "24", "2500000", "no"}};

	(void)state;
	conflict(&claim, facts, 1, "");
}

static void each_difference_is_told_with_both_values(void **state)
{
	static const struct claim claim = {NIK, KPJ, "24", "2500000",
					   "laid_off"};
	static const struct fact facts[] = {
		{NIK, KPJ, "aktif", "8", "2400000", "no"}};

	(void)state;
	conflict(&claim, facts, 1,
		 "V-MEMBER-MONTHS:24:8 V-MEMBER-WAGE:2500000:2400000 "
		 "V-MEMBER-ACTIVE:laid_off:active");
}

static void several_employers_make_a_range(void **state)
{
	static const struct fact facts[] = {
		{NIK, "19012345601", "nonaktif", "8", "2000000", ""},
		{NIK, "19012345602", "nonaktif", "10", "3000000", ""}};

	(void)state;
	conflict(&(struct claim){NIK, "", "10", "2000000", ""}, facts, 2, "");
	conflict(&(struct claim){NIK, "", "18", "3000000", ""}, facts, 2, "");
	conflict(&(struct claim){NIK, "", "19", "3100000", ""}, facts, 2,
		 "V-MEMBER-MONTHS:19:10-18 "
		 "V-MEMBER-WAGE:3100000:2000000-3000000");
	conflict(&(struct claim){NIK, "", "9", "", ""}, facts, 2,
		 "V-MEMBER-MONTHS:9:10-18");
}

static void furloughed_people_are_members_still(void **state)
{
	static const struct fact facts[] = {{NIK, KPJ, "ya", "", "", ""}};

	(void)state;
	conflict(&(struct claim){NIK, KPJ, "", "", "furloughed"}, facts, 1, "");
	conflict(&(struct claim){NIK, KPJ, "", "", "resigned"}, facts, 1,
		 "V-MEMBER-ACTIVE:resigned:active");
}

static void a_kpj_finds_who_has_no_nik_there(void **state)
{
	static const struct fact facts[] = {{"", KPJ, "", "8", "", ""}};

	(void)state;
	conflict(&(struct claim){NIK, KPJ, "24", "", ""}, facts, 1,
		 "V-MEMBER-MONTHS:24:8");
	conflict(&(struct claim){NIK, "19012345699", "24", "", ""}, facts, 1,
		 "V-MEMBER-NONE");
	conflict(&(struct claim){"", "", "24", "", ""}, facts, 1, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_agrees_is_silent),
		cmocka_unit_test(each_difference_is_told_with_both_values),
		cmocka_unit_test(several_employers_make_a_range),
		cmocka_unit_test(furloughed_people_are_members_still),
		cmocka_unit_test(a_kpj_finds_who_has_no_nik_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
