#include "match/rules.h"

#include "match/rules_parts.h"

static bool load_tiers(struct match_rules *rules,
		       const struct policy_node *node, struct arena *arena,
		       struct diag *diag)
{
	static const char *const keys[] = {"name", "when", NULL};

	if (node->kind != POLICY_LIST || node->count > RULES_TIERS_MAX)
		return policy_fail(node, diag, "tiers is a list of at most %d",
				   RULES_TIERS_MAX);
	rules->tiers = arena_array(arena, node->count, sizeof *rules->tiers);
	if (rules->tiers == NULL && node->count > 0)
		return diag_memory(diag);
	for (size_t i = 0; i < node->count; i++) {
		const struct policy_node *tier = node->items[i], *name;

		if (!policy_check_keys(tier, keys, diag) ||
		    (name = policy_require(tier, "name", diag)) == NULL ||
		    !policy_text(name, &rules->tiers[i].name, diag) ||
		    !condition_load(&rules->tiers[i].when,
				    policy_get(tier, "when"), arena, diag))
			return false;
	}
	rules->tier_count = node->count;
	return true;
}

static bool load_bonus(struct bonus_rule *bonus, const struct policy_node *node,
		       struct arena *arena, struct diag *diag)
{
	static const char *const keys[] = {"points", "same", "when", NULL};
	const struct policy_node *points, *same;

	if (!policy_check_keys(node, keys, diag) ||
	    (points = policy_require(node, "points", diag)) == NULL ||
	    (same = policy_require(node, "same", diag)) == NULL ||
	    !policy_integer(points, &bonus->points, diag) ||
	    !policy_text(same, &bonus->same, diag))
		return false;
	if (bonus->points < 0 || bonus->points > 1000000)
		return policy_fail(points, diag,
				   "points are from 0 to 1000000");
	return condition_load(&bonus->when, policy_get(node, "when"), arena,
			      diag);
}

static bool load_bonuses(struct match_rules *rules,
			 const struct policy_node *node, struct arena *arena,
			 struct diag *diag)
{
	if (node->kind != POLICY_LIST || node->count > RULES_BONUSES_MAX)
		return policy_fail(node, diag, "bonus is a list of at most %d",
				   RULES_BONUSES_MAX);
	for (size_t i = 0; i < node->count; i++) {
		if (!load_bonus(&rules->bonuses[i], node->items[i], arena,
				diag))
			return false;
	}
	rules->bonus_count = node->count;
	return true;
}

static enum then_kind kind_of_name(struct slice field)
{
	return slice_ends(field, "_date") || slice_ends(field, "_at") ||
			       slice_ends(field, "_on")
		       ? THEN_DATE
		       : THEN_NUMBER;
}

static bool load_then(struct then_rule *then, const struct policy_node *node,
		      struct diag *diag)
{
	static const char *const keys[] = {"field", "order", "kind", NULL};
	static const char *const orders[] = {"ascending", "descending", NULL};
	static const char *const kinds[] = {"date", "number", "flag", NULL};
	const struct policy_node *field, *order, *kind;
	size_t word = 0;

	if (!policy_check_keys(node, keys, diag) ||
	    (field = policy_require(node, "field", diag)) == NULL ||
	    !policy_text(field, &then->field, diag))
		return false;
	order = policy_get(node, "order");
	if (order != NULL && !policy_word(order, orders, &word, diag))
		return false;
	then->descending = word == 1;
	then->kind = kind_of_name(then->field);
	kind = policy_get(node, "kind");
	if (kind == NULL)
		return true;
	if (!policy_word(kind, kinds, &word, diag))
		return false;
	then->kind = (enum then_kind)word;
	return true;
}

static bool load_thens(struct match_rules *rules,
		       const struct policy_node *node, struct diag *diag)
{
	if (node->kind != POLICY_LIST || node->count > RULES_THEN_MAX)
		return policy_fail(node, diag, "then is a list of at most %d",
				   RULES_THEN_MAX);
	for (size_t i = 0; i < node->count; i++) {
		if (!load_then(&rules->then[i], node->items[i], diag))
			return false;
	}
	rules->then_count = node->count;
	return true;
}

static bool load_priority(struct match_rules *rules,
			  const struct policy_node *section,
			  struct arena *arena, struct diag *diag)
{
	static const char *const keys[] = {"tiers", "score", "bonus", "then",
					   NULL};
	const struct policy_node *node;

	if (!policy_check_keys(section, keys, diag))
		return false;
	if ((node = policy_get(section, "tiers")) != NULL &&
	    !load_tiers(rules, node, arena, diag))
		return false;
	if ((node = policy_get(section, "score")) != NULL &&
	    !policy_text(node, &rules->score, diag))
		return false;
	if ((node = policy_get(section, "bonus")) != NULL &&
	    !load_bonuses(rules, node, arena, diag))
		return false;
	if ((node = policy_get(section, "then")) != NULL &&
	    !load_thens(rules, node, diag))
		return false;
	return true;
}

bool rules_load(struct match_rules *rules, const struct policy *policy,
		struct arena *arena, struct diag *diag)
{
	const struct policy_node *section;

	*rules = (struct match_rules){.budget_rupiah = -1};
	if (policy == NULL)
		return true;
	section = policy_section(policy, "priority");
	if (section != NULL && !load_priority(rules, section, arena, diag))
		return false;
	section = policy_section(policy, "match");
	return section == NULL || rules_load_match(rules, section, arena, diag);
}
