/*
 * The stages of a matching, as the auditor works them out.
 */
#include "match/audit_stages.h"

#include "match/audit_parts.h"
#include "match/audit_rounds.h"

#include <stdlib.h>

static bool allocate(struct audit *a)
{
	size_t courses = a->course_count + 1, people = a->count + 1;
	struct audit_rounds *rounds = arena_alloc(&a->arena, sizeof *rounds);

	a->rounds = rounds;
	a->expected = malloc(people);
	a->published = malloc(people);
	for (int stage = 0; stage < 2; stage++)
		a->summaries[stage] = arena_array(&a->arena, courses,
						  sizeof *a->summaries[stage]);
	if (rounds == NULL || a->expected == NULL || a->published == NULL ||
	    a->summaries[0] == NULL || a->summaries[1] == NULL)
		return false;
	rounds->seats = arena_array(&a->arena, courses, sizeof *rounds->seats);
	rounds->before =
		arena_array(&a->arena, courses, sizeof *rounds->before);
	rounds->reserved = arena_array(&a->arena, courses * RULES_RESERVES_MAX,
				       sizeof *rounds->reserved);
	rounds->at = arena_alloc(&a->arena, people);
	rounds->sits_out = arena_alloc(&a->arena, people);
	rounds->free_people =
		arena_array(&a->arena, people, sizeof *rounds->free_people);
	return rounds->seats != NULL && rounds->before != NULL &&
	       rounds->reserved != NULL && rounds->at != NULL &&
	       rounds->sits_out != NULL && rounds->free_people != NULL;
}

static bool lay_out(struct audit *a)
{
	for (size_t i = 0; i < a->course_count; i++) {
		struct audit_course *course = &a->courses[i];

		a->rounds->seats[i] = course->capacity;
		course->held = malloc(((size_t)course->capacity + 1) *
				      sizeof *course->held);
		if (course->held == NULL)
			return false;
		for (size_t j = 0; j < a->rules->reserve_count; j++)
			a->rounds->reserved[i * RULES_RESERVES_MAX + j] =
				audit_reserve_seats(a, (uint16_t)i, j);
	}
	return true;
}

/* Who is last where, and how many each reserve has taken. */
static bool summarise(struct audit *a, struct audit_summary *summaries)
{
	for (size_t i = 0; i < a->course_count; i++) {
		struct audit_summary *s = &summaries[i];
		struct audit_course *course = &a->courses[i];
		uint8_t *places = malloc(course->held_count + 1);

		if (places == NULL ||
		    !audit_trace_places(a, (uint16_t)i, places))
			return false;
		s->placed = course->held_count;
		s->last = AUDIT_NOBODY;
		for (size_t j = 0; j < course->held_count; j++) {
			if (places[j] >= AUDIT_OPEN) {
				s->last = course->held[j];
				s->spare += places[j] == AUDIT_SPARE;
				continue;
			}
			s->last_member[places[j]] = course->held[j];
			s->members[places[j]]++;
		}
		for (size_t j = 0; j < a->rules->reserve_count; j++)
			s->reserved[j] =
				a->rounds->reserved[i * RULES_RESERVES_MAX + j];
		s->seats = a->rounds->seats[i];
		free(places);
	}
	return true;
}

static bool had_nobody(const struct audit *a, uint16_t course)
{
	for (uint32_t i = 0; i < set_count(&a->previous); i++) {
		if (a->had[i] == course)
			return false;
	}
	return true;
}

/* What a re-match takes over from the previous result. */
static bool take_over(struct audit *a)
{
	struct audit_rounds *rounds = a->rounds;

	for (size_t i = 0; i < a->course_count; i++)
		a->courses[i].closed =
			a->courses[i].minimum > 0 && had_nobody(a, (uint16_t)i);
	if (!a->freeze)
		return true;
	rounds->kept = arena_alloc(&a->arena, a->count + 1);
	for (uint32_t i = 0; rounds->kept != NULL && i < a->count; i++) {
		uint16_t had = audit_had(a, audit_id(a, i));

		for (size_t at = a->width; at-- > 0;) {
			if (had != AUDIT_NO_COURSE &&
			    audit_row(a, i)[at] == had)
				rounds->kept[i] = at < a->first_stage ? 2 : 1;
		}
	}
	return rounds->kept != NULL;
}

/*
 * A course's seats that are left. What outsiders have of soft reserves is
 * taken off these in the order in which they are filled.
 */
