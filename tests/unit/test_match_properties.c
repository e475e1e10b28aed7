/*
 * What deferred acceptance promises, on invented problems: the best stable
 * matching by brute force, no gain from a lie, no one worse off when others
 * leave, and the same outcome for any order of rows.
 */
#include "match_world.h"

#include "match/whatif.h"

static const unsigned kinds[] = {
	WORLD_PLAIN, WORLD_BONUS,    WORLD_BY_COURSE,
	WORLD_LISTS, WORLD_RESERVES, WORLD_RESERVES | WORLD_BONUS | WORLD_BARS,
};

enum {
	KINDS = sizeof kinds / sizeof kinds[0],
	SMALL_PEOPLE = 5,
	SMALL_COURSES = 3
};

/* The place of a choice in what a person wrote; more than any for no seat. */
static unsigned rank_of(const struct world *world, size_t person)
{
	const char *choice = world->result[person][RESULT_CHOICE];

	return choice[0] == '\0' ? WORLD_CHOICES + 1
				 : (unsigned)strtoul(choice, NULL, 10);
}

/* A matching of the small problem: each one's choice, or POSITION_NONE. */
struct matching {
	uint8_t at[SMALL_PEOPLE];
};

static bool may_hold(const struct world_run *run, uint32_t person, size_t at)
{
	uint16_t course = applicants_choices(&run->applicants, person)[at];

	return course < CHOICE_SPECIAL &&
	       market_bars(&run->market, person, course) == 0;
}

/* Whether a person would rather have a course that would rather have them. */
static bool blocks(const struct world_run *run, const struct matching *matching,
		   uint32_t person, uint16_t course)
{
	struct holder claim = {market_key(&run->market, person, course), person,
			       0};
	uint32_t held = 0;
	bool behind = false;

	for (uint32_t p = 0; p < run->applicants.count; p++) {
		const uint16_t *row = applicants_choices(&run->applicants, p);
		struct holder other;

		if (matching->at[p] == POSITION_NONE ||
		    row[matching->at[p]] != course)
			continue;
		other = (struct holder){market_key(&run->market, p, course), p,
					0};
		held++;
		if (assignment_is_worse(&run->first, &other, &claim))
			behind = true;
	}
	return held < run->courses.list[course].capacity || behind;
}

static bool is_stable(const struct world_run *run,
		      const struct matching *matching)
{
	uint32_t held[WORLD_COURSES] = {0};

	for (uint32_t p = 0; p < run->applicants.count; p++) {
		const uint16_t *row = applicants_choices(&run->applicants, p);

		if (matching->at[p] != POSITION_NONE &&
		    ++held[row[matching->at[p]]] >
			    run->courses.list[row[matching->at[p]]].capacity)
			return false;
	}
	for (uint32_t p = 0; p < run->applicants.count; p++) {
		const uint16_t *row = applicants_choices(&run->applicants, p);

		for (size_t at = 0;
		     at < run->applicants.width && at < matching->at[p]; at++) {
			if (may_hold(run, p, at) &&
			    blocks(run, matching, p, row[at]))
				return false;
		}
	}
	return true;
}

/* The next of all matchings, counting; false after the last. */
static bool next_matching(const struct world_run *run,
			  struct matching *matching)
{
	for (uint32_t p = 0; p < run->applicants.count; p++) {
		size_t at = matching->at[p] == POSITION_NONE
				    ? 0
				    : (size_t)matching->at[p] + 1;

		while (at < run->applicants.width && !may_hold(run, p, at))
			at++;
		if (at < run->applicants.width) {
			matching->at[p] = (uint8_t)at;
			return true;
		}
		matching->at[p] = POSITION_NONE;
	}
	return false;
}

static void the_result_is_the_best_stable_matching_for_everybody(void **state)
{
	static const unsigned small[] = {WORLD_PLAIN, WORLD_BONUS, WORLD_LISTS,
					 WORLD_BY_COURSE, WORLD_BARS};
	static struct world world;
	size_t stable = 0;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		struct matching matching;
		struct world_run run;

		world_init(&world, i, small[i % 5]);
		if (world.people > SMALL_PEOPLE)
			world.people = SMALL_PEOPLE - i % 2;
		if (world.courses > SMALL_COURSES)
			world.courses = SMALL_COURSES;
		world_match(&world, &run, NULL);
		memset(&matching, POSITION_NONE, sizeof matching);
		memcpy(matching.at, run.first.position, run.applicants.count);
		assert_true(is_stable(&run, &matching));
		memset(&matching, POSITION_NONE, sizeof matching);
		do {
			if (!is_stable(&run, &matching))
				continue;
			stable++;
			for (size_t p = 0; p < run.applicants.count; p++)
				assert_true(run.first.position[p] <=
					    matching.at[p]);
		} while (next_matching(&run, &matching));
		world_release(&run);
	}
	assert_true(stable > 3000);
}

