/*
 * What vk-report takes from the policy: the sections office, targets and
 * report (vk-policy(5), "TARGETS AND REPORT"). Nothing has a default but the
 * thresholds and spans that are named here.
 */
#ifndef REPORT_SETUP_H
#define REPORT_SETUP_H

#include "report/totals.h"
#include "stream/policy.h"
#include "value/date.h"
#include "value/language.h"
#include "value/money.h"

enum {
	TARGETS_MAX = 32,
	FOLLOW_UPS_MAX = 6,
	PUBLIC_THRESHOLD = 10,	/* cells below it are not published */
	AGREEMENT_DAYS_MIN = 30 /* an agreement that ends sooner is told */
};

struct target {
	struct slice name, source;
	struct slice stage;	     /* as the policy writes it: "placed" */
	enum totals_measure measure; /* what counts */
	struct date from, to;
	int64_t value;
};

struct setup {
	struct slice office_code, office_name, zone, title;
	struct target targets[TARGETS_MAX];
	size_t target_count;
	bool has_budget, has_listed;
	struct money budget;
	struct date budget_from, budget_to;
	struct slice budget_source, listed_source;
	int64_t listed; /* people on the manpower office's list */
	int64_t follow_ups[FOLLOW_UPS_MAX]; /* days, ascending */
	size_t follow_up_count;
	int64_t agreement_days;
	int64_t threshold, disability_threshold;
};

/*
 * Reads the sections for a day; a policy of NULL gives the defaults. Slices
 * live as long as the policy. Unknown keys and wrong types are told with their
 * position.
 */
bool setup_load(const struct policy *policy, struct date day,
		enum language language, struct setup *setup, struct diag *diag);

#endif
