#include "enroll/rule_parts.h"

enum { RULE_MEMORY_MAX = 16 * 1024 * 1024 };

static const char *const rule_keys[] = {
	"code", "field", "test",    "value",	  "as_of",  "when", "offices",
	"from", "to",	 "on_fail", "on_missing", "source", "say",  NULL};
static const char *const say_keys[] = {"id", "en", NULL};
static const char *const actions[] = {"reject", "review", "warn", NULL};
static const char *const absences[] = {"ask", "fail", "pass", NULL};

static bool read_conditions(const struct rule_compiler *compiler,
			    const struct policy_node *when, struct rule *rule)
{
	struct rule_condition *conditions;

	if (when == NULL)
		return true;
	if (when->kind != POLICY_MAP)
		return policy_fail(when, compiler->diag,
				   "\"when\" must be a map of field: words");
	conditions = arena_array(&compiler->set->arena, when->count,
				 sizeof *conditions);
	if (conditions == NULL)
		return diag_memory(compiler->diag);
	for (size_t i = 0; i < when->count; i++) {
		struct policy_node field = *when->items[i];

		field.kind = POLICY_SCALAR;
		field.scalar = when->keys[i];
		field.place = when->key_places[i];
		if (!rule_find_source(compiler, &field,
				      &conditions[i].source) ||
		    !rule_read_words(compiler, when->items[i],
				     &conditions[i].source,
				     &conditions[i].words))
			return false;
	}
	rule->conditions = conditions;
	rule->condition_count = when->count;
	return true;
}

static bool read_word(const struct rule_compiler *compiler,
		      const struct policy_node *map, const char *key,
		      const char *const *words, size_t *index)
{
	const struct policy_node *node = policy_get(map, key);

	return node == NULL || policy_word(node, words, index, compiler->diag);
}

/* on_fail has to be said; what is missing is asked for unless it is. */
static bool read_outcomes(const struct rule_compiler *compiler,
			  const struct policy_node *map, struct rule *rule)
{
	size_t action = 0, absence = RULE_ASK;

	if (policy_require(map, "on_fail", compiler->diag) == NULL ||
	    !read_word(compiler, map, "on_fail", actions, &action) ||
	    !read_word(compiler, map, "on_missing", absences, &absence))
		return false;
	rule->on_fail = (enum rule_action)action;
	rule->on_missing = (enum rule_absence)absence;
	return true;
}

static bool read_day(const struct rule_compiler *compiler,
		     const struct policy_node *map, struct rule *rule)
{
	const struct policy_node *node = policy_get(map, "as_of");

	if (node == NULL) {
		rule->day =
			(struct rule_source){.kind = SOURCE_APPLICATION,
					     .index = APPLICATION_APPLIED_AT,
					     .name = SLICE("applied_at"),
					     .number = NUMBER_DATE};
		return true;
	}
	if (node->kind == POLICY_SCALAR && slice_is(node->scalar, "run")) {
		compiler->set->needs_as_of = true;
		rule->day = (struct rule_source){.kind = SOURCE_RUN,
						 .name = node->scalar};
		return true;
	}
	rule->day.number = NUMBER_DATE;
	return rule_find_source(compiler, node, &rule->day);
}

static bool read_dates(const struct rule_compiler *compiler,
		       const struct policy_node *map, struct rule *rule)
{
	const struct policy_node *from = policy_get(map, "from");
	const struct policy_node *to = policy_get(map, "to");
	const struct policy_node *offices = policy_get(map, "offices");

	rule->from = DATE_EARLIEST;
	rule->to = DATE_LATEST;
	if ((from != NULL && !policy_date(from, &rule->from, compiler->diag)) ||
	    (to != NULL && !policy_date(to, &rule->to, compiler->diag)))
		return false;
	if (date_compare(rule->from, rule->to) > 0)
		return policy_fail(to, compiler->diag,
				   "\"to\" lies before \"from\"");
	return offices == NULL ||
	       rule_read_list(compiler, offices, &rule->offices);
}

static bool read_texts(const struct rule_compiler *compiler,
		       const struct policy_node *map, struct rule *rule)
{
	const struct policy_node *source = policy_get(map, "source");
	const struct policy_node *say = policy_get(map, "say");
	const struct policy_node *text;

	if (source != NULL &&
	    !policy_text(source, &rule->source_text, compiler->diag))
		return false;
	if (say == NULL)
		return true;
	if (!policy_check_keys(say, say_keys, compiler->diag))
		return false;
	text = policy_get(say, "id");
	if (text != NULL &&
	    !policy_text(text, &rule->say[LANGUAGE_ID], compiler->diag))
		return false;
	text = policy_get(say, "en");
	return text == NULL ||
	       policy_text(text, &rule->say[LANGUAGE_EN], compiler->diag);
}

static bool is_code(struct slice code)
{
	for (size_t i = 0; i < code.length; i++) {
		char byte = code.data[i];

		if ((byte < 'A' || byte > 'Z') && !text_is_digit(byte) &&
		    byte != '-' && byte != '_')
			return false;
	}
	return code.length > 0 && code.length <= 32 &&
	       !slice_starts(code, "V-") && !slice_starts(code, "D-");
}

