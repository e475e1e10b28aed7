#include "enroll/policy_test.h"

#include "enroll/rule.h"
#include "enroll/verdict.h"

#include <stdlib.h>

enum { TEST_FIELDS_MAX = 256 };

static const char *const test_keys[] = {"name", "as_of", "given", "expect",
					NULL};
static const char *const result_words[] = {"off",     "pass",  "fail",
					   "missing", "unset", NULL};
static const char *const status_words[] = {"accepted", "review", "incomplete",
					   "rejected", NULL};

/* The columns of all tests together, and one test's row in them. */
struct bench {
	const struct policy *policy;
	struct rule_set rules;
	struct slice names[TEST_FIELDS_MAX];
	struct slice values[TEST_FIELDS_MAX];
	struct header header;
	struct application_layout layout;
	struct rule_context context;	  /* of one test */
	const char *codes[RULES_MAX + 2]; /* of the rules, and "status" */
	struct arena arena;
	struct policy_test_report *report;
	struct diag *diag;
};

static bool add_names(struct bench *bench, const struct policy_node *given)
{
	for (size_t i = 0; i < given->count; i++) {
		struct slice name = given->keys[i];

		if (!schema_is_name(name))
			return policy_fail(given->items[i], bench->diag,
					   "\"%.*s\" is no field name",
					   SLICE_PRINT(name));
		if (header_find(&bench->header, name) != COLUMN_NONE)
			continue;
		if (bench->header.count == TEST_FIELDS_MAX)
			return policy_fail(given, bench->diag,
					   "over %d fields in all tests",
					   TEST_FIELDS_MAX);
		bench->names[bench->header.count++] = name;
	}
	return true;
}

static bool collect_names(struct bench *bench, const struct policy_node *tests)
{
	bench->header.names = bench->names;
	for (size_t i = 0; i < tests->count; i++) {
		const struct policy_node *given;

		if (!policy_check_keys(tests->items[i], test_keys, bench->diag))
			return false;
		given = policy_require(tests->items[i], "given", bench->diag);
		if (given == NULL)
			return false;
		if (given->kind != POLICY_MAP)
			return policy_fail(given, bench->diag,
					   "\"given\" must be a map of fields");
		if (!add_names(bench, given))
			return false;
	}
	return true;
}

static bool collect_codes(struct bench *bench)
{
	for (size_t i = 0; i < bench->rules.count; i++) {
		bench->codes[i] =
			arena_string(&bench->arena, bench->rules.rules[i].code);
		if (bench->codes[i] == NULL)
			return diag_memory(bench->diag);
	}
	bench->codes[bench->rules.count] = "status";
	return true;
}

/* The result of a code: of the rule of that name that applies, if any. */
static enum rule_result result_of(const struct bench *bench, struct slice code,
				  const struct application *application,
				  struct rule_finding *finding)
{
	enum rule_result result = RULE_OFF;
	struct rule_finding each;

	for (size_t i = 0; i < bench->rules.count; i++) {
		const struct rule *rule = &bench->rules.rules[i];

		if (!slice_equal(rule->code, code))
			continue;
		rule_check(&bench->rules, rule, application, &bench->context,
			   &each);
		if (each.result != RULE_OFF) {
			result = each.result;
			*finding = each;
		}
	}
	return result;
}

static void report_failure(struct bench *bench, const struct policy_node *node,
			   const char *found, const char *expected)
{
	bench->report->failures++;
	strbuf_append_format(&bench->report->text,
			     "%s:%u:%u: %.*s: found %s, expected %s\n",
			     node->file, node->place.line, node->place.column,
			     SLICE_PRINT(node->name), found, expected);
}

static bool expect_status(struct bench *bench, const struct policy_node *node,
			  const struct application *application)
{
	struct verdict verdict;
	size_t expected;
	bool good = policy_word(node, status_words, &expected, bench->diag);

	if (!good)
		return false;
	verdict_init(&verdict);
	verdict_add_rules(&verdict, &bench->rules, application,
			  &bench->context);
	if (!slice_is(enroll_status_word(verdict.status),
		      status_words[expected]))
		report_failure(bench, node, status_words[verdict.status],
			       status_words[expected]);
	verdict_release(&verdict);
	return true;
}

