#include "match/lottery.h"

#include "system/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 256, BUCKET_BITS_MIN = 10, BUCKET_BITS_MAX = 16 };

static uint64_t first_digits(const uint8_t digest[DIGEST_SIZE])
{
	uint64_t number = 0;

	for (size_t i = 0; i < 8; i++)
		number = number << 8 | digest[i];
	return number;
}

static uint64_t hash_parts(const struct slice *parts, size_t count)
{
	struct digest_stream stream;
	uint8_t digest[DIGEST_SIZE];

	digest_stream_begin(&stream);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			digest_stream_add(&stream, SLICE("|"));
		digest_stream_add(&stream, parts[i]);
	}
	digest_stream_end(&stream, digest);
	return first_digits(digest);
}

/* Short messages, which is all in practice, are put together on the stack. */
static uint64_t number_of(const struct slice *parts, size_t count)
{
	char message[MESSAGE_MAX];
	uint8_t digest[DIGEST_SIZE];
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		if (parts[i].length + 1 > sizeof message - length)
			return hash_parts(parts, count);
		if (i > 0)
			message[length++] = '|';
		if (parts[i].length > 0)
			memcpy(message + length, parts[i].data,
			       parts[i].length);
		length += parts[i].length;
	}
	digest_sha256((struct slice){message, length}, digest);
	return first_digits(digest);
}

uint64_t lottery_number(struct slice seed, struct slice person)
{
	return number_of((struct slice[]){seed, person}, 2);
}

uint64_t lottery_number_at(struct slice seed, struct slice course,
			   struct slice person)
{
	return number_of((struct slice[]){seed, course, person}, 3);
}

/*
 * Eight digits at once: the nibbles of 32 bits are spread over the bytes of a
 * word, and 10 to 15 moved on to the letters.
 */
static void format_half(uint32_t half, char out[LOTTERY_DIGITS / 2])
{
	uint64_t word = __builtin_bswap32(half), letters;

	word = (word | word << 16) & 0x0000ffff0000ffffU;
	word = (word | word << 8) & 0x00ff00ff00ff00ffU;
	word = (word >> 4 | word << 8) & 0x0f0f0f0f0f0f0f0fU;
	letters = (word + 0x0606060606060606U) >> 4 & 0x0101010101010101U;
	word += 0x3030303030303030U + letters * ('a' - '0' - 10);
	memcpy(out, &word, sizeof word);
}

void lottery_format(uint64_t number, char out[LOTTERY_DIGITS])
{
	format_half((uint32_t)(number >> 32), out);
	format_half((uint32_t)number, out + LOTTERY_DIGITS / 2);
}

static int compare_numbers(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/*
 * Numbers dealt into buckets by their upper bits. Only buckets in which a
 * limit falls are kept and sorted.
 */
struct buckets {
	size_t count;
	unsigned shift;	   /* of a number, which leaves its bucket */
	size_t *firsts;	   /* by bucket: how many numbers are below it */
	uint32_t *starts;  /* by bucket: where it is kept; 0: it isn't */
	uint64_t *numbers; /* the kept ones, from 1 on */
};

static void release_buckets(struct buckets *buckets)
{
	free(buckets->firsts);
	free(buckets->starts);
	free(buckets->numbers);
}

/* How many stand below the limit of k per mille. */
static size_t rank_of(size_t k, size_t count)
{
	return count - (k * count + LOTTERY_SHARES - 1) / LOTTERY_SHARES;
}

/* Calls for the buckets of all limits, in ascending order. */
static size_t choose_buckets(struct buckets *buckets, size_t count)
{
	size_t kept = 1, bucket = 0;

	for (size_t k = LOTTERY_SHARES; k > 0; k--) {
		while (buckets->firsts[bucket + 1] <= rank_of(k, count))
			bucket++;
		if (buckets->starts[bucket] > 0)
			continue;
		buckets->starts[bucket] = (uint32_t)kept;
		kept += buckets->firsts[bucket + 1] - buckets->firsts[bucket];
	}
	return kept;
}

static void keep_numbers(struct buckets *buckets, const uint64_t *numbers,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t bucket = numbers[i] >> buckets->shift;

		if (buckets->starts[bucket] > 0)
			buckets->numbers[buckets->starts[bucket]++] =
				numbers[i];
	}
	for (size_t i = 0; i < buckets->count; i++) {
		size_t size = buckets->firsts[i + 1] - buckets->firsts[i];

		if (buckets->starts[i] == 0)
			continue;
		buckets->starts[i] -= (uint32_t)size;
		qsort(buckets->numbers + buckets->starts[i], size,
		      sizeof *numbers, compare_numbers);
	}
}

