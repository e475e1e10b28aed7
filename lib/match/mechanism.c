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
	uint32_t *ranking = ranking_sort(a->market);
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
			 assignment_is_worse(a, heap->holders, &claim))
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

/* The worst holder of each course, and how many there are. */
static void find_worst(const struct assignment *a, const uint8_t *position,
		       struct holder *worst, uint32_t *held)
{
	const struct applicants *applicants = a->market->applicants;

	for (uint32_t p = 0; p < applicants->count; p++) {
		uint16_t course;
		struct holder claim;

		if (position[p] == POSITION_NONE)
			continue;
		course = applicants_choices(applicants, p)[position[p]];
		claim = mechanism_claim(a, p, course);
		if (held[course]++ == 0 ||
		    assignment_is_worse(a, &claim, &worst[course]))
			worst[course] = claim;
	}
}

static void measure_person(const struct assignment *a, uint32_t person,
			   uint8_t position, const struct holder *worst,
			   const uint32_t *held,
			   struct mechanism_figures *figures)
{
	const uint16_t *row = applicants_choices(a->market->applicants, person);
	uint64_t place = 1;

	for (size_t at = 0; at < a->to && at < position; at++) {
		struct holder claim;

		if (!mechanism_counts(a, person, at))
			continue;
		place++;
		claim = mechanism_claim(a, person, row[at]);
		if (held[row[at]] <
			    a->market->courses->list[row[at]].capacity ||
		    (held[row[at]] > 0 &&
		     assignment_is_worse(a, &worst[row[at]], &claim)))
			figures->blocking++;
	}
	if (position == POSITION_NONE)
		return;
	figures->placed++;
	figures->first += place == 1;
	figures->rank_sum += place;
}

struct mechanism_figures mechanism_measure(const struct assignment *a,
					   const uint8_t *position,
					   struct diag *diag)
{
	struct mechanism_figures figures = {0};
	size_t courses = a->market->courses->count;
	struct holder *worst = calloc(courses + 1, sizeof *worst);
	uint32_t *held = calloc(courses + 1, sizeof *held);

	if (worst != NULL && held != NULL) {
		find_worst(a, position, worst, held);
		for (uint32_t p = 0; p < a->market->applicants->count; p++)
			measure_person(a, p, position[p], worst, held,
				       &figures);
	} else {
		diag_memory(diag);
	}
	free(worst);
	free(held);
	return figures;
}
