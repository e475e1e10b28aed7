/*
 * No blocking pair and no wasted seat, judged by the definition: what a course
 * would choose from its people and one who wants it more. It knows how many
 * seats each reserve has in a course, and nothing else of how places were
 * given.
 */
#include "match_world.h"

enum { WORLDS = 6000 };

/* People of one course, or of several under caps. */
struct crowd {
	uint32_t person[WORLD_PEOPLE];
	bool chosen[WORLD_PEOPLE];
	size_t count;
};

static uint16_t held_by(const struct world_run *run, uint32_t person)
{
	return assignment_course(&run->first, person);
}

static bool comes_first(const struct world_run *run, uint16_t course,
			uint32_t left, uint32_t right)
{
	struct key l = market_key(&run->market, left, course);
	struct key r = market_key(&run->market, right, course);

	if (l.order != r.order)
		return l.order < r.order;
	if (l.lottery != r.lottery)
		return l.lottery < r.lottery;
	return applicants_compare_ids(&run->applicants, left, right) < 0;
}

/* The best of those not chosen yet, members only or anybody; takes a seat. */
static bool choose_next(const struct world_run *run, const struct block *block,
			bool anybody, struct crowd *crowd)
{
	size_t best = WORLD_PEOPLE;

	for (size_t i = 0; i < crowd->count; i++) {
		uint32_t person = crowd->person[i];

		if (crowd->chosen[i] ||
		    (!anybody &&
		     !seats_is_member(block, run->applicants.needs[person])))
			continue;
		if (best == WORLD_PEOPLE ||
		    comes_first(run, block->course, person,
				crowd->person[best]))
			best = i;
	}
	if (best < WORLD_PEOPLE)
		crowd->chosen[best] = true;
	return best < WORLD_PEOPLE;
}

/* The choice of a course: reserves and open seats in order, then leftovers. */
static void choose(const struct world_run *run, uint16_t course,
		   struct crowd *crowd)
{
	const struct seats *seats = &run->seats;
	uint32_t left[WORLD_COURSES * 3] = {0};

	memset(crowd->chosen, 0, sizeof crowd->chosen);
	for (uint32_t b = seats->first_block[course];
	     b < seats->first_block[course + 1]; b++) {
		left[b] = seats->blocks[b].capacity;
		while (left[b] > 0 &&
		       choose_next(run, &seats->blocks[b], false, crowd))
			left[b]--;
	}
	for (uint32_t b = seats->first_block[course];
	     b < seats->first_block[course + 1]; b++) {
		while (left[b] > 0 && !seats->blocks[b].hard &&
		       choose_next(run, &seats->blocks[b], true, crowd))
			left[b]--;
	}
}

/* Whether a person would rather have an open course that may take them. */
static bool wants(const struct world_run *run, uint32_t person, uint16_t course)
{
	const uint16_t *row = applicants_choices(&run->applicants, person);
	uint8_t position = run->first.position[person];

	if (run->first.bars[course] & BAR_NOT_TAKING_PART ||
	    market_bars(&run->market, person, course) != 0)
		return false;
	for (size_t at = 0; at < run->applicants.width && at < position; at++) {
		if (row[at] == course)
			return true;
	}
	return false;
}

static struct crowd people_of(const struct world_run *run, uint16_t course)
{
	struct crowd crowd = {.count = 0};

	for (uint32_t p = 0; p < run->applicants.count; p++) {
		if (held_by(run, p) == course)
			crowd.person[crowd.count++] = p;
	}
	return crowd;
}

/* How many want the course and are rightly without it. */
static size_t check_course(const struct world_run *run, uint16_t course)
{
	struct crowd crowd = people_of(run, course);
	uint32_t minimum = run->courses.list[course].minimum;
	size_t refused = 0, own = crowd.count;

	choose(run, course, &crowd);
	for (size_t i = 0; i < own; i++)
		assert_true(crowd.chosen[i]);
	if (run->first.bars[course] & BAR_NOT_TAKING_PART)
		assert_int_equal(own, 0);
	else
		assert_true(own >= minimum);
	for (uint32_t p = 0; p < run->applicants.count; p++) {
		if (!wants(run, p, course))
			continue;
		crowd.person[own] = p;
		crowd.count = own + 1;
		choose(run, course, &crowd);
		assert_false(crowd.chosen[own]);
		refused++;
	}
	return refused;
}