static void row_order_changes_nothing(void **state)
{
	static const unsigned more[] = {
		WORLD_PLAIN,  WORLD_MINIMA, WORLD_STAGES,
		WORLD_BUDGET, WORLD_CAPS,   WORLD_CAPS | WORLD_MINIMA};
	static struct world world, shuffled;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		unsigned features = more[i / KINDS % 6];

		/* Caps need one order. */
		world_init(&world, i,
			   features & WORLD_CAPS
				   ? features | (kinds[i % KINDS] &
						 (WORLD_RESERVES | WORLD_BARS))
				   : features | kinds[i % KINDS]);
		if (world.features & WORLD_LISTS)
			continue;
		world_solve(&world);
		shuffled = world;
		for (size_t j = shuffled.people; j > 1; j--) {
			size_t other = world_random(&shuffled, (unsigned)j);
			char row[PERSON_FIELDS][WORLD_TEXT];

			memcpy(row, shuffled.person[j - 1], sizeof row);
			memcpy(shuffled.person[j - 1], shuffled.person[other],
			       sizeof row);
			memcpy(shuffled.person[other], row, sizeof row);
		}
		world_solve(&shuffled);
		for (size_t j = 0; j < shuffled.people; j++) {
			size_t was = strtoul(shuffled.person[j][PERSON_ID] + 1,
					     NULL, 10);

			for (size_t k = 0; k < RESULT_COLUMNS; k++)
				assert_string_equal(shuffled.result[j][k],
						    world.result[was][k]);
		}
	}
}

static void nobody_gains_by_another_list(void **state)
{
	static struct world world, lie;
	size_t changed = 0;

	(void)state;
	for (size_t i = 0; i < 6000; i++) {
		size_t person;

		world_init(&world, i,
			   i % 4 == 0 ? (unsigned)WORLD_CAPS
				      : kinds[i % KINDS]);
		world_solve(&world);
		lie = world;
		person = world_random(&lie, (unsigned)lie.people);
		for (size_t j = 0; j < WORLD_CHOICES; j++) {
			char text[WORLD_TEXT];

			snprintf(lie.person[person][PERSON_CHOICE + j],
				 WORLD_TEXT, "%s", world_choice(&lie, text));
		}
		world_solve(&lie);
		changed += strcmp(lie.result[person][RESULT_COURSE],
				  world.result[person][RESULT_COURSE]) != 0;
		/* What the lie got, by the true list. */
		for (unsigned j = 0;
		     j + 1 < rank_of(&world, person) && j < WORLD_CHOICES;
		     j++) {
			const char *wished =
				world.person[person][PERSON_CHOICE + j];

			assert_true(wished[0] == '\0' ||
				    strcmp(lie.result[person][RESULT_COURSE],
					   wished) != 0);
		}
	}
	assert_true(changed > 500);
}

/* Some of the placed leave; rematch as told. */
static void let_some_leave(struct world *world, struct rematch *rematch,
			   const struct courses *courses)
{
	struct diag diag;

	assert_true(rematch_init(rematch, courses, &diag));
	for (size_t i = 0; i < world->people; i++) {
		struct slice person = slice_of(world->person[i][PERSON_ID]);

		if (world->result[i][RESULT_COURSE][0] != '\0')
			assert_true(rematch_add_placed(
				rematch, courses, person,
				slice_of(world->result[i][RESULT_COURSE]),
				&diag));
		if (world_random(world, 4) == 0)
			assert_true(rematch_add_answer(
				rematch, person, SLICE("withdrawn"), &diag));
	}
}

static void nobody_is_worse_off_when_others_leave(void **state)
{
	static struct world before, after;
	size_t better = 0, left = 0;

	(void)state;
	for (size_t i = 0; i < 2500; i++) {
		struct world_run first, second;
		struct rematch rematch;

		world_init(&before, i,
			   kinds[i % KINDS] |
				   (i % 3 == 0 ? WORLD_MINIMA : WORLD_PLAIN) |
				   (i % 5 == 0 ? WORLD_STAGES : WORLD_PLAIN));
		world_match(&before, &first, NULL);
		after = before;
		let_some_leave(&after, &rematch, &first.courses);
		rematch.freeze = i % 2 == 0;
		world_match(&after, &second, &rematch);
		if (after.failed)
			print_error("%s\n", second.diag.message);
		assert_false(after.failed);
		for (size_t p = 0; p < before.people; p++) {
			struct slice person =
				slice_of(before.person[p][PERSON_ID]);
			uint16_t course;

			if (rematch_has_left(
				    rematch_find(&rematch, person, &course))) {
				left++;
				continue;
			}
			assert_true(rank_of(&after, p) <= rank_of(&before, p));
			better += rank_of(&after, p) < rank_of(&before, p);
			if (rematch.freeze &&
			    rank_of(&before, p) <= WORLD_CHOICES)
				assert_string_equal(
					after.result[p][RESULT_COURSE],
					before.result[p][RESULT_COURSE]);
		}
		rematch_release(&rematch);
		world_release(&first);
		world_release(&second);
	}
	assert_true(better > 1000);
	assert_true(left > 1000);
}

