/*
 * What a matching is made from, brought together: courses, applicants, and how
 * a course compares two applicants.
 */
#ifndef MATCH_MARKET_H
#define MATCH_MARKET_H

#include "match/applicant.h"
#include "match/course.h"
#include "match/interview.h"
#include "match/lottery.h"
#include "match/priority.h"
#include "match/rules.h"

/* Smaller is better; equal keys are decided by the persons' bytes. */
struct key {
	uint64_t order, lottery;
};

struct market {
	struct match_rules *rules;
	struct courses *courses;
	struct applicants *applicants;
	struct priority *priority;
	const struct interview *interview; /* NULL: no lists */
	struct slice seed;		   /* empty: no lottery */
	/* By applicant: their numbers, or those of a simulated draw. */
	const uint64_t *lottery;
	/* All in the one order, best first; only where the market is common. */
	const uint32_t *ranking;
	size_t first_choices; /* how many choices the first stage uses */
	const unsigned *choice_numbers; /* as the columns' names have them */
};

static inline bool market_has_seed(const struct market *market)
{
	return market->seed.length > 0;
}

/* Whether free seats go to people without one, by their further choices. */
static inline bool market_has_rest(const struct market *market)
{
	return market->rules->leftover &&
	       market->first_choices < market->applicants->width;
}

/*
 * Whether every course orders all applicants alike. Deferred acceptance is
 * then serial dictatorship in that order.
 */
static inline bool market_is_common(const struct market *market)
{
	return market->rules->bonus_count == 0 && market->interview == NULL &&
	       !(market->rules->lottery_by_course && market_has_seed(market));
}

/* The bars between a person and a course; 0: the course may take them. */
unsigned market_bars(const struct market *market, uint32_t person,
		     uint16_t course);

/* The person's key at a course. */
struct key market_key(const struct market *market, uint32_t person,
		      uint16_t course);

/* The lottery number that counts at a course. */
uint64_t market_lottery(const struct market *market, uint32_t person,
			uint16_t course);

/* The order part of a key at a course, for people. */
bool market_format_order(const struct market *market, uint16_t course,
			 uint64_t order, struct strbuf *out);

#endif
