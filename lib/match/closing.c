#include "match/closing.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 32)

bool closings_init(struct closings *closings, const struct courses *courses,
		   struct diag *diag)
{
	*closings = (struct closings){0};
	arena_init(&closings->arena, ARENA_MAX);
	closings->list = arena_array(&closings->arena, courses->count + 1,
				     sizeof *closings->list);
	return closings->list != NULL || diag_memory(diag);
}

void closings_release(struct closings *closings)
{
	arena_release(&closings->arena);
	*closings = (struct closings){0};
}

const struct closure *closings_find(const struct closings *closings,
				    uint16_t course)
{
	for (size_t i = closings->count; i > 0; i--) {
		if (closings->list[i - 1].course == course)
			return &closings->list[i - 1];
	}
	return NULL;
}

static bool is_open(const struct assignment *a, uint16_t course)
{
	return !(a->bars[course] & BAR_NOT_TAKING_PART);
}

/* The open course that is furthest below its minimum, or COURSE_NONE. */
static uint16_t find_thinnest(const struct assignment *a)
{
	const struct courses *courses = a->market->courses;
	uint64_t worst_placed = 0, worst_minimum = 0;
	uint16_t worst = COURSE_NONE;

	for (size_t i = 0; i < courses->count; i++) {
		uint64_t minimum = courses->list[i].minimum;
		uint64_t placed;

		if (minimum == 0 || !is_open(a, (uint16_t)i))
			continue;
		placed = assignment_placed(a, (uint16_t)i);
		if (placed >= minimum)
			continue;
		if (worst == COURSE_NONE ||
		    placed * worst_minimum < worst_placed * minimum) {
			worst = (uint16_t)i;
			worst_placed = placed;
			worst_minimum = minimum;
		}
	}
	return worst;
}

static bool note_closure(struct closings *closings, const struct assignment *a,
			 uint16_t course, struct diag *diag)
{
	struct closure *closure = &closings->list[closings->count++];
	uint32_t placed = assignment_placed(a, course);
	uint32_t *moved = arena_array(&closings->arena, placed, sizeof *moved);

	if (moved == NULL && placed > 0)
		return diag_memory(diag);
	*closure = (struct closure){
		.course = course, .placed = placed, .moved = moved};
	for (uint32_t b = a->layout->first_block[course];
	     b < a->layout->first_block[course + 1]; b++) {
		for (uint32_t i = 0; i < a->heaps[b].count; i++)
			moved[closure->moved_count++] =
				a->heaps[b].holders[i].person;
	}
	return true;
}

static void note_tie(struct closings *closings, const struct assignment *a)
{
	if (!closings->tied && !market_has_seed(a->market))
		closings->tied = assignment_find_tie(a, &closings->tied_course);
}

struct demand {
	uint64_t people;
	uint16_t course;
	struct closure *closure;
};

static int compare_demand(const void *left, const void *right)
{
	const struct demand *a = left, *b = right;

	if (a->people != b->people)
		return a->people < b->people ? 1 : -1;
	return (a->course > b->course) - (a->course < b->course);
}

/* How many would rather have each closed course than what they got. */
static void count_demand(const struct assignment *a, uint64_t *people)
{
	const struct applicants *applicants = a->market->applicants;

	for (size_t i = 0; i < applicants->count; i++) {
		const uint16_t *row =
			applicants_choices(applicants, (uint32_t)i);

		for (size_t at = a->from; at < a->to && at < a->position[i];
		     at++) {
			if (row[at] < CHOICE_SPECIAL && !is_open(a, row[at]) &&
			    market_bars(a->market, (uint32_t)i, row[at]) == 0)
				people[row[at]]++;
		}
	}
}

static struct demand *sort_demand(struct closings *closings,
				  const struct assignment *a)
{
	size_t courses = a->market->courses->count;
	uint64_t *people =
		arena_array(&closings->arena, courses + 1, sizeof *people);
	struct demand *demand = arena_array(
		&closings->arena, closings->count + 1, sizeof *demand);

	if (people == NULL || demand == NULL)
		return NULL;
	count_demand(a, people);
	for (size_t i = 0; i < closings->count; i++)
		demand[i] = (struct demand){people[closings->list[i].course],
					    closings->list[i].course,
					    &closings->list[i]};
	qsort(demand, closings->count, sizeof *demand, compare_demand);
	return demand;
}

/* Whether the matching with one more course open is to be kept. */
static bool try_opening(struct assignment *trial, const struct assignment *a,
			uint16_t course)
{
	memcpy(trial->bars, a->bars, a->market->courses->count);
	assignment_open(trial, course);
	assignment_solve(trial);
	return find_thinnest(trial) == COURSE_NONE &&
	       assignment_total(trial) >= assignment_total(a);
}

static bool reopen(struct closings *closings, struct assignment *a,
		   struct diag *diag)
{
	struct demand *demand = sort_demand(closings, a);
	struct assignment trial;

	if (demand == NULL ||
	    !assignment_init(&trial, a->market, a->layout, diag))
		return diag_memory(diag);
	for (size_t i = 0; i < closings->count; i++) {
		uint16_t course = demand[i].course;

		if (demand[i].people < a->market->courses->list[course].minimum)
			continue;
		if (try_opening(&trial, a, course)) {
			struct assignment previous = *a;

			*a = trial;
			trial = previous;
			demand[i].closure->reopened = true;
		}
		note_tie(closings, &trial);
	}
	a->failed |= trial.failed;
	assignment_release(&trial);
	return true;
}

bool closings_run(struct closings *closings, struct assignment *a,
		  struct diag *diag)
{
	uint16_t course;

	while ((course = find_thinnest(a)) != COURSE_NONE) {
		note_tie(closings, a);
		if (!note_closure(closings, a, course, diag))
			return false;
		assignment_close(a, course);
		if (a->layout->cap_count > 0)
			assignment_solve(a);
	}
	closings->placed_before = assignment_total(a);
	if (closings->count > 0 && !reopen(closings, a, diag))
		return false;
	return assignment_check(a, diag);
}
