#include "match/rules_parts.h"

#include "value/money.h"

static bool load_number(const struct policy_node *map, const char *key,
			int64_t *number, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	if (node == NULL)
		return true;
	if (!policy_integer(node, number, diag))
		return false;
	if (*number < 0 || *number > INT32_MAX)
		return policy_fail(node, diag, "'%s' is from 0 to %d", key,
				   INT32_MAX);
	return true;
}

static bool load_text(const struct policy_node *map, const char *key,
		      struct slice *text, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	return node == NULL || policy_text(node, text, diag);
}

static bool load_name(const struct policy_node *map, struct slice *name,
		      struct diag *diag)
{
	const struct policy_node *node = policy_require(map, "name", diag);

	if (node == NULL || !policy_text(node, name, diag))
		return false;
	for (size_t i = 0; i < name->length; i++) {
		if (name->data[i] == ':' || name->data[i] == ',')
			return policy_fail(node, diag,
					   "a name has no ':' and no ','");
	}
	return true;
}

static bool load_courses(struct reserve_rule *reserve,
			 const struct policy_node *node, struct arena *arena,
			 struct diag *diag)
{
	struct slice *courses;

	if (node == NULL)
		return true;
	if (node->kind != POLICY_LIST)
		return policy_fail(node, diag, "courses is a list of ids");
	courses = arena_array(arena, node->count, sizeof *courses);
	if (courses == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < node->count; i++) {
		if (!policy_text(node->items[i], &courses[i], diag))
			return false;
	}
	reserve->courses = courses;
	reserve->course_count = node->count;
	return true;
}

static bool load_reserve(struct reserve_rule *reserve,
			 const struct policy_node *node, struct arena *arena,
			 struct diag *diag)
{
	static const char *const keys[] = {"name", "when", "seats",   "percent",
					   "kind", "fill", "courses", NULL};
	static const char *const kinds[] = {"soft", "hard", NULL};
	static const char *const fills[] = {"first", "after", NULL};
	const struct policy_node *word, *when;
	size_t kind = 0, fill = 0;

	if (!policy_check_keys(node, keys, diag) ||
	    !load_name(node, &reserve->name, diag) ||
	    (when = policy_require(node, "when", diag)) == NULL ||
	    !condition_load(&reserve->when, when, arena, diag) ||
	    !load_number(node, "seats", &reserve->seats, diag) ||
	    !load_number(node, "percent", &reserve->percent, diag) ||
	    !load_courses(reserve, policy_get(node, "courses"), arena, diag))
		return false;
	if ((policy_get(node, "seats") == NULL) ==
		    (policy_get(node, "percent") == NULL) ||
	    reserve->percent > 100)
		return policy_fail(node, diag,
				   "a reserve has either seats or percent "
				   "(at most 100)");
	if ((word = policy_get(node, "kind")) != NULL &&
	    !policy_word(word, kinds, &kind, diag))
		return false;
	if ((word = policy_get(node, "fill")) != NULL &&
	    !policy_word(word, fills, &fill, diag))
		return false;
	reserve->hard = kind == 1;
	reserve->after = fill == 1;
	return true;
}

static bool load_cap(struct cap_rule *cap, const struct policy_node *node,
		     struct arena *arena, struct diag *diag)
{
	static const char *const keys[] = {"name", "max", "where", "each",
					   NULL};

	cap->node = node;
	return policy_check_keys(node, keys, diag) &&
	       load_name(node, &cap->name, diag) &&
	       policy_require(node, "max", diag) != NULL &&
	       load_number(node, "max", &cap->limit, diag) &&
	       condition_load(&cap->where, policy_get(node, "where"), arena,
			      diag) &&
	       load_text(node, "each", &cap->each, diag);
}

static bool load_reserves(struct match_rules *rules,
			  const struct policy_node *node, struct arena *arena,
			  struct diag *diag)
{
	if (node == NULL)
		return true;
	if (node->kind != POLICY_LIST || node->count > RULES_RESERVES_MAX)
		return policy_fail(node, diag,
				   "reserves is a list of at most %d",
				   RULES_RESERVES_MAX);
	for (size_t i = 0; i < node->count; i++) {
		if (!load_reserve(&rules->reserves[i], node->items[i], arena,
				  diag))
			return false;
	}
	rules->reserve_count = node->count;
	return true;
}

static bool load_caps(struct match_rules *rules, const struct policy_node *node,
		      struct arena *arena, struct diag *diag)
{
	if (node == NULL)
		return true;
	if (node->kind != POLICY_LIST || node->count > RULES_CAPS_MAX)
		return policy_fail(node, diag, "caps is a list of at most %d",
				   RULES_CAPS_MAX);
	for (size_t i = 0; i < node->count; i++) {
		if (!load_cap(&rules->caps[i], node->items[i], arena, diag))
			return false;
	}
	rules->cap_count = node->count;
	return true;
}

static bool load_budget(struct match_rules *rules,
			const struct policy_node *node, struct diag *diag)
{
	struct money budget;

	if (node == NULL)
		return true;
	if (!policy_money(node, &budget, diag))
		return false;
	if (budget.rupiah < 0)
		return policy_fail(node, diag, "a budget is not negative");
	rules->budget_rupiah = budget.rupiah;
	return true;
}

static bool load_switches(struct match_rules *rules,
			  const struct policy_node *section, struct diag *diag)
{
	static const char *const lotteries[] = {"person", "course", NULL};
	const struct policy_node *node;
	size_t lottery = 0;

	if ((node = policy_get(section, "lottery")) != NULL &&
	    !policy_word(node, lotteries, &lottery, diag))
		return false;
	rules->lottery_by_course = lottery == 1;
	if ((node = policy_get(section, "leftover")) != NULL &&
	    !policy_boolean(node, &rules->leftover, diag))
		return false;
	rules->in_person_percent =
		policy_get(section, "in_person_capacity_percent");
	return true;
}

bool rules_load_match(struct match_rules *rules,
		      const struct policy_node *section, struct arena *arena,
		      struct diag *diag)
{
	static const char *const keys[] = {
		"seed",	       "key_id",      "commitment",
		"lottery",     "leftover",    "in_person_capacity_percent",
		"reserves",    "caps",	      "budget_rupiah",
		"answer_days", "choices_max", NULL};

	return policy_check_keys(section, keys, diag) &&
	       load_text(section, "seed", &rules->seed, diag) &&
	       load_text(section, "key_id", &rules->key_id, diag) &&
	       load_text(section, "commitment", &rules->commitment, diag) &&
	       load_number(section, "choices_max", &rules->choices_max, diag) &&
	       load_number(section, "answer_days", &rules->answer_days, diag) &&
	       load_switches(rules, section, diag) &&
	       load_budget(rules, policy_get(section, "budget_rupiah"), diag) &&
	       load_reserves(rules, policy_get(section, "reserves"), arena,
			     diag) &&
	       load_caps(rules, policy_get(section, "caps"), arena, diag);
}
