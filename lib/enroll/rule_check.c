#include "enroll/rule_look.h"

#include "base/number.h"

static void find_missing(struct rule_finding *finding, struct slice field)
{
	finding->result = RULE_MISSING;
	finding->missing = field;
}

/* The age or the months from a date to the day. */
static void measure_since(struct rule_finding *finding, struct date since,
			  struct date day)
{
	enum rule_test test = finding->rule->test;
	bool years = finding->rule->source.kind == SOURCE_AGE ||
		     (test >= RULE_AGE_AT_LEAST && test <= RULE_AGE_BETWEEN);

	finding->is_number = true;
	finding->number = years ? date_years_between(since, day)
				: date_months_between(since, day);
}

static void measure_date(struct rule_finding *finding,
			 const struct application *application, struct date day)
{
	struct date since;

	if (rule_source_date(&finding->rule->source, application, &since))
		measure_since(finding, since, day);
	else
		find_missing(finding, finding->rule->source.name);
}

static void measure_derived(struct rule_finding *finding,
			    const struct application *application,
			    const struct rule_context *context, struct date day)
{
	bool age = finding->rule->source.kind == SOURCE_AGE;

	if (finding->rule->source.kind == SOURCE_HOUSEHOLD) {
		finding->is_number = true;
		finding->number = context->household_place;
		if (application->fields[APPLICATION_KK].length == 0)
			find_missing(finding, SLICE("kk"));
	} else if (age && application->birth_is == DATE_KNOWN) {
		measure_since(finding, application->birth, day);
	} else if (!age && application->layoff_is == DATE_KNOWN) {
		measure_since(finding, application->layoff, day);
	} else {
		find_missing(finding,
			     age ? SLICE("birth_date") : SLICE("layoff_date"));
	}
}

static void measure_plain(struct rule_finding *finding,
			  const struct application *application)
{
	const struct rule_source *source = &finding->rule->source;
	struct date date;

	finding->is_number = true;
	if (source->number == NUMBER_DATE) {
		finding->is_date = true;
		if (rule_source_date(source, application, &date)) {
			finding->number = date.days;
			return;
		}
	} else if (number_parse(rule_source_text(source, application),
				&finding->number)) {
		return;
	}
	find_missing(finding, source->name);
}

static void decide_number(struct rule_finding *finding)
{
	bool within = finding->number >= finding->limit->low &&
		      finding->number <= finding->limit->high;

	finding->result = within ? RULE_PASSES : RULE_FAILS;
}

static void decide_text(struct rule_finding *finding,
			const struct application *application)
{
	const struct rule *rule = finding->rule;
	const struct rule_limit *limit = finding->limit;
	bool passes;

	finding->text = rule_source_text(&rule->source, application);
	if (finding->text.length == 0) {
		find_missing(finding, rule->source.name);
		return;
	}
	if (rule->test == RULE_MATCHES) {
		regmatch_t range = {0, (regoff_t)finding->text.length};

		passes = regexec(limit->pattern, finding->text.data, 1, &range,
				 REG_STARTEND) == 0;
	} else {
		passes = rule_fits_words(&limit->words, &rule->source,
					 application) !=
			 (rule->test == RULE_NONE_OF);
	}
	finding->result = passes ? RULE_PASSES : RULE_FAILS;
}

/* The field is measured as its test asks; missing leaves a result. */
static void measure(struct rule_finding *finding,
		    const struct application *application,
		    const struct rule_context *context, struct date day)
{
	const struct rule *rule = finding->rule;

	if (rule->test >= RULE_AGE_AT_LEAST)
		measure_date(finding, application, day);
	else if (rule->source.kind != SOURCE_APPLICATION &&
		 rule->source.kind != SOURCE_COLUMN)
		measure_derived(finding, application, context, day);
	else
		measure_plain(finding, application);
}

static void decide(const struct rule *rule,
		   const struct application *application,
		   const struct rule_context *context, struct date day,
		   struct rule_finding *finding)
{
	finding->limit = rule_find_limit(rule, day);
	if (rule->test == RULE_PRESENT) {
		finding->text = rule_source_text(&rule->source, application);
		finding->result = RULE_PASSES;
		if (finding->text.length == 0)
			find_missing(finding, rule->source.name);
	} else if (finding->limit == NULL || !finding->limit->known) {
		finding->result = RULE_UNSET;
	} else if (rule->test >= RULE_EQUALS && rule->test <= RULE_MATCHES &&
		   rule->source.kind <= SOURCE_COLUMN) {
		decide_text(finding, application);
	} else {
		measure(finding, application, context, day);
		if (finding->result == RULE_OFF)
			decide_number(finding);
	}
}

void rule_check(const struct rule_set *set, const struct rule *rule,
		const struct application *application,
		const struct rule_context *context,
		struct rule_finding *finding)
{
	struct date day;

	*finding = (struct rule_finding){.rule = rule};
	if (!rule_office_fits(set, rule, application) ||
	    !rule_conditions_hold(rule, application))
		return;
	if (!rule_find_day(set, rule, application, &day)) {
		find_missing(finding, rule->day.name);
		return;
	}
	finding->day = day;
	finding->day_known = true;
	if (date_compare(day, rule->from) < 0 ||
	    date_compare(day, rule->to) > 0)
		return;
	decide(rule, application, context, day, finding);
}

bool rule_finding_fails(const struct rule_finding *finding)
{
	return finding->result == RULE_FAILS ||
	       (finding->result == RULE_MISSING &&
		finding->rule->on_missing == RULE_FAIL_ABSENT);
}

bool rule_finding_asks(const struct rule_finding *finding)
{
	return finding->result == RULE_MISSING &&
	       finding->rule->on_missing == RULE_ASK;
}
