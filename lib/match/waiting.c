#include "match/waiting.h"

#include "system/memory.h"

#include <stdlib.h>

enum { AHEAD = 12 /* persons whose rows are fetched before their turn */ };

bool waiting_may(const struct assignment *a, uint32_t person, uint16_t course)
{
	return course < CHOICE_SPECIAL &&
	       !(a->bars[course] & BAR_NOT_TAKING_PART) &&
	       market_bars(a->market, person, course) == 0;
}

/* Somebody's turn in the order of a course. */
static void take_turn(struct waiting *waiting, uint32_t *lengths,
		      uint16_t course, uint32_t person)
{
	if (lengths[course]++ == 0)
		waiting->firsts[course] = person;
}

/*
 * One person's turn in a market of one order, where nobody has a list: the
 * bars alone say who may wait.
 */
static void take_turns(struct waiting *waiting, const struct assignment *a,
		       uint32_t *lengths, uint32_t person)
{
	const struct applicants *applicants = a->market->applicants;
	const uint16_t *row = applicants_choices(applicants, person);
	uint8_t needs = (uint8_t)applicants->needs[person];
	uint8_t position = a->position[person];
	size_t end = position < a->to ? position : a->to;

	for (size_t at = a->from; at < end; at++) {
		uint16_t course = row[at];

		if (course >= CHOICE_SPECIAL || a->bars[course] & needs)
			continue;
		take_turn(waiting, lengths, course, person);
		if (position == POSITION_NONE && waiting->places[person] == 0)
			waiting->places[person] = lengths[course];
	}
}

/* With one order for all, one walk in that order counts every list. */
static void count_common(struct waiting *waiting, const struct assignment *a,
			 uint32_t *lengths)
{
	const struct applicants *applicants = a->market->applicants;
	const uint32_t *ranking = a->market->ranking;

	for (size_t i = 0; i < applicants->count; i++) {
		if (i + AHEAD < applicants->count) {
			uint32_t next = ranking[i + AHEAD];

			__builtin_prefetch(
				applicants_choices(applicants, next));
			__builtin_prefetch(&a->position[next]);
			__builtin_prefetch(&applicants->needs[next]);
			__builtin_prefetch(&waiting->places[next], 1);
		}
		take_turns(waiting, a, lengths, ranking[i]);
	}
}

/* Who waits where, course by course. */
struct lists {
	struct holder *waiters; /* block holds the choice's number */
	size_t *starts;		/* by course, one more at the end */
};

static bool gather(struct lists *lists, const struct assignment *a)
{
	const struct applicants *applicants = a->market->applicants;
	size_t courses = a->market->courses->count;

	lists->starts = calloc(courses + 2, sizeof *lists->starts);
	if (lists->starts == NULL)
		return false;
	for (int fill = 0; fill <= 1; fill++) {
		for (uint32_t p = 0; p < applicants->count; p++) {
			const uint16_t *row = applicants_choices(applicants, p);

			for (size_t at = a->from;
			     at < a->to && at < a->position[p]; at++) {
				if (!waiting_may(a, p, row[at]))
					continue;
				if (fill == 0) {
					lists->starts[row[at] + 2]++;
					continue;
				}
				lists->waiters[lists->starts[row[at] + 1]++] =
					(struct holder){market_key(a->market, p,
								   row[at]),
							p, (uint32_t)at};
			}
		}
		if (fill == 1)
			break;
		for (size_t i = 2; i <= courses + 1; i++)
			lists->starts[i] += lists->starts[i - 1];
		lists->waiters = malloc((lists->starts[courses + 1] + 1) *
					sizeof *lists->waiters);
		if (lists->waiters == NULL)
			return false;
	}
	return true;
}

static int compare_waiters(const void *left, const void *right, void *context)
{
	const struct assignment *a = context;

	if (assignment_is_behind(a, left, right))
		return 1;
	return assignment_is_behind(a, right, left) ? -1 : 0;
}

static bool is_first_list(const struct assignment *a,
			  const struct holder *waiter)
{
	const uint16_t *row =
		applicants_choices(a->market->applicants, waiter->person);

	for (size_t at = a->from; at < waiter->block; at++) {
		if (waiting_may(a, waiter->person, row[at]))
			return false;
	}
	return a->position[waiter->person] == POSITION_NONE;
}

/* Where each course has an order of its own, its list is sorted by that. */
static bool count_each(struct waiting *waiting, struct assignment *a,
		       uint32_t *lengths)
{
	struct lists lists = {0};
	bool good = gather(&lists, a);

	for (size_t c = 0; good && c < a->market->courses->count; c++) {
		struct holder *list = lists.waiters + lists.starts[c];
		size_t count = lists.starts[c + 1] - lists.starts[c];

		qsort_r(list, count, sizeof *list, compare_waiters, a);
		for (size_t i = 0; i < count; i++) {
			take_turn(waiting, lengths, (uint16_t)c,
				  list[i].person);
			if (is_first_list(a, &list[i]))
				waiting->places[list[i].person] = lengths[c];
		}
	}
	free(lists.waiters);
	free(lists.starts);
	return good;
}

bool waiting_init(struct waiting *waiting, const struct assignment *assignment,
		  struct diag *diag)
{
	const struct market *market = assignment->market;
	size_t courses = market->courses->count;
	struct assignment view = *assignment;
	uint32_t *lengths = calloc(courses + 1, sizeof *lengths);
	bool good;

	waiting->places = NULL;
	waiting->firsts = malloc((courses + 1) * sizeof *waiting->firsts);
	good = lengths != NULL && waiting->firsts != NULL &&
	       memory_grow(&waiting->places, market->applicants->count + 1,
			   sizeof *waiting->places);
	if (good)
		memset(waiting->places, 0,
		       market->applicants->count * sizeof *waiting->places);
	for (size_t i = 0; good && i < courses; i++)
		waiting->firsts[i] = NOBODY;
	if (good && market_is_common(market))
		count_common(waiting, &view, lengths);
	else if (good)
		good = count_each(waiting, &view, lengths);
	free(lengths);
	return good || diag_memory(diag);
}

void waiting_release(struct waiting *waiting)
{
	free(waiting->places);
	free(waiting->firsts);
	*waiting = (struct waiting){0};
}
