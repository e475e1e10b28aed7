#include "enroll/rule_parts.h"

enum { PATTERN_MAX = 1024 };

const char *const rule_test_words[] = {"at_least",
				       "at_most",
				       "between",
				       "equals",
				       "one_of",
				       "none_of",
				       "present",
				       "matches",
				       "age_at_least",
				       "age_at_most",
				       "age_between",
				       "months_since_at_least",
				       "months_since_at_most",
				       "months_since_between",
				       NULL};
/* How the limit of a test is written. */
enum limit_form {
	LIMIT_NONE,
	LIMIT_LOW,
	LIMIT_HIGH,
	LIMIT_RANGE,
	LIMIT_WORDS,
	LIMIT_PATTERN
};

static enum limit_form limit_form(enum rule_test test)
{
	static const enum limit_form forms[] = {
		LIMIT_LOW,   LIMIT_HIGH,  LIMIT_RANGE, LIMIT_WORDS,
		LIMIT_WORDS, LIMIT_WORDS, LIMIT_NONE,  LIMIT_PATTERN,
		LIMIT_LOW,   LIMIT_HIGH,  LIMIT_RANGE, LIMIT_LOW,
		LIMIT_HIGH,  LIMIT_RANGE};

	return forms[test];
}

bool rule_is_date_test(enum rule_test test)
{
	return test >= RULE_AGE_AT_LEAST;
}

/* One number of a limit, in the unit of the rule's field. */
static bool read_number(const struct rule_compiler *compiler,
			const struct rule *rule, const struct policy_node *node,
			int64_t *number)
{
	struct date date;

	if (rule->source.number != NUMBER_DATE || rule_is_date_test(rule->test))
		return policy_integer(node, number, compiler->diag);
	if (!policy_date(node, &date, compiler->diag))
		return false;
	*number = date.days;
	return true;
}

static bool read_range(const struct rule_compiler *compiler,
		       const struct rule *rule, const struct policy_node *node,
		       struct rule_limit *limit)
{
	if (node->kind != POLICY_LIST || node->count != 2)
		return policy_fail(node, compiler->diag,
				   "\"%.*s\" must be [lowest, highest] for the "
				   "test \"%s\"",
				   SLICE_PRINT(node->name),
				   rule_test_words[rule->test]);
	if (!read_number(compiler, rule, node->items[0], &limit->low) ||
	    !read_number(compiler, rule, node->items[1], &limit->high))
		return false;
	if (limit->low > limit->high)
		return policy_fail(node, compiler->diag,
				   "the lowest is above the highest");
	return true;
}

static bool read_pattern(const struct rule_compiler *compiler,
			 const struct policy_node *node,
			 struct rule_limit *limit)
{
	char message[128];
	regex_t *pattern;
	struct slice text;
	int error;

	if (!policy_text(node, &text, compiler->diag))
		return false;
	if (text.length > PATTERN_MAX)
		return policy_fail(node, compiler->diag,
				   "an expression of over %d bytes",
				   PATTERN_MAX);
	pattern = arena_alloc(&compiler->set->arena, sizeof *pattern);
	if (pattern == NULL)
		return diag_memory(compiler->diag);
	error = regcomp(pattern, text.data, REG_EXTENDED | REG_NOSUB);
	if (error == 0) {
		limit->pattern = pattern;
		return true;
	}
	regerror(error, pattern, message, sizeof message);
	return policy_fail(node, compiler->diag,
			   "no POSIX extended regular expression: %s", message);
}

/* How a limit is printed: "50", "1-24", "pu_phk|bpu". */
static bool set_limit_text(const struct rule_compiler *compiler,
			   const struct policy_node *node, bool range,
			   struct rule_limit *limit)
{
	struct strbuf text;

