/*
 * What the result must be: deferred acceptance in rounds, in which courses
 * choose from all who ask at once.
 */
#include "match/audit_parts.h"

#include "match/audit_rounds.h"
#include "system/memory.h"

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
		return rounds->kept[*l] > rounds->kept[*r] ? -1 : 1;
	return audit_compare(sorting->audit, sorting->course, *l, *r);
}

/* A course that chooses, and the seats it has left. */
struct choosing {
	const struct audit *audit;
	struct audit_course *course;
	uint8_t *places; /* by who asks */
	int keeps;	 /* the turn is theirs: rounds->kept, else 0 */
	int64_t reserved[RULES_RESERVES_MAX], open;
};

/* Gives seats to those whose turn it is, who have none yet, and belong. */
static int64_t take(struct choosing *c, int64_t seats, uint8_t place)
{
	const struct audit *a = c->audit;

	for (size_t i = 0; i < c->course->asking_count && seats > 0; i++) {
		uint32_t person = c->course->asking[i];
		int keeps =
			a->rounds->kept != NULL ? a->rounds->kept[person] : 0;

		if (c->places[i] != AUDIT_NO_PLACE || keeps != c->keeps ||
		    (place < AUDIT_OPEN && !audit_is_member(a, person, place)))
			continue;
		c->places[i] = place;
		seats--;
	}
	return seats;
}

/* What soft reserves leave, and from which of them it was taken. */
static void take_spare(struct choosing *c)
{
	const struct match_rules *rules = c->audit->rules;
	int64_t spare = 0, used;

	for (size_t i = 0; i < rules->reserve_count; i++)
		spare += rules->reserves[i].hard ? 0 : c->reserved[i];
	used = spare - take(c, spare, AUDIT_SPARE);
	for (size_t i = 0; i < 2 * rules->reserve_count && used > 0; i++) {
		size_t j = i % rules->reserve_count;
		int64_t some = used < c->reserved[j] ? used : c->reserved[j];

		if (rules->reserves[j].hard ||
		    rules->reserves[j].after != (i >= rules->reserve_count))
			continue;
		c->reserved[j] -= some;
		used -= some;
	}
}

/*
 * The choice of a course, in the words of the rules: reserves that are filled
 * first; open seats; reserves filled after; what soft reserves leave. Where
 * some keep their seats it chooses from them before all others.
 */
static void choose(const struct audit *a, uint16_t index, uint8_t *places)
{
	const int64_t *seats = &a->rounds->reserved[index * RULES_RESERVES_MAX];
	struct choosing c = {.audit = a,
			     .course = &a->courses[index],
			     .places = places,
			     .open = a->rounds->seats[index]};
	size_t count = a->rules->reserve_count;

	memset(places, AUDIT_NO_PLACE, c.course->asking_count);
	for (size_t i = 0; i < count; i++) {
		c.reserved[i] = seats[i];
		c.open -= seats[i];
	}
	c.keeps = a->rounds->kept != NULL ? 2 : 0;
	for (; c.keeps >= 0; c.keeps--) {
		for (size_t i = 0; i < 2 * count; i++) {
			size_t j = i % count;

			if (i == count)
				c.open = take(&c, c.open, AUDIT_OPEN);
			if (a->rules->reserves[j].after == (i >= count))
				c.reserved[j] =
					take(&c, c.reserved[j], (uint8_t)j);
		}
		if (count == 0)
			c.open = take(&c, c.open, AUDIT_OPEN);
		take_spare(&c);
	}
}

/* The next choice a person may ask for, from *at on, or false. */
static bool next_choice(const struct audit *a, uint32_t person, uint8_t *at)
{
	const struct audit_rounds *rounds = a->rounds;

	bool kept = rounds->kept != NULL && rounds->kept[person] > 0;
	/* A seat of the second stage is kept in the first. */
	size_t to = kept ? a->width : rounds->to;

	for (; *at < to; ++*at) {
		uint16_t course = audit_row(a, person)[*at];

		if (kept && course != audit_had(a, audit_id(a, person)))
			continue;
		if (audit_is_open(a, person, course))
			return true;
	}
	return false;
}

static bool ask(struct audit *a, uint32_t person, uint16_t index)
{
	struct audit_course *course = &a->courses[index];

	if (!memory_reserve(&course->asking, &course->asking_room,
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
	int64_t left = 0;

	memset(rounds->at, AUDIT_NO_CHOICE, a->count);
	for (size_t i = 0; i < a->course_count; i++) {
		if (!a->courses[i].closed && rounds->seats[i] > 0)
			left += rounds->seats[i];
	}
	for (size_t i = 0; i < a->count && left > 0; i++) {
		uint32_t person = audit_by_rank(a, i);
		uint8_t at = (uint8_t)rounds->from;
		struct audit_course *course = NULL;

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
		left--;
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
