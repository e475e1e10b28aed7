#include "base/text.h"

enum { DISTANCE_LENGTH_MAX = 64 };

int slice_compare(struct slice left, struct slice right)
{
	size_t shorter =
		left.length < right.length ? left.length : right.length;
	int order = shorter == 0 ? 0 : memcmp(left.data, right.data, shorter);

	if (order != 0)
		return order;
	return (left.length > right.length) - (left.length < right.length);
}

bool slice_ends(struct slice text, const char *suffix)
{
	size_t length = strlen(suffix);

	return text.length >= length &&
	       (length == 0 ||
		memcmp(text.data + text.length - length, suffix, length) == 0);
}

bool slice_equal_ignoring_case(struct slice left, struct slice right)
{
	size_t i = 0;

	if (left.length != right.length)
		return false;
	for (; left.length - i >= 8; i += 8)
		if (text_lower_word(text_word(left.data + i)) !=
		    text_lower_word(text_word(right.data + i)))
			return false;
	return i == left.length ||
	       text_lower_word(
		       text_short_word(slice_part(left, i, SIZE_MAX))) ==
		       text_lower_word(
			       text_short_word(slice_part(right, i, SIZE_MAX)));
}

bool slice_ends_ignoring_case(struct slice text, const char *suffix)
{
	size_t length = strlen(suffix);

	return text.length >= length &&
	       slice_equal_ignoring_case(
		       slice_part(text, text.length - length, length),
		       slice_of(suffix));
}

void text_lower_copy(struct slice text, char *out)
{
	size_t i = 0;

	for (; text.length - i >= 8; i += 8) {
		uint64_t word =
			htole64(text_lower_word(text_word(text.data + i)));

		memcpy(out + i, &word, sizeof word);
	}
	for (; i < text.length; i++)
		out[i] = text_lower(text.data[i]);
}

static bool is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Characters outside ASCII that nobody sees, in UTF-8. */
static bool is_wide_blank(const char *data, size_t length)
{
	unsigned code = (unsigned char)data[0];

	for (size_t i = 1; i < length; i++)
		code = code << 8 | (unsigned char)data[i];
	return code == 0xc2a0 || code == 0xefbbbf || code == 0xe281a0 ||
	       (code >= 0xe2808b && code <= 0xe2808f) ||
	       (code >= 0xe280aa && code <= 0xe280ae);
}

/* The bytes of one blank at the begin or end of a text; 0: there is none. */
static size_t blank_at(struct slice text, bool begin)
{
	const char *end = text.data + text.length;

	char byte;

	if (text.length == 0)
		return 0;
	byte = begin ? text.data[0] : end[-1];
	if ((signed char)byte > ' ')
		return 0; /* as nearly always */
	if (is_blank(byte))
		return 1;
	for (size_t length = 2; length <= 3 && length <= text.length; length++)
		if (is_wide_blank(begin ? text.data : end - length, length))
			return length;
	return 0;
}

struct slice slice_trim(struct slice text)
{
	size_t length;

	while ((length = blank_at(text, true)) > 0) {
		text.data += length;
		text.length -= length;
	}
	while ((length = blank_at(text, false)) > 0)
		text.length -= length;
	return text;
}

struct slice slice_part(struct slice text, size_t start, size_t length)
{
	if (start > text.length)
		start = text.length;
	if (length > text.length - start)
		length = text.length - start;
	return (struct slice){text.data == NULL ? NULL : text.data + start,
			      length};
}

size_t slice_find(struct slice text, char byte)
{
	const char *found =
		text.length == 0 ? NULL : memchr(text.data, byte, text.length);

	return found == NULL ? text.length : (size_t)(found - text.data);
}

bool slice_next(struct slice *rest, char separator, struct slice *part)
{
	size_t end;

	if (rest->length == 0)
		return false;
	end = slice_find(*rest, separator);
	*part = slice_part(*rest, 0, end);
	*rest = slice_part(*rest, end + 1, rest->length);
	return true;
}

bool slice_list_has(struct slice list, struct slice item)
{
	struct slice part;

	while (slice_next(&list, ',', &part))
		if (slice_equal(part, item))
			return true;
	return false;
}

