#include "match/market.h"

unsigned market_bars(const struct market *market, uint32_t person,
		     uint16_t course)
{
	const struct applicants *applicants = market->applicants;
	unsigned bars = market->courses->bars[course] &
			applicants->needs[person] &
			(BAR_EVERYBODY | BAR_ACCESS | BAR_MODES);

	if (bars & BAR_LIST &&
	    interview_rank(market->interview, course,
			   applicants->interview[person]) > 0)
		bars &= ~(unsigned)BAR_LIST;
	return bars;
}

uint64_t market_lottery(const struct market *market, uint32_t person,
			uint16_t course)
{
	char id[PERSON_MAX];

	if (!market->rules->lottery_by_course || !market_has_seed(market))
		return market->lottery[person];
	return lottery_number_at(market->seed, market->courses->list[course].id,
				 applicants_id(market->applicants, person, id));
}

struct key market_key(const struct market *market, uint32_t person,
		      uint16_t course)
{
	const struct applicants *applicants = market->applicants;
	struct key key = {applicants->order[person],
			  market_lottery(market, person, course)};

	if (market->courses->bars[course] & BAR_LIST)
		key.order = interview_rank(market->interview, course,
					   applicants->interview[person]);
	else if (applicants->bonuses > 0)
		key.order = priority_order_at(
			market->priority, key.order,
			applicants->bonus + person * applicants->bonuses,
			course);
	return key;
}

bool market_format_order(const struct market *market, uint16_t course,
			 uint64_t order, struct strbuf *out)
{
	if (market->courses->bars[course] & BAR_LIST)
		return strbuf_append_number(out, (int64_t)order);
	return priority_format(market->priority, order, out);
}
