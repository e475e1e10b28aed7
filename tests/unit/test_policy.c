#include "stream/policy.h"
#include "stream/table.h"
#include "system/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/test_policy.XXXXXX";
static char path_one[64], path_two[64];

static int make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path_one, sizeof path_one, "%s/p.yaml", folder);
	snprintf(path_two, sizeof path_two, "%s/q.yaml", folder);
	return chdir(folder);
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(path_one);
	unlink(path_two);
	return rmdir(folder);
}

static void save(const char *path, const char *content)
{
	struct diag diag;

	assert_true(file_save(path, 0600, slice_of(content), &diag));
}

static struct policy *load(const char *content)
{
	const char *const paths[] = {"p.yaml"};
	struct diag diag = {{0}};
	struct policy *policy;

	save(path_one, content);
	policy = policy_load(paths, 1, &diag);
	if (policy == NULL)
		print_error("%s\n", diag.message);
	assert_non_null(policy);
	return policy;
}

static void refuses(const char *content, const char *message)
{
	const char *const paths[] = {"p.yaml"};
	struct diag diag = {{0}};

	save(path_one, content);
	assert_null(policy_load(paths, 1, &diag));
	assert_string_equal(diag.message, message);
}

static struct date day(const char *text)
{
	struct date date;

	assert_true(date_parse(slice_of(text), &date));
	return date;
}

static void unknown_section_is_told_with_its_place_and_the_nearest(void **state)
{
	(void)state;
	refuses("office: {code: DPS}\nrule: []\n",
		"p.yaml:2:1: unknown key \"rule\"; did you mean \"rules\"?");
	refuses("office: {code: DPS}\nzzzzzzzz: []\n",
		"p.yaml:2:1: unknown key \"zzzzzzzz\"; known are \"office\", "
		"\"values\", \"rules\", \"tests\", \"columns\", \"priority\", "
		"\"match\", \"attendance\", \"holidays\", \"payout\", "
		"\"targets\", \"report\", \"privacy\", \"letters\", "
		"\"linkage\"");
}

static void duplicate_key_is_refused_with_both_lines(void **state)
{
	(void)state;
	refuses("office:\n  code: DPS\n  name: x\n  code: GIN\n",
		"p.yaml:4:3: the key \"code\" stands here again; it was first "
		"given in line 2");
}

static void anchors_aliases_tags_and_merges_are_refused(void **state)
{
	(void)state;
	refuses("office: &a {code: DPS}\n",
		"p.yaml:1:9: anchors (&name) are not used in a policy");
	refuses("office: *a\n",
		"p.yaml:1:9: aliases (*name) are not used in a policy");
	refuses("office: !!map {code: DPS}\n",
		"p.yaml:1:9: tags (!name) are not used in a policy");
	refuses("<<: {code: DPS}\n",
		"p.yaml:1:1: unknown key \"<<\"; known are \"office\", "
		"\"values\", \"rules\", \"tests\", \"columns\", \"priority\", "
		"\"match\", \"attendance\", \"holidays\", \"payout\", "
		"\"targets\", \"report\", \"privacy\", \"letters\", "
		"\"linkage\"");
}

static void a_second_document_and_directives_are_refused(void **state)
{
	(void)state;
	refuses("office: {code: DPS}\n---\nrules: []\n",
		"p.yaml:2:1: a second document begins; a policy is one");
	refuses("%YAML 1.1\n---\nrules: []\n",
		"p.yaml:1:1: directives (%) are not used in a policy");
}

static void depth_keys_and_control_characters_have_limits(void **state)
{
	(void)state;
	refuses("office: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]\n",
		"p.yaml:1:24: lists and maps go too deep");
	refuses("? [a]\n: b\n",
		"p.yaml:1:3: a key must be one word, not a list or map");
	refuses("'': b\n", "p.yaml:1:1: a key is empty");
	refuses("office: \"a\\0b\"\n", "p.yaml:1:9: a control character");
}

static void an_empty_file_is_not_a_policy(void **state)
{
	(void)state;
	refuses("", "p.yaml: no settings are in this file; a policy has "
		    "sections such as \"values\" and \"rules\"");
	refuses("# nothing\n",
		"p.yaml: no settings are in this file; a policy has sections "
		"such as \"values\" and \"rules\"");
	refuses("- a\n", "p.yaml:1:1: \"policy\" must be a map (key: value)");
}

