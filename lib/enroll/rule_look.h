/*
 * How a rule looks at an application; for rule_check.c, which measures, and
 * rule_day.c, which looks briefly.
 */
#ifndef ENROLL_RULE_LOOK_H
#define ENROLL_RULE_LOOK_H

#include "enroll/rule.h"

/*
 * The text a rule sees. A word that is none of its field's is not known: it is
 * asked for, and what stands in the cell may be anything.
 */
static inline struct slice
rule_source_text(const struct rule_source *source,
		 const struct application *application)
{
	if (source->kind == SOURCE_APPLICATION &&
	    (application->unknown_words >> source->index & 1) != 0)
		return (struct slice){0};
	if (source->kind == SOURCE_APPLICATION)
		return application->fields[source->index];
	if (source->kind == SOURCE_COLUMN)
		return slice_trim(
			record_field(application->record, source->index));
	return (struct slice){0};
}

/* A date field, from what was parsed once where it was. */
static inline bool rule_source_date(const struct rule_source *source,
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
	return date_parse(rule_source_text(source, application), date);
}

static inline bool rule_has_word(const struct rule_words *words,
				 struct slice text)
{
	for (size_t i = 0; i < words->count; i++)
		if (slice_equal_ignoring_case(words->all[i], text))
			return true;
	return false;
}

/* Whether a field has one of the words. */
static inline bool rule_fits_words(const struct rule_words *words,
				   const struct rule_source *source,
				   const struct application *application)
{
	if (words->coded)
		return (words->codes >> application->codes[source->index] &
			1) != 0;
	return rule_has_word(words, rule_source_text(source, application));
}

/* An empty field fits only where the condition lists "". */
static inline bool rule_conditions_hold(const struct rule *rule,
					const struct application *application)
{
	for (size_t i = 0; i < rule->condition_count; i++)
		if (!rule_fits_words(&rule->conditions[i].words,
				     &rule->conditions[i].source, application))
			return false;
	return true;
}

static inline bool rule_office_fits(const struct rule_set *set,
				    const struct rule *rule,
				    const struct application *application)
{
	struct slice office;

	if (rule->offices.count == 0)
		return true;
	office = record_field(application->record, set->office_column);
	if (office.length == 0)
		office = set->office;
	return rule_has_word(&rule->offices, office);
}

/* The day on which the rule looks; false where it is not known. */
static inline bool rule_find_day(const struct rule_set *set,
				 const struct rule *rule,
				 const struct application *application,
				 struct date *day)
{
	if (rule->day.kind == SOURCE_RUN) {
		*day = set->as_of;
		return set->as_of_known;
	}
	return rule_source_date(&rule->day, application, day);
}

static inline const struct rule_limit *rule_find_limit(const struct rule *rule,
						       struct date day)
{
	for (size_t i = 0; i < rule->limit_count; i++)
		if (date_compare(day, rule->limits[i].until) <= 0)
			return &rule->limits[i];
	return NULL;
}

#endif