static bool is_tail(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

static size_t sequence_of_three(const unsigned char *byte)
{
	if (!is_tail(byte[1]) || !is_tail(byte[2]))
		return 0;
	if (byte[0] == 0xe0 && byte[1] < 0xa0)
		return 0;
	if (byte[0] == 0xed && byte[1] > 0x9f)
		return 0;
	return 3;
}

static size_t sequence_of_four(const unsigned char *byte)
{
	if (!is_tail(byte[1]) || !is_tail(byte[2]) || !is_tail(byte[3]))
		return 0;
	if (byte[0] == 0xf0 && byte[1] < 0x90)
		return 0;
	if (byte[0] > 0xf4 || (byte[0] == 0xf4 && byte[1] > 0x8f))
		return 0;
	return 4;
}

size_t text_sequence_length(struct slice text)
{
	const unsigned char *byte = (const unsigned char *)text.data;

	if (text.length == 0 || byte[0] == 0)
		return 0;
	if (byte[0] < 0x80)
		return 1;
	if (byte[0] < 0xc2)
		return 0;
	if (byte[0] < 0xe0)
		return text.length >= 2 && is_tail(byte[1]) ? 2 : 0;
	if (byte[0] < 0xf0)
		return text.length >= 3 ? sequence_of_three(byte) : 0;
	return text.length >= 4 ? sequence_of_four(byte) : 0;
}

bool text_is_valid(struct slice text)
{
	while (text.length > 0) {
		size_t length = text_sequence_length(text);

		if (length == 0)
			return false;
		text.data += length;
		text.length -= length;
	}
	return true;
}

size_t text_count(struct slice text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.length; i++)
		if (!is_tail((unsigned char)text.data[i]))
			count++;
	return count;
}

uint32_t text_next(struct slice text, size_t *at)
{
	static const unsigned char lead_bits[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	size_t length = text_sequence_length(slice_part(text, *at, 4));
	uint32_t code_point;

	if (length == 0)
		return 0;
	code_point = (unsigned char)text.data[*at] & lead_bits[length];
	for (size_t i = 1; i < length; i++)
		code_point = code_point << 6 |
			     ((unsigned char)text.data[*at + i] & 0x3f);
	*at += length;
	return code_point;
}

size_t text_encode(uint32_t code_point, char out[4])
{
	if (code_point < 0x80) {
		out[0] = (char)code_point;
		return 1;
	}
	if (code_point < 0x800) {
		out[0] = (char)(0xc0 | code_point >> 6);
		out[1] = (char)(0x80 | (code_point & 0x3f));
		return 2;
	}
	if (code_point < 0x10000) {
		out[0] = (char)(0xe0 | code_point >> 12);
		out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code_point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code_point >> 18);
	out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code_point & 0x3f));
	return 4;
}

bool text_is_digits(struct slice text)
{
	size_t length = text.length;

	if (length < 8)
		return length > 0 &&
		       text_word_is_digits(text_short_word(text) |
					   0x3030303030303030U << 8 * length);
	for (size_t i = 8; i < length; i += 8)
		if (!text_word_is_digits(text_word(text.data + i - 8)))
			return false;
	return text_word_is_digits(text_word(text.data + length - 8));
}

/* Of bytes less 0x30 those of digits are 9 at most. */
static bool word_has_digit(uint64_t word)
{
	const uint64_t top = UINT64_C(0x8080808080808080);
	uint64_t less = word ^ UINT64_C(0x3030303030303030);

	return ((((less & ~top) + UINT64_C(0x7676767676767676)) | less) &
		top) != top;
}

bool text_has_digit(struct slice text)
{
	size_t i = 0;

	for (; text.length - i >= 8; i += 8)
		if (word_has_digit(text_word(text.data + i)))
			return true;
	return word_has_digit(text_short_word(slice_part(text, i, SIZE_MAX)));
}

/*
 * One column of the table of distances at a time, its differences kept as bits
 * (H. Hyyro, "A bit-vector algorithm for computing Levenshtein and Damerau edit
 * distances", Nordic Journal of Computing 10, 2003).
 */
size_t text_distance(struct slice left, struct slice right)
{
	uint64_t places[UINT8_MAX + 1]; /* of each byte in left; set if used */
	uint64_t rises = UINT64_MAX, falls = 0; /* down the column */
	uint64_t diagonal = 0, before = 0, last;
	size_t distance = left.length;

	if (left.length > DISTANCE_LENGTH_MAX ||
	    right.length > DISTANCE_LENGTH_MAX)
		return left.length > right.length ? left.length : right.length;
	if (left.length == 0)
		return right.length;
	for (size_t i = 0; i < right.length; i++)
		places[(unsigned char)right.data[i]] = 0;
	for (size_t i = 0; i < left.length; i++)
		places[(unsigned char)left.data[i]] = 0;
	for (size_t i = 0; i < left.length; i++)
		places[(unsigned char)left.data[i]] |= UINT64_C(1) << i;
	last = UINT64_C(1) << (left.length - 1);
	for (size_t i = 0; i < right.length; i++) {
		uint64_t here = places[(unsigned char)right.data[i]];
		uint64_t swapped = ((~diagonal & here) << 1) & before;
		uint64_t up, down; /* along the row */

		diagonal = (((here & rises) + rises) ^ rises) | here | falls |
			   swapped;
		up = falls | ~(diagonal | rises);
		down = diagonal & rises;
		distance += (up & last) != 0;
		distance -= (down & last) != 0;
		up = up << 1 | 1;
		rises = down << 1 | ~(diagonal | up);
		falls = up & diagonal;
		before = here;
	}
	return distance;
}

bool text_is_formula(struct slice text)
{
	return text.length > 0 && memchr("=+-@\t\r\n", text.data[0], 7) != NULL;
}
