/*
 * The most people placed, and among those the least sum of choice numbers:
 * successive shortest augmenting paths, looked for over the courses.
 *
 * A path begins with somebody without a seat and moves people from course to
 * course until one with a free seat. It begins in any course in the same way,
 * with the first of those who want it most, so that all the others without a
 * seat needn't be looked at. Many optima exist; which is found depends
 * on the order of courses and persons, and is no basis for a decision.
 */
#include "match/mechanism_askers.h"
#include "match/mechanism_parts.h"

#include <stdlib.h>

#define COST_NONE INT32_MAX
#define WORK_MAX 20000000000ULL

struct flow {
	const struct assignment *a;
	uint8_t *position;
	int32_t *cost;	   /* by course: of the cheapest way in */
	uint32_t *mover;   /* by course: who moves in */
	uint32_t *held;	   /* by course */
	uint32_t *holders; /* by course: capacity each */
	size_t *first;	   /* by course: where its holders stand */
	uint16_t *queue;   /* courses whose cost fell */
	bool *queued;
	struct askers askers;
	struct start {
		struct asker first;
		uint16_t course;
	} * starts;
};

static int32_t number_of(const struct assignment *a, size_t at)
{
	return (int32_t)a->market->choice_numbers[at];
}

static void relax(struct flow *f, uint32_t person, int32_t cost, size_t *tail)
{
	const struct assignment *a = f->a;
	const uint16_t *row = applicants_choices(a->market->applicants, person);
	size_t courses = a->market->courses->count + 1;

	for (size_t at = 0; at < a->to; at++) {
		uint16_t course = row[at];
		int32_t through = cost + number_of(a, at);

		if (at == f->position[person] ||
		    !mechanism_counts(a, person, at) ||
		    through >= f->cost[course] ||
		    a->market->courses->list[course].capacity == 0)
			continue;
		f->cost[course] = through;
		f->mover[course] = person;
		if (!f->queued[course]) {
			f->queued[course] = true;
			f->queue[(*tail)++ % courses] = course;
		}
	}
}

static int compare_starts(const void *left, const void *right)
{
	const struct start *a = left, *b = right;

	if (a->first.person != b->first.person)
		return a->first.person < b->first.person ? -1 : 1;
	return a->first.at - b->first.at;
}

/*
 * The courses that somebody without a seat asks for, in the order in which
 * these people come, each with the one who wants it most.
 */
static size_t begin(struct flow *f)
{
	size_t courses = f->a->market->courses->count, count = 0;

	for (size_t i = 0; i < courses; i++) {
		struct asker best;

		f->cost[i] = COST_NONE;
		if (!askers_first(&f->askers, f->position, (uint16_t)i,
				  &f->starts[count].first, &best))
			continue;
		f->starts[count++].course = (uint16_t)i;
		f->cost[i] = number_of(f->a, best.at);
		f->mover[i] = best.person;
	}
	qsort(f->starts, count, sizeof *f->starts, compare_starts);
	for (size_t i = 0; i < count; i++) {
		f->queue[i] = f->starts[i].course;
		f->queued[f->starts[i].course] = true;
	}
	return count;
}

/* The cheapest course with a free seat at the end of a path, or none. */
static uint16_t search(struct flow *f)
{
	const struct assignment *a = f->a;
	size_t courses = a->market->courses->count, head = 0, tail = begin(f);
	uint16_t best = COURSE_NONE;

	while (head < tail) {
		uint16_t course = f->queue[head++ % (courses + 1)];

		f->queued[course] = false;
		for (uint32_t i = 0; i < f->held[course]; i++) {
			uint32_t person = f->holders[f->first[course] + i];

			relax(f, person,
			      f->cost[course] -
				      number_of(a, f->position[person]),
			      &tail);
		}
	}
	for (size_t i = 0; i < courses; i++) {
		if (f->cost[i] != COST_NONE &&
		    f->held[i] < a->market->courses->list[i].capacity &&
		    (best == COURSE_NONE || f->cost[i] < f->cost[best]))
			best = (uint16_t)i;
	}
	return best;
}

static void leave(struct flow *f, uint16_t course, uint32_t person)
{
	uint32_t *holders = f->holders + f->first[course];

	for (uint32_t i = 0; i < f->held[course]; i++) {
		if (holders[i] == person) {
			holders[i] = holders[--f->held[course]];
			return;
		}
	}
}

static void augment(struct flow *f, uint16_t course)
{
	const struct applicants *applicants = f->a->market->applicants;
	bool free_person = false;

	while (!free_person) {
		uint32_t person = f->mover[course];
		const uint16_t *row = applicants_choices(applicants, person);
		uint8_t before = f->position[person];
		uint8_t at = 0;

		while (row[at] != course)
			at++;
		free_person = before == POSITION_NONE;
		if (!free_person)
			leave(f, row[before], person);
		f->holders[f->first[course] + f->held[course]++] = person;
		f->position[person] = at;
		if (!free_person)
			course = row[before];
	}
}

static bool allocate(struct flow *f, size_t seats)
{
	size_t courses = f->a->market->courses->count + 1;

	f->cost = malloc(courses * sizeof *f->cost);
	f->mover = malloc(courses * sizeof *f->mover);
	f->held = calloc(courses, sizeof *f->held);
	f->holders = malloc((seats + 1) * sizeof *f->holders);
	f->first = calloc(courses, sizeof *f->first);
	f->queue = malloc(courses * sizeof *f->queue);
	f->queued = calloc(courses, sizeof *f->queued);
	f->starts = calloc(courses, sizeof *f->starts);
	return f->starts != NULL && askers_init(&f->askers, f->a) &&
	       f->cost != NULL && f->mover != NULL && f->held != NULL &&
	       f->holders != NULL && f->first != NULL && f->queue != NULL &&
	       f->queued != NULL;
}

bool mechanism_flow(const struct assignment *a, uint8_t *position,
		    struct diag *diag)
{
	const struct courses *courses = a->market->courses;
	struct flow f = {.a = a, .position = position};
	size_t seats = 0;
	bool good = true;

	for (size_t i = 0; i < courses->count; i++)
		seats += courses->list[i].capacity;
	if ((unsigned long long)seats * a->market->applicants->count * a->to >
	    WORK_MAX)
		return diag_set(diag,
				"too large for max_cardinality: seats times "
				"people times choices may come to %llu",
				WORK_MAX);
	good = allocate(&f, seats);
	for (size_t i = 1; good && i < courses->count; i++)
		f.first[i] = f.first[i - 1] + courses->list[i - 1].capacity;
	while (good) {
		uint16_t end = search(&f);

		if (end == COURSE_NONE)
			break;
		augment(&f, end);
	}
	free(f.cost);
	free(f.mover);
	free(f.held);
	free(f.holders);
	free(f.first);
	free(f.queue);
	free(f.queued);
	free(f.starts);
	askers_release(&f.askers);
	return good || diag_memory(diag);
}
