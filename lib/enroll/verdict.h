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
	ENROLL_SUPERSEDED
};

/* "accepted" ...; static. */
struct slice enroll_status_word(enum enroll_status status);

/* Whether an application of this status waits for a person. */
bool enroll_status_waits(enum enroll_status status);

struct verdict {
	enum enroll_status status;
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

/* A reason, a missing field or a flag of another kind: code and ":value". */
void verdict_add_reason(struct verdict *verdict, const char *code,
			const char *detail);
void verdict_add_missing(struct verdict *verdict, struct slice field);
void verdict_add_flag(struct verdict *verdict, const char *code,
		      const char *detail);

/*
 * Only the status that faults and rules give, without keeping reasons.
 * *clean tells that nothing was found at all, so that verdict_add_rules would
 * add nothing. Rules on household_count are passed over.
 */
enum enroll_status verdict_status(const struct rule_set *set,
				  const struct application *application,
				  const struct check_faults *faults,
				  bool *clean);

#endif