static bool read_code(const struct rule_compiler *compiler,
		      const struct policy_node *map, struct rule *rule)
{
	const struct policy_node *node =
		policy_require(map, "code", compiler->diag);

	if (node == NULL || !policy_text(node, &rule->code, compiler->diag))
		return false;
	if (!is_code(rule->code))
		return policy_fail(node, compiler->diag,
				   "\"%.*s\" is no code: use A-Z, 0-9, - and "
				   "_, at most 32, and not V- or D- in front",
				   SLICE_PRINT(rule->code));
	for (const struct rule *other = compiler->set->rules; other != rule;
	     other++) {
		bool same_offices =
			other->offices.count == 0 || rule->offices.count == 0;

		if (slice_equal(other->code, rule->code) && same_offices &&
		    date_compare(other->from, rule->to) <= 0 &&
		    date_compare(rule->from, other->to) <= 0)
			return policy_fail(node, compiler->diag,
					   "the code \"%.*s\" is that of the "
					   "rule in line %u, on the same days",
					   SLICE_PRINT(rule->code),
					   other->node->place.line);
	}
	return true;
}

/* Derived fields are numbers: neither dates nor words. */
static bool check_test_fits(const struct rule_compiler *compiler,
			    const struct policy_node *test,
			    const struct rule *rule)
{
	bool derived = rule->source.kind >= SOURCE_AGE;

	if (derived && rule->test > RULE_BETWEEN)
		return policy_fail(test, compiler->diag,
				   "\"%.*s\" is a number; its tests are "
				   "at_least, at_most and between",
				   SLICE_PRINT(rule->source.name));
	return true;
}

static bool read_test(const struct rule_compiler *compiler,
		      const struct policy_node *map, struct rule *rule)
{
	const struct policy_node *field, *test;
	size_t index = 0;

	field = policy_require(map, "field", compiler->diag);
	if (field == NULL || !rule_find_source(compiler, field, &rule->source))
		return false;
	rule->is_personal = schema_is_identity(rule->source.name);
	test = policy_require(map, "test", compiler->diag);
	if (test == NULL ||
	    !policy_word(test, rule_test_words, &index, compiler->diag))
		return false;
	rule->test = (enum rule_test)index;
	return check_test_fits(compiler, test, rule);
}

static bool read_rule(const struct rule_compiler *compiler,
		      const struct policy_node *map, struct rule *rule)
{
	rule->node = map;
	return policy_check_keys(map, rule_keys, compiler->diag) &&
	       read_dates(compiler, map, rule) &&
	       read_code(compiler, map, rule) &&
	       read_test(compiler, map, rule) &&
	       read_day(compiler, map, rule) &&
	       rule_read_limits(compiler, map, rule) &&
	       read_conditions(compiler, policy_get(map, "when"), rule) &&
	       read_outcomes(compiler, map, rule) &&
	       read_texts(compiler, map, rule);
}

static bool read_office(struct rule_set *set, const struct policy *policy,
			struct diag *diag)
{
	static const char *const keys[] = {"code", "name", "districts", "zone",
					   NULL};
	const struct policy_node *office = policy_section(policy, "office");
	const struct policy_node *code;

	if (office == NULL)
		return true;
	if (!policy_check_keys(office, keys, diag))
		return false;
	code = policy_get(office, "code");
	return code == NULL || policy_text(code, &set->office, diag);
}

bool rule_set_init(struct rule_set *set, const struct policy *policy,
		   const struct header *header, struct diag *diag)
{
	const struct rule_compiler compiler = {set, policy, header, diag};
	const struct policy_node *rules = policy_section(policy, "rules");

	*set = (struct rule_set){.office_column =
					 header_find(header, SLICE("office"))};
	arena_init(&set->arena, RULE_MEMORY_MAX);
	if (!read_office(set, policy, diag))
		return false;
	if (rules == NULL)
		return rule_set_make_days(set) || diag_memory(diag);
	if (rules->kind != POLICY_LIST)
		return policy_fail(rules, diag, "\"rules\" must be a list");
	if (rules->count > RULES_MAX)
		return policy_fail(rules, diag, "over %d rules", RULES_MAX);
	for (size_t i = 0; i < rules->count; i++) {
		if (!read_rule(&compiler, rules->items[i], &set->rules[i]))
			return false;
		set->count++;
	}
	return rule_set_make_days(set) || diag_memory(diag);
}

void rule_set_release(struct rule_set *set)
{
	for (size_t i = 0; i < RULES_MAX; i++)
		for (size_t k = 0; k < set->rules[i].limit_count; k++)
			if (set->rules[i].limits[k].pattern != NULL)
				regfree(set->rules[i].limits[k].pattern);
	arena_release(&set->arena);
}

void rule_set_as_of(struct rule_set *set, struct date as_of)
{
	set->as_of = as_of;
	set->as_of_known = true;
	for (size_t i = 0; i < RULE_DAYS; i++)
		set->days[i].known = false;
}
