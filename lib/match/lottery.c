#include "match/lottery.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 256, GUESS_SHIFT = 64 - 12 };

_Static_assert(UINT64_MAX >> GUESS_SHIFT == LOTTERY_GUESSES - 1,
	       "a guess for all upper bits");

static uint64_t first_digits(const uint8_t digest[DIGEST_SIZE])
{
	uint64_t number;

	memcpy(&number, digest, sizeof number);
	return be64toh(number);
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

/* How many stand below the limit of k per mille. */
static size_t rank_of(size_t k, size_t count)
{
	return count - (k * count + LOTTERY_SHARES - 1) / LOTTERY_SHARES;
}

/*
 * limits[k]: a number below it has at least k per mille of all above itself,
 * since that many stand from the limit upwards.
 */
void lottery_shares_init(struct lottery_shares *shares, const uint64_t *numbers,
			 const uint32_t *drawn, size_t count)
{
	*shares = (struct lottery_shares){0};
	for (size_t k = LOTTERY_SHARES; k > 0 && count > 0; k--)
		shares->limits[k] = numbers[drawn[rank_of(k, count)]];
	for (size_t i = 0, k = LOTTERY_SHARES; i < LOTTERY_GUESSES; i++) {
		while (k > 0 && (uint64_t)i << GUESS_SHIFT >= shares->limits[k])
			k--;
		shares->guess[i] = (uint16_t)k;
	}
}

unsigned lottery_share(const struct lottery_shares *shares, uint64_t number)
{
	unsigned k = shares->guess[number >> GUESS_SHIFT];

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
