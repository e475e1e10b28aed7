#include "match/simulation.h"

#include "base/set.h"
#include "match/ranking.h"

#include <stdlib.h>

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t number)
{
	number += 0x9e3779b97f4a7c15U;
	number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9U;
	number = (number ^ number >> 27) * 0x94d049bb133111ebU;
	return number ^ number >> 31;
}

static void count_draw(const struct assignment *a, struct chance *chances)
{
	for (uint32_t p = 0; p < a->market->applicants->count; p++) {
		const uint16_t *row =
			applicants_choices(a->market->applicants, p);
		uint8_t position = a->position[p];
		size_t at = 0;

		if (position == POSITION_NONE)
			continue;
		while (row[at] >= CHOICE_SPECIAL)
			at++;
		chances[p].placed++;
		chances[p].first += at == position;
	}
}

static bool solve_draw(struct assignment *draw, struct market *market,
		       struct diag *diag)
{
	struct assignment rest = {0};
	uint32_t *ranking = NULL;
	bool good = true;

	if (market_is_common(market)) {
		ranking = ranking_draw(market);
		if (ranking == NULL)
			return diag_memory(diag);
	}
	market->ranking = ranking;
	assignment_solve(draw);
	if (market_has_rest(market))
		good = assignment_add_rest(draw, &rest, diag);
	assignment_release(&rest);
	market->ranking = NULL;
	free(ranking);
	return good;
}

bool simulation_run(const struct assignment *solved, uint32_t draws,
		    struct chance *chances, struct diag *diag)
{
	struct match_rules rules = *solved->market->rules;
	struct market market = *solved->market;
	size_t count = market.applicants->count;
	uint64_t *hashes = malloc((count + 1) * sizeof *hashes);
	uint64_t *numbers = malloc((count + 1) * sizeof *numbers);
	struct assignment draw = {0};
	bool good = hashes != NULL && numbers != NULL;

	rules.lottery_by_course = false;
	market.rules = &rules;
	market.lottery = numbers;
	good = good || diag_memory(diag);
	good = good && assignment_init(&draw, &market, solved->layout, diag);
	for (uint32_t p = 0; good && p < count; p++) {
		char id[PERSON_MAX];

		hashes[p] = set_hash(applicants_id(market.applicants, p, id));
	}
	if (good)
		memcpy(draw.bars, solved->bars, market.courses->count);
	for (uint32_t i = 0; good && i < draws; i++) {
		for (size_t p = 0; p < count; p++)
			numbers[p] = mix(hashes[p] ^ mix(i));
		good = solve_draw(&draw, &market, diag);
		if (good)
			count_draw(&draw, chances);
	}
	if (draw.layout != NULL)
		assignment_release(&draw);
	free(hashes);
	free(numbers);
	return good;
}
