/*
 * An applicant's place in the policy's order as one whole number, smaller
 * first: tier, then points (more is better), then the fields of "then". Equal
 * numbers are decided by the lottery.
 *
 * Bits from the top: tier 8; points 24, where the policy has score or bonus;
 * each field of "then": date 20, number 32, flag 2. A value that isn't known
 * comes after all that are. The sum is at most 62.
 */
#ifndef MATCH_PRIORITY_H
#define MATCH_PRIORITY_H

#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"
#include "match/course.h"
#include "match/rules.h"
#include "stream/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct priority {
	struct match_rules *rules;
	struct courses *courses;
	size_t score_column;
	size_t then_columns[RULES_THEN_MAX];
	size_t bonus_columns[RULES_BONUSES_MAX];
	bool has_points;
	unsigned points_shift;
	unsigned then_shifts[RULES_THEN_MAX];
	/* Values of the courses' bonus columns, and each course's, + 1. */
	struct set values[RULES_BONUSES_MAX];
	uint16_t *course_values[RULES_BONUSES_MAX];
};

/*
 * Binds the rules to the courses and the applicants' header. Fails where the
 * order needs more than 62 bits or a bonus names no column of the courses.
 */
bool priority_init(struct priority *priority, struct match_rules *rules,
		   struct courses *courses, const struct header *header,
		   struct diag *diag);

void priority_release(struct priority *priority);

/* The order of a record, without any bonus. */
uint64_t priority_order(const struct priority *priority,
			const struct record *record);

/* The record's value for a bonus, to be compared with a course's; 0: none. */
uint16_t priority_bonus_value(const struct priority *priority, size_t bonus,
			      const struct record *record);

/* The order at a course, given the record's bonus values. */
uint64_t priority_order_at(const struct priority *priority, uint64_t order,
			   const uint16_t *bonus_values, uint16_t course);

/*
 * For people: the tier (from 1), the points if there are any, and the values
 * of "then", joined by '/': "2/20/2020-03-01". "?" is a value not known.
 */
bool priority_format(const struct priority *priority, uint64_t order,
		     struct strbuf *out);

#endif
