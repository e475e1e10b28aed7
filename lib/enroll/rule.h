/*
 * The policy's rules, compiled: fields to columns, dates and limits to whole
 * numbers, one limit for every period (vk-policy(5), "rules").
 */
#ifndef ENROLL_RULE_H
#define ENROLL_RULE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "enroll/application.h"
#include "stream/policy.h"
#include "value/language.h"

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RULES_MAX = 256 };

/* In the order of rule_compile.c's words. */
enum rule_test {
	RULE_AT_LEAST,
	RULE_AT_MOST,
	RULE_BETWEEN,
	RULE_EQUALS,
	RULE_ONE_OF,
	RULE_NONE_OF,
	RULE_PRESENT,
	RULE_MATCHES, /* a POSIX extended regular expression, anywhere */
	RULE_AGE_AT_LEAST,
	RULE_AGE_AT_MOST,
	RULE_AGE_BETWEEN,
	RULE_MONTHS_AT_LEAST, /* months_since_at_least */
	RULE_MONTHS_AT_MOST,
	RULE_MONTHS_BETWEEN
};

enum rule_action { RULE_REJECT, RULE_REVIEW, RULE_WARN };
enum rule_absence { RULE_ASK, RULE_FAIL_ABSENT, RULE_PASS_ABSENT };

/* Where a rule's field, day or condition is found. */
enum rule_source_kind {
	SOURCE_APPLICATION, /* index is an enum application_field */
	SOURCE_COLUMN,	    /* index is a column of the input, or COLUMN_NONE */
	SOURCE_AGE,	    /* derived: whole years on the rule's day */
	SOURCE_LAYOFF_MONTHS, /* derived: months since layoff_date */
	SOURCE_HOUSEHOLD,     /* derived: place among the KK's applications */
	SOURCE_RUN	      /* the run's own --as-of day */
};

/* How a field's text becomes a number. */
enum rule_number { NUMBER_PLAIN, NUMBER_DATE };

struct rule_source {
	enum rule_source_kind kind;
	size_t index;
	struct slice name;
	enum rule_number number;
};

/*
 * Words that a text is compared with. Where the field has words of its own
 * they are a set of codes; else bytes, without regard to case.
 */
struct rule_words {
	const struct slice *all;
	size_t count;
	uint32_t codes;
	bool coded;
};

/* One limit and the days on which it holds, up to and with until. */
struct rule_limit {
	struct date since, until;
	bool known;		 /* false: the policy has no value then */
	int64_t low, high;	 /* INT64_MIN, INT64_MAX where open */
	struct rule_words words; /* equals, one_of, none_of */
	regex_t *pattern;
	struct slice text; /* as a person reads it: "50", "1-24" */
	struct slice source;
};

struct rule_condition {
	struct rule_source source;
	struct rule_words words;
};

struct rule {
	struct slice code;
	enum rule_test test;
	struct rule_source source;
	bool is_personal;	/* the source is an identity */
	struct rule_source day; /* as_of */
	const struct rule_condition *conditions;
	size_t condition_count;
	struct rule_words offices; /* none: all */
	struct date from, to;
	enum rule_action on_fail;
	enum rule_absence on_missing;
	const struct rule_limit *limits; /* rising until */
	size_t limit_count;
	struct slice value_name; /* of "$age_max", without $; may be empty */
	struct slice source_text;
	struct slice say[2]; /* by enum language; may be empty */
	const struct policy_node *node;
};

/*
 * A rule as it stands for the applications of one day, boiled down to what
 * shows most of them that it has nothing to say.
 */
enum rule_brief_kind {
	BRIEF_ASK,    /* only rule_check knows */
	BRIEF_NUMBER, /* low to high, dates as days since 1970 */
	BRIEF_WORDS,
	BRIEF_PRESENT
};

enum { BRIEF_CONDITIONS = 4 };

struct rule_brief {
	const struct rule *rule;
	enum rule_brief_kind kind;
	unsigned char field; /* enum application_field */
	unsigned char fields[BRIEF_CONDITIONS];
	uint32_t field_codes[BRIEF_CONDITIONS];
	size_t condition_count;
	int64_t low, high;
	uint32_t codes; /* that pass */
};

enum { RULE_DAYS = 64 };

/* The rules in force on one day. */
struct rule_day {
	int32_t day; /* since 1970 */
	bool known;
	struct rule_brief *rules; /* in the policy's order */
	size_t count;
};

