/*
 * Waiting lists and caps, as the auditor sees them after the last stage.
 */
#include "match/audit_parts.h"
#include "match/audit_rounds.h"
#include "match/audit_stages.h"

#include "system/memory.h"

#include <stdlib.h>

struct sorting {
	const struct audit *audit;
	uint16_t course;
};

static int compare_waiters(const void *left, const void *right, void *context)
{
	const struct sorting *sorting = context;
	const uint32_t *l = left, *r = right;

	return audit_compare(sorting->audit, sorting->course, *l, *r);
}

/* Everybody waits for all open courses before the one they have. */
static bool gather(struct audit *a)
{
	for (uint32_t p = 0; p < a->count; p++) {
		for (size_t at = 0; at < a->first_stage && at < a->expected[p];
		     at++) {
			struct audit_course *c;

			if (!audit_is_open(a, p, audit_row(a, p)[at]))
				continue;
			c = &a->courses[audit_row(a, p)[at]];
			if (!memory_reserve(&c->asking, &c->asking_room,
					    c->asking_count + 1,
					    sizeof *c->asking))
				return false;
			c->asking[c->asking_count++] = p;
		}
	}
	return true;
}

static bool is_first_list(const struct audit *a, uint32_t person,
			  uint16_t course)
{
	for (size_t at = 0; at < a->first_stage; at++) {
		if (audit_is_open(a, person, audit_row(a, person)[at]))
			return audit_row(a, person)[at] == course;
	}
	return false;
}

/* With one order for all, one walk in it counts every list. */
static bool count_in_order(struct audit *a)
{
	uint32_t *lengths =
		arena_array(&a->arena, a->course_count + 1, sizeof *lengths);

	for (size_t i = 0; lengths != NULL && i < a->count; i++) {
		uint32_t person = audit_by_rank(a, i);
		const uint16_t *row = audit_row(a, person);
		uint32_t place = 0;

		for (size_t at = 0;
		     at < a->first_stage && at < a->expected[person]; at++) {
			if (!audit_is_open(a, person, row[at]))
				continue;
			lengths[row[at]]++;
			if (place == 0)
				place = lengths[row[at]];
		}
		if (a->expected[person] == AUDIT_NO_CHOICE)
			a->places[person] = place;
	}
	return lengths != NULL;
}

bool audit_count_places(struct audit *a)
{
	if (a->by_rank != NULL)
		return count_in_order(a);
	if (!gather(a))
		return false;
	for (size_t i = 0; i < a->course_count; i++) {
		struct audit_course *c = &a->courses[i];
		struct sorting sorting = {a, (uint16_t)i};

		if (c->asking_count > 0)
			qsort_r(c->asking, c->asking_count, sizeof *c->asking,
				compare_waiters, &sorting);
		for (size_t j = 0; j < c->asking_count; j++) {
			uint32_t person = c->asking[j];

			if (a->expected[person] == AUDIT_NO_CHOICE &&
			    is_first_list(a, person, (uint16_t)i))
				a->places[person] = (uint32_t)j + 1;
		}
		c->asking_count = 0;
	}
	return true;
}

static bool is_under(const struct audit *a, const struct cap_rule *rule,
		     uint16_t course, struct slice *value)
{
	struct record record = {.fields = a->courses[course].fields,
				.count = a->course_header.count};

	*value = record_field(&record,
			      header_find(&a->course_header, rule->each));
	return condition_holds(&rule->where, &record);
}

/* How many the cap around a course has taken, and how many courses it is. */
static int64_t taken_under(const struct audit *a, const struct cap_rule *rule,
			   struct slice value, int stage, size_t *size)
{
	int64_t taken = 0;

	*size = 0;
	for (size_t i = 0; i < a->course_count; i++) {
		struct slice other;

		if (!is_under(a, rule, (uint16_t)i, &other) ||
		    !slice_equal(other, value))
			continue;
		++*size;
		taken += (int64_t)a->summaries[stage][i].placed;
	}
	return taken;
}

bool audit_full_cap(const struct audit *a, uint16_t course, int stage,
		    struct audit_cap *cap)
{
	size_t smallest = 0;

	for (size_t i = 0; i < a->rules->cap_count; i++) {
		const struct cap_rule *rule = &a->rules->caps[i];
		int64_t before = 0, taken;
		struct slice value;
		size_t size;

		if (!is_under(a, rule, course, &value))
			continue;
		taken = taken_under(a, rule, value, stage, &size);
		if (stage == 1)
			before = taken_under(a, rule, value, 0, &size);
		if (taken + before < rule->limit ||
		    (smallest > 0 && size >= smallest))
			continue;
		smallest = size;
		*cap = (struct audit_cap){rule, value};
	}
	return smallest > 0;
}
