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
	/* By course: everybody acceptable, best first. NULL: all courses go
	 * through the market's ranking. */
	uint32_t *lists;
	size_t *next;	   /* by course: who is looked at, in the list */
	uint32_t *left;	   /* seats */
	uint8_t *choice;   /* by person: what they point to */
	bool *out;	   /* by person: served, or nothing left to ask for */
	uint32_t *path;	   /* persons on the way */
	uint32_t *on_path; /* by person: place on the way + 1 */
};

static int compare_claims(const void *left, const void *right, void *context)
{
	const struct assignment *a = context;

	if (assignment_is_behind(a, left, right))
		return 1;
	return assignment_is_behind(a, right, left) ? -1 : 0;
}

/* Everybody whom the course could take, best first, from c->lists[at] on. */
static size_t list_persons(struct cycles *c, uint16_t course, size_t at,
			   struct holder *claims)
{
	struct assignment a = *c->a;
	size_t count = 0;

	for (uint32_t p = 0; p < a.market->applicants->count; p++) {
		if (market_bars(a.market, p, course) == 0)
			claims[count++] = mechanism_claim(&a, p, course);
	}
	qsort_r(claims, count, sizeof *claims, compare_claims, &a);
	for (size_t i = 0; i < count; i++)
		c->lists[at++] = claims[i].person;
	return at;
}

static bool list_all(struct cycles *c)
{
	size_t people = c->a->market->applicants->count, at = 0;
	size_t courses = c->a->market->courses->count;
	struct holder *claims = malloc((people + 1) * sizeof *claims);

	c->lists = malloc((people * courses + 1) * sizeof *c->lists);
	for (size_t i = 0; c->lists != NULL && claims != NULL && i < courses;
	     i++) {
		c->next[i] = at;
		if (c->left[i] > 0)
			at = list_persons(c, (uint16_t)i, at, claims);
	}
	free(claims);
	return c->lists != NULL && claims != NULL;
}

/* Seats and lists as they are at the start. */
static bool lay_out(struct cycles *c)
{
	const struct courses *courses = c->a->market->courses;

	for (size_t i = 0; i < courses->count; i++) {
		if (!(c->a->bars[i] & BAR_NOT_TAKING_PART))
			c->left[i] = courses->list[i].capacity;
	}
	return c->a->market->ranking != NULL || list_all(c);
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
	const struct market *market = c->a->market;
	const uint32_t *list = c->lists != NULL ? c->lists : market->ranking;
	size_t *next = &c->next[course];

	while (c->out[list[*next]] ||
	       market_bars(market, list[*next], course) != 0)
		++*next;
	return list[*next];
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
		return diag_set(diag,
				"too large for ttc: people times courses may "
				"come to %zu",
				PAIRS_MAX);
	c.next = calloc(courses + 1, sizeof *c.next);
	c.left = calloc(courses + 1, sizeof *c.left);
	c.choice = calloc(people + 1, 1);
	c.out = calloc(people + 1, sizeof *c.out);
	c.path = calloc(people + 1, sizeof *c.path);
	c.on_path = calloc(people + 1, sizeof *c.on_path);
	good = c.next != NULL && c.left != NULL && c.choice != NULL &&
	       c.out != NULL && c.path != NULL && c.on_path != NULL;
	good = good && lay_out(&c);
	for (uint32_t p = 0; good && p < people; p++) {
		while (!c.out[p])
			walk(&c, p, position);
	}
	free(c.lists);
	free(c.next);
	free(c.left);
	free(c.choice);
	free(c.out);
	free(c.path);
	free(c.on_path);
	return good || diag_memory(diag);
}
