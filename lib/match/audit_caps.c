/*
 * Rounds under caps: in each one everybody's present request is looked at
 * again, best key first, and granted while its seats and caps have room.
 */
#include "match/audit_parts.h"

#include "match/audit_rounds.h"

#include <stdlib.h>

enum {
	OPEN_PLACE = RULES_RESERVES_MAX, /* a course's open seats */
	PLACES = RULES_RESERVES_MAX + 1
};

struct request {
	uint32_t person;
	uint16_t course;
	uint8_t place;
	bool outsider; /* asks for what a reserve's group leaves */
};

struct capped {
	struct audit *audit;
	uint8_t *steps;	  /* by person: requests made in the present course */
	int64_t *room;	  /* by course, PLACES each */
	uint32_t *groups; /* by rule and course: + 1; 0: not under the cap */
	int64_t *used;	  /* by rule and group */
	struct request *requests;
};

/* The places of a course in the order in which a person asks for them. */
static bool place_at(const struct audit *a, uint32_t person, uint8_t step,
		     struct request *request)
{
	uint8_t seen = 0;

	for (int turn = 0; turn < 4; turn++) {
		for (size_t i = 0; i < PLACES; i++) {
			const struct reserve_rule *rule = NULL;
			bool fits, member = true;

			if (i < a->rules->reserve_count) {
				rule = &a->rules->reserves[i];
				member = audit_is_member(a, person, i);
			} else if (i != OPEN_PLACE) {
				continue;
			}
			fits = rule == NULL ? turn == 1
			       : member	    ? turn == (rule->after ? 2 : 0)
					    : turn == 3 && !rule->hard;
			if (!fits || seen++ != step)
				continue;
			request->place = (uint8_t)i;
			request->outsider = !member;
			return true;
		}
	}
	return false;
}

static bool next_request(struct capped *c, uint32_t person,
			 struct request *request)
{
	const struct audit *a = c->audit;
	struct audit_rounds *rounds = a->rounds;

	bool kept = rounds->kept != NULL && rounds->kept[person] > 0;
	/* A seat of the second stage is kept in the first. */
	size_t to = kept ? a->width : rounds->to;

	for (; rounds->at[person] < to;
	     rounds->at[person]++, c->steps[person] = 0) {
		uint16_t course = audit_row(a, person)[rounds->at[person]];

		if (course >= AUDIT_SPECIAL || a->courses[course].closed ||
		    audit_bar(a, person, course) != NULL)
			continue;
		if (kept && course != audit_had(a, audit_id(a, person)))
			continue;
		*request = (struct request){.person = person, .course = course};
		if (place_at(a, person, c->steps[person], request))
			return true;
	}
	rounds->at[person] = AUDIT_NO_CHOICE;
	return false;
}

static int compare_requests(const void *left, const void *right, void *context)
{
	const struct request *l = left, *r = right;
	const struct audit *a = context;
	const uint8_t *kept = a->rounds->kept;

	if (kept != NULL && kept[l->person] != kept[r->person])
		return kept[l->person] > kept[r->person] ? -1 : 1;
	if (l->outsider != r->outsider)
		return l->outsider ? 1 : -1;
	return audit_compare(a, l->course, l->person, r->person);
}

static int64_t *cap_used(struct capped *c, size_t rule, uint16_t course)
{
	size_t courses = c->audit->course_count;
	uint32_t group = c->groups[rule * courses + course];

	return group == 0 ? NULL : &c->used[rule * courses + group - 1];
}

static bool grant(struct capped *c, const struct request *request)
{
	const struct match_rules *rules = c->audit->rules;
	int64_t *room = &c->room[request->course * PLACES + request->place];

	if (*room == 0)
		return false;
	for (size_t i = 0; i < rules->cap_count; i++) {
		int64_t *used = cap_used(c, i, request->course);

		if (used != NULL && *used >= rules->caps[i].limit)
			return false;
	}
	--*room;
	for (size_t i = 0; i < rules->cap_count; i++) {
		int64_t *used = cap_used(c, i, request->course);

		if (used != NULL)
			++*used;
	}
	return true;
}

/* As before anybody asked in this stage. */
static void fill_room(struct capped *c)
{
	const struct audit *a = c->audit;

	memset(c->used, 0,
	       (a->rules->cap_count * a->course_count + 1) * sizeof *c->used);
	for (size_t i = 0; i < a->course_count; i++) {
		int64_t *room = &c->room[i * PLACES];

		room[OPEN_PLACE] = a->rounds->seats[i];
		for (size_t j = 0; j < RULES_RESERVES_MAX; j++) {
			room[j] =
				a->rounds->reserved[i * RULES_RESERVES_MAX + j];
			room[OPEN_PLACE] -= room[j];
		}
		for (size_t j = 0; j < a->rules->cap_count; j++) {
			int64_t *used = cap_used(c, j, (uint16_t)i);

			if (used != NULL)
				*used += a->rounds->before[i];
		}
	}
}

/* A round; whether somebody was refused. */
static bool run_round(struct capped *c)
{
	struct audit *a = c->audit;
	size_t count = 0;
	bool refused = false;

	fill_room(c);
	for (uint32_t p = 0; p < a->count; p++) {
		if (next_request(c, p, &c->requests[count]))
			count++;
	}
	qsort_r(c->requests, count, sizeof *c->requests, compare_requests, a);
	for (size_t i = 0; i < a->course_count; i++)
		a->courses[i].held_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct request *request = &c->requests[i];
		struct audit_course *course = &a->courses[request->course];

		if (grant(c, request)) {
			course->held[course->held_count++] = request->person;
			continue;
		}
		c->steps[request->person]++;
		refused = true;
	}
	return refused;
}

/* Under one rule, courses with the same value of its column are together. */
static void group_courses(struct capped *c, size_t rule)
{
	const struct audit *a = c->audit;
	struct cap_rule *cap = &a->rules->caps[rule];
	size_t column = header_find(&a->course_header, cap->each);

	condition_bind(&cap->where, &a->course_header);
	for (size_t i = 0; i < a->course_count; i++) {
		struct record record = {.fields = a->courses[i].fields,
					.count = a->course_header.count};
		uint32_t *group = &c->groups[rule * a->course_count];

		if (!condition_holds(&cap->where, &record))
			continue;
		for (size_t j = 0; j <= i && group[i] == 0; j++) {
			bool same = column == COLUMN_NONE ||
				    slice_equal(a->courses[j].fields[column],
						a->courses[i].fields[column]);

			if (same && (j == i || group[j] == j + 1))
				group[i] = (uint32_t)j + 1;
		}
	}
}

bool audit_run_capped(struct audit *a)
{
	size_t cells = a->rules->cap_count * a->course_count + 1;
	struct capped c = {
		.audit = a,
		.steps = calloc(a->count + 1, 1),
		.room = calloc(a->course_count * PLACES + 1, sizeof *c.room),
		.groups = calloc(cells, sizeof *c.groups),
		.used = calloc(cells, sizeof *c.used),
		.requests = calloc(a->count + 1, sizeof *c.requests),
	};
	bool good = c.steps != NULL && c.room != NULL && c.groups != NULL &&
		    c.used != NULL && c.requests != NULL;

	for (size_t i = 0; i < a->rules->cap_count && good; i++)
		group_courses(&c, i);
	while (good && run_round(&c))
		continue;
	free(c.steps);
	free(c.room);
	free(c.groups);
	free(c.used);
	free(c.requests);
	return good;
}
