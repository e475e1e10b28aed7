/*
 * The order of all applicants where every course has the same one, sorted
 * digit by digit from the least significant on: persons, lottery numbers, and
 * the parts of the priority from the last to the first.
 */
#include "match/audit_parts.h"
#include "system/memory.h"

#include <stdlib.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

#define UNKNOWN_VALUE INT64_MAX

struct sorting {
	const struct audit *audit;
	uint32_t *people, *spare; /* people: sorted so far */
	size_t count;
	/* The value at hand. */
	size_t part;
	int64_t least, most; /* of the part, but for unknown ones */
};

static uint64_t value_of(const struct sorting *sorting, uint32_t person)
{
	const struct audit *a = sorting->audit;
	int64_t value = a->parts[person * a->part_count + sorting->part];

	if (value == UNKNOWN_VALUE)
		value = sorting->most + 1;
	return (uint64_t)value - (uint64_t)sorting->least;
}

/* One stable pass over one digit of the value. */
static void sort_digit(struct sorting *sorting, unsigned shift)
{
	uint32_t ends[DIGITS + 1] = {0}, *swap;

	for (uint32_t i = 0; i < sorting->count; i++)
		ends[(value_of(sorting, i) >> shift & (DIGITS - 1)) + 1]++;
	for (size_t i = 1; i <= DIGITS; i++)
		ends[i] += ends[i - 1];
	for (size_t i = 0; i < sorting->count; i++) {
		uint32_t person = sorting->people[i];
		uint64_t value = value_of(sorting, person);

		sorting->spare[ends[value >> shift & (DIGITS - 1)]++] = person;
	}
	swap = sorting->people;
	sorting->people = sorting->spare;
	sorting->spare = swap;
}

/*
 * Lottery numbers are sorted by their upper halves, each above its person, so
 * that nothing is fetched; what these leave open is decided afterwards.
 */
static uint32_t person_of(uint64_t drawn)
{
	return (uint32_t)drawn;
}

/* One stable pass over one digit, from the drawn to the spare. */
static void sort_drawn(const uint64_t *drawn, size_t count, unsigned shift,
		       uint64_t *spare)
{
	uint32_t ends[DIGITS + 1] = {0};

	for (size_t i = 0; i < count; i++)
		ends[(drawn[i] >> shift & (DIGITS - 1)) + 1]++;
	for (size_t i = 1; i <= DIGITS; i++)
		ends[i] += ends[i - 1];
	for (size_t i = 0; i < count; i++)
		spare[ends[drawn[i] >> shift & (DIGITS - 1)]++] = drawn[i];
}

static bool has_larger_number(const uint64_t *lottery, uint64_t left,
			      uint64_t right)
{
	return left >> 32 == right >> 32 &&
	       lottery[person_of(left)] > lottery[person_of(right)];
}

/* Everybody by lottery number; spare holds as many, and then the result. */
static void sort_lottery(const struct audit *a, uint64_t *drawn,
			 uint64_t *spare)
{
	for (uint32_t i = 0; i < a->count; i++)
		drawn[i] = a->lottery[i] >> 32 << 32 | i;
	sort_drawn(drawn, a->count, 32, spare);
	sort_drawn(spare, a->count, 32 + DIGIT_BITS, drawn);
	sort_drawn(drawn, a->count, 32 + 2 * DIGIT_BITS, spare);
	for (size_t i = 1; i < a->count; i++) {
		uint64_t one = spare[i];
		size_t at = i;

		for (; at > 0 &&
		       has_larger_number(a->lottery, spare[at - 1], one);
		     at--)
			spare[at] = spare[at - 1];
		spare[at] = one;
	}
}

static bool same_number(const struct audit *a, uint64_t left, uint64_t right)
{
	return left >> 32 == right >> 32 &&
	       a->lottery[person_of(left)] == a->lottery[person_of(right)];
}

static void sort_part(struct sorting *sorting, size_t part)
{
	const struct audit *a = sorting->audit;
	uint64_t range;

	sorting->part = part;
	sorting->least = INT64_MAX - 1;
	sorting->most = INT64_MIN + 1;
	for (size_t i = 0; i < sorting->count; i++) {
		int64_t value = a->parts[i * a->part_count + part];

		if (value == UNKNOWN_VALUE)
			continue;
		if (value < sorting->least)
			sorting->least = value;
		if (value > sorting->most)
			sorting->most = value;
	}
	if (sorting->least > sorting->most)
		return;
	range = (uint64_t)sorting->most + 1 - (uint64_t)sorting->least;
	for (unsigned shift = 0; shift < 64 && range >> shift > 0;
	     shift += DIGIT_BITS)
		sort_digit(sorting, shift);
}