static void no_course_would_choose_anybody_who_wants_it_more(void **state)
{
	static const unsigned kinds[] = {
		WORLD_PLAIN,
		WORLD_BARS | WORLD_BY_COURSE,
		WORLD_LISTS | WORLD_BONUS,
		WORLD_RESERVES,
		WORLD_RESERVES | WORLD_BARS | WORLD_BONUS,
		WORLD_LISTS | WORLD_RESERVES | WORLD_BONUS | WORLD_BARS,
		WORLD_MINIMA,
		WORLD_MINIMA | WORLD_RESERVES | WORLD_BONUS,
	};
	static struct world world;
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < WORLDS; i++) {
		struct world_run run;

		world_init(&world, i, kinds[i % 8]);
		world_match(&world, &run, NULL);
		for (size_t c = 0; c < run.courses.count; c++)
			refused += check_course(&run, (uint16_t)c);
		world_release(&run);
	}
	assert_true(refused > 10 * WORLDS);
}

/* How many have a seat under a cap, the course itself counted as one. */
static size_t count_under(const struct world_run *run, uint32_t cap)
{
	size_t count = 0;

	for (uint32_t p = 0; p < run->applicants.count; p++) {
		uint16_t course = held_by(run, p);
		uint32_t around = course == COURSE_NONE
					  ? CAP_NONE
					  : run->seats.blocks[course].cap;

		while (around != CAP_NONE && around != cap)
			around = run->seats.caps[around].parent;
		count += around == cap && cap != CAP_NONE;
	}
	return count;
}

/*
 * Whether somebody behind this one stands in the way: in the full course, or
 * under the innermost full cap around it. Without any, a free seat is wasted.
 */
static bool is_rightly_refused(const struct world_run *run, uint32_t person,
			       uint16_t course)
{
	struct crowd crowd = people_of(run, course);
	uint32_t cap = run->seats.blocks[course].cap;

	if (crowd.count < run->courses.list[course].capacity) {
		crowd.count = 0;
		while (cap != CAP_NONE &&
		       count_under(run, cap) < run->seats.caps[cap].limit)
			cap = run->seats.caps[cap].parent;
		if (cap == CAP_NONE)
			return false;
		for (uint32_t p = 0; p < run->applicants.count; p++) {
			uint16_t other = held_by(run, p);
			uint32_t around =
				other == COURSE_NONE
					? CAP_NONE
					: run->seats.blocks[other].cap;

			while (around != CAP_NONE && around != cap)
				around = run->seats.caps[around].parent;
			if (around == cap)
				crowd.person[crowd.count++] = p;
		}
	}
	for (size_t i = 0; i < crowd.count; i++) {
		if (comes_first(run, course, person, crowd.person[i]))
			return false;
	}
	return true;
}

static void nobody_behind_has_a_seat_under_a_full_cap(void **state)
{
	static const unsigned kinds[] = {WORLD_CAPS, WORLD_CAPS | WORLD_BARS,
					 WORLD_CAPS | WORLD_MINIMA};
	static struct world world;
	size_t refused = 0, capped = 0;

	(void)state;
	for (size_t i = 0; i < WORLDS; i++) {
		struct world_run run;

		world_init(&world, i, kinds[i % 3]);
		world_match(&world, &run, NULL);
		for (uint32_t cap = 0; cap < run.seats.cap_count; cap++) {
			size_t count = count_under(&run, cap);

			assert_true(count <= run.seats.caps[cap].limit);
			capped += count == run.seats.caps[cap].limit;
		}
		for (uint32_t p = 0; p < run.applicants.count; p++) {
			for (size_t c = 0; c < run.courses.count; c++) {
				if (!wants(&run, p, (uint16_t)c))
					continue;
				refused++;
				assert_true(is_rightly_refused(&run, p,
							       (uint16_t)c));
			}
		}
		world_release(&run);
	}
	assert_true(refused > 10 * WORLDS);
	assert_true(capped > WORLDS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			no_course_would_choose_anybody_who_wants_it_more),
		cmocka_unit_test(nobody_behind_has_a_seat_under_a_full_cap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
