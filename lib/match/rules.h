/*
 * The sections "priority" and "match" of the policy, as vk-match(1) describes
 * them under POLICY.
 */
#ifndef MATCH_RULES_H
#define MATCH_RULES_H

#include "base/arena.h"
#include "base/diag.h"
#include "match/condition.h"
#include "stream/policy.h"
#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	RULES_TIERS_MAX = 254,
	RULES_BONUSES_MAX = 4,
	RULES_THEN_MAX = 8,
	RULES_RESERVES_MAX = 8,
	RULES_CAPS_MAX = 64
};

struct tier_rule {
	struct slice name;
	struct condition when;
};

/* Points at a course whose column "same" equals the applicant's. */
struct bonus_rule {
	int64_t points;
	struct slice same;
	struct condition when;
};

enum then_kind { THEN_DATE, THEN_NUMBER, THEN_FLAG };

struct then_rule {
	struct slice field;
	enum then_kind kind;
	bool descending;
};

/* Seats of a course kept for a group. */
struct reserve_rule {
	struct slice name;
	struct condition when;
	int64_t seats;	 /* a number of seats, or */
	int64_t percent; /* a share of the course's, rounded down */
	bool hard;	 /* unused seats stay empty */
	bool after;	 /* filled after the open seats, else first */
	const struct slice *courses; /* ids; none: every course */
	size_t course_count;
};

/* At most so many persons in the courses that a condition holds for. */
struct cap_rule {
	struct slice name;
	int64_t limit;
	struct condition where; /* on the courses table */
	struct slice each;	/* one such cap for each value of a column */
	const struct policy_node *node;
};

struct match_rules {
	struct tier_rule *tiers;
	size_t tier_count;
	struct slice score; /* a field with points, or empty */
	struct bonus_rule bonuses[RULES_BONUSES_MAX];
	size_t bonus_count;
	struct then_rule then[RULES_THEN_MAX];
	size_t then_count;

	struct slice seed; /* empty: none */
	struct slice key_id, commitment;
	bool lottery_by_course;
	int64_t choices_max; /* 0: all that are given */
	bool leftover;
	const struct policy_node *in_person_percent; /* or NULL */
	struct reserve_rule reserves[RULES_RESERVES_MAX];
	size_t reserve_count;
	struct cap_rule caps[RULES_CAPS_MAX];
	size_t cap_count;
	int64_t budget_rupiah; /* -1: none */
	int64_t answer_days;   /* 0: not set */
};

/*
 * Reads both sections; either may be missing, and policy may be NULL. What
 * points into the policy lives as long as that; the rest is in the arena.
 */
bool rules_load(struct match_rules *rules, const struct policy *policy,
		struct arena *arena, struct diag *diag);

#endif
