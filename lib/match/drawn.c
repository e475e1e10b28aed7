#include "match/drawn.h"

#include "system/memory.h"

#include <stdlib.h>

enum {
	BUCKET_BITS_MAX = 20,
	BUCKET_SIZE = 2,  /* persons, about */
	BUCKET_MANY = 256 /* persons, who are not sorted by insertion */
};

/*
 * What is sorted: the upper half of a number, which nearly always decides, and
 * the person below it, so that nothing has to be fetched for a comparison.
 */
struct drawing {
	const struct applicants *applicants;
	const uint64_t *numbers; /* NULL: hashes */
	uint64_t *packed;
	uint32_t twice;
};

static uint64_t number_of(const struct drawing *drawing, uint32_t person)
{
	return drawing->numbers != NULL
		       ? drawing->numbers[person]
		       : applicants_hash(drawing->applicants, person);
}

static unsigned choose_shift(size_t count)
{
	unsigned bits = 1;

	while (bits < BUCKET_BITS_MAX && count >> bits > BUCKET_SIZE)
		bits++;
	return 64 - bits;
}

static int compare_packed(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Numbers are spread evenly, so that only doubles fill a bucket. */
static void sort(uint64_t *packed, size_t count, size_t largest)
{
	if (largest > BUCKET_MANY) {
		qsort(packed, count, sizeof *packed, compare_packed);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		uint64_t one = packed[i];
		size_t at = i;

		for (; at > 0 && packed[at - 1] > one; at--)
			packed[at] = packed[at - 1];
		packed[at] = one;
	}
}

/* Deals everybody into buckets by the upper bits, then sorts. */
static bool deal(struct drawing *drawing)
{
	uint32_t count = (uint32_t)drawing->applicants->count;
	unsigned shift = choose_shift(count);
	size_t buckets = (size_t)1 << (64 - shift), largest = 0;
	uint32_t *ends = calloc(buckets + 1, sizeof *ends);

	if (ends == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++)
		ends[(number_of(drawing, i) >> shift) + 1]++;
	for (size_t i = 1; i <= buckets; i++) {
		if (largest < ends[i])
			largest = ends[i];
		ends[i] += ends[i - 1];
	}
	for (uint32_t i = 0; i < count; i++) {
		uint64_t number = number_of(drawing, i);

		drawing->packed[ends[number >> shift]++] =
			number >> 32 << 32 | i;
	}
	free(ends);
	sort(drawing->packed, count, largest);
	return true;
}

static uint32_t person_of(uint64_t packed)
{
	return (uint32_t)packed;
}

static int compare_whole(const void *left, const void *right, void *context)
{
	const struct drawing *drawing = context;
	uint32_t a = person_of(*(const uint64_t *)left);
	uint32_t b = person_of(*(const uint64_t *)right);
	uint64_t first = number_of(drawing, a), second = number_of(drawing, b);
	int order = (first > second) - (first < second);

	if (order == 0)
		order = applicants_compare_ids(drawing->applicants, a, b);
	return order != 0 ? order : (a > b) - (a < b);
}

/* Those whose upper halves are equal. */
static void settle(struct drawing *drawing, uint64_t *equal, size_t count)
{
	qsort_r(equal, count, sizeof *equal, compare_whole, drawing);
	for (size_t i = 1; i < count; i++) {
		uint32_t person = person_of(equal[i]);

		if (person < drawing->twice &&
		    applicants_compare_ids(drawing->applicants, person,
					   person_of(equal[i - 1])) == 0)
			drawing->twice = person;
	}
}

/* The persons alone, in the lower half of the same memory. */
static uint32_t *unpack(struct drawing *drawing)
{
	size_t count = drawing->applicants->count;
	uint64_t *packed = drawing->packed;
	uint32_t *drawn = (uint32_t *)packed;

	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1;
		     end < count && packed[end] >> 32 == packed[i] >> 32;)
			end++;
		if (end > i + 1)
			settle(drawing, packed + i, end - i);
		for (size_t j = i; j < end; j++) {
			uint32_t person = person_of(packed[j]);

			memcpy(drawn + j, &person, sizeof person);
		}
	}
	(void)memory_grow(&drawn, count + 1, sizeof *drawn);
	return drawn;
}

uint32_t *drawn_sort(const struct applicants *applicants,
		     const uint64_t *numbers, uint32_t *twice)
{
	struct drawing drawing = {.applicants = applicants,
				  .numbers = numbers,
				  .twice = UINT32_MAX};
	uint32_t *drawn = NULL;

	if (memory_grow(&drawing.packed, applicants->count + 1,
			sizeof *drawing.packed) &&
	    deal(&drawing))
		drawn = unpack(&drawing);
	else
		free(drawing.packed);
	*twice = drawing.twice;
	return drawn;
}

bool drawn_check(const struct applicants *applicants, const uint64_t *numbers,
		 uint32_t **drawn, struct diag *diag)
{
	char id[PERSON_MAX];
	uint32_t twice;

	*drawn = drawn_sort(applicants, numbers, &twice);
	if (*drawn == NULL)
		return diag_memory(diag);
	return twice == UINT32_MAX ||
	       diag_set(diag, "person '%.*s' is accepted twice",
			SLICE_PRINT(applicants_id(applicants, twice, id)));
}
