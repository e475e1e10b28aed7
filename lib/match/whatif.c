#include "match/whatif.h"

#include <stdlib.h>

/*
 * The first in the one order who would take a seat of each course that the
 * first stage left, rather than what they have.
 */
static uint32_t *find_rest_firsts(const struct assignment *a)
{
	const struct market *market = a->market;
	uint32_t *firsts =
		malloc((market->courses->count + 1) * sizeof *firsts);

	for (size_t i = 0; firsts != NULL && i < market->courses->count; i++)
		firsts[i] = NOBODY;
	for (size_t i = 0; firsts != NULL && i < market->applicants->count;
	     i++) {
		uint32_t person = market->ranking[i];
		const uint16_t *row =
			applicants_choices(market->applicants, person);
		size_t end = a->position[person];

		if (end > market->applicants->width)
			end = market->applicants->width;
		for (size_t at = a->to; at < end; at++) {
			if (waiting_may(a, person, row[at]) &&
			    firsts[row[at]] == NOBODY)
				firsts[row[at]] = person;
		}
	}
	return firsts;
}

/*
 * A seat goes from one to the next, each behind the one before in the order.
 * What the first stage has no use for goes to the second, if there is one; who
 * had a seat of the second leaves it there.
 */
static struct seat_value follow_seat(const struct assignment *a,
				     const struct waiting *waiting,
				     const uint32_t *rest_firsts,
				     uint16_t course)
{
	struct seat_value value = {0, 0};
	const uint32_t *firsts = waiting->firsts;

	while (!(a->bars[course] & BAR_NOT_TAKING_PART)) {
		uint32_t person = firsts[course];

		if (person == NOBODY && firsts != rest_firsts &&
		    rest_firsts != NULL) {
			firsts = rest_firsts;
			continue;
		}
		if (person == NOBODY)
			break;
		value.improved++;
		if (a->position[person] == POSITION_NONE) {
			value.placed = 1;
			break;
		}
		if (a->position[person] >= a->to)
			firsts = rest_firsts;
		course = assignment_course(a, person);
	}
	return value;
}

/*
 * Solves beside, both stages: as the assignment was, with what the caller
 * changed in between. other has been made by assignment_init.
 */
static bool solve_beside(struct assignment *other, const struct assignment *a,
			 struct diag *diag)
{
	struct assignment rest = {0};
	bool good;

	if (a->kept != NULL)
		assignment_keep(other, a->kept, a->position);
	else
		assignment_solve(other);
	good = assignment_check(other, diag);
	if (good && market_has_rest(a->market))
		good = assignment_add_rest(other, &rest, diag);
	assignment_release(&rest);
	return good;
}

static bool add_seat(const struct assignment *a, uint16_t course,
		     struct seat_value *value, struct diag *diag)
{
	struct course *list = a->market->courses->list;
	struct assignment other = {0};
	struct seats layout = {0};
	bool good;

	list[course].capacity++;
	good = seats_init(&layout, a->market, diag) &&
	       assignment_init(&other, a->market, &layout, diag);
	if (good) {
		memcpy(other.bars, a->bars, a->market->courses->count);
		good = solve_beside(&other, a, diag);
	}
	for (size_t i = 0; good && i < a->market->applicants->count; i++) {
		value->improved += other.position[i] < a->position[i];
		value->placed += other.position[i] != POSITION_NONE;
		value->placed -= a->position[i] != POSITION_NONE;
	}
	list[course].capacity--;
	assignment_release(&other);
	seats_release(&layout);
	return good;
}

bool whatif_seats(const struct assignment *a, const struct waiting *waiting,
		  struct seat_value *values, struct diag *diag)
{
	bool follow = a->plain && a->kept == NULL, good = true;
	uint32_t *rest_firsts = NULL;

	if (follow && market_has_rest(a->market)) {
		rest_firsts = find_rest_firsts(a);
		if (rest_firsts == NULL)
			return diag_memory(diag);
	}
	for (size_t i = 0; good && i < a->market->courses->count; i++) {
		values[i] = (struct seat_value){0, 0};
		if (follow)
			values[i] = follow_seat(a, waiting, rest_firsts,
						(uint16_t)i);
		else if (!(a->bars[i] & BAR_NOT_TAKING_PART))
			good = add_seat(a, (uint16_t)i, &values[i], diag);
	}
	free(rest_firsts);
	return good;
}

bool whatif_open(const struct assignment *a, uint16_t course, uint32_t *placed,
		 int64_t *change, struct diag *diag)
{
	struct assignment other = {0};
	bool good = assignment_init(&other, a->market, a->layout, diag);

	*placed = 0;
	*change = 0;
	if (good) {
		memcpy(other.bars, a->bars, a->market->courses->count);
		assignment_open(&other, course);
		good = solve_beside(&other, a, diag);
	}
	for (uint32_t i = 0; good && i < a->market->applicants->count; i++) {
		*placed += assignment_course(&other, i) == course;
		*change += other.position[i] != POSITION_NONE;
		*change -= a->position[i] != POSITION_NONE;
	}
	assignment_release(&other);
	return good;
}
