#include "enroll/rule_look.h"
#include "enroll/rule_parts.h"

enum { SPAN_DAYS_MAX = 300 * 366 };

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

/* The dates between which a test of age or months passes on the day. */
static void set_dates(struct rule_brief *brief, const struct rule_limit *limit,
		      struct date day)
{
	const struct rule *rule = brief->rule;

	brief->low = limit->high == INT64_MAX
			     ? INT64_MIN
			     : first_within(rule, day, limit->high);
	brief->high = limit->low == INT64_MIN
			      ? INT64_MAX
			      : first_within(rule, day, limit->low - 1) - 1;
}

static void set_words(struct rule_brief *brief, const struct rule_limit *limit)
{
	if (!limit->words.coded)
		return;
	brief->kind = BRIEF_WORDS;
	brief->codes = brief->rule->test == RULE_NONE_OF ? ~limit->words.codes
							 : limit->words.codes;
	/* What isn't known may be missing. */
	brief->codes &=
		~(UINT32_C(1) << WORDS_EMPTY | UINT32_C(1) << WORDS_OTHER);
}

/* What the rule tests on the day; stays BRIEF_ASK where that is not plain. */
static void set_test(struct rule_brief *brief, struct date day)
{
	const struct rule *rule = brief->rule;
	const struct rule_limit *limit = rule_find_limit(rule, day);

	if (rule->source.kind != SOURCE_APPLICATION)
		return;
	brief->field = (unsigned char)rule->source.index;
	if (rule->test == RULE_PRESENT) {
		brief->kind = BRIEF_PRESENT;
	} else if (limit == NULL || !limit->known) {
		return;
	} else if (rule->test >= RULE_EQUALS && rule->test <= RULE_NONE_OF) {
		set_words(brief, limit);
	} else if (application_field_is_number(brief->field) &&
		   rule->test != RULE_MATCHES) {
		brief->kind = BRIEF_NUMBER;
		brief->low = limit->low;
		brief->high = limit->high;
		if (rule->test >= RULE_AGE_AT_LEAST)
			set_dates(brief, limit, day);
	}
}

/* False where a condition can't be told from a code. */
static bool set_conditions(struct rule_brief *brief)
{
	const struct rule *rule = brief->rule;

	if (rule->condition_count > BRIEF_CONDITIONS)
		return false;
	for (size_t i = 0; i < rule->condition_count; i++) {
		const struct rule_condition *condition = &rule->conditions[i];

		if (!condition->words.coded)
			return false;
		brief->fields[i] = (unsigned char)condition->source.index;
		brief->field_codes[i] = condition->words.codes;
	}
	brief->condition_count = rule->condition_count;
	return true;
}

enum force { IN_FORCE, NOT_IN_FORCE, FORCE_OPEN };

/* Whether the rule holds for applications of the day. */
static enum force force_of(const struct rule_set *set, const struct rule *rule,
			   struct date applied, struct date *day)
{
	if (rule->offices.count > 0 && set->office_column != COLUMN_NONE)
		return FORCE_OPEN;
	if (rule->offices.count > 0 &&
	    !rule_has_word(&rule->offices, set->office))
		return NOT_IN_FORCE;
	if (rule->day.kind == SOURCE_RUN && set->as_of_known)
		*day = set->as_of;
	else if (rule->day.kind == SOURCE_APPLICATION &&
		 rule->day.index == APPLICATION_APPLIED_AT)
		*day = applied;
	else
		return FORCE_OPEN;
	return date_compare(*day, rule->from) >= 0 &&
			       date_compare(*day, rule->to) <= 0
		       ? IN_FORCE
		       : NOT_IN_FORCE;
}

static void fill_day(const struct rule_set *set, struct rule_day *rule_day,
		     struct date applied)
{
	rule_day->day = applied.days;
	rule_day->known = true;
	rule_day->count = 0;
	for (size_t i = 0; i < set->count; i++) {
		const struct rule *rule = &set->rules[i];
		struct rule_brief brief = {.rule = rule, .kind = BRIEF_ASK};
		struct date day;
		enum force force = force_of(set, rule, applied, &day);

		if (force == NOT_IN_FORCE)
			continue;
		if (force == IN_FORCE && set_conditions(&brief))
			set_test(&brief, day);
		rule_day->rules[rule_day->count++] = brief;
	}
}

bool rule_set_make_days(struct rule_set *set)
{
	set->days = arena_array(&set->arena, RULE_DAYS, sizeof *set->days);
	for (size_t i = 0; set->days != NULL && i < RULE_DAYS; i++) {
		set->days[i].rules = arena_array(&set->arena, set->count + 1,
						 sizeof *set->days[i].rules);
		if (set->days[i].rules == NULL)
			return false;
	}
	return set->days != NULL;
}

const struct rule_day *rule_set_day(const struct rule_set *set,
				    const struct application *application)
{
	struct rule_day *day;

	if (application->applied_is != DATE_KNOWN)
		return NULL;
	day = &set->days[(uint32_t)application->applied.days % RULE_DAYS];
	if (!day->known || day->day != application->applied.days)
		fill_day(set, day, application->applied);
	return day;
}

/* Whether the rule plainly passes, or plainly does not apply. */
static bool is_silent(const struct rule_brief *brief,
		      const struct application *application)
{
	unsigned field = brief->field;

	for (size_t i = 0; i < brief->condition_count; i++)
		if ((brief->field_codes[i] >>
			     application->codes[brief->fields[i]] &
		     1) == 0)
			return true;
	switch (brief->kind) {
	case BRIEF_ASK:
		return false;
	case BRIEF_PRESENT:
		return application->fields[field].length > 0 &&
		       (application->unknown_words >> field & 1) == 0;
	case BRIEF_WORDS:
		return (brief->codes >> application->codes[field] & 1) != 0;
	case BRIEF_NUMBER:
		return (application->numbers_known >> field & 1) != 0 &&
		       application->numbers[field] >= brief->low &&
		       application->numbers[field] <= brief->high;
	}
	return false;
}

const struct rule *rule_set_next(const struct rule_set *set,
				 const struct rule_day *day,
				 const struct application *application,
				 size_t *at)
{
	if (day == NULL)
		return *at < set->count ? &set->rules[(*at)++] : NULL;
	while (*at < day->count) {
		const struct rule_brief *brief = &day->rules[(*at)++];

		if (!is_silent(brief, application))
			return brief->rule;
	}
	return NULL;
}
