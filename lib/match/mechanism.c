#include "match/mechanism.h"

#include "match/heap.h"
#include "match/mechanism_parts.h"
#include "match/ranking.h"

#include <stdlib.h>

const char *const mechanism_names[MECHANISMS] = {
	[MECHANISM_DA] = "da",
	[MECHANISM_SD] = "sd",
	[MECHANISM_BOSTON] = "boston",
	[MECHANISM_TTC] = "ttc",
	[MECHANISM_MAX_CARDINALITY] = "max_cardinality",
};

static bool run_dictatorship(const struct assignment *a, uint8_t *position,
			     struct diag *diag)
{
	const struct courses *courses = a->market->courses;
	uint32_t *ranking = ranking_draw(a->market);
	uint32_t *left = calloc(courses->count + 1, sizeof *left);
	bool good = ranking != NULL && left != NULL;

	for (size_t i = 0; good && i < courses->count; i++)
		left[i] = courses->list[i].capacity;
	for (size_t i = 0; good && i < a->market->applicants->count; i++) {
		uint32_t person = ranking[i];
		const uint16_t *row =
			applicants_choices(a->market->applicants, person);

		for (size_t at = 0; at < a->to; at++) {
			if (!mechanism_counts(a, person, at) ||
			    left[row[at]] == 0)
				continue;
			left[row[at]]--;
			position[person] = (uint8_t)at;
			break;
		}
	}
	free(ranking);
	free(left);
	return good || diag_memory(diag);
}

/* Round after round the n-th choices are final. */
static void run_round(const struct assignment *a, struct assignment *seats,
		      size_t at, uint8_t *position)
{
	const struct applicants *applicants = a->market->applicants;

	for (uint32_t p = 0; p < applicants->count; p++) {
		struct holder claim;
		struct heap *heap;
		uint16_t course;

		if (position[p] != POSITION_NONE || !mechanism_counts(a, p, at))
			continue;
		course = applicants_choices(applicants, p)[at];
		heap = &seats->heaps[seats->layout->first_block[course]];
		claim = mechanism_claim(a, p, course);
		if (heap->count < seats->capacity[heap - seats->heaps])
			heap_push(a, heap, claim);
		else if (heap->count > 0 &&
			 assignment_is_behind(a, heap->holders, &claim))
			heap_replace(a, heap, claim);
	}
	for (size_t b = 0; b < seats->layout->block_count; b++) {
		struct heap *heap = &seats->heaps[b];

		for (uint32_t i = 0; i < heap->count; i++)
			position[heap->holders[i].person] = (uint8_t)at;
		seats->capacity[b] -= heap->count;
		heap->count = 0;
	}
}

/* Seats without reserves and caps, which the comparison leaves out. */
static bool run_boston(const struct assignment *a, uint8_t *position,
		       struct diag *diag)
{
	struct match_rules rules = *a->market->rules;
	struct market market = *a->market;
	struct assignment seats;
	struct seats layout;

	rules.reserve_count = rules.cap_count = 0;
	market.rules = &rules;
	if (!seats_init(&layout, &market, diag) ||
	    !assignment_init(&seats, &market, &layout, diag))
		return false;
	for (size_t at = 0; at < a->to; at++)
		run_round(a, &seats, at, position);
	assignment_release(&seats);
	seats_release(&layout);
	return true;
}

bool mechanism_run(enum mechanism mechanism, const struct assignment *solved,
		   uint8_t *position, struct diag *diag)
{
	size_t count = solved->market->applicants->count;

	memset(position, POSITION_NONE, count);
	switch (mechanism) {
	case MECHANISM_DA:
		if (count > 0)
			memcpy(position, solved->position, count);
		return true;
	case MECHANISM_SD:
		return run_dictatorship(solved, position, diag);
	case MECHANISM_BOSTON:
		return run_boston(solved, position, diag);
	case MECHANISM_TTC:
		return mechanism_cycles(solved, position, diag);
	case MECHANISM_MAX_CARDINALITY:
		return mechanism_flow(solved, position, diag);
	case MECHANISMS:
		break;
	}
	return false;
}

/* What a course has under a mechanism. */
struct standing {
	struct holder worst;
	uint32_t held;
};

static void find_standings(const struct assignment *a, const uint8_t *position,
			   struct standing *standings)
{
	const struct applicants *applicants = a->market->applicants;

	for (uint32_t p = 0; p < applicants->count; p++) {
		struct standing *standing;
		struct holder claim;
		uint16_t course;

		if (position[p] == POSITION_NONE)
			continue;
		course = applicants_choices(applicants, p)[position[p]];
		standing = &standings[course];
		claim = mechanism_claim(a, p, course);
		if (standing->held++ == 0 ||
		    assignment_is_behind(a, &claim, &standing->worst))
			standing->worst = claim;
	}
}

/* Whether a person could have a course's seat, free or from somebody behind. */
static bool is_blocking(const struct assignment *a, uint32_t person,
			uint16_t course, const struct standing *standing)
{
	struct holder claim = mechanism_claim(a, person, course);

	if (standing->held < a->market->courses->list[course].capacity)
		return true;
	return standing->held > 0 &&
	       assignment_is_behind(a, &standing->worst, &claim);
}

static void measure_person(const struct assignment *a, uint32_t person,
			   uint8_t position, const struct standing *standings,
			   struct mechanism_figures *figures)
{
	const uint16_t *row = applicants_choices(a->market->applicants, person);
	bool first = true;

	for (size_t at = 0; at < a->to && at < position; at++) {
		if (!mechanism_counts(a, person, at))
			continue;
		first = false;
		figures->blocking +=
			is_blocking(a, person, row[at], &standings[row[at]]);
	}
	if (position == POSITION_NONE)
		return;
	figures->placed++;
	figures->first += first;
	figures->rank_sum += a->market->choice_numbers[position];
}

struct mechanism_figures mechanism_measure(const struct assignment *a,
					   const uint8_t *position,
					   struct diag *diag)
{
	struct mechanism_figures figures = {0};
	size_t courses = a->market->courses->count;
	struct standing *standings = calloc(courses + 1, sizeof *standings);

	if (standings == NULL) {
		diag_memory(diag);
		return figures;
	}
	find_standings(a, position, standings);
	for (uint32_t p = 0; p < a->market->applicants->count; p++)
		measure_person(a, p, position[p], standings, &figures);
	free(standings);
	return figures;
}