static bool same_order(const struct audit *a, uint32_t left, uint32_t right)
{
	return memcmp(a->parts + left * a->part_count,
		      a->parts + right * a->part_count,
		      a->part_count * sizeof *a->parts) == 0;
}

static int compare_ids(const void *left, const void *right, void *context)
{
	const struct audit *a = context;

	return slice_compare(audit_id(a, *(const uint32_t *)left),
			     audit_id(a, *(const uint32_t *)right));
}

/* Persons decide between those who are equal in everything else. */
static void sort_equals(struct audit *a, uint32_t *people)
{
	for (size_t i = 0, end; i < a->count; i = end) {
		for (end = i + 1;
		     end < a->count &&
		     a->lottery[people[i]] == a->lottery[people[end]] &&
		     same_order(a, people[i], people[end]);)
			end++;
		if (end > i + 1)
			qsort_r(people + i, end - i, sizeof *people,
				compare_ids, a);
	}
}

/* The share of larger numbers in per mille, from the order of the numbers. */
static void note_shares(struct audit *a, const uint64_t *drawn)
{
	for (size_t i = 0, end; i < a->count; i = end) {
		uint16_t share;

		for (end = i + 1;
		     end < a->count && same_number(a, drawn[end], drawn[i]);)
			end++;
		share = (uint16_t)((a->count - end) * 1000 / a->count);
		for (size_t j = i; j < end; j++)
			a->shares[person_of(drawn[j])] = share;
	}
}

static void note_ranks(struct audit *a, const uint32_t *people)
{
	uint32_t class = 0;

	for (size_t i = 0; i < a->count; i++) {
		if (i > 0 && !same_order(a, people[i - 1], people[i]))
			class ++;
		a->rank[people[i]] = (uint32_t)i;
		a->order_class[people[i]] = class;
	}
}

static bool is_common(const struct audit *a)
{
	return a->rules->bonus_count == 0 && !a->has_lists &&
	       !(a->rules->lottery_by_course && a->seed.length > 0);
}

/* Equal numbers are equal persons, or SHA-256 is broken. */
static bool find_twice(const struct audit *a, const uint64_t *drawn,
		       struct diag *diag)
{
	for (size_t i = 1; i < a->count; i++) {
		if (same_number(a, drawn[i - 1], drawn[i]) &&
		    slice_equal(audit_id(a, person_of(drawn[i - 1])),
				audit_id(a, person_of(drawn[i]))))
			return audit_fail_twice(
				audit_id(a, person_of(drawn[i])), diag);
	}
	return true;
}

/*
 * Everybody by lottery number, in sorting->people, which takes the memory that
 * the numbers leave.
 */
static bool draw(struct audit *a, struct sorting *sorting, struct diag *diag)
{
	const uint64_t *drawn = a->sorted[1];

	sort_lottery(a, a->sorted[0], a->sorted[1]);
	note_shares(a, drawn);
	for (size_t i = 0; i < a->count; i++)
		sorting->people[i] = person_of(drawn[i]);
	return find_twice(a, drawn, diag);
}

/* New memory costs more than what is done with it, so that two arrays do. */
static bool make_room(struct audit *a, struct sorting *sorting)
{
	size_t room = a->count + 1;

	a->shares = arena_array(&a->arena, room, sizeof *a->shares);
	if (a->shares == NULL ||
	    !memory_grow(&a->sorted[0], room, sizeof *a->sorted[0]) ||
	    !memory_grow(&a->sorted[1], room, sizeof *a->sorted[1]))
		return false;
	sorting->people = (uint32_t *)a->sorted[0];
	sorting->spare = sorting->people + room;
	return true;
}

bool audit_sort(struct audit *a, struct diag *diag)
{
	const size_t room = a->count + 1;
	struct sorting sorting = {.audit = a, .count = a->count};

	if (!make_room(a, &sorting))
		return diag_memory(diag);
	for (uint32_t i = 0; i < a->count; i++)
		sorting.people[i] = i;
	audit_draw(a);
	if (a->seed.length > 0 ? !draw(a, &sorting, diag)
			       : !audit_index_persons(a, diag))
		return false;
	for (size_t part = a->part_count; part > 0 && is_common(a); part--)
		sort_part(&sorting, part - 1);
	if (!is_common(a))
		return true;
	a->by_rank = sorting.people;
	a->rank = (uint32_t *)a->sorted[1];
	a->order_class = a->rank + room;
	sort_equals(a, a->by_rank);
	note_ranks(a, a->by_rank);
	return true;
}
