#include "enroll/rule.h"

#include "base/number.h"

enum { SPAN_DAYS_MAX = 300 * 366 };

static struct slice source_text(const struct rule_source *source,
				const struct application *application)
{
	if (source->kind == SOURCE_APPLICATION)
		return application->fields[source->index];
	if (source->kind == SOURCE_COLUMN)
		return slice_trim(
			record_field(application->record, source->index));
	return (struct slice){0};
}

/* A date field, from what was parsed once where it was. */
static bool source_date(const struct rule_source *source,
			const struct application *application,
			struct date *date)
{
	enum application_date is = DATE_ABSENT;

	if (source->kind == SOURCE_APPLICATION) {
		switch (source->index) {
		case APPLICATION_BIRTH_DATE:
			*date = application->birth;
			is = application->birth_is;
			return is == DATE_KNOWN;
		case APPLICATION_LAYOFF_DATE:
			*date = application->layoff;
			is = application->layoff_is;
			return is == DATE_KNOWN;
		case APPLICATION_APPLIED_AT:
			*date = application->applied;
			is = application->applied_is;
			return is == DATE_KNOWN;
		default:
			break;
		}
	}
	return date_parse(source_text(source, application), date);
}

static bool has_word(const struct rule_words *words, struct slice text)
{
	for (size_t i = 0; i < words->count; i++)
		if (slice_equal_ignoring_case(words->all[i], text))
			return true;
	return false;
}

/* Whether a field has one of the words. */
static bool fits_words(const struct rule_words *words,
		       const struct rule_source *source,
		       const struct application *application)
{
	if (words->coded)
		return (words->codes >> application->codes[source->index] &
			1) != 0;
	return has_word(words, source_text(source, application));
}

/* An empty field fits only where the condition lists "". */
static bool conditions_hold(const struct rule *rule,
			    const struct application *application)
{
	for (size_t i = 0; i < rule->condition_count; i++)
		if (!fits_words(&rule->conditions[i].words,
				&rule->conditions[i].source, application))
			return false;
	return true;
}

static bool office_fits(const struct rule_set *set, const struct rule *rule,
			const struct application *application)
{
	struct slice office;

	if (rule->offices.count == 0)
		return true;
	office = record_field(application->record, set->office_column);
	if (office.length == 0)
		office = set->office;
	return has_word(&rule->offices, office);
}

static void find_missing(struct rule_finding *finding, struct slice field)
{
	finding->result = RULE_MISSING;
	finding->missing = field;
}

/* The day on which the rule looks; false where it is not known. */
static bool find_day(const struct rule_set *set, const struct rule *rule,
		     const struct application *application, struct date *day)
{
	if (rule->day.kind == SOURCE_RUN) {
		*day = set->as_of;
		return set->as_of_known;
	}
	return source_date(&rule->day, application, day);
}

static const struct rule_limit *find_limit(const struct rule *rule,
					   struct date day)
{
	for (size_t i = 0; i < rule->limit_count; i++)
		if (date_compare(day, rule->limits[i].until) <= 0)
			return &rule->limits[i];
	return NULL;
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

static int64_t span(const struct rule *rule, struct date since, struct date day)
{
	return rule->test <= RULE_AGE_BETWEEN ? date_years_between(since, day)
					      : date_months_between(since, day);
}

/*
 * The earliest date whose span to the day is at most this: the span falls as
 * the date rises.
 */
static int32_t first_within(const struct rule *rule, struct date day,
			    int64_t most)
{
	int32_t low = day.days - SPAN_DAYS_MAX, high = day.days + SPAN_DAYS_MAX;

	while (low < high) {
		int32_t middle = low + (high - low) / 2;

		if (span(rule, (struct date){middle}, day) <= most)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static const struct rule_window *find_window(const struct rule *rule,
					     const struct rule_limit *limit,
					     struct date day)
{
	struct rule_window *window =
		&rule->windows[(uint32_t)day.days % RULE_WINDOWS];

	if (window->known && window->day == day.days)
		return window;
	*window = (struct rule_window){
		.day = day.days,
		.known = true,
		.earliest = limit->high == INT64_MAX
				    ? INT32_MIN
				    : first_within(rule, day, limit->high),
		.latest = limit->low == INT64_MIN
				  ? INT32_MAX
				  : first_within(rule, day, limit->low - 1) - 1,
	};
	return window;
}

/* Whether a test of age or months passes, without measuring. */
static bool passes_window(const struct rule_finding *finding,
			  const struct application *application,
			  struct date day)
{
	const struct rule_window *window;
	struct date since;

	if (finding->rule->windows == NULL ||
	    !source_date(&finding->rule->source, application, &since))
		return false;
	window = find_window(finding->rule, finding->limit, day);
	return since.days >= window->earliest && since.days <= window->latest;
}

static void measure_date(struct rule_finding *finding,
			 const struct application *application, struct date day)
{
	struct date since;

	if (source_date(&finding->rule->source, application, &since))
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
		if (source_date(source, application, &date)) {
			finding->number = date.days;
			return;
		}
	} else if (number_parse(source_text(source, application),
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

	finding->text = source_text(&rule->source, application);
	if (finding->text.length == 0) {
		find_missing(finding, rule->source.name);
		return;
	}
	if (rule->test == RULE_MATCHES) {
		regmatch_t range = {0, (regoff_t)finding->text.length};

		passes = regexec(limit->pattern, finding->text.data, 1, &range,
				 REG_STARTEND) == 0;
	} else {
		passes =
			fits_words(&limit->words, &rule->source, application) !=
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
	finding->limit = find_limit(rule, day);
	if (rule->test == RULE_PRESENT) {
		finding->text = source_text(&rule->source, application);
		finding->result = RULE_PASSES;
		if (finding->text.length == 0)
			find_missing(finding, rule->source.name);
	} else if (finding->limit == NULL || !finding->limit->known) {
		finding->result = RULE_UNSET;
	} else if (rule->test >= RULE_EQUALS && rule->test <= RULE_MATCHES &&
		   rule->source.kind <= SOURCE_COLUMN) {
		decide_text(finding, application);
	} else if (context->brief && passes_window(finding, application, day)) {
		finding->result = RULE_PASSES;
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
	if (!office_fits(set, rule, application) ||
	    !conditions_hold(rule, application))
		return;
	if (!find_day(set, rule, application, &day)) {
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
