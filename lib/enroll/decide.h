/*
 * The decision on one application, from everything that is known about it.
 */
#ifndef ENROLL_DECIDE_H
#define ENROLL_DECIDE_H

#include "enroll/exclude.h"
#include "enroll/registry.h"
#include "enroll/repeats.h"
#include "enroll/verdict.h"

/* What comparing with other persons found: a reason, and what it asks for. */
struct known_pair {
	const char *code;
	struct slice other; /* the other one, or empty */
	enum enroll_status status;
};

enum { KNOWN_PAIRS_MAX = 4 };

/* What is known besides the application and the rules. */
struct known {
	const char *damage;	   /* the code of a damaged row, or NULL */
	struct slice damage_field; /* the only one, else empty: the row's */
	const char *note;	   /* the code of a usable row's, or NULL */
	struct repeat repeat;
	const struct registry_hit *hit; /* or NULL */
	struct slice own; /* "office/number": such an entry is this one */
	const struct exclude *excludes;
	size_t exclude_count;
	const struct kept_verdicts *verdicts; /* of decide_alone */
	struct known_pair pairs[KNOWN_PAIRS_MAX];
	size_t pair_count;
	bool was_enrolled; /* decide sets it: hit's entry is the same person */
};

/*
 * Decides from an application's own values alone, as if it were the first of
 * its household: what the first pass can know.
 */
void decide_alone(const struct rule_set *set,
		  const struct application *application,
		  struct verdict *verdict, struct check_faults *faults);

/* Decides. faults gets what was found in the values, for messages. */
void decide(const struct rule_set *set, const struct application *application,
	    struct known *known, struct verdict *verdict,
	    struct check_faults *faults);

#endif
