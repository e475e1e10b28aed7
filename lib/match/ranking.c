#include "match/ranking.h"

#include "match/drawn.h"
#include "system/memory.h"

#include <stdlib.h>

enum { ORDERS_MAX = 4096 };

/*
 * Applicants are dealt out by the place of their order among all orders. Where
 * there are more than ORDERS_MAX, only some are told apart, and those between
 * two of them share a bucket: buckets with an odd number hold one order.
 */
struct dealing {
	const struct market *market;
	uint64_t orders[ORDERS_MAX]; /* ascending */
	size_t order_count;
	size_t ends[2 * ORDERS_MAX + 2];
	uint16_t *buckets; /* by person; owned */
};

static int compare_orders(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void find_orders(struct dealing *dealing)
{
	const struct applicants *applicants = dealing->market->applicants;
	size_t step = applicants->count / ORDERS_MAX + 1, count = 0, last = 0;

	for (size_t i = 0; i < applicants->count; i += step)
		dealing->orders[count++] = applicants->order[i];
	qsort(dealing->orders, count, sizeof *dealing->orders, compare_orders);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || dealing->orders[i] != dealing->orders[last - 1])
			dealing->orders[last++] = dealing->orders[i];
	}
	dealing->order_count = last;
}

/* Ascending with the order; a search without branches that are guessed. */
static uint16_t bucket_of(const struct dealing *dealing, uint64_t order)
{
	const uint64_t *orders = dealing->orders;
	size_t rank = 0;

	for (size_t left = dealing->order_count; left > 1;) {
		size_t half = left / 2;

		rank += orders[rank + half] <= order ? half : 0;
		left -= half;
	}
	if (orders[rank] > order)
		return 0;
	return (uint16_t)(2 * rank + 1 + (orders[rank] < order));
}

static int compare_persons(const void *left, const void *right, void *context)
{
	const struct market *market = context;
	const struct applicants *a = market->applicants;
	uint32_t l = *(const uint32_t *)left, r = *(const uint32_t *)right;

	if (a->order[l] != a->order[r])
		return a->order[l] > a->order[r] ? 1 : -1;
	if (market->lottery[l] != market->lottery[r])
		return market->lottery[l] > market->lottery[r] ? 1 : -1;
	return applicants_compare_ids(a, l, r);
}

static void deal(struct dealing *dealing, const uint32_t *drawn,
		 uint32_t *persons)
{
	const struct applicants *a = dealing->market->applicants;
	size_t *ends = dealing->ends, count = a->count;

	for (size_t i = 0; i < count; i++) {
		dealing->buckets[i] = bucket_of(dealing, a->order[i]);
		ends[dealing->buckets[i] + 1]++;
	}
	for (size_t i = 1; i <= 2 * dealing->order_count + 1; i++)
		ends[i] += ends[i - 1];
	for (size_t i = 0; i < count; i++) {
		uint32_t person = drawn != NULL ? drawn[i] : (uint32_t)i;

		persons[ends[dealing->buckets[person]]++] = person;
	}
}

/* What the order of the draw leaves open. */
static void sort_buckets(struct dealing *dealing, bool drawn, uint32_t *persons)
{
	struct market market = *dealing->market;
	size_t start = 0;

	for (size_t i = 0; i <= 2 * dealing->order_count; i++) {
		size_t end = dealing->ends[i];

		if (end > start + 1 && (!drawn || i % 2 == 0))
			qsort_r(persons + start, end - start, sizeof *persons,
				compare_persons, &market);
		start = end;
	}
}

uint32_t *ranking_sort(const struct market *market, const uint32_t *drawn)
{
	size_t count = market->applicants->count;
	struct dealing *dealing = calloc(1, sizeof *dealing);
	uint32_t *persons = NULL;

	if (dealing != NULL &&
	    memory_grow(&dealing->buckets, count, sizeof *dealing->buckets) &&
	    memory_grow(&persons, count + 1, sizeof *persons)) {
		dealing->market = market;
		find_orders(dealing);
		deal(dealing, drawn, persons);
		sort_buckets(dealing, drawn != NULL, persons);
	}
	if (dealing != NULL)
		free(dealing->buckets);
	free(dealing);
	return persons;
}

uint32_t *ranking_draw(const struct market *market)
{
	uint32_t twice, *ranking = NULL;
	uint32_t *drawn =
		drawn_sort(market->applicants, market->lottery, &twice);

	if (drawn != NULL)
		ranking = ranking_sort(market, drawn);
	free(drawn);
	return ranking;
}
