#include "match/assignment_plain.h"

enum { AHEAD = 12 /* persons whose rows are fetched before their turn */ };

/* The first choice with a seat for the person, or "to". */
static size_t find_seat(const struct assignment *a, uint32_t person)
{
	const struct applicants *applicants = a->market->applicants;
	const uint16_t *row = applicants_choices(applicants, person);
	uint8_t needs = (uint8_t)applicants->needs[person];
	size_t at = a->from;

	while (at < a->to &&
	       (row[at] >= CHOICE_SPECIAL || a->bars[row[at]] & needs ||
		a->heaps[row[at]].count >= a->capacity[row[at]]))
		at++;
	return at;
}

/* Holders come best first, and the worst is to stand on top. */
static void take_seat(struct assignment *a, uint32_t person, size_t at)
{
	const struct market *market = a->market;
	uint16_t course = applicants_choices(market->applicants, person)[at];
	struct heap *heap = &a->heaps[course];

	heap->holders[a->capacity[course] - ++heap->count] = (struct holder){
		{market->applicants->order[person], market->lottery[person]},
		person,
		course};
	a->position[person] = (uint8_t)at;
}

static void fetch(const struct assignment *a, uint32_t person)
{
	__builtin_prefetch(applicants_choices(a->market->applicants, person));
	__builtin_prefetch(&a->market->applicants->needs[person]);
	__builtin_prefetch(&a->position[person], 1);
}

static uint64_t count_seats(const struct assignment *a)
{
	uint64_t seats = 0;

	for (size_t i = 0; i < a->market->courses->count; i++) {
		if (!(a->bars[i] & BAR_NOT_TAKING_PART))
			seats += a->capacity[i];
	}
	return seats;
}

void assignment_solve_plain(struct assignment *a)
{
	size_t people = a->market->applicants->count;
	const uint32_t *ranking = a->market->ranking;
	uint64_t left = count_seats(a);

	for (size_t i = 0; i < people && left > 0; i++) {
		size_t at;

		if (i + AHEAD < people)
			fetch(a, ranking[i + AHEAD]);
		if (assignment_is_seated(a, ranking[i]))
			continue;
		at = find_seat(a, ranking[i]);
		if (at == a->to)
			continue;
		take_seat(a, ranking[i], at);
		left--;
	}
	for (size_t i = 0; i < a->market->courses->count; i++) {
		struct heap *heap = &a->heaps[i];

		memmove(heap->holders,
			heap->holders + a->capacity[i] - heap->count,
			heap->count * sizeof *heap->holders);
	}
}
