#include "report/setup.h"

/* The stages a target may name. */
static const char *const stages[] = {"applied", "accepted",  "placed",
				     "started", "completed", "certified",
				     "working", NULL};

static const enum totals_measure stage_measures[] = {
	TOTALS_APPLIED,	  TOTALS_ACCEPTED,  TOTALS_PLACED, TOTALS_STARTED,
	TOTALS_COMPLETED, TOTALS_CERTIFIED, TOTALS_WORKING};

static bool optional_text(const struct policy_node *map, const char *key,
			  struct slice *text, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	return node == NULL || policy_text(node, text, diag);
}

static bool optional_date(const struct policy_node *map, const char *key,
			  struct date *date, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	return node == NULL || policy_date(node, date, diag);
}

static bool optional_count(const struct policy_node *map, const char *key,
			   int64_t least, int64_t *number, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	if (node == NULL)
		return true;
	if (!policy_integer(node, number, diag))
		return false;
	return *number >= least ||
	       policy_fail(node, diag, "'%s' is %lld; at least %lld", key,
			   (long long)*number, (long long)least);
}

static bool read_office(const struct policy_node *office, struct setup *setup,
			struct diag *diag)
{
	return office == NULL ||
	       (optional_text(office, "code", &setup->office_code, diag) &&
		optional_text(office, "name", &setup->office_name, diag) &&
		optional_text(office, "zone", &setup->zone, diag));
}

static bool read_target(const struct policy_node *node, struct target *target,
			struct diag *diag)
{
	static const char *const known[] = {"name",  "stage",  "from", "to",
					    "value", "source", NULL};
	const struct policy_node *name, *stage, *value;
	size_t index;

	*target = (struct target){.from = DATE_EARLIEST, .to = DATE_LATEST};
	if (!policy_check_keys(node, known, diag))
		return false;
	name = policy_require(node, "name", diag);
	stage = name == NULL ? NULL : policy_require(node, "stage", diag);
	value = stage == NULL ? NULL : policy_require(node, "value", diag);
	if (value == NULL || !policy_text(name, &target->name, diag) ||
	    !policy_word(stage, stages, &index, diag) ||
	    !optional_count(node, "value", 1, &target->value, diag) ||
	    !optional_date(node, "from", &target->from, diag) ||
	    !optional_date(node, "to", &target->to, diag) ||
	    !optional_text(node, "source", &target->source, diag))
		return false;
	target->stage = slice_of(stages[index]);
	target->measure = stage_measures[index];
	return date_compare(target->from, target->to) <= 0 ||
	       policy_fail(node, diag, "the target ends before it begins");
}

static bool read_targets(const struct policy_node *targets, struct setup *setup,
			 struct diag *diag)
{
	if (targets == NULL)
		return true;
	if (targets->kind != POLICY_LIST)
		return policy_fail(targets, diag, "'targets' must be a list");
	if (targets->count > TARGETS_MAX)
		return policy_fail(targets, diag, "more than %d targets",
				   TARGETS_MAX);
	for (size_t i = 0; i < targets->count; i++)
		if (!read_target(targets->items[i], &setup->targets[i], diag))
			return false;
	setup->target_count = targets->count;
	return true;
}

static bool read_budget(const struct policy *policy,
			const struct policy_node *budget, struct date day,
			struct setup *setup, struct diag *diag)
{
	static const char *const known[] = {"amount", "from", "to", "source",
					    NULL};
	const struct policy_node *amount;
	struct policy_value value;

	if (budget == NULL)
		return true;
	if (!policy_check_keys(budget, known, diag))
		return false;
	amount = policy_require(budget, "amount", diag);
	if (amount == NULL ||
	    !policy_resolve(policy, amount, day, &value, diag) ||
	    !policy_money(value.node, &setup->budget, diag) ||
	    !optional_date(budget, "from", &setup->budget_from, diag) ||
	    !optional_date(budget, "to", &setup->budget_to, diag) ||
	    !optional_text(budget, "source", &setup->budget_source, diag))
		return false;
	setup->has_budget = true;
	return setup->budget.rupiah > 0 ||
	       policy_fail(amount, diag, "a budget is more than Rp0");
}

