#include "enroll/weights.h"

#include "system/memory.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	WEIGHTS_MEMORY_MAX = 256 * 1024 * 1024,
	FRACTION_BITS = 16, /* of a logarithm */
	PLACES_SHARE = 9,
	PLACES_BITS = 3,
	BITS_MAX = 1000, /* whole bits of a threshold */
	CHANCE_BITS_MAX = 30
};

const char *const weights_columns[WEIGHTS_COLUMNS] = {"kind", "subject", "item",
						      "value"};

static const char *const level_words[LEVELS] = {
	"equal", "variant", "near", "like", "fits", "different", "extra"};

const char *weights_level_word(enum level level)
{
	return level_words[level];
}

enum level weights_level_find(struct slice word)
{
	enum level level = LEVEL_EQUAL;

	while (level < LEVELS && !slice_is(word, level_words[level]))
		level++;
	return level;
}

void weights_init(struct weights *weights)
{
	*weights = (struct weights){0};
	set_init(&weights->subjects, WEIGHTS_MEMORY_MAX);
	set_init(&weights->values, WEIGHTS_MEMORY_MAX);
}

void weights_release(struct weights *weights)
{
	set_release(&weights->subjects);
	set_release(&weights->values);
	free(weights->rates);
	free(weights->shares);
}

/* A decimal fraction with at most so many places, as a whole number. */
static bool parse_decimal(struct slice text, int places, int64_t *number)
{
	bool negative = slice_starts(text, "-");
	int behind = -1;
	int64_t sum = 0;

	if (negative)
		text = slice_part(text, 1, SIZE_MAX);
	if (text.length == 0 || text.length > 16 || text.data[0] == '.')
		return false;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '.' && behind < 0) {
			behind = 0;
			continue;
		}
		if (!text_is_digit(text.data[i]) || behind == places)
			return false;
		sum = sum * 10 + (text.data[i] - '0');
		behind += behind >= 0;
	}
	if (behind == 0)
		return false;
	for (behind = behind < 0 ? 0 : behind; behind < places; behind++)
		if (__builtin_mul_overflow(sum, 10, &sum))
			return false;
	*number = negative ? -sum : sum;
	return true;
}

static bool parse_share(struct slice text, uint64_t *share)
{
	int64_t number;

	if (!parse_decimal(text, PLACES_SHARE, &number) || number <= 0 ||
	    (uint64_t)number > WEIGHTS_ONE)
		return false;
	*share = (uint64_t)number;
	return true;
}

static bool parse_bits(struct slice text, int32_t *millibits)
{
	int64_t number;

	if (!parse_decimal(text, PLACES_BITS, &number) ||
	    number > BITS_MAX * 1000 || number < -BITS_MAX * 1000)
		return false;
	*millibits = (int32_t)number;
	return true;
}

static bool take_rate(struct weights *weights, const struct slice row[],
		      bool is_m, struct diag *diag)
{
	enum level level = weights_level_find(row[2]);
	struct weights_rates *rates;
	uint64_t share;
	uint32_t index;
	bool added;

	if (level == LEVELS)
		return diag_set(diag,
				"\"%.*s\" is no level; equal, variant, near, "
				"like, fits, different, extra are",
				SLICE_PRINT(row[2]));
	if (!parse_share(row[3], &share))
		return diag_set(diag,
				"\"%.*s\" is no share; a decimal fraction over "
				"0 and up to 1 is",
				SLICE_PRINT(row[3]));
	if (!set_add(&weights->subjects, row[1], &index, &added) ||
	    !memory_reserve(&weights->rates, &weights->rates_room, index + 1U,
			    sizeof *rates))
		return diag_memory(diag);
	rates = &weights->rates[index];
	if (added)
		*rates = (struct weights_rates){0};
	if (is_m)
		rates->m[level] = share;
	else
		rates->u[level] = share;
	return true;
}

/* The key of a value among all fields'. False where it is too long. */
static bool value_key(struct slice field, struct slice value, char out[256],
		      struct slice *key)
{
	if (field.length + value.length + 1 > 256)
		return false;
	memcpy(out, field.data, field.length);
	out[field.length] = '\t';
	if (value.length > 0)
		memcpy(out + field.length + 1, value.data, value.length);
	*key = (struct slice){out, field.length + value.length + 1};
	return true;
}

static bool take_share(struct weights *weights, const struct slice row[],
		       struct diag *diag)
{
	char buffer[256];
	struct slice key;
	uint32_t index;
	uint64_t share;

	if (!parse_share(row[3], &share))
		return diag_set(diag,
				"\"%.*s\" is no share; a decimal fraction over "
				"0 and up to 1 is",
				SLICE_PRINT(row[3]));
	if (!value_key(row[1], row[2], buffer, &key))
		return diag_set(diag, "a value of over 200 bytes");
	if (!set_add(&weights->values, key, &index, NULL) ||
	    !memory_reserve(&weights->shares, &weights->shares_room, index + 1U,
			    sizeof *weights->shares))
		return diag_memory(diag);
	weights->shares[index] = share;
	return true;
}

static bool take_bits(struct weights *weights, const struct slice row[],
		      struct diag *diag)
{
	int32_t bits;