static void leave_seats(struct audit *a, uint16_t course)
{
	struct audit_rounds *rounds = a->rounds;
	const struct audit_summary *s = &a->summaries[0][course];
	int64_t spare = (int64_t)s->spare;

	rounds->before[course] = (int64_t)s->placed;
	rounds->seats[course] -= (int64_t)s->placed;
	for (int after = 0; after <= 1; after++) {
		for (size_t j = 0; j < a->rules->reserve_count; j++) {
			const struct reserve_rule *rule =
				&a->rules->reserves[j];
			int64_t *left =
				&rounds->reserved[course * RULES_RESERVES_MAX +
						  j];
			int64_t used = 0;

			if (rule->after != (after == 1))
				continue;
			*left -= (int64_t)s->members[j];
			if (!rule->hard)
				used = spare < *left ? spare : *left;
			*left -= used;
			spare -= used;
		}
	}
}

/* The second stage has the seats that are left and who has none. */
static bool solve_rest(struct audit *a)
{
	struct audit_rounds *rounds = a->rounds;

	rounds->from = a->first_stage;
	rounds->to = a->width;
	rounds->kept = NULL;
	for (uint32_t i = 0; i < a->count; i++)
		rounds->sits_out[i] = a->expected[i] != AUDIT_NO_CHOICE;
	for (size_t i = 0; i < a->course_count; i++)
		leave_seats(a, (uint16_t)i);
	if (!audit_start_rounds(a))
		return false;
	for (uint32_t i = 0; i < a->count; i++) {
		if (!rounds->sits_out[i])
			a->expected[i] = rounds->at[i];
	}
	return summarise(a, a->summaries[1]);
}

bool audit_solve(struct audit *a, struct diag *diag)
{
	if (!audit_sort(a, diag))
		return false;
	if (!allocate(a) || !audit_budget(a, diag) || !lay_out(a))
		return diag_memory(diag);
	a->rounds->to = a->first_stage;
	if (a->rematch && !take_over(a))
		return diag_memory(diag);
	if (!audit_start_rounds(a) || (!a->rematch && !audit_run_closings(a)) ||
	    !summarise(a, a->summaries[0]))
		return diag_memory(diag);
	memcpy(a->expected, a->rounds->at, a->count);
	if (a->rules->leftover && a->first_stage < a->width && !solve_rest(a))
		return diag_memory(diag);
	return true;
}

/* The seats in all, what they would cost, and who would give up the next. */
static uint16_t next_giver(const struct audit *a, const int64_t *firsts,
			   int64_t *total)
{
	uint16_t giver = AUDIT_NO_COURSE;

	*total = 0;
	for (size_t i = 0; i < a->course_count; i++) {
		const struct audit_course *c = &a->courses[i];

		*total += c->capacity * c->cost;
		if (c->capacity == 0 || c->cost <= 0)
			continue;
		if (giver == AUDIT_NO_COURSE ||
		    firsts[i] * a->courses[giver].capacity <=
			    firsts[giver] * c->capacity)
			giver = (uint16_t)i;
	}
	return giver;
}

static void count_choices(const struct audit *a, int64_t *firsts, int64_t *any)
{
	for (uint32_t p = 0; p < a->count; p++) {
		int64_t first = 1;

		for (size_t at = 0; at < a->width; at++) {
			uint16_t course = audit_row(a, p)[at];

			if (course >= AUDIT_SPECIAL ||
			    audit_bar(a, p, course) != NULL)
				continue;
			firsts[course] += first;
			any[course]++;
			first = 0;
		}
	}
}

bool audit_budget(struct audit *a, struct diag *diag)
{
	size_t courses = a->course_count + 1;
	int64_t *firsts, *any, total;
	uint16_t giver;

	if (a->rules->budget_rupiah < 0)
		return true;
	firsts = arena_array(&a->arena, courses, sizeof *firsts);
	any = arena_array(&a->arena, courses, sizeof *any);
	if (firsts == NULL || any == NULL)
		return diag_memory(diag);
	count_choices(a, firsts, any);
	for (size_t i = 0; i < a->course_count; i++) {
		struct audit_course *c = &a->courses[i];

		if (any[i] < c->capacity)
			c->capacity = any[i];
		if (c->capacity < c->minimum)
			c->capacity = 0;
	}
	while ((giver = next_giver(a, firsts, &total)) != AUDIT_NO_COURSE &&
	       total > a->rules->budget_rupiah) {
		struct audit_course *c = &a->courses[giver];

		if (--c->capacity < c->minimum)
			c->capacity = 0;
	}
	return true;
}
