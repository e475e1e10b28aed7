#include "match/person_code.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { DIGITS = 2 * PERSON_PACKED };

#ifdef __SSE2__

static __m128i between(__m128i text, char low, char high)
{
	return _mm_and_si128(
		_mm_cmpgt_epi8(text, _mm_set1_epi8((char)(low - 1))),
		_mm_cmplt_epi8(text, _mm_set1_epi8((char)(high + 1))));
}

/* Sixteen lower-case hexadecimal digits into eight bytes, all at once. */
static bool pack_half(const char *digits, char *out)
{
	__m128i text, numbers, letters, values, bytes;

	memcpy(&text, digits, sizeof text);
	numbers = between(text, '0', '9');
	letters = between(text, 'a', 'f');
	values = _mm_sub_epi8(
		text,
		_mm_or_si128(_mm_and_si128(numbers, _mm_set1_epi8('0')),
			     _mm_and_si128(letters, _mm_set1_epi8('a' - 10))));
	bytes = _mm_or_si128(_mm_slli_epi16(values, 4),
			     _mm_srli_epi16(values, 8));
	bytes = _mm_and_si128(bytes, _mm_set1_epi16(0xff));
	bytes = _mm_packus_epi16(bytes, bytes);
	memcpy(out, &bytes, PERSON_PACKED / 2);
	return _mm_movemask_epi8(_mm_or_si128(numbers, letters)) == 0xffff;
}

#else

static int value_of(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static bool pack_half(const char *digits, char *out)
{
	for (size_t i = 0; i < PERSON_PACKED / 2; i++) {
		int high = value_of(digits[2 * i]);
		int low = value_of(digits[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (char)(high << 4 | low);
	}
	return true;
}

#endif

size_t person_pack(struct slice person, char out[PERSON_MAX + 1])
{
	if (person.length == DIGITS && pack_half(person.data, out + 1) &&
	    pack_half(person.data + DIGITS / 2, out + 1 + PERSON_PACKED / 2)) {
		out[0] = 0;
		return PERSON_PACKED + 1;
	}
	out[0] = (char)(unsigned char)person.length;
	memcpy(out + 1, person.data, person.length);
	return person.length + 1;
}

struct slice person_unpack(struct slice kept, char out[PERSON_MAX])
{
	if (kept.data[0] != 0)
		return (struct slice){kept.data + 1, kept.length - 1};
	for (size_t i = 0; i < PERSON_PACKED; i++) {
		unsigned byte = (unsigned char)kept.data[i + 1];

		out[2 * i] = "0123456789abcdef"[byte >> 4];
		out[2 * i + 1] = "0123456789abcdef"[byte & 15];
	}
	return (struct slice){out, DIGITS};
}
