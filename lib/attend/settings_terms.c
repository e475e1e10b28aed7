/*
 * What the policy says about one day.
 */
#include "attend/settings.h"

bool settings_number(const struct settings *settings, const char *key,
		     struct date day, int *number, struct diag *diag)
{
	const struct policy_node *node = policy_get(settings->attendance, key);
	struct policy_value value;
	int64_t found;

	*number = SETTING_UNSET;
	if (node == NULL || (node->kind == POLICY_LIST && node->count == 0))
		return true;
	if (node->kind == POLICY_SCALAR && !node->quoted &&
	    slice_starts(node->scalar, "$")) {
		struct slice name = slice_part(node->scalar, 1, SIZE_MAX);
		enum policy_lookup lookup =
			policy_value(settings->policy, name, day, &value, diag);

		if (lookup == POLICY_UNSET)
			return true;
		if (lookup == POLICY_UNKNOWN)
			return policy_fail(node, diag, "\"%s\": %s", key,
					   diag->message);
		node = value.node;
	}
	if (!policy_integer(node, &found, diag))
		return false;
	if (found < 0 || found > 1440)
		return policy_fail(node, diag,
				   "\"%s\" must be between 0 and 1440", key);
	*number = (int)found;
	return true;
}

static bool is_percent(const struct settings *settings, int number,
		       const char *key, struct diag *diag)
{
	return number <= 100 ||
	       policy_fail(policy_get(settings->attendance, key), diag,
			   "\"%s\" is a percentage: at most 100", key);
}

bool settings_terms(struct settings *settings, struct date day,
		    struct terms *terms, struct diag *diag)
{
	size_t place = (uint32_t)day.days % SETTINGS_CACHE;

	if (settings->cached[place].days == day.days) {
		*terms = settings->cache[place];
		return true;
	}
	if (!settings_number(settings, "completion_percent", day,
			     &terms->completion_percent, diag) ||
	    !settings_number(settings, "payable_percent", day,
			     &terms->payable_percent, diag) ||
	    !settings_number(settings, "present_percent", day,
			     &terms->present_percent, diag) ||
	    !settings_number(settings, "late_after_minutes", day,
			     &terms->late_after_minutes, diag) ||
	    !settings_number(settings, "early_before_minutes", day,
			     &terms->early_before_minutes, diag) ||
	    !settings_number(settings, "grace_minutes", day,
			     &terms->grace_minutes, diag) ||
	    !settings_number(settings, "in_person_capacity_percent", day,
			     &terms->in_person_capacity_percent, diag))
		return false;
	if (!is_percent(settings, terms->completion_percent,
			"completion_percent", diag) ||
	    !is_percent(settings, terms->payable_percent, "payable_percent",
			diag) ||
	    !is_percent(settings, terms->present_percent, "present_percent",
			diag) ||
	    !is_percent(settings, terms->in_person_capacity_percent,
			"in_person_capacity_percent", diag))
		return false;
	if (terms->grace_minutes == SETTING_UNSET)
		terms->grace_minutes = 0;
	if (terms->in_person_capacity_percent == SETTING_UNSET)
		terms->in_person_capacity_percent = 100;
	settings->cache[place] = *terms;
	settings->cached[place] = day;
	return true;
}

const struct regional_rule *settings_regional(const struct settings *settings,
					      struct date day)
{
	for (size_t i = 0; i < settings->regional_count; i++) {
		const struct regional_rule *rule = settings->regional + i;

		if (date_compare(rule->from, day) <= 0 &&
		    date_compare(day, rule->to) <= 0)
			return rule;
	}
	return NULL;
}

enum settings_mode settings_mode_on(const struct settings *settings,
				    struct slice class_id, struct date day)
{
	enum settings_mode mode = MODE_ANY;

	for (size_t i = 0; i < settings->mode_count; i++) {
		const struct mode_change *change = settings->modes + i;

		if (date_compare(change->from, day) <= 0 &&
		    date_compare(day, change->to) <= 0 &&
		    (change->class_id.length == 0 ||
		     slice_equal(change->class_id, class_id)))
			mode = change->mode;
	}
	return mode;
}

enum settings_mode settings_mode_parse(struct slice text)
{
	static const struct {
		const char *word;
		enum settings_mode mode;
	} words[] = {
		{"in_person", MODE_IN_PERSON},	{"in person", MODE_IN_PERSON},
		{"tatap muka", MODE_IN_PERSON}, {"tatap_muka", MODE_IN_PERSON},
		{"luring", MODE_IN_PERSON},	{"offline", MODE_IN_PERSON},
		{"online", MODE_ONLINE},	{"daring", MODE_ONLINE},
		{"blended", MODE_BLENDED},	{"campuran", MODE_BLENDED},
		{"hybrid", MODE_BLENDED},
	};

	text = slice_trim(text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_ignoring_case(text, slice_of(words[i].word)))
			return words[i].mode;
	return MODE_ANY;
}

const char *settings_mode_name(enum settings_mode mode)
{
	static const char *const mode_names[] = {"", "in_person", "online",
						 "blended"};

	return mode_names[mode];
}