static void bad_yaml_is_told_with_its_place(void **state)
{
	(void)state;
	refuses("office: {code: DPS\nrules: []\n",
		"p.yaml:2:6: did not find expected ',' or '}'");
}

/* What YAML 1.1 loaders turn into false, 10, 90, a date, a float. */
static void scalars_are_never_typed_by_their_look(void **state)
{
	struct policy *policy = load("office: {a: NO, b: 012, c: 1:30, "
				     "d: 2026-01-01, e: 5171010101800001, "
				     "f: ~, g: '$x', h: 1e3}\n");
	const struct policy_node *office = policy_section(policy, "office");
	struct diag diag;
	int64_t number;
	bool flag;

	(void)state;
	assert_true(slice_is(policy_get(office, "a")->scalar, "NO"));
	assert_true(slice_is(policy_get(office, "b")->scalar, "012"));
	assert_true(slice_is(policy_get(office, "c")->scalar, "1:30"));
	assert_true(
		slice_is(policy_get(office, "e")->scalar, "5171010101800001"));
	assert_true(slice_is(policy_get(office, "f")->scalar, "~"));
	assert_true(policy_get(office, "g")->quoted);
	assert_true(policy_integer(policy_get(office, "b"), &number, &diag));
	assert_int_equal(number, 12);
	assert_false(policy_integer(policy_get(office, "h"), &number, &diag));
	assert_string_equal(diag.message, "p.yaml:1:88: \"h\" must be a whole "
					  "number, not \"1e3\"");
	assert_false(policy_boolean(policy_get(office, "a"), &flag, &diag));
	assert_string_equal(diag.message,
			    "p.yaml:1:13: \"a\" must be yes or no, not \"NO\"");
	policy_free(policy);
}

static const char ages[] =
	"values:\n"
	"  age_max:\n"
	"    - {from: 2019-01-01, value: 40, source: \"6 Nov 2019\"}\n"
	"    - {from: 2020-07-01, value: 50, review_by: 2020-12-31}\n"
	"    - {from: 2021-01-01, value: []}\n"
	"    - {from: 2022-01-01, value: 55}\n"
	"    - {from: 2023-01-01, expected: yes}\n"
	"  rate: []\n";

static void age_on(const struct policy *policy, const char *on,
		   const char *expected, const char *since, const char *until)
{
	struct policy_value value;
	struct diag diag;

	assert_int_equal(
		policy_value(policy, SLICE("age_max"), day(on), &value, &diag),
		POLICY_FOUND);
	assert_true(slice_is(value.node->scalar, expected));
	assert_int_equal(value.since.days, day(since).days);
	assert_int_equal(value.until.days,
			 until == NULL ? DATE_LATEST.days : day(until).days);
}

static void a_value_holds_from_its_day_to_the_next(void **state)
{
	struct policy *policy = load(ages);

	(void)state;
	age_on(policy, "2019-01-01", "40", "2019-01-01", "2020-06-30");
	age_on(policy, "2020-06-30", "40", "2019-01-01", "2020-06-30");
	age_on(policy, "2020-07-01", "50", "2020-07-01", "2020-12-31");
	age_on(policy, "2022-06-01", "55", "2022-01-01", "2022-12-31");
	age_on(policy, "2023-06-01", "55", "2022-01-01", NULL);
	policy_free(policy);
}

static void review_and_expected_changes_are_told(void **state)
{
	struct policy *policy = load(ages);
	struct policy_value value;
	struct diag diag;

	(void)state;
	policy_value(policy, SLICE("age_max"), day("2020-12-31"), &value,
		     &diag);
	assert_false(value.overdue);
	assert_int_equal(value.review_by.days, day("2020-12-31").days);
	policy_value(policy, SLICE("age_max"), day("2022-12-31"), &value,
		     &diag);
	assert_false(value.expected);
	policy_value(policy, SLICE("age_max"), day("2023-01-01"), &value,
		     &diag);
	assert_true(value.expected);
	policy_free(policy);
	policy = load("values:\n  a:\n    - {from: 2019-01-01, value: 1, "
		      "review_by: 2019-12-31}\n");
	policy_value(policy, SLICE("a"), day("2020-01-01"), &value, &diag);
	assert_true(value.overdue);
	policy_free(policy);
}

