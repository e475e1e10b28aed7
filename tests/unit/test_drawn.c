/*
 * The order of the draw, with numbers and without, evenly spread and not, and
 * persons who are in twice.
 */
#include "match/drawn.h"

#include "match/ranking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MANY = 60000 };

/* What kinds of numbers people have. */
enum spread { SPREAD_EVEN, SPREAD_FEW, SPREAD_HIGH, SPREAD_NONE, SPREADS };

/* 32 digits; mixed, every third one a short name. */
static struct slice make_id(char out[PERSON_MAX], unsigned number, bool mixed)
{
	int length = snprintf(out, PERSON_MAX,
			      mixed && number % 3 == 1 ? "p%x" : "%032x",
			      number * 2654435761U);

	return (struct slice){out, (size_t)length};
}

static uint64_t make_number(unsigned person, enum spread spread)
{
	uint64_t even = (person + 1) * 0x9e3779b97f4a7c15U;

	even ^= even >> 29;
	even *= 0xbf58476d1ce4e5b9U;
	switch (spread) {
	case SPREAD_FEW:
		return even % 7 << 61;
	case SPREAD_HIGH:
		return even >> 40;
	case SPREAD_NONE:
		return 0;
	case SPREAD_EVEN:
	case SPREADS:
		break;
	}
	return even;
}

static void add(struct applicants *applicants, unsigned person, bool mixed,
		enum spread spread)
{
	const uint16_t choice = 1;
	char id[PERSON_MAX];
	struct applicant applicant = {.person = make_id(id, person, mixed),
				      .lottery = make_number(person, spread),
				      .order = person % 5,
				      .choices = &choice};
	struct diag diag;

	assert_true(applicants_add(applicants, &applicant, &diag));
}

static void load(struct applicants *applicants, unsigned count, bool mixed,
		 enum spread spread)
{
	applicants_init(applicants, 1, 0, false);
	for (unsigned i = 0; i < count; i++)
		add(applicants, i, mixed, spread);
}

static bool comes_before(const struct applicants *a, uint32_t left,
			 uint32_t right)
{
	if (a->lottery[left] != a->lottery[right])
		return a->lottery[left] < a->lottery[right];
	return applicants_compare_ids(a, left, right) < 0;
}

static void everybody_is_there_in_order(void **state)
{
	(void)state;
	for (int i = 0; i < 2 * SPREADS; i++) {
		unsigned count = i / 2 == SPREAD_NONE ? 500 : MANY;
		struct applicants applicants;
		struct diag diag;
		uint32_t *drawn;

		load(&applicants, count, i % 2, (enum spread)(i / 2));
		assert_true(drawn_check(&applicants, applicants.lottery, &drawn,
					&diag));
		for (unsigned j = 1; j < count; j++)
			assert_true(comes_before(&applicants, drawn[j - 1],
						 drawn[j]));
		free(drawn);
		applicants_release(&applicants);
	}
}

static bool ranks_before(const struct applicants *a, uint32_t left,
			 uint32_t right)
{
	return a->order[left] < a->order[right] ||
	       (a->order[left] == a->order[right] &&
		comes_before(a, left, right));
}

/* Few orders, and more than are told apart. */
static void the_ranking_is_by_order_and_number(void **state)
{
	(void)state;
	for (int i = 0; i < 8; i++) {
		bool has_numbers = i & 2;
		struct applicants applicants;
		struct market market = {.applicants = &applicants};
		uint32_t *ranking, *drawn = NULL, twice;

		load(&applicants, MANY, i & 1,
		     has_numbers ? SPREAD_EVEN : SPREAD_NONE);
		for (unsigned j = 0; i & 4 && j < MANY; j++)
			applicants.order[j] =
				make_number(j % 20000, SPREAD_EVEN);
		market.lottery = applicants.lottery;
		if (has_numbers)
			drawn = drawn_sort(&applicants, market.lottery, &twice);
		ranking = ranking_sort(&market, drawn);
		for (unsigned j = 1; j < MANY; j++)
			assert_true(ranks_before(&applicants, ranking[j - 1],
						 ranking[j]));
		free(ranking);
		free(drawn);
		applicants_release(&applicants);
	}
}

/* Whoever is in twice, the first who comes again is named. */
static void check_twice(unsigned count, bool mixed, bool has_numbers)
{
	struct applicants applicants;
	char id[PERSON_MAX], wanted[2 * PERSON_MAX];
	uint32_t *drawn;
	struct diag diag;

	load(&applicants, count, mixed, SPREAD_EVEN);
	assert_true(drawn_check(&applicants,
				has_numbers ? applicants.lottery : NULL, &drawn,
				&diag));
	free(drawn);
	add(&applicants, count / 2, mixed, SPREAD_EVEN);
	for (unsigned i = 0; i < 600; i++)
		add(&applicants, 0, mixed, SPREAD_EVEN);
	assert_false(drawn_check(&applicants,
				 has_numbers ? applicants.lottery : NULL,
				 &drawn, &diag));
	make_id(id, count / 2, mixed);
	snprintf(wanted, sizeof wanted, "person '%s' is accepted twice", id);
	assert_string_equal(diag.message, wanted);
	free(drawn);
	applicants_release(&applicants);
}

static void a_person_who_is_in_twice_is_found(void **state)
{
	static const unsigned counts[] = {2, 3, 100, 8191, 8192, 20000, MANY};

	(void)state;
	for (unsigned i = 0; i < 4 * sizeof counts / sizeof *counts; i++)
		check_twice(counts[i / 4], i & 1, i & 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everybody_is_there_in_order),
		cmocka_unit_test(the_ranking_is_by_order_and_number),
		cmocka_unit_test(a_person_who_is_in_twice_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