	if (!parse_bits(row[3], &bits))
		return diag_set(diag,
				"\"%.*s\" is no number of bits, such as 10.000",
				SLICE_PRINT(row[3]));
	if (slice_is(row[0], "prior")) {
		weights->prior = bits;
		weights->prior_known = true;
	} else if (slice_is(row[2], "certain")) {
		weights->certain = bits;
		weights->certain_known = true;
	} else if (slice_is(row[2], "review")) {
		weights->review = bits;
		weights->review_known = true;
	} else {
		return diag_set(diag,
				"\"%.*s\" is no threshold; certain and review "
				"are",
				SLICE_PRINT(row[2]));
	}
	return true;
}

bool weights_take(struct weights *weights,
		  const struct slice row[WEIGHTS_COLUMNS], struct diag *diag)
{
	if (slice_is(row[0], "version")) {
		snprintf(weights->version, sizeof weights->version, "%.*s",
			 SLICE_PRINT(row[1]));
		return true;
	}
	if (slice_is(row[0], "prior") || slice_is(row[0], "threshold"))
		return take_bits(weights, row, diag);
	if (slice_is(row[0], "m") || slice_is(row[0], "u"))
		return take_rate(weights, row, slice_is(row[0], "m"), diag);
	if (slice_is(row[0], "share"))
		return take_share(weights, row, diag);
	return diag_set(diag,
			"\"%.*s\" is no kind of weight; version, prior, "
			"threshold, m, u, share are",
			SLICE_PRINT(row[0]));
}

bool weights_check(const struct weights *weights, struct diag *diag)
{
	if (weights->version[0] == '\0')
		return diag_set(diag, "no row \"version\"");
	if (!weights->certain_known || !weights->review_known)
		return diag_set(diag,
				"no thresholds \"certain\" and \"review\"");
	if (weights->review > weights->certain)
		return diag_set(diag, "the threshold \"review\" is over "
				      "\"certain\"");
	return true;
}

const struct weights_rates *weights_find(const struct weights *weights,
					 struct slice subject)
{
	uint32_t index = set_find(&weights->subjects, subject);

	return index == SET_NONE ? NULL : &weights->rates[index];
}

uint64_t weights_share(const struct weights *weights, struct slice field,
		       struct slice value)
{
	char buffer[256];
	struct slice key;
	uint32_t index;

	if (!value_key(field, value, buffer, &key))
		return 0;
	index = set_find(&weights->values, key);
	return index == SET_NONE ? 0 : weights->shares[index];
}

int32_t weights_log2(uint64_t numerator, uint64_t denominator)
{
	__extension__ unsigned __int128 ratio = numerator;
	int64_t whole = -63, rounded;
	uint64_t mantissa, fraction = 0;

	ratio = (ratio << 63) / denominator;
	while (ratio >> 63 != 0) { /* at most 63 more bits */
		ratio >>= 1;
		whole++;
	}
	mantissa = (uint64_t)ratio;
	while (mantissa >> 62 == 0) {
		mantissa <<= 1;
		whole--;
	}
	mantissa >>= 31; /* 1 is 2^31 */
	whole += 62;
	for (int i = 0; i < FRACTION_BITS + 2; i++) {
		uint64_t bit;

		mantissa = mantissa * mantissa >> 31;
		bit = mantissa >> 32; /* 0 or 1, at random: no branch */
		mantissa >>= bit;
		fraction = fraction << 1 | bit;
	}
	rounded = whole * (1 << (FRACTION_BITS + 2)) + (int64_t)fraction;
	rounded = rounded * 1000 * 2 + (1 << (FRACTION_BITS + 2));
	return (int32_t)(rounded >> (FRACTION_BITS + 3));
}

/* 2^(fraction / 1000) in parts of 2^30, for 0 to 999. */
static uint64_t power(uint32_t fraction)
{
	/* 2^(1/2), 2^(1/4) ... 2^(1/65536), in parts of 2^30. */
	static const uint32_t roots[FRACTION_BITS] = {
		1518500250, 1276901417, 1170923762, 1121280436,
		1097253708, 1085434106, 1079572136, 1076653033,
		1075196443, 1074468888, 1074105294, 1073923544,
		1073832680, 1073787251, 1073764537, 1073753181};
	uint32_t binary = (fraction << FRACTION_BITS) / 1000;
	uint64_t result = UINT64_C(1) << 30;

	for (int i = 0; i < FRACTION_BITS; i++)
		if (binary >> (FRACTION_BITS - 1 - i) & 1)
			result = result * roots[i] >> 30;
	return result;
}

uint32_t weights_chance(int32_t millibits)
{
	bool negative = millibits < 0;
	uint32_t size = (uint32_t)(negative ? -(int64_t)millibits : millibits);
	uint64_t odds, part;

	if (size >= CHANCE_BITS_MAX * 1000)
		return negative ? 0 : WEIGHTS_CHANCE_ONE;
	odds = power(size % 1000) << size / 1000; /* in parts of 2^30 */
	/* The smaller of the two chances, 1 / (1 + odds). */
	part = (UINT64_C(1) << 50) / ((UINT64_C(1) << 30) + odds);
	return negative ? (uint32_t)part
			: (uint32_t)(WEIGHTS_CHANCE_ONE - part);
}

bool weights_format(int32_t millibits, struct strbuf *out)
{
	uint32_t size =
		(uint32_t)(millibits < 0 ? -(int64_t)millibits : millibits);

	return strbuf_append_format(out, "%s%u.%03u", millibits < 0 ? "-" : "",
				    size / 1000, size % 1000);
}

bool weights_format_share(uint64_t share, struct strbuf *out)
{
	return strbuf_append_format(out, "%llu.%09llu",
				    (unsigned long long)(share / WEIGHTS_ONE),
				    (unsigned long long)(share % WEIGHTS_ONE));
}
