/*
 * What the result must be: deferred acceptance in rounds, in which courses
 * choose from all who ask at once.
 */
#include "match/audit_parts.h"

#include "match/audit_rounds.h"

#include <stdlib.h>

struct sorting {
	const struct audit *audit;
	uint16_t course;
};

static int compare_askers(const void *left, const void *right, void *context)
{
	const struct sorting *sorting = context;
	const uint32_t *l = left, *r = right;
	const struct audit_rounds *rounds = sorting->audit->rounds;

	if (rounds->kept != NULL && rounds->kept[*l] != rounds->kept[*r])
		return rounds->kept[*l] ? -1 : 1;
	return audit_compare(sorting->audit, sorting->course, *l, *r);
}

/* Gives up to seats of the people who have none yet, and belong, a place. */
static int64_t take(const struct audit *a, struct audit_course *course,
		    uint8_t *places, int64_t seats, uint8_t place)
{
	for (size_t i = 0; i < course->asking_count && seats > 0; i++) {
		if (places[i] != AUDIT_NO_PLACE ||
		    (place < AUDIT_OPEN &&
		     !audit_is_member(a, course->asking[i], place)))
			continue;
		places[i] = place;
		seats--;
	}
	return seats;
}

/*
 * The choice of a course, in the words of the rules: reserves that are filled
 * first; open seats; reserves filled after; what soft reserves leave.
 */
static void choose(const struct audit *a, uint16_t index, uint8_t *places)
{
	struct audit_course *course = &a->courses[index];
	int64_t open = a->rounds->seats[index], left = 0;
	const int64_t *seats = &a->rounds->reserved[index * RULES_RESERVES_MAX];

	memset(places, AUDIT_NO_PLACE, course->asking_count);
	for (size_t i = 0; i < a->rules->reserve_count; i++)
		open -= seats[i];
	for (int after = 0; after <= 1; after++) {
		for (size_t i = 0; i < a->rules->reserve_count; i++) {
			int64_t unused;

			if (a->rules->reserves[i].after != (after == 1))
				continue;
			unused = take(a, course, places, seats[i], (uint8_t)i);
			if (!a->rules->reserves[i].hard)
				left += unused;
		}
		if (after == 0)
			take(a, course, places, open, AUDIT_OPEN);
	}
	take(a, course, places, left, AUDIT_SPARE);
}

/* The next choice a person may ask for, from *at on, or false. */
static bool next_choice(const struct audit *a, uint32_t person, uint8_t *at)
{
	const struct audit_rounds *rounds = a->rounds;

	for (; *at < rounds->to; ++*at) {
		uint16_t course = audit_row(a, person)[*at];

		if (rounds->kept != NULL && rounds->kept[person] &&
		    course != audit_had(a, audit_id(a, person)))
			continue;
		if (audit_is_open(a, person, course))
			return true;
	}
	return false;
}

static bool ask(struct audit *a, uint32_t person, uint16_t index)
{
	struct audit_course *course = &a->courses[index];

	if (!audit_grow(&course->asking, &course->asking_room,
			course->asking_count + 1, sizeof *course->asking))
		return false;
	course->asking[course->asking_count++] = person;
	return true;
}

/* One course decides; who is refused goes into the next round. */
static bool decide(struct audit *a, uint16_t index, uint32_t *next,
		   size_t *next_count)
{
	struct audit_course *course = &a->courses[index];
	struct sorting sorting = {a, index};
	size_t kept = 0;
	uint8_t *places;

	for (size_t i = 0; i < course->held_count; i++) {
		if (!ask(a, course->held[i], index))
			return false;
	}
	places = malloc(course->asking_count + 1);
	if (places == NULL)
		return false;
	qsort_r(course->asking, course->asking_count, sizeof *course->asking,
		compare_askers, &sorting);
	choose(a, index, places);
	for (size_t i = 0; i < course->asking_count; i++) {
		uint32_t person = course->asking[i];

		if (places[i] != AUDIT_NO_PLACE) {
			course->held[kept++] = person;
			continue;
		}
		a->rounds->at[person]++;
		next[(*next_count)++] = person;
	}
	course->held_count = kept;
	course->asking_count = 0;
	free(places);
	return true;
}

bool audit_trace_places(struct audit *a, uint16_t index, uint8_t *places)
{
	struct audit_course *course = &a->courses[index];
	struct sorting sorting = {a, index};

	course->asking_count = 0;
	if (course->held_count == 0)
		return true;
	for (size_t i = 0; i < course->held_count; i++) {
		if (!ask(a, course->held[i], index))
			return false;
	}
	qsort_r(course->asking, course->asking_count, sizeof *course->asking,
		compare_askers, &sorting);
	choose(a, index, places);
	if (course->asking_count > 0)
		memcpy(course->held, course->asking,
		       course->asking_count * sizeof *course->held);
	course->asking_count = 0;
	return true;
}

bool audit_run_rounds(struct audit *a, uint32_t *free_people, size_t count)
{
	struct audit_rounds *rounds = a->rounds;
	bool good = true;

	if (a->rules->cap_count > 0)
		return audit_run_capped(a);
	while (count > 0 && good) {
		size_t next = 0;

		for (size_t i = 0; i < count && good; i++) {
			uint32_t person = free_people[i];

			if (next_choice(a, person, &rounds->at[person]))
				good = ask(
					a, person,
					audit_row(a,
						  person)[rounds->at[person]]);
			else
				rounds->at[person] = AUDIT_NO_CHOICE;
		}
		for (size_t i = 0; i < a->course_count && good; i++) {
			if (a->courses[i].asking_count > 0)
				good = decide(a, (uint16_t)i, free_people,
					      &next);
		}
		count = next;
	}
	return good;
}

