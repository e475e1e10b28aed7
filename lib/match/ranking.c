#include "match/ranking.h"

#include "system/memory.h"

#include <stdlib.h>

enum {
	ORDERS_MAX = 4096,
	BUCKETS_MAX = 1 << 18,
	BUCKET_SIZE = 2,
	AHEAD = 64 /* persons whose keys are fetched before their turn */
};

/*
 * Applicants are dealt into buckets by the rank of their order among all
 * orders and the upper bits of their lottery number, then sorted in each.
 */
struct dealing {
	const struct market *market;
	uint64_t orders[ORDERS_MAX]; /* ascending */
	size_t order_count;
	size_t bucket_count; /* a power of two */
	unsigned lottery_bits;
};

static int compare_orders(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* The place of the first order that isn't smaller. */
static size_t rank_order(const struct dealing *dealing, uint64_t order)
{
	size_t low = 0, high = dealing->order_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (dealing->orders[middle] < order)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Up to ORDERS_MAX limits between orders; where there are more, buckets hold
 * several orders.
 */
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
	dealing->bucket_count = 2;
	while (dealing->bucket_count < last + 1 ||
	       (dealing->bucket_count < BUCKETS_MAX &&
		dealing->bucket_count < applicants->count / BUCKET_SIZE))
		dealing->bucket_count *= 2;
	while (((last + 1) << (dealing->lottery_bits + 1)) <=
	       dealing->bucket_count)
		dealing->lottery_bits++;
}

/* Ascending with the key; orders between two limits share one bucket. */
static size_t bucket_of(const struct dealing *dealing, uint32_t person)
{
	uint64_t order = dealing->market->applicants->order[person];
	size_t rank = rank_order(dealing, order);
	uint64_t lottery = dealing->market->lottery[person];

	if (rank == dealing->order_count || dealing->orders[rank] != order)
		return rank << dealing->lottery_bits;
	return (rank << dealing->lottery_bits) +
	       (dealing->lottery_bits == 0
			? 0
			: (size_t)(lottery >> (64 - dealing->lottery_bits)));
}

static bool comes_after(const struct market *market, uint32_t left,
			uint32_t right)
{
	const struct applicants *a = market->applicants;

	if (a->order[left] != a->order[right])
		return a->order[left] > a->order[right];
	if (market->lottery[left] != market->lottery[right])
		return market->lottery[left] > market->lottery[right];
	return applicants_compare_ids(a, left, right) > 0;
}

static void sift(const struct market *market, uint32_t *persons, size_t at,
		 size_t count)
{
	uint32_t person = persons[at];

	for (size_t down; (down = 2 * at + 1) < count; at = down) {
		if (down + 1 < count &&
		    comes_after(market, persons[down + 1], persons[down]))
			down++;
		if (!comes_after(market, persons[down], person))
			break;
		persons[at] = persons[down];
	}
	persons[at] = person;
}

/* Insertion where there are few, as nearly always; heap sort else. */
static void sort_bucket(const struct market *market, uint32_t *persons,
			size_t count)
{
	if (count > 64) {
		for (size_t i = count / 2; i > 0; i--)
			sift(market, persons, i - 1, count);
		for (size_t i = count; i > 1; i--) {
			uint32_t last = persons[i - 1];

			persons[i - 1] = persons[0];
			persons[0] = last;
			sift(market, persons, 0, i - 1);
		}
		return;
	}
	for (size_t i = 1; i < count; i++) {
		uint32_t person = persons[i];
		size_t at = i;

		for (; at > 0 && comes_after(market, persons[at - 1], person);
		     at--)
			persons[at] = persons[at - 1];
		persons[at] = person;
	}
}

static void sort_buckets(const struct market *market, uint32_t *persons,
			 const uint32_t *ends, size_t bucket_count)
{
	const struct applicants *applicants = market->applicants;
	size_t start = 0;

	for (size_t i = 0; i < bucket_count; start = ends[i++]) {
		for (size_t j = start + AHEAD;
		     j < ends[i] + AHEAD && j < applicants->count; j++) {
			__builtin_prefetch(&applicants->order[persons[j]]);
			__builtin_prefetch(&market->lottery[persons[j]]);
		}
		sort_bucket(market, persons + start, ends[i] - start);
	}
}

static bool deal(const struct dealing *dealing, uint32_t *persons)
{
	const struct market *market = dealing->market;
	uint32_t count = (uint32_t)market->applicants->count;
	uint32_t *ends = calloc(dealing->bucket_count + 1, sizeof *ends);

	if (ends == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++)
		ends[bucket_of(dealing, i) + 1]++;
	for (size_t i = 1; i <= dealing->bucket_count; i++)
		ends[i] += ends[i - 1];
	for (uint32_t i = 0; i < count; i++)
		persons[ends[bucket_of(dealing, i)]++] = i;
	sort_buckets(market, persons, ends, dealing->bucket_count);
	free(ends);
	return true;
}

uint32_t *ranking_sort(const struct market *market)
{
	size_t count = market->applicants->count;
	struct dealing *dealing = calloc(1, sizeof *dealing);
	uint32_t *persons = NULL;
	bool good = dealing != NULL &&
		    memory_grow(&persons, count + 1, sizeof *persons);

	if (good) {
		dealing->market = market;
		find_orders(dealing);
		good = deal(dealing, persons);
	}
	free(dealing);
	if (!good) {
		free(persons);
		return NULL;
	}
	return persons;
}