static bool expect_result(struct bench *bench, const struct policy_node *node,
			  const struct application *application)
{
	struct rule_finding finding;
	enum rule_result found;
	size_t expected;

	if (slice_is(node->name, "status"))
		return expect_status(bench, node, application);
	if (!policy_word(node, result_words, &expected, bench->diag))
		return false;
	found = result_of(bench, node->name, application, &finding);
	if (found != (enum rule_result)expected)
		report_failure(bench, node, rule_result_word(found),
			       result_words[expected]);
	return true;
}

static bool set_as_of(struct bench *bench, const struct policy_node *test)
{
	const struct policy_node *node = policy_get(test, "as_of");
	struct date as_of;

	bench->rules.as_of_known = false;
	if (node == NULL)
		return true;
	if (!policy_date(node, &as_of, bench->diag))
		return false;
	rule_set_as_of(&bench->rules, as_of);
	return true;
}

static bool set_values(struct bench *bench, const struct policy_node *given)
{
	memset(bench->values, 0, sizeof bench->values);
	for (size_t i = 0; i < given->count; i++) {
		size_t column = header_find(&bench->header, given->keys[i]);

		if (!policy_text(given->items[i], &bench->values[column],
				 bench->diag))
			return false;
	}
	return true;
}

/* What only all applications together tell, a test says itself. */
static bool set_context(struct bench *bench, const struct policy_node *given)
{
	const struct policy_node *place = policy_get(given, "household_count");

	bench->context = (struct rule_context){.household_place = 1};
	return place == NULL ||
	       policy_integer(place, &bench->context.household_place,
			      bench->diag);
}

static bool run_test(struct bench *bench, const struct policy_node *test)
{
	const struct policy_node *expect =
		policy_require(test, "expect", bench->diag);
	struct record record = {.fields = bench->values,
				.count = bench->header.count};
	struct application application;

	if (expect == NULL ||
	    !policy_check_keys(expect, bench->codes, bench->diag) ||
	    !set_as_of(bench, test) ||
	    !set_values(bench, policy_get(test, "given")) ||
	    !set_context(bench, policy_get(test, "given")))
		return false;
	application_read(&bench->layout, &record, &application);
	bench->report->tests++;
	for (size_t i = 0; i < expect->count; i++)
		if (!expect_result(bench, expect->items[i], &application))
			return false;
	return true;
}

static bool expects(const struct policy_node *tests, const char *code)
{
	for (size_t i = 0; i < tests->count; i++)
		if (policy_get(policy_get(tests->items[i], "expect"), code) !=
		    NULL)
			return true;
	return false;
}

/* Codes that no test names, each once. */
static void list_untested(struct bench *bench, const struct policy_node *tests)
{
	struct strbuf *out = &bench->report->untested;

	for (size_t i = 0; i < bench->rules.count; i++)
		if (!expects(tests, bench->codes[i]) &&
		    !slice_list_has(strbuf_slice(out),
				    bench->rules.rules[i].code))
			strbuf_append_item(out, bench->rules.rules[i].code);
}

static bool run_tests(struct bench *bench, const struct policy_node *tests)
{
	if (tests->kind != POLICY_LIST)
		return policy_fail(tests, bench->diag,
				   "\"tests\" must be a list");
	if (!collect_names(bench, tests) ||
	    !rule_set_init(&bench->rules, bench->policy, &bench->header,
			   bench->diag) ||
	    !collect_codes(bench))
		return false;
	application_layout_init(&bench->layout, &bench->header);
	for (size_t i = 0; i < tests->count; i++)
		if (!run_test(bench, tests->items[i]))
			return false;
	list_untested(bench, tests);
	return true;
}

bool policy_test_run(const struct policy *policy,
		     struct policy_test_report *report, struct diag *diag)
{
	static const struct policy_node none = {.kind = POLICY_LIST};
	const struct policy_node *tests = policy_section(policy, "tests");
	struct bench *bench = calloc(1, sizeof *bench);
	bool good;

	if (bench == NULL)
		return diag_memory(diag);
	bench->policy = policy;
	bench->report = report;
	bench->diag = diag;
	arena_init(&bench->arena, POLICY_FILE_MAX);
	good = run_tests(bench, tests == NULL ? &none : tests);
	rule_set_release(&bench->rules);
	arena_release(&bench->arena);
	free(bench);
	return good;
}
