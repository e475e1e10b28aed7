#include "enroll/rule.h"
#include "enroll/verdict.h"
#include "system/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { FIELDS_MAX = 16 };

/* One rule and one application, as the tests write them. */
struct scene {
	struct policy *policy;
	struct rule_set set;
	struct slice names[FIELDS_MAX], values[FIELDS_MAX];
	struct header header;
	struct record record;
	struct application_layout layout;
	struct application application;
};

static char path[] = "/tmp/test_rule.XXXXXX";

static int make_file(void **state)
{
	int file = mkstemp(path);

	(void)state;
	return file < 0 ? -1 : close(file);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

/* fields is "name=value name=value ...". */
static void set_fields(struct scene *scene, const char *fields)
{
	struct slice rest = slice_of(fields), part;
	size_t count = 0;

	while (slice_next(&rest, ' ', &part)) {
		size_t equals = slice_find(part, '=');

		scene->names[count] = slice_part(part, 0, equals);
		scene->values[count++] = slice_part(part, equals + 1, SIZE_MAX);
	}
	scene->header = (struct header){scene->names, count};
	scene->record =
		(struct record){.fields = scene->values, .count = count};
}

static void begin(struct scene *scene, const char *policy, const char *fields)
{
	const char *const paths[] = {path};
	struct diag diag = {{0}};

	assert_true(file_save(path, 0600, slice_of(policy), &diag));
	scene->policy = policy_load(paths, 1, &diag);
	assert_non_null(scene->policy);
	set_fields(scene, fields);
	if (!rule_set_init(&scene->set, scene->policy, &scene->header, &diag))
		fail_msg("%s", diag.message);
	application_layout_init(&scene->layout, &scene->header);
	application_read(&scene->layout, &scene->record, &scene->application);
}

static void end(struct scene *scene)
{
	rule_set_release(&scene->set);
	policy_free(scene->policy);
	free(scene);
}

/* The reason of the first rule: "" where it passes or does not apply. */
static void finds(const char *policy, const char *fields,
		  enum rule_result result, const char *reason)
{
	struct scene *scene = calloc(1, sizeof *scene);
	const struct rule_context context = {.household_place = 3};
	struct rule_finding finding;
	struct strbuf text;
	size_t at = 0;
	bool silent;

	assert_non_null(scene);
	begin(scene, policy, fields);
	rule_check(&scene->set, &scene->set.rules[0], &scene->application,
		   &context, &finding);
	assert_string_equal(rule_result_word(finding.result),
			    rule_result_word(result));
	strbuf_init(&text, 1024);
	rule_reason(&finding, &text);
	if (result != RULE_PASSES && result != RULE_OFF)
		assert_string_equal(strbuf_string(&text), reason);
	strbuf_release(&text);
	silent = rule_set_next(&scene->set,
			       rule_set_day(&scene->set, &scene->application),
			       &scene->application, &at) == NULL;
	if (silent)
		assert_true(result == RULE_PASSES || result == RULE_OFF);
	end(scene);
}

#define RULE(rest) "rules:\n  - {code: R, on_fail: reject, " rest "}\n"

static void ages_change_on_the_birthday(void **state)
{
	static const char at_most[] =
		RULE("field: birth_date, test: age_at_most, value: 50");
	static const char at_least[] =
		RULE("field: birth_date, test: age_at_least, value: 18");
	static const char between[] =
		RULE("field: birth_date, test: age_between, value: [18, 50]");

	(void)state;
	finds(at_most, "birth_date=1969-08-12 applied_at=2020-08-11",
	      RULE_PASSES, "");
	finds(at_most, "birth_date=1969-08-11 applied_at=2020-08-11",
	      RULE_FAILS, "R:51:50");
	finds(at_least, "birth_date=2002-08-11 applied_at=2020-08-11",
	      RULE_PASSES, "");
	finds(at_least, "birth_date=2002-08-12 applied_at=2020-08-11",
	      RULE_FAILS, "R:17:18");
	finds(between, "birth_date=1969-08-12 applied_at=2020-08-11",
	      RULE_PASSES, "");
	finds(between, "birth_date=1960-08-12 applied_at=2020-08-11",
	      RULE_FAILS, "R:59:18-50");
	/* Born on 29 February: older on 1 March of a common year. */
	finds(at_least, "birth_date=2000-02-29 applied_at=2018-02-28",
	      RULE_FAILS, "R:17:18");
	finds(at_least, "birth_date=2000-02-29 applied_at=2018-03-01",
	      RULE_PASSES, "");
}

static void months_are_whole_months(void **state)
{
	static const char between[] =
		RULE("field: layoff_date, test: months_since_between, "
		     "value: [1, 24]");
	static const char derived[] =
		RULE("field: months_since_layoff, test: at_most, value: 24");

	(void)state;
	finds(between, "layoff_date=2020-01-31 applied_at=2020-02-29",
	      RULE_FAILS, "R:0:1-24");
	finds(between, "layoff_date=2020-01-31 applied_at=2020-03-01",
	      RULE_PASSES, "");
	finds(between, "layoff_date=2018-03-02 applied_at=2020-04-01",
	      RULE_PASSES, "");
	finds(between, "layoff_date=2018-03-01 applied_at=2020-04-01",
	      RULE_FAILS, "R:25:1-24");
	finds(between, "layoff_date=2020-09-01 applied_at=2020-08-01",
	      RULE_FAILS, "R:-1:1-24");
	finds(derived, "layoff_date=2018-03-01 applied_at=2020-04-01",
	      RULE_FAILS, "R:25:24");
}

static void numbers_and_dates_are_compared_as_such(void **state)
{
	(void)state;
	finds(RULE("field: wage, test: at_least, value: 1705000"),
	      "wage=1704999 applied_at=2020-01-01", RULE_FAILS,
	      "R:1704999:1705000");
	finds(RULE("field: wage, test: at_least, value: 1705000"),
	      "wage=1705000 applied_at=2020-01-01", RULE_PASSES, "");
	finds(RULE("field: score, test: between, value: [-5, 5]"),
	      "score=-6 applied_at=2020-01-01", RULE_FAILS, "R:-6:-5-5");
	finds(RULE("field: layoff_date, test: at_least, value: 2020-03-01"),
	      "layoff_date=2020-02-29 applied_at=2020-04-01", RULE_FAILS,
	      "R:2020-02-29:2020-03-01");
	finds(RULE("field: wage, test: at_most, value: 5"),
	      "wage=many applied_at=2020-01-01", RULE_MISSING, "R:?");
	finds(RULE("field: household_count, test: at_most, value: 2"),
	      "kk=5171010101100001 applied_at=2020-01-01", RULE_FAILS, "R:3:2");
	finds(RULE("field: household_count, test: at_most, value: 2"),
	      "kk= applied_at=2020-01-01", RULE_MISSING, "R:?");
}

static void words_are_compared_in_any_spelling(void **state)
{
	static const char one_of[] =
		RULE("field: category, test: one_of, value: [pu_phk, pmi]");

	(void)state;
	finds(one_of, "category=TKI applied_at=2020-01-01", RULE_PASSES, "");
	finds(one_of, "category=BPU applied_at=2020-01-01", RULE_FAILS,
	      "R:bpu:pu_phk|pmi");
	finds(one_of, "category= applied_at=2020-01-01", RULE_MISSING, "R:?");
	finds(RULE("field: district, test: equals, value: denpasar"),
	      "district=DENPASAR applied_at=2020-01-01", RULE_PASSES, "");
	finds(RULE("field: employment, test: none_of, value: active"),
	      "employment=Bekerja applied_at=2020-01-01", RULE_FAILS,
	      "R:active:active");
	finds(RULE("field: course, test: matches, value: '^C[0-9]+$'"),
	      "course=C12 applied_at=2020-01-01", RULE_PASSES, "");
	finds(RULE("field: course, test: matches, value: '^C[0-9]+$'"),
	      "course=C1,2:x applied_at=2020-01-01", RULE_FAILS,
	      "R:C1_2_x:^C[0-9]+$");
}

static void identities_stay_out_of_reasons(void **state)
{
	(void)state;
	finds(RULE("field: nik, test: matches, value: '^51'"),
	      "nik=3171011503900001 applied_at=2020-01-01", RULE_FAILS,
	      "R:*:^51");
}

static void limits_are_those_of_the_rules_day(void **state)
{
	static const char dated[] =
		"values:\n  max:\n    - {from: 2019-01-01, value: 40}\n"
		"    - {from: 2020-07-01, value: 50}\n"
		"    - {from: 2021-01-01, value: []}\n" RULE(
			"field: age, test: at_most, value: $max");

	(void)state;
	finds(dated, "birth_date=1975-01-01 applied_at=2020-06-30", RULE_FAILS,
	      "R:45:40");
	finds(dated, "birth_date=1975-01-01 applied_at=2020-07-01", RULE_PASSES,
	      "");
	finds(dated, "birth_date=1975-01-01 applied_at=2018-12-31", RULE_UNSET,
	      "R:unset");
	finds(dated, "birth_date=1975-01-01 applied_at=2021-01-01", RULE_UNSET,
	      "R:unset");
	finds(dated, "birth_date=1975-01-01 applied_at=", RULE_MISSING, "R:?");
}

static void rules_apply_where_when_and_offices_say(void **state)
{
	static const char when[] =
		RULE("field: kpj, test: present, when: {category: [bpu, ''], "
		     "disability: 'yes'}");
	static const char office[] = "office: {code: DPS}\n" RULE(
		"field: kpj, test: present, offices: [GIN, NGU]");
	static const char dates[] = RULE(
		"field: kpj, test: present, from: 2020-01-01, to: 2020-06-30");

	(void)state;
	finds(when, "category=bpu disability=Ya kpj= applied_at=2020-01-01",
	      RULE_MISSING, "R:?");
	finds(when, "category= disability=Ya kpj= applied_at=2020-01-01",
	      RULE_MISSING, "R:?");
	finds(when, "category=pmi disability=Ya kpj= applied_at=2020-01-01",
	      RULE_OFF, "");
	finds(when, "category=bpu disability= kpj= applied_at=2020-01-01",
	      RULE_OFF, "");
	finds(office, "office=GIN kpj= applied_at=2020-01-01", RULE_MISSING,
	      "R:?");
	finds(office, "office= kpj= applied_at=2020-01-01", RULE_OFF, "");
	finds(dates, "kpj= applied_at=2019-12-31", RULE_OFF, "");
	finds(dates, "kpj= applied_at=2020-01-01", RULE_MISSING, "R:?");
	finds(dates, "kpj= applied_at=2020-06-30", RULE_MISSING, "R:?");
	finds(dates, "kpj= applied_at=2020-07-01", RULE_OFF, "");
}

static void gives_status(const char *rest, const char *fields,
			 enum enroll_status status, const char *missing)
{
	struct scene *scene = calloc(1, sizeof *scene);
	const struct rule_context context = {.household_place = 1};
	struct verdict verdict;
	char policy[512];

	assert_non_null(scene);
	snprintf(policy, sizeof policy,
		 "rules:\n  - {code: R, field: wage, test: at_least, "
		 "value: 10, %s}\n",
		 rest);
	begin(scene, policy, fields);
	verdict_init(&verdict);
	verdict_add_rules(&verdict, &scene->set, &scene->application, &context);
	assert_int_equal(verdict.status, status);
	assert_string_equal(strbuf_string(&verdict.missing), missing);
	verdict_release(&verdict);
	end(scene);
}

static void what_fails_and_what_is_missing_have_their_own_outcome(void **state)
{
	static const char bad[] = "wage=9 applied_at=2020-01-01";
	static const char none[] = "wage= applied_at=2020-01-01";

	(void)state;
	gives_status("on_fail: reject", bad, ENROLL_REJECTED, "");
	gives_status("on_fail: review", bad, ENROLL_REVIEW, "");
	gives_status("on_fail: warn", bad, ENROLL_ACCEPTED, "");
	gives_status("on_fail: reject", none, ENROLL_INCOMPLETE, "wage");
	gives_status("on_fail: reject, on_missing: fail", none, ENROLL_REJECTED,
		     "");
	gives_status("on_fail: reject, on_missing: pass", none, ENROLL_ACCEPTED,
		     "");
	gives_status("on_fail: warn, on_missing: fail", none, ENROLL_ACCEPTED,
		     "");
	gives_status("on_fail: reject", "wage=10 applied_at=2020-01-01",
		     ENROLL_ACCEPTED, "");
}

static bool is_passed_over(const char *policy, const char *fields)
{
	struct scene *scene = calloc(1, sizeof *scene);
	size_t at = 0;
	bool passed_over;

	assert_non_null(scene);
	begin(scene, policy, fields);
	passed_over =
		rule_set_next(&scene->set,
			      rule_set_day(&scene->set, &scene->application),
			      &scene->application, &at) == NULL;
	end(scene);
	return passed_over;
}

static void what_plainly_passes_is_passed_over(void **state)
{
	static const char age[] =
		RULE("field: birth_date, test: age_between, value: [18, 50]");
	static const char wage[] =
		RULE("field: wage, test: at_least, value: 500");
	static const char words[] =
		RULE("field: category, test: none_of, value: [pmi]");
	static const char when[] = RULE("field: phone, test: present, "
					"when: {category: [pu_phk]}");

	(void)state;
	assert_true(is_passed_over(
		age, "birth_date=1969-08-12 applied_at=2020-08-11"));
	assert_true(is_passed_over(
		age, "birth_date=2002-08-11 applied_at=2020-08-11"));
	assert_false(is_passed_over(
		age, "birth_date=1969-08-11 applied_at=2020-08-11"));
	assert_false(is_passed_over(
		age, "birth_date=2002-08-12 applied_at=2020-08-11"));
	assert_false(is_passed_over(age, "birth_date=1980-01-01"));
	assert_true(is_passed_over(wage, "wage=500 applied_at=2020-08-11"));
	assert_false(is_passed_over(wage, "wage=499 applied_at=2020-08-11"));
	assert_true(
		is_passed_over(words, "category=bpu applied_at=2020-08-11"));
	assert_false(
		is_passed_over(words, "category=pmi applied_at=2020-08-11"));
	assert_false(is_passed_over(words, "category= applied_at=2020-08-11"));
	assert_true(is_passed_over(
		when, "phone= category=bpu applied_at=2020-08-11"));
	assert_false(is_passed_over(
		when, "phone= category=pu_phk applied_at=2020-08-11"));
}

static void a_sentence_fills_in_what_was_found(void **state)
{
	static const char policy[] =
		"values:\n  min:\n    - {from: 2020-01-01, value: 1705000, "
		"source: UMK}\n" RULE(
			"field: wage, test: at_least, value: $min, say: "
			"{en: 'Wage {value}, since {since} {limit} ({source}) "
			"on {as_of}'}");
	struct scene *scene = calloc(1, sizeof *scene);
	const struct rule_context context = {0};
	struct rule_finding finding;
	struct strbuf text;

	(void)state;
	assert_non_null(scene);
	begin(scene, policy, "wage=1500000 applied_at=2020-08-11");
	rule_check(&scene->set, &scene->set.rules[0], &scene->application,
		   &context, &finding);
	strbuf_init(&text, 1024);
	rule_sentence(&finding, LANGUAGE_EN, &text);
	assert_string_equal(strbuf_string(&text),
			    "Wage Rp1.500.000, since 1 January 2020 "
			    "Rp1.705.000 (UMK) on 11 August 2020");
	strbuf_reset(&text);
	rule_sentence(&finding, LANGUAGE_ID, &text);
	assert_string_equal(strbuf_string(&text),
			    "Upah: Rp1.500.000; paling sedikit Rp1.705.000");
	strbuf_release(&text);
	end(scene);
}

static void says(const char *policy, const char *fields, enum language language,
		 const char *expected)
{
	struct scene *scene = calloc(1, sizeof *scene);
	const struct rule_context context = {.household_place = 3};
	struct rule_finding finding;
	struct strbuf text;

	assert_non_null(scene);
	begin(scene, policy, fields);
	rule_check(&scene->set, &scene->set.rules[0], &scene->application,
		   &context, &finding);
	strbuf_init(&text, 1024);
	rule_sentence(&finding, language, &text);
	assert_string_equal(strbuf_string(&text), expected);
	strbuf_release(&text);
	end(scene);
}

static void words_and_fields_are_told_as_people_say_them(void **state)
{
	static const char employment[] =
		RULE("field: employment, test: one_of, "
		     "value: [laid_off, contract_ended]");
	static const char household[] =
		RULE("field: household_count, test: at_most, value: 2");

	(void)state;
	says(employment, "employment=resign applied_at=2020-08-11", LANGUAGE_ID,
	     "Status pekerjaan: mengundurkan diri; harus salah satu dari "
	     "terkena PHK, kontrak berakhir");
	says(employment, "employment=resign applied_at=2020-08-11", LANGUAGE_EN,
	     "Employment: resigned; must be one of laid off, contract ended");
	says(household, "kk=1 applied_at=2020-08-11", LANGUAGE_ID,
	     "Urutan dalam satu KK: 3; paling banyak 2");
	says(RULE("field: school, test: equals, value: 'no'"),
	     "school=yes applied_at=2020-08-11", LANGUAGE_ID,
	     "school: yes; harus no");
	says(RULE("field: nik, test: matches, value: '^51'"),
	     "nik=3374011503900021 applied_at=2020-08-11", LANGUAGE_EN,
	     "NIK: * does not have the form");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ages_change_on_the_birthday),
		cmocka_unit_test(months_are_whole_months),
		cmocka_unit_test(numbers_and_dates_are_compared_as_such),
		cmocka_unit_test(words_are_compared_in_any_spelling),
		cmocka_unit_test(identities_stay_out_of_reasons),
		cmocka_unit_test(limits_are_those_of_the_rules_day),
		cmocka_unit_test(rules_apply_where_when_and_offices_say),
		cmocka_unit_test(
			what_fails_and_what_is_missing_have_their_own_outcome),
		cmocka_unit_test(what_plainly_passes_is_passed_over),
		cmocka_unit_test(a_sentence_fills_in_what_was_found),
		cmocka_unit_test(words_and_fields_are_told_as_people_say_them),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