static bool read_listed(const struct policy_node *listed, struct setup *setup,
			struct diag *diag)
{
	static const char *const known[] = {"value", "source", NULL};

	if (listed == NULL)
		return true;
	setup->has_listed = true;
	return policy_check_keys(listed, known, diag) &&
	       policy_require(listed, "value", diag) != NULL &&
	       optional_count(listed, "value", 1, &setup->listed, diag) &&
	       optional_text(listed, "source", &setup->listed_source, diag);
}

static bool read_follow_ups(const struct policy_node *days, struct setup *setup,
			    struct diag *diag)
{
	if (days == NULL)
		return true;
	if (days->kind != POLICY_LIST || days->count > FOLLOW_UPS_MAX)
		return policy_fail(days, diag,
				   "'follow_up_days' must be a list of at most "
				   "%d numbers of days",
				   FOLLOW_UPS_MAX);
	for (size_t i = 0; i < days->count; i++) {
		int64_t *day = &setup->follow_ups[i];

		if (!policy_integer(days->items[i], day, diag))
			return false;
		if (*day < 1 || *day > 3650 ||
		    (i > 0 && *day <= setup->follow_ups[i - 1]))
			return policy_fail(days->items[i], diag,
					   "'follow_up_days' must rise, from 1 "
					   "to 3650");
	}
	setup->follow_up_count = days->count;
	return true;
}

static bool read_title(const struct policy_node *title, enum language language,
		       struct setup *setup, struct diag *diag)
{
	static const char *const known[] = {"id", "en", NULL};

	if (title == NULL)
		return true;
	return policy_check_keys(title, known, diag) &&
	       optional_text(title, language == LANGUAGE_ID ? "id" : "en",
			     &setup->title, diag);
}

static bool read_public(const struct policy_node *public, struct setup *setup,
			struct diag *diag)
{
	static const char *const known[] = {"threshold", "disability", NULL};

	return public == NULL ||
	       (policy_check_keys(public, known, diag) &&
		optional_count(public, "threshold", 3, &setup->threshold,
			       diag) &&
		optional_count(public, "disability", 3,
			       &setup->disability_threshold, diag));
}

static void set_defaults(struct setup *setup)
{
	static const int64_t days[] = {30, 90, 180};

	*setup = (struct setup){
		.budget_from = DATE_EARLIEST,
		.budget_to = DATE_LATEST,
		.follow_up_count = 3,
		.agreement_days = AGREEMENT_DAYS_MIN,
		.threshold = PUBLIC_THRESHOLD,
		.disability_threshold = PUBLIC_THRESHOLD,
	};
	for (size_t i = 0; i < 3; i++)
		setup->follow_ups[i] = days[i];
}

bool setup_load(const struct policy *policy, struct date day,
		enum language language, struct setup *setup, struct diag *diag)
{
	static const char *const known[] = {
		"title",	  "listed", "budget", "follow_up_days",
		"agreement_days", "public", NULL};
	const struct policy_node *report;

	set_defaults(setup);
	if (policy == NULL)
		return true;
	report = policy_section(policy, "report");
	if (!read_office(policy_section(policy, "office"), setup, diag) ||
	    !read_targets(policy_section(policy, "targets"), setup, diag))
		return false;
	if (report == NULL)
		return true;
	return policy_check_keys(report, known, diag) &&
	       read_title(policy_get(report, "title"), language, setup, diag) &&
	       read_listed(policy_get(report, "listed"), setup, diag) &&
	       read_budget(policy, policy_get(report, "budget"), day, setup,
			   diag) &&
	       read_follow_ups(policy_get(report, "follow_up_days"), setup,
			       diag) &&
	       optional_count(report, "agreement_days", 0,
			      &setup->agreement_days, diag) &&
	       read_public(policy_get(report, "public"), setup, diag);
}
