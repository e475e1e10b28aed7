/*
 * Classes below their minimum, as the auditor closes and opens them.
 */
#include "match/audit_parts.h"

#include "match/audit_rounds.h"

#include <stdlib.h>

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
