/*
 * Top trading cycles (Abdulkadiroglu and Sonmez 2003): everybody points to
 * the best course that has a seat, every course to its best person; who stands
 * in a cycle gets what they point to.
 */
#include "match/mechanism_parts.h"

#include <stdlib.h>

#define PAIRS_MAX ((size_t)100000000)

struct cycles {
	const struct assignment *a;
	uint32_t *lists;   /* by course: everybody acceptable, best first */
	size_t *starts;	   /* by course, one more at the end */
	size_t *next;	   /* by course: who is looked at */
	uint32_t *left;	   /* seats */
	uint8_t *choice;   /* by person: what they point to */
	bool *out;	   /* by person: served, or nothing left to ask for */
	uint32_t *path;	   /* persons on the way */
	uint32_t *on_path; /* by person: place on the way + 1 */
};

struct sorting {
	const struct assignment *a;
	uint16_t course;
};

static int compare_persons(const void *left, const void *right, void *context)
{
	const struct sorting *sorting = context;
	const uint32_t *l = left, *r = right;
	struct holder x = mechanism_claim(sorting->a, *l, sorting->course);
	struct holder y = mechanism_claim(sorting->a, *r, sorting->course);

	if (assignment_is_behind(sorting->a, &x, &y))
		return 1;
	return assignment_is_behind(sorting->a, &y, &x) ? -1 : 0;
}

static void list_persons(struct cycles *c)
{
	const struct assignment *a = c->a;
	size_t at = 0;

	for (size_t course = 0; course < a->market->courses->count; course++) {
		struct sorting sorting = {a, (uint16_t)course};

		c->starts[course] = c->next[course] = at;
		c->left[course] = a->market->courses->list[course].capacity;
		if (a->bars[course] & BAR_NOT_TAKING_PART)
			c->left[course] = 0;
		for (uint32_t p = 0; p < a->market->applicants->count; p++) {
			if (c->left[course] > 0 &&
			    market_bars(a->market, p, (uint16_t)course) == 0)
				c->lists[at++] = p;
		}
		qsort_r(c->lists + c->starts[course], at - c->starts[course],
			sizeof *c->lists, compare_persons, &sorting);
	}
	c->starts[a->market->courses->count] = at;
}

/* The course a person points to now, or COURSE_NONE and out. */
static uint16_t point(struct cycles *c, uint32_t person)
{
	const uint16_t *row =
		applicants_choices(c->a->market->applicants, person);

	for (; c->choice[person] < c->a->to; c->choice[person]++) {
		size_t at = c->choice[person];

		if (mechanism_counts(c->a, person, at) && c->left[row[at]] > 0)
			return row[at];
	}
	c->out[person] = true;
	return COURSE_NONE;
}

/* The person a course points to now; it has a seat and somebody asks it. */
static uint32_t best_of(struct cycles *c, uint16_t course)
{
	while (c->out[c->lists[c->next[course]]])
		c->next[course]++;
	return c->lists[c->next[course]];
}

static void serve(struct cycles *c, size_t from, size_t to, uint8_t *position)
{
	for (size_t i = from; i < to; i++) {
		uint32_t person = c->path[i];

		position[person] = c->choice[person];
		c->left[applicants_choices(c->a->market->applicants,
					   person)[c->choice[person]]]--;
		c->out[person] = true;
	}
}

/* Follows the pointers from a person until a cycle closes. */
static void walk(struct cycles *c, uint32_t start, uint8_t *position)
{
	size_t length = 0, from = 0;
	uint32_t person = start;

	for (;;) {
		uint16_t course = point(c, person);

		if (course == COURSE_NONE)
			break;
		c->path[length++] = person;
		c->on_path[person] = (uint32_t)length;
		person = best_of(c, course);
		if (c->on_path[person] != 0) {
			from = c->on_path[person] - 1;
			serve(c, from, length, position);
			break;
		}
	}
	for (size_t i = 0; i < length; i++)
		c->on_path[c->path[i]] = 0;
}

bool mechanism_cycles(const struct assignment *a, uint8_t *position,
		      struct diag *diag)
{
	size_t people = a->market->applicants->count;
	size_t courses = a->market->courses->count;
	struct cycles c = {.a = a};
	bool good;

	if (people * courses > PAIRS_MAX)
		return diag_set(diag, "too large for top trading cycles");
	c.lists = malloc((people * courses + 1) * sizeof *c.lists);
	c.starts = calloc(courses + 1, sizeof *c.starts);
	c.next = calloc(courses + 1, sizeof *c.next);
	c.left = calloc(courses + 1, sizeof *c.left);
	c.choice = calloc(people + 1, 1);
	c.out = calloc(people + 1, sizeof *c.out);
	c.path = calloc(people + 1, sizeof *c.path);
	c.on_path = calloc(people + 1, sizeof *c.on_path);
	good = c.lists != NULL && c.starts != NULL && c.next != NULL &&
	       c.left != NULL && c.choice != NULL && c.out != NULL &&
	       c.path != NULL && c.on_path != NULL;
	if (good)
		list_persons(&c);
	for (uint32_t p = 0; good && p < people; p++) {
		while (!c.out[p])
			walk(&c, p, position);
	}
	free(c.lists);
	free(c.starts);
	free(c.next);
	free(c.left);
	free(c.choice);
	free(c.out);
	free(c.path);
	free(c.on_path);
	return good || diag_memory(diag);
}