/* Those who left are gone from the world; nobody else moves otherwise. */
static void improving_is_matching_those_who_stay(void **state)
{
	static struct world before, again, stay;
	size_t left = 0, moved = 0;

	(void)state;
	for (size_t i = 0; i < 4000; i++) {
		struct world_run first, second;
		struct rematch rematch;

		world_init(&before, i, kinds[i % KINDS] | (i & WORLD_BARS));
		world_match(&before, &first, NULL);
		again = before;
		let_some_leave(&again, &rematch, &first.courses);
		world_match(&again, &second, &rematch);
		assert_false(again.failed);
		stay = before;
		for (size_t p = 0; p < stay.people; p++) {
			uint16_t course;

			if (!rematch_has_left(rematch_find(
				    &rematch,
				    slice_of(stay.person[p][PERSON_ID]),
				    &course)))
				continue;
			strcpy(stay.person[p][PERSON_STATUS], "rejected");
			left++;
		}
		world_solve(&stay);
		for (size_t p = 0; p < stay.people; p++) {
			assert_string_equal(stay.result[p][RESULT_COURSE],
					    again.result[p][RESULT_COURSE]);
			moved += rank_of(&again, p) < rank_of(&before, p);
		}
		rematch_release(&rematch);
		world_release(&first);
		world_release(&second);
	}
	assert_true(left > 4000);
	assert_true(moved > 1000);
}

static void opening_again_never_places_fewer(void **state)
{
	static struct world world;
	size_t more = 0;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		world_init(&world, i,
			   kinds[i % KINDS] | WORLD_MINIMA |
				   (i % 4 == 0 ? WORLD_RESERVES : WORLD_PLAIN));
		world_solve(&world);
		assert_true(world.placed >= world.placed_before_opening);
		more += world.placed > world.placed_before_opening;
	}
	assert_true(more > 20);
}

/* Followed along the waiting lists, and by matching again with the seat. */
static void a_seat_is_worth_what_matching_again_says(void **state)
{
	static struct world world;
	size_t improved = 0;

	(void)state;
	for (size_t i = 0; i < 1500; i++) {
		struct seat_value followed[WORLD_COURSES];
		struct seat_value again[WORLD_COURSES];
		struct world_run run;

		world_init(&world, i, i % 2 == 0 ? WORLD_PLAIN : WORLD_STAGES);
		world_match(&world, &run, NULL);
		assert_true(run.first.plain);
		assert_true(whatif_seats(&run.first, &run.waiting, followed,
					 &run.diag));
		run.first.plain = false;
		assert_true(whatif_seats(&run.first, &run.waiting, again,
					 &run.diag));
		for (size_t c = 0; c < run.courses.count; c++) {
			assert_int_equal(followed[c].placed, again[c].placed);
			assert_int_equal(followed[c].improved,
					 again[c].improved);
			improved += again[c].improved;
		}
		world_release(&run);
	}
	assert_true(improved > 1000);
}

/* Proposals that displace others come to the same as one walk by rank. */
static void serial_dictatorship_is_what_proposals_come_to(void **state)
{
	static const unsigned common[] = {WORLD_PLAIN, WORLD_BARS, WORLD_MINIMA,
					  WORLD_MINIMA | WORLD_BARS};
	static struct world world;
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		struct assignment other;
		struct world_run run;

		world_init(&world, i, common[i % 4]);
		world_match(&world, &run, NULL);
		assert_true(run.first.plain);
		assert_true(assignment_init(&other, &run.market, &run.seats,
					    &run.diag));
		memcpy(other.bars, run.first.bars, run.courses.count);
		other.plain = false;
		assignment_solve(&other);
		for (uint32_t p = 0; p < run.applicants.count; p++) {
			assert_int_equal(other.position[p],
					 run.first.position[p]);
			refused += other.position[p] > 0;
		}
		for (uint32_t c = 0; c < run.courses.count; c++) {
			const struct holder *worst =
				assignment_worst(&other, c);

			assert_int_equal(
				assignment_placed(&run.first, (uint16_t)c),
				assignment_placed(&other, (uint16_t)c));
			assert_true(worst == NULL ||
				    assignment_worst(&run.first, c)->person ==
					    worst->person);
		}
		assignment_release(&other);
		world_release(&run);
	}
	assert_true(refused > 3000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_result_is_the_best_stable_matching_for_everybody),
		cmocka_unit_test(row_order_changes_nothing),
		cmocka_unit_test(serial_dictatorship_is_what_proposals_come_to),
		cmocka_unit_test(nobody_gains_by_another_list),
		cmocka_unit_test(nobody_is_worse_off_when_others_leave),
		cmocka_unit_test(improving_is_matching_those_who_stay),
		cmocka_unit_test(opening_again_never_places_fewer),
		cmocka_unit_test(a_seat_is_worth_what_matching_again_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