struct rule_set {
	struct rule rules[RULES_MAX];
	size_t count;
	struct slice office; /* whose rules hold where no column says */
	size_t office_column;
	struct date as_of;
	bool as_of_known;
	bool needs_as_of;	/* a rule looks from the day of the run */
	bool counts_households; /* a rule asks for household_count */
	struct rule_day *days;	/* RULE_DAYS of them, filled as they come */
	struct arena arena;
};

/*
 * Compiles the policy's "rules" section (none is no rules). The header gives
 * the columns of the input; the set borrows the policy. An unknown key, test,
 * field, office, value or a limit of the wrong type fails with its position.
 * A rule_set is released in any case.
 */
bool rule_set_init(struct rule_set *set, const struct policy *policy,
		   const struct header *header, struct diag *diag);
void rule_set_release(struct rule_set *set);

/* The day for "as_of: run"; without it such rules find their day missing. */
void rule_set_as_of(struct rule_set *set, struct date as_of);

enum rule_result {
	RULE_OFF, /* does not apply to this application */
	RULE_PASSES,
	RULE_FAILS,
	RULE_MISSING, /* something it needs is not known */
	RULE_UNSET    /* the policy has no limit for the day */
};

/* What one rule finds in one application. */
struct rule_finding {
	const struct rule *rule;
	enum rule_result result;
	const struct rule_limit *limit; /* NULL: none was looked up */
	struct date day;		/* the rule's as_of */
	bool day_known;
	struct slice missing; /* RULE_MISSING: the field that is not known */
	struct slice text;    /* what was tested; empty for a number */
	int64_t number;	      /* age, months, rupiah, days since 1970 */
	bool is_number, is_date;
};

/* What the rules know besides the application itself. */
struct rule_context {
	int64_t household_place; /* from 1; 0: not known yet */
};

/*
 * The rules for the day of the application; NULL where that is not known.
 * Borrowed until the next call.
 */
const struct rule_day *rule_set_day(const struct rule_set *set,
				    const struct application *application);

/*
 * The next rule that may have something to say about the application, in the
 * policy's order; NULL after the last. *at starts at 0. Those passed over
 * plainly pass or do not apply.
 */
const struct rule *rule_set_next(const struct rule_set *set,
				 const struct rule_day *day,
				 const struct application *application,
				 size_t *at);

/* Checks one rule. The finding borrows the rule and the application. */
void rule_check(const struct rule_set *set, const struct rule *rule,
		const struct application *application,
		const struct rule_context *context,
		struct rule_finding *finding);

/*
 * Whether the finding counts as failed: it fails, or what it needs is missing
 * and the rule says that this is a failure.
 */
bool rule_finding_fails(const struct rule_finding *finding);

/* Whether something has to be asked for before the rule can be decided. */
bool rule_finding_asks(const struct rule_finding *finding);

/* Whether it passes or fails: else there is no value to tell. */
bool rule_was_decided(const struct rule_finding *finding);

/* "pass", "fail", "missing", "unset", "off". Static. */
const char *rule_result_word(enum rule_result result);

/* The source of the limit, else of the rule; may be empty. */
struct slice rule_finding_source(const struct rule_finding *finding);

/*
 * The value and the limit as text for a reason, appended: "52" and "50". An
 * identity, and text that holds one, is given as "*". Commas, colons and blanks
 * become "_".
 */
bool rule_value_text(const struct rule_finding *finding, struct strbuf *out);
bool rule_limit_text(const struct rule_finding *finding, struct strbuf *out);

/* The limit as people read it, appended: Rp1.705.000. Nothing without one. */
void rule_say_limit(const struct rule *rule, const struct rule_limit *limit,
		    enum language language, struct strbuf *out);

/* Whether a rule compares days: its limits are dates. */
bool rule_is_of_days(const struct rule *rule);

/*
 * The compact reason, appended: CODE:value:limit where it fails, CODE:? where
 * something is missing, CODE:unset where the policy has no limit.
 */
bool rule_reason(const struct rule_finding *finding, struct strbuf *out);

/*
 * The sentence for a person, appended: the rule's own "say" with {value},
 * {limit}, {since}, {source}, {as_of} filled in, else one made from the test,
 * as also where the rule passes and its "say" has no {value};
 * nothing where the rule was not decided.
 */
bool rule_sentence(const struct rule_finding *finding, enum language language,
		   struct strbuf *out);

/*
 * The finding as one line of JSON, appended: application, rule, result, field,
 * test, as_of, value, limit, parameter, since, source, message.
 */
bool rule_json(const struct rule_finding *finding, struct slice application,
	       enum language language, struct strbuf *out);

#endif
