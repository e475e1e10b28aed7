/*
 * Whole numbers: reading, printing and arithmetic that refuses to wrap.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { NUMBER_SIZE = 24 }; /* room for any int64_t and a NUL */

/*
 * Reads an optional '-' and ASCII digits, nothing else. False for other text
 * and for what does not fit; *number is then unchanged.
 */
bool number_parse(struct slice text, int64_t *number);

/* The number that eight digits make, of a text_word with nothing else in it. */
static inline uint32_t number_of_word(uint64_t word)
{
	word &= UINT64_C(0x0f0f0f0f0f0f0f0f);
	word = (word * 10 + (word >> 8)) & UINT64_C(0x00ff00ff00ff00ff);
	word = (word * 100 + (word >> 16)) & UINT64_C(0x0000ffff0000ffff);
	return (uint32_t)(word * 10000 + (word >> 32));
}

/* The sixteen digits of a number below 10^16, with zeros before it. */
enum { NUMBER_DIGITS = 16 };
void number_digits(uint64_t number, char out[NUMBER_DIGITS]);

/* The decimal digits, in out; the slice borrows out. */
struct slice number_format(int64_t number, char out[NUMBER_SIZE]);

/* *result = left op right; false, and *result unchanged, if it would wrap. */
bool number_add(int64_t left, int64_t right, int64_t *result);
bool number_subtract(int64_t left, int64_t right, int64_t *result);
bool number_multiply(int64_t left, int64_t right, int64_t *result);

#endif