static bool deal(struct buckets *buckets, const uint64_t *numbers, size_t count)
{
	size_t kept;

	buckets->firsts = calloc(buckets->count + 1, sizeof *buckets->firsts);
	buckets->starts = calloc(buckets->count, sizeof *buckets->starts);
	if (buckets->firsts == NULL || buckets->starts == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		buckets->firsts[(numbers[i] >> buckets->shift) + 1]++;
	for (size_t i = 1; i <= buckets->count; i++)
		buckets->firsts[i] += buckets->firsts[i - 1];
	kept = choose_buckets(buckets, count);
	if (!memory_grow(&buckets->numbers, kept, sizeof *numbers))
		return false;
	keep_numbers(buckets, numbers, count);
	return true;
}

/*
 * limits[k]: a number below it has at least k per mille of all above itself,
 * since that many stand from the limit upwards.
 */
static void find_limits(struct lottery_shares *shares,
			const struct buckets *buckets, size_t count)
{
	size_t bucket = 0;

	for (size_t k = LOTTERY_SHARES; k > 0; k--) {
		size_t rank = rank_of(k, count);

		while (buckets->firsts[bucket + 1] <= rank)
			bucket++;
		shares->limits[k] =
			buckets->numbers[buckets->starts[bucket] + rank -
					 buckets->firsts[bucket]];
	}
	for (size_t i = 0, k = LOTTERY_SHARES; i < buckets->count; i++) {
		while (k > 0 &&
		       (uint64_t)i << buckets->shift >= shares->limits[k])
			k--;
		shares->guess[i] = (uint16_t)k;
	}
}

/* About a bucket a number: more would be touched for few numbers in vain. */
static void size_buckets(struct buckets *buckets, size_t count)
{
	unsigned bits = BUCKET_BITS_MIN;

	while (bits < BUCKET_BITS_MAX && count >> bits > 0)
		bits++;
	buckets->count = (size_t)1 << bits;
	buckets->shift = 64 - bits;
}

bool lottery_shares_init(struct lottery_shares *shares, const uint64_t *numbers,
			 size_t count, struct diag *diag)
{
	struct buckets buckets = {0};
	bool good;

	size_buckets(&buckets, count);
	shares->shift = buckets.shift;
	shares->limits = calloc(LOTTERY_SHARES + 1, sizeof *shares->limits);
	shares->guess = calloc(buckets.count, sizeof *shares->guess);
	good = shares->limits != NULL && shares->guess != NULL;
	if (good && count > 0) {
		good = deal(&buckets, numbers, count);
		if (good)
			find_limits(shares, &buckets, count);
	}
	release_buckets(&buckets);
	return good || diag_memory(diag);
}

void lottery_shares_release(struct lottery_shares *shares)
{
	free(shares->limits);
	free(shares->guess);
	*shares = (struct lottery_shares){0};
}

unsigned lottery_share(const struct lottery_shares *shares, uint64_t number)
{
	unsigned k = shares->guess[number >> shares->shift];

	while (k > 0 && number >= shares->limits[k])
		k--;
	return k;
}

static int compare_persons(const void *left, const void *right)
{
	const struct slice *a = left, *b = right;

	return slice_compare(*a, *b);
}

bool lottery_commit(struct slice seed, struct slice key_id,
		    struct slice *persons, size_t count,
		    char out[DIGEST_HEX_SIZE])
{
	struct digest_stream stream;
	uint8_t digest[DIGEST_SIZE];
	char list[DIGEST_HEX_SIZE];

	qsort(persons, count, sizeof *persons, compare_persons);
	digest_stream_begin(&stream);
	for (size_t i = 0; i < count; i++) {
		digest_stream_add(&stream, persons[i]);
		digest_stream_add(&stream, SLICE("\n"));
	}
	digest_stream_end(&stream, digest);
	digest_hex(digest, sizeof digest, list);
	digest_stream_begin(&stream);
	digest_stream_add(&stream, seed);
	digest_stream_add(&stream, SLICE("|"));
	digest_stream_add(&stream, key_id);
	digest_stream_add(&stream, SLICE("|"));
	digest_stream_add(&stream, slice_of(list));
	digest_stream_end(&stream, digest);
	digest_hex(digest, sizeof digest, out);
	return true;
}
