/*
 * Borrowed text, and what can be asked of it without copying.
 *
 * A struct slice never owns its bytes and has no NUL at its end; how long it
 * may be kept stands where it comes from. Text has been checked for UTF-8 and
 * NUL once, by the reader that brought it in.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *data; /* may be NULL where length is 0 */
	size_t length;
};

/* The slice of a string literal. */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

/* For printf's "%.*s". */
#define SLICE_PRINT(text) (int)(text).length, (text).data

/* The slice of a C string, as long-lived as the string. */
static inline struct slice slice_of(const char *string)
{
	return (struct slice){string, strlen(string)};
}

static inline bool slice_equal(struct slice left, struct slice right)
{
	return left.length == right.length &&
	       (left.length == 0 ||
		memcmp(left.data, right.data, left.length) == 0);
}

/* Whether the slice holds exactly the bytes of a C string. */
static inline bool slice_is(struct slice text, const char *string)
{
	return slice_equal(text, slice_of(string));
}

static inline bool slice_is_empty(struct slice text)
{
	return text.length == 0;
}

/* Bytewise order, a prefix before the longer one: < 0, 0 or > 0. */
int slice_compare(struct slice left, struct slice right);

static inline bool slice_starts(struct slice text, const char *prefix)
{
	size_t length = strlen(prefix);

	return text.length >= length &&
	       (length == 0 || memcmp(text.data, prefix, length) == 0);
}

bool slice_ends(struct slice text, const char *suffix);

/* Equal, or ending so, but for the case of ASCII letters. */
bool slice_equal_ignoring_case(struct slice left, struct slice right);
bool slice_ends_ignoring_case(struct slice text, const char *suffix);

/*
 * Without blanks, tabs, line ends, U+00A0 and characters nobody sees (U+200B to
 * U+200F, U+202A to U+202E, U+2060, U+FEFF) at either end.
 */
struct slice slice_trim(struct slice text);

/* A part of text; start and length are cut to what is there. */
struct slice slice_part(struct slice text, size_t start, size_t length);

/* The place of a byte in text, or text.length. */
size_t slice_find(struct slice text, char byte);

/*
 * Takes the part before the next separator off the front of *rest. False once
 * nothing is left: "a,,b" gives "a", "", "b", and "a," gives "a" alone.
 * Start with struct slice rest = list.
 */
bool slice_next(struct slice *rest, char separator, struct slice *part);

/* Whether the comma-separated list holds this very item. */
bool slice_list_has(struct slice list, struct slice item);

/* Whether the bytes are valid UTF-8 (RFC 3629) without a NUL. */
bool text_is_valid(struct slice text);

/* The length of the valid UTF-8 sequence at the start of text; 0 if none. */
size_t text_sequence_length(struct slice text);

/* How many characters (code points) valid UTF-8 text has. */
size_t text_count(struct slice text);

/*
 * Decodes the code point at *at in valid UTF-8 text and moves *at behind it.
 * At the end it gives 0.
 */
uint32_t text_next(struct slice text, size_t *at);

/* Writes a code point as UTF-8, 1 to 4 bytes; returns how many. */
size_t text_encode(uint32_t code_point, char out[4]);

static inline bool text_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static inline char text_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

/* The bytes of a text_word with the ASCII letters among them in lower case. */
static inline uint64_t text_lower_word(uint64_t word)
{
	const uint64_t top = UINT64_C(0x8080808080808080);
	uint64_t low = word & ~top;
	uint64_t from_a = low + UINT64_C(0x3f3f3f3f3f3f3f3f);
	uint64_t past_z = low + UINT64_C(0x2525252525252525);

	return word | (((from_a ^ past_z) & ~word & top) >> 2);
}

/* Copies text, its ASCII letters in lower case, to out of its length. */
void text_lower_copy(struct slice text, char *out);

/* Whether all bytes are ASCII digits, and there is one at least. */
bool text_is_digits(struct slice text);

/* Whether one of the bytes is an ASCII digit. */
bool text_has_digit(struct slice text);

/*
 * Whether a spreadsheet program would run the text as a formula: it begins
 * with = + - @ TAB CR or LF (OWASP, CSV injection).
 */
bool text_is_formula(struct slice text);

/* Eight bytes as a number, the first in its lowest byte. */
static inline uint64_t text_word(const char *data)
{
	uint64_t word;

	memcpy(&word, data, sizeof word);
	return le64toh(word);
}

/*
 * Whether the eight bytes of a text_word are digits: 0x30 to 0x39 keep their
 * upper half when 6 is added.
 */
static inline bool text_word_is_digits(uint64_t word)
{
	const uint64_t upper = UINT64_C(0xf0f0f0f0f0f0f0f0);
	const uint64_t digit = UINT64_C(0x3030303030303030);

	return (word & upper) == digit &&
	       ((word + UINT64_C(0x0606060606060606)) & upper) == digit;
}

/* Up to eight bytes in the same order, the others zero; reads no further. */
static inline uint64_t text_short_word(struct slice text)
{
	const unsigned char *data = (const unsigned char *)text.data;
	size_t length = text.length;
	uint32_t first, last;

	if (length == 8)
		return text_word(text.data);
	if (length >= 4) {
		memcpy(&first, data, sizeof first);
		memcpy(&last, data + length - 4, sizeof last);
		return le32toh(first) | (uint64_t)le32toh(last)
						<< 8 * (length - 4);
	}
	if (length == 0)
		return 0;
	return (uint64_t)data[0] |
	       (uint64_t)data[length / 2] << 8 * (length / 2) |
	       (uint64_t)data[length - 1] << 8 * (length - 1);
}

/*
 * The edit distance of two ASCII words, counting insertion, deletion,
 * replacement and the swap of two neighbours (optimal string alignment); words
 * over 64 bytes count as wholly different (returns the longer length).
 */
size_t text_distance(struct slice left, struct slice right);

#endif