static void nothing_has_a_default(void **state)
{
	struct policy *policy = load(ages);
	struct policy_value value;
	struct diag diag;

	(void)state;
	assert_int_equal(policy_value(policy, SLICE("age_max"),
				      day("2018-12-31"), &value, &diag),
			 POLICY_UNSET);
	assert_int_equal(policy_value(policy, SLICE("age_max"),
				      day("2021-06-01"), &value, &diag),
			 POLICY_UNSET);
	assert_int_equal(policy_value(policy, SLICE("rate"), day("2020-01-01"),
				      &value, &diag),
			 POLICY_UNSET);
	assert_string_equal(diag.message,
			    "p.yaml:8:9: \"rate\" has no value on 2020-01-01");
	assert_int_equal(policy_value(policy, SLICE("age_mx"),
				      day("2020-01-01"), &value, &diag),
			 POLICY_UNKNOWN);
	assert_string_equal(diag.message,
			    "no value is named \"age_mx\" under \"values\"; "
			    "did you mean \"age_max\"?");
	policy_free(policy);
}

static void dollar_names_are_resolved_and_named_when_unset(void **state)
{
	const char *const paths[] = {"p.yaml", "q.yaml"};
	struct policy_value value;
	struct policy *policy;
	struct diag diag;

	(void)state;
	save(path_one, ages);
	save(path_two, "payout: {a: $age_max, b: 7, c: $rate, d: '$rate'}\n");
	policy = policy_load(paths, 2, &diag);
	assert_non_null(policy);
	const struct policy_node *payout = policy_section(policy, "payout");

	assert_true(policy_resolve(policy, policy_get(payout, "a"),
				   day("2020-08-11"), &value, &diag));
	assert_true(slice_is(value.node->scalar, "50"));
	assert_true(policy_resolve(policy, policy_get(payout, "b"),
				   day("2020-08-11"), &value, &diag));
	assert_true(slice_is(value.node->scalar, "7"));
	assert_int_equal(value.since.days, DATE_EARLIEST.days);
	assert_true(policy_resolve(policy, policy_get(payout, "d"),
				   day("2020-08-11"), &value, &diag));
	assert_true(slice_is(value.node->scalar, "$rate"));
	assert_false(policy_resolve(policy, policy_get(payout, "c"),
				    day("2020-08-11"), &value, &diag));
	assert_string_equal(diag.message,
			    "q.yaml:1:32: \"c: $rate\": p.yaml:8:9: \"rate\" "
			    "has no value on 2020-08-11");
	policy_free(policy);
}

static void later_files_replace_values_whole_by_name(void **state)
{
	const char *const paths[] = {"p.yaml", "q.yaml"};
	struct policy_value value;
	struct policy *policy;
	struct diag diag;

	(void)state;
	save(path_one, ages);
	save(path_two, "values:\n  age_max:\n    - {from: 2020-01-01, "
		       "value: 45}\n  more: []\n");
	policy = policy_load(paths, 2, &diag);
	assert_non_null(policy);
	assert_int_equal(policy_value_count(policy, SLICE("age_max")), 1);
	assert_int_equal(policy_value(policy, SLICE("age_max"),
				      day("2019-06-01"), &value, &diag),
			 POLICY_UNSET);
	age_on(policy, "2022-06-01", "45", "2020-01-01", NULL);
	assert_true(slice_is(policy_value_name(policy, 0), "age_max"));
	assert_true(slice_is(policy_value_name(policy, 1), "rate"));
	assert_true(slice_is(policy_value_name(policy, 2), "more"));
	assert_true(slice_is_empty(policy_value_name(policy, 3)));
	policy_free(policy);
}

static void dated_entries_are_checked(void **state)
{
	(void)state;
	refuses("values: {a: 40}\n",
		"p.yaml:1:13: \"a\" must be a list of dated values "
		"(- {from: ..., value: ...})");
	refuses("values:\n  a:\n    - {from: 2020-01-01, valu: 4}\n",
		"p.yaml:3:26: unknown key \"valu\"; did you mean \"value\"?");
	refuses("values:\n  a:\n    - {from: 2020-01-01}\n",
		"p.yaml:3:7: the key \"value\" is missing in \"a\"");
	refuses("values:\n  a:\n    - {from: 2020-01-01, value: }\n",
		"p.yaml:3:33: this value is empty; write [] where it is not "
		"known");
	refuses("values:\n  a:\n    - {from: 2020-13-01, value: 1}\n",
		"p.yaml:3:14: \"from\" must be a date as YYYY-MM-DD, not "
		"\"2020-13-01\"");
	refuses("values:\n  a:\n    - {from: 2020-02-01, value: 1}\n"
		"    - {from: 2020-02-01, value: 2}\n",
		"p.yaml:4:7: the dates of \"a\" must rise");
	refuses("values: {A-b: []}\n", "p.yaml:1:15: \"A-b\" is no name: use "
				       "a-z, 0-9 and _");
}

