#include "base/number.h"

enum { SHORT_DIGITS = 18 /* so many never wrap */ };

/* One to eight digits, read as if zeros stood before them. */
static bool parse_word(struct slice text, int64_t *number)
{
	uint64_t word = text_short_word(text);

	if (text.length < 8)
		word = word << (64 - 8 * text.length) |
		       UINT64_C(0x3030303030303030) >> 8 * text.length;
	if (!text_word_is_digits(word))
		return false;
	*number = number_of_word(word);
	return true;
}

static bool parse_short(struct slice text, int64_t *number)
{
	int64_t value = 0;

	for (size_t i = 0; i < text.length; i++) {
		int digit = text.data[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		value = value * 10 + digit;
	}
	*number = value;
	return true;
}

bool number_parse(struct slice text, int64_t *number)
{
	bool negative = text.length > 0 && text.data[0] == '-';
	int64_t value = 0;

	if (text.length > 0 && text.length <= sizeof(uint64_t) && !negative)
		return parse_word(text, number);
	if (!negative && text.length > 0 && text.length <= SHORT_DIGITS)
		return parse_short(text, number);
	if (!text_is_digits(slice_part(text, negative ? 1 : 0, text.length)))
		return false;
	for (size_t i = negative ? 1 : 0; i < text.length; i++) {
		int64_t digit = text.data[i] - '0';

		if (!number_multiply(value, 10, &value) ||
		    !number_add(value, negative ? -digit : digit, &value))
			return false;
	}
	*number = value;
	return true;
}

struct slice number_format(int64_t number, char out[NUMBER_SIZE])
{
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	char *start = out + NUMBER_SIZE - 1;

	*start = '\0';
	do {
		*--start = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		*--start = '-';
	return (struct slice){start, (size_t)(out + NUMBER_SIZE - 1 - start)};
}

/*
 * The digits of a number below 10^8 as a text_word, by halves, pairs and single
 * digits side by side. 10486 / 2^20 and 103 / 2^10 are a hundredth and a tenth
 * of what is below 10000 and 100, rounded down.
 */
static uint64_t word_of_number(uint64_t number)
{
	uint64_t halves = number / 10000 | number % 10000 << 32;
	uint64_t high = halves * 10486 >> 20 & UINT64_C(0x0000007f0000007f);
	uint64_t pairs = high | (halves - high * 100) << 16;
	uint64_t tens = pairs * 103 >> 10 & UINT64_C(0x000f000f000f000f);
	uint64_t digits = tens | (pairs - tens * 10) << 8;

	return digits + UINT64_C(0x3030303030303030);
}

void number_digits(uint64_t number, char out[NUMBER_DIGITS])
{
	const uint64_t words[] = {htole64(word_of_number(number / 100000000)),
				  htole64(word_of_number(number % 100000000))};

	memcpy(out, words, sizeof words);
}

bool number_add(int64_t left, int64_t right, int64_t *result)
{
	int64_t sum;

	if (__builtin_add_overflow(left, right, &sum))
		return false;
	*result = sum;
	return true;
}

bool number_subtract(int64_t left, int64_t right, int64_t *result)
{
	int64_t difference;

	if (__builtin_sub_overflow(left, right, &difference))
		return false;
	*result = difference;
	return true;
}

bool number_multiply(int64_t left, int64_t right, int64_t *result)
{
	int64_t product;

	if (__builtin_mul_overflow(left, right, &product))
		return false;
	*result = product;
	return true;
}