	if (node->kind == POLICY_SCALAR) {
		limit->text = node->scalar;
		return true;
	}
	strbuf_init(&text, POLICY_FILE_MAX);
	for (size_t i = 0; i < node->count; i++) {
		if (i > 0)
			strbuf_append_byte(&text, range ? '-' : '|');
		strbuf_append(&text, node->items[i]->scalar);
	}
	limit->text = arena_copy(&compiler->set->arena, strbuf_slice(&text));
	strbuf_release(&text);
	return limit->text.data != NULL || diag_memory(compiler->diag);
}

static bool read_limit(const struct rule_compiler *compiler,
		       const struct rule *rule,
		       const struct policy_value *value,
		       struct rule_limit *limit)
{
	enum limit_form form = limit_form(rule->test);

	*limit = (struct rule_limit){.since = value->since,
				     .until = value->until,
				     .known = value->node != NULL,
				     .low = INT64_MIN,
				     .high = INT64_MAX,
				     .source = value->source};
	if (!limit->known)
		return true;
	if (!set_limit_text(compiler, value->node, form == LIMIT_RANGE, limit))
		return false;
	switch (form) {
	case LIMIT_NONE:
		return true;
	case LIMIT_LOW:
		return read_number(compiler, rule, value->node, &limit->low);
	case LIMIT_HIGH:
		return read_number(compiler, rule, value->node, &limit->high);
	case LIMIT_RANGE:
		return read_range(compiler, rule, value->node, limit);
	case LIMIT_WORDS:
		return rule_read_words(compiler, value->node, &rule->source,
				       &limit->words);
	case LIMIT_PATTERN:
		return read_pattern(compiler, value->node, limit);
	}
	return true;
}

/* All periods of a dated value: one limit each, and one before the first. */
static bool read_dated_limits(const struct rule_compiler *compiler,
			      const struct policy_node *node, struct rule *rule)
{
	struct policy_value value;
	struct rule_limit *limits;
	size_t count;

	rule->value_name = slice_part(node->scalar, 1, SIZE_MAX);
	if (policy_value(compiler->policy, rule->value_name, DATE_EARLIEST,
			 &value, compiler->diag) == POLICY_UNKNOWN) {
		struct diag unknown = *compiler->diag;

		return policy_fail(node, compiler->diag, "%s", unknown.message);
	}
	count = policy_value_count(compiler->policy, rule->value_name);
	limits = arena_array(&compiler->set->arena, count + 1, sizeof *limits);
	if (limits == NULL)
		return diag_memory(compiler->diag);
	rule->limits = limits; /* before they are read: regfree finds all */
	rule->limit_count = count + 1;
	limits[0] = (struct rule_limit){.since = DATE_EARLIEST,
					.until = value.until};
	for (size_t i = 0; i < count; i++) {
		if (!policy_value_at(compiler->policy, rule->value_name, i,
				     &value) ||
		    !read_limit(compiler, rule, &value, &limits[i + 1]))
			return false;
	}
	return true;
}

bool rule_read_limits(const struct rule_compiler *compiler,
		      const struct policy_node *map, struct rule *rule)
{
	const struct policy_node *node = policy_get(map, "value");
	struct policy_value literal = {.since = DATE_EARLIEST,
				       .until = DATE_LATEST};
	struct rule_limit *limit;

	if (limit_form(rule->test) == LIMIT_NONE)
		return node == NULL ||
		       policy_fail(node, compiler->diag,
				   "the test \"%s\" takes no value",
				   rule_test_words[rule->test]);
	node = policy_require(map, "value", compiler->diag);
	if (node == NULL)
		return false;
	if (node->kind == POLICY_SCALAR && !node->quoted &&
	    slice_starts(node->scalar, "$"))
		return read_dated_limits(compiler, node, rule);
	limit = arena_alloc(&compiler->set->arena, sizeof *limit);
	if (limit == NULL)
		return diag_memory(compiler->diag);
	literal.node = node;
	rule->limits = limit;
	rule->limit_count = 1;
	return read_limit(compiler, rule, &literal, limit);
}
