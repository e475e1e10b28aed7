#include "match/whatif.h"

static struct seat_value follow_seat(const struct assignment *a,
				     const struct waiting *waiting,
				     uint16_t course)
{
	struct seat_value value = {0, 0};

	while (!(a->bars[course] & BAR_NOT_TAKING_PART)) {
		uint32_t person = waiting->firsts[course];

		if (person == NOBODY)
			break;
		value.improved++;
		if (a->position[person] == POSITION_NONE) {
			value.placed = 1;
			break;
		}
		course = assignment_course(a, person);
	}
	return value;
}

/* Solves beside, with the same courses closed. */
static bool solve_beside(struct assignment *other, const struct assignment *a,
			 const struct seats *layout, struct diag *diag)
{
	if (!assignment_init(other, a->market, layout, diag))
		return false;
	memcpy(other->bars, a->bars, a->market->courses->count);
	return true;
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
	       solve_beside(&other, a, &layout, diag);
	if (good) {
		assignment_solve(&other);
		good = assignment_check(&other, diag);
	}
	for (size_t i = 0; good && i < a->market->applicants->count; i++) {
		value->improved += other.position[i] < a->position[i];
		value->placed += other.position[i] != POSITION_NONE;
		value->placed -= a->position[i] != POSITION_NONE;
	}
	list[course].capacity--;
	if (other.layout != NULL)
		assignment_release(&other);
	seats_release(&layout);
	return good;
}

bool whatif_seats(const struct assignment *a, const struct waiting *waiting,
		  struct seat_value *values, struct diag *diag)
{
	bool follow = a->plain && a->kept == NULL;

	for (size_t i = 0; i < a->market->courses->count; i++) {
		values[i] = (struct seat_value){0, 0};
		if (follow)
			values[i] = follow_seat(a, waiting, (uint16_t)i);
		else if (!(a->bars[i] & BAR_NOT_TAKING_PART) &&
			 !add_seat(a, (uint16_t)i, &values[i], diag))
			return false;
	}
	return true;
}

bool whatif_open(const struct assignment *a, uint16_t course, uint32_t *placed,
		 int64_t *change, struct diag *diag)
{
	struct assignment other = {0};
	bool good = solve_beside(&other, a, a->layout, diag);

	if (good) {
		assignment_open(&other, course);
		assignment_solve(&other);
		*placed = assignment_placed(&other, course);
		*change = (int64_t)assignment_total(&other) -
			  (int64_t)assignment_total(a);
		good = assignment_check(&other, diag);
	}
	if (other.layout != NULL)
		assignment_release(&other);
	return good;
}