/*
 * One order for all and nothing but seats: people take, best first, the first
 * of their choices that has a seat left.
 */
static void take_in_order(struct audit *a)
{
	const struct audit_rounds *rounds = a->rounds;

	for (size_t i = 0; i < a->count; i++) {
		uint32_t person = audit_by_rank(a, i);
		uint8_t at = (uint8_t)rounds->from;
		struct audit_course *course = NULL;

		rounds->at[person] = AUDIT_NO_CHOICE;
		if (rounds->sits_out[person])
			continue;
		for (; next_choice(a, person, &at); at++) {
			uint16_t index = audit_row(a, person)[at];

			course = &a->courses[index];
			if ((int64_t)course->held_count < rounds->seats[index])
				break;
		}
		if (at >= rounds->to)
			continue;
		course->held[course->held_count++] = person;
		rounds->at[person] = at;
	}
}

bool audit_start_rounds(struct audit *a)
{
	struct audit_rounds *rounds = a->rounds;
	size_t count = 0;

	for (size_t i = 0; i < a->course_count; i++)
		a->courses[i].held_count = 0;
	if (a->by_rank != NULL && a->rules->reserve_count == 0 &&
	    a->rules->cap_count == 0 && rounds->kept == NULL) {
		take_in_order(a);
		return true;
	}
	for (uint32_t i = 0; i < a->count; i++) {
		rounds->at[i] = (uint8_t)rounds->from;
		if (!rounds->sits_out[i])
			rounds->free_people[count++] = i;
		else
			rounds->at[i] = AUDIT_NO_CHOICE;
	}
	return audit_run_rounds(a, rounds->free_people, count);
}

/* The open course furthest below its minimum, or AUDIT_NO_COURSE. */
static uint16_t thinnest(const struct audit *a)
{
	uint16_t thin = AUDIT_NO_COURSE;

	for (size_t i = 0; i < a->course_count; i++) {
		const struct audit_course *c = &a->courses[i];

		if (c->closed || c->lapses ||
		    (int64_t)c->held_count >= c->minimum)
			continue;
		if (thin == AUDIT_NO_COURSE ||
		    (int64_t)c->held_count * a->courses[thin].minimum <
			    (int64_t)a->courses[thin].held_count * c->minimum)
			thin = (uint16_t)i;
	}
	return thin;
}

static bool close_course(struct audit *a, uint16_t index)
{
	struct audit_course *course = &a->courses[index];
	size_t count = course->held_count;

	course->closed = true;
	course->closed_at = (int64_t)count;
	if (a->rules->cap_count > 0)
		return audit_start_rounds(a);
	for (size_t i = 0; i < count; i++) {
		a->rounds->free_people[i] = course->held[i];
		a->rounds->at[course->held[i]]++;
	}
	course->held_count = 0;
	return audit_run_rounds(a, a->rounds->free_people, count);
}

static size_t placed_in_all(const struct audit *a)
{
	size_t placed = 0;

	for (size_t i = 0; i < a->course_count; i++)
		placed += a->courses[i].held_count;
	return placed;
}

struct wish {
	uint16_t course;
	size_t people;
};

static int compare_wishes(const void *left, const void *right)
{
	const struct wish *l = left, *r = right;

	if (l->people != r->people)
		return l->people > r->people ? -1 : 1;
	return l->course < r->course ? -1 : l->course > r->course;
}

static void count_wishes(const struct audit *a, size_t *people)
{
	for (uint32_t p = 0; p < a->count; p++) {
		for (size_t at = a->rounds->from;
		     at < a->rounds->to && at < a->rounds->at[p]; at++) {
			uint16_t course = audit_row(a, p)[at];

			if (course < AUDIT_SPECIAL &&
			    a->courses[course].closed &&
			    audit_bar(a, p, course) == NULL)
				people[course]++;
		}
	}
}

static size_t list_wishes(const struct audit *a, struct wish *wishes)
{
	size_t *people = calloc(a->course_count + 1, sizeof *people);
	size_t count = 0;

	if (people == NULL)
		return 0;
	count_wishes(a, people);
	for (size_t c = 0; c < a->course_count; c++) {
		if (a->courses[c].closed)
			wishes[count++] = (struct wish){(uint16_t)c, people[c]};
	}
	free(people);
	qsort(wishes, count, sizeof *wishes, compare_wishes);
	return count;
}

/* Opens what can be opened again; leaves the rounds solved. */
static bool reopen(struct audit *a)
{
	struct wish *wishes = calloc(a->course_count + 1, sizeof *wishes);
	size_t placed = placed_in_all(a), count;
	bool good = wishes != NULL;

	count = good ? list_wishes(a, wishes) : 0;
	for (size_t i = 0; i < count && good; i++) {
		struct audit_course *course = &a->courses[wishes[i].course];

		if ((int64_t)wishes[i].people < course->minimum)
			continue;
		course->closed = false;
		good = audit_start_rounds(a);
		if (thinnest(a) == AUDIT_NO_COURSE &&
		    placed_in_all(a) >= placed)
			placed = placed_in_all(a);
		else
			course->closed = true;
	}
	free(wishes);
	return good && audit_start_rounds(a);
}

bool audit_run_closings(struct audit *a)
{
	uint16_t thin;
	bool closed = false;

	while ((thin = thinnest(a)) != AUDIT_NO_COURSE) {
		if (!close_course(a, thin))
			return false;
		closed = true;
	}
	return !closed || reopen(a);
}
