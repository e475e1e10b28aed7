/*
 * The verdict on one application: a status and all its reasons.
 */
#ifndef ENROLL_VERDICT_H
#define ENROLL_VERDICT_H

#include "base/strbuf.h"
#include "enroll/check.h"
#include "enroll/rule.h"

#include <stdbool.h>

/* The graver one wins; in the order of its words. */
enum enroll_status {
	ENROLL_ACCEPTED,
	ENROLL_REVIEW,
	ENROLL_INCOMPLETE,
	ENROLL_REJECTED,
	ENROLL_INVALID,
	ENROLL_DUPLICATE,
	ENROLL_SUPERSEDED,
	ENROLL_STATUSES
};

/* "accepted" ...; static. */
struct slice enroll_status_word(enum enroll_status status);

/* Whether an application of this status waits for a person. */
bool enroll_status_waits(enum enroll_status status);

/* More than rules and values can give; what comes after is not settled. */
enum { VERDICT_ITEMS_MAX = RULES_MAX + CHECK_FAULTS_MAX + 16 };

/* One of the reasons: the status it asks for, and the field it is about. */
struct verdict_item {
	enum enroll_status status;
	struct slice field;   /* may be empty; of code, policy or header */
	bool asks;	      /* the field has to be asked for */
	size_t start, length; /* in reasons */
};

struct verdict {
	enum enroll_status status;
	enum enroll_status floor; /* raised apart from the items */
	struct verdict_item items[VERDICT_ITEMS_MAX];
	size_t item_count;
	struct strbuf reasons; /* comma lists, in order of arrival */
	struct strbuf missing;
	struct strbuf flags;
};

void verdict_init(struct verdict *verdict);
void verdict_release(struct verdict *verdict);

/* Starts the next application: accepted, nothing said. */
void verdict_reset(struct verdict *verdict);

/* Makes the status at least as grave as this one. */
void verdict_raise(struct verdict *verdict, enum enroll_status status);

/* Takes the faults of values over. */
void verdict_add_faults(struct verdict *verdict,
			const struct check_faults *faults);

/* Checks all rules, in file order, and takes over what they find. */
void verdict_add_rules(struct verdict *verdict, const struct rule_set *set,
		       const struct application *application,
		       const struct rule_context *context);

/* What a reason of another kind says, and asks for. */
struct verdict_claim {
	const char *code, *detail; /* detail is ":value", or "" */
	enum enroll_status status;
	struct slice field; /* may be empty */
	bool asks;	    /* the field has to be asked for */
};

/* A reason that a decision may settle (decisions.h). */
void verdict_add_claim(struct verdict *verdict,
		       const struct verdict_claim *claim);

/* The text of an item, borrowed until the reasons change. */
struct slice verdict_item_text(const struct verdict *verdict,
			       const struct verdict_item *item);

/* Sets status and missing from what the items ask for. */
void verdict_sum_up(struct verdict *verdict);

/* A reason that only tells; its status is raised apart. */
void verdict_add_reason(struct verdict *verdict, const char *code,
			const char *detail);
void verdict_add_flag(struct verdict *verdict, const char *code,
		      const char *detail);

#endif