static void columns_become_aliases(void **state)
{
	struct policy *policy = load("columns:\n  nik: [NIK KTP, No. Induk]\n"
				     "  name: Nama Pekerja\n");
	const struct alias *aliases;
	size_t count;

	(void)state;
	aliases = policy_aliases(policy, &count);
	assert_int_equal(count, 3);
	assert_true(slice_is(aliases[1].header, "No. Induk"));
	assert_true(slice_is(aliases[1].field, "nik"));
	assert_true(slice_is(aliases[2].header, "Nama Pekerja"));
	assert_true(slice_is(aliases[2].field, "name"));
	policy_free(policy);
	refuses("columns: {nik: [A], kpj: [A]}\n",
		"p.yaml:1:27: the header \"A\" already stands for \"nik\"");
	refuses("columns: {nik: {a: b}}\n",
		"p.yaml:1:16: \"nik\" must be a list of headers");
	refuses("columns: {birht_date: [Lahir]}\n",
		"p.yaml:1:23: \"birht_date\" is no field; did you mean "
		"\"birth_date\"?");
	policy_free(load("columns:\n  phone2: [HP 2]\n  agama: [Agama]\n"));
}

static void a_setting_that_nobody_reads_is_refused(void **state)
{
	(void)state;
	policy_free(load("privacy: {}\n"));
	refuses("privacy: {retention: 5}\n",
		"p.yaml:1:11: unknown key \"retention\"; none is known here");
}

static void words_and_missing_keys_are_told(void **state)
{
	static const char *const words[] = {"person", "course", NULL};
	struct policy *policy = load("match: {lottery: persn}\n");
	const struct policy_node *match = policy_section(policy, "match");
	struct diag diag;
	size_t index;

	(void)state;
	assert_false(policy_word(policy_get(match, "lottery"), words, &index,
				 &diag));
	assert_string_equal(diag.message,
			    "p.yaml:1:18: \"lottery\" must be one of "
			    "\"person\", \"course\", not \"persn\"");
	assert_null(policy_require(match, "seed", &diag));
	assert_string_equal(diag.message, "p.yaml:1:8: the key \"seed\" is "
					  "missing in \"match\"");
	assert_null(policy_section(policy, "payout"));
	assert_null(policy_section(policy, "no such section"));
	policy_free(policy);
}

/* sha256sum of "office: {code: DPS}\n". */
static void the_digest_is_that_of_the_bytes(void **state)
{
	struct policy *policy = load("office: {code: DPS}\n");

	(void)state;
	assert_string_equal(policy_digest(policy),
			    "c88d4e942bf41308d261f269849280c12dac3b39b0c3636dc6"
			    "a11d0b9e2a1ace");
	policy_free(policy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			unknown_section_is_told_with_its_place_and_the_nearest),
		cmocka_unit_test(duplicate_key_is_refused_with_both_lines),
		cmocka_unit_test(anchors_aliases_tags_and_merges_are_refused),
		cmocka_unit_test(a_second_document_and_directives_are_refused),
		cmocka_unit_test(depth_keys_and_control_characters_have_limits),
		cmocka_unit_test(an_empty_file_is_not_a_policy),
		cmocka_unit_test(bad_yaml_is_told_with_its_place),
		cmocka_unit_test(scalars_are_never_typed_by_their_look),
		cmocka_unit_test(a_value_holds_from_its_day_to_the_next),
		cmocka_unit_test(review_and_expected_changes_are_told),
		cmocka_unit_test(nothing_has_a_default),
		cmocka_unit_test(
			dollar_names_are_resolved_and_named_when_unset),
		cmocka_unit_test(later_files_replace_values_whole_by_name),
		cmocka_unit_test(dated_entries_are_checked),
		cmocka_unit_test(columns_become_aliases),
		cmocka_unit_test(a_setting_that_nobody_reads_is_refused),
		cmocka_unit_test(words_and_missing_keys_are_told),
		cmocka_unit_test(the_digest_is_that_of_the_bytes),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
