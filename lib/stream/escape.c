#include "stream/escape.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The value of a hexadecimal digit, or 16. */
static unsigned hexadecimal(char byte)
{
	if (text_is_digit(byte))
		return (unsigned)(byte - '0');
	byte = text_lower(byte);
	return byte >= 'a' && byte <= 'f' ? (unsigned)(byte - 'a') + 10 : 16;
}

/* Reads digits of a base at *at, at most limit of them. */
static unsigned digits(struct slice raw, size_t *at, unsigned base,
		       size_t limit)
{
	unsigned value = 0;

	for (; limit > 0 && *at < raw.length; limit--, (*at)++) {
		unsigned digit = hexadecimal(raw.data[*at]);

		if (digit >= base)
			break;
		value = value * base + digit;
	}
	return value & 0xff;
}

/* The byte that the escape at *at, behind its backslash, stands for. */
static char escaped_byte(struct slice raw, size_t *at)
{
	static const char letters[] = "bfnrtv", values[] = "\b\f\n\r\t\v";
	char byte = raw.data[*at];
	const char *letter;

	if (byte >= '0' && byte <= '7')
		return (char)digits(raw, at, 8, 3);
	(*at)++;
	if (byte == 'x' && *at < raw.length && hexadecimal(raw.data[*at]) < 16)
		return (char)digits(raw, at, 16, 2);
	letter = byte == '\0' ? NULL : strchr(letters, byte);
	return letter == NULL ? byte : values[letter - letters];
}

bool escape_undo(struct slice raw, struct strbuf *out, struct slice *field)
{
	size_t begin = out->length;
	size_t at = slice_find(raw, '\\');

	*field = raw;
	if (at == raw.length)
		return true;
	if (slice_is(raw, "\\N")) {
		field->length = 0;
		return true;
	}
	strbuf_append(out, slice_part(raw, 0, at));
	while (at < raw.length) {
		char byte = raw.data[at++];

		if (byte == '\\' && at < raw.length)
			byte = escaped_byte(raw, &at);
		strbuf_append_byte(out, byte);
	}
	*field = (struct slice){out->data + begin, out->length - begin};
	return !out->failed && text_is_valid(*field);
}

#ifdef __SSE2__
/* Which of 16 bytes need an escape, as bits. */
static int escapes_in_block(__m128i block)
{
	__m128i found = _mm_or_si128(
		_mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\\')),
			     _mm_cmpeq_epi8(block, _mm_set1_epi8('\t'))),
		_mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\n')),
			     _mm_cmpeq_epi8(block, _mm_set1_epi8('\r'))));

	return _mm_movemask_epi8(found);
}

/* 16 bytes; false where one needs an escape. */
static bool copy_block(const char *from, char *out)
{
	__m128i block = _mm_loadu_si128((const __m128i *)(const void *)from);

	_mm_storeu_si128((__m128i *)(void *)out, block);
	return escapes_in_block(block) == 0;
}

static bool are_plain(uint64_t first, uint64_t second)
{
	return escapes_in_block(_mm_set_epi64x((long long)second,
					       (long long)first)) == 0;
}
#else
#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Nonzero where one of the eight bytes is zero (Hacker's Delight, 6-1). */
static uint64_t has_zero(uint64_t word)
{
	return (word - EACH_BYTE(0x01)) & ~word & EACH_BYTE(0x80);
}

static bool are_plain(uint64_t first, uint64_t second)
{
	static const char bytes[] = {'\\', '\t', '\n', '\r'};
	uint64_t found = 0;

	for (size_t i = 0; i < sizeof bytes; i++)
		found |= has_zero(first ^ EACH_BYTE((uint64_t)bytes[i])) |
			 has_zero(second ^ EACH_BYTE((uint64_t)bytes[i]));
	return found == 0;
}

static bool copy_block(const char *from, char *out)
{
	uint64_t words[2];

	memcpy(words, from, sizeof words);
	memcpy(out, words, sizeof words);
	return are_plain(words[0], words[1]);
}
#endif

/* Fewer than 16 bytes; false where one needs an escape. */
static bool copy_short(struct slice text, char *out)
{
	uint64_t first, last = 0;

	if (text.length < sizeof first) {
		first = htole64(text_short_word(text));
		memcpy(out, &first, sizeof first);
		return are_plain(first, last);
	}
	memcpy(&first, text.data, sizeof first);
	memcpy(&last, text.data + text.length - sizeof last, sizeof last);
	memcpy(out, &first, sizeof first);
	memcpy(out + text.length - sizeof last, &last, sizeof last);
	return are_plain(first, last);
}

/*
 * Copies the bytes before the first block that needs an escape; how many. The
 * last block reaches back over the one before it where there is one.
 */
static size_t copy_plain(struct slice text, char *out)
{
	size_t length = 0;

	if (text.length < 16)
		return copy_short(text, out) ? text.length : 0;
	for (; text.length - length > 16; length += 16)
		if (!copy_block(text.data + length, out + length))
			return length;
	return copy_block(text.data + text.length - 16, out + text.length - 16)
		       ? text.length
		       : length;
}

size_t escape_write(struct slice text, bool begins_line, char *out)
{
	bool marked = begins_line && text.length > 0 && text.data[0] == '#';
	size_t length = marked ? 0 : copy_plain(text, out);

	for (size_t i = length; i < text.length; i++) {
		char byte = text.data[i];

		if (byte == '\\' || (byte == '#' && begins_line && i == 0)) {
			out[length++] = '\\';
		} else if (byte == '\t' || byte == '\n' || byte == '\r') {
			out[length++] = '\\';
			byte = byte == '\t' ? 't' : byte == '\n' ? 'n' : 'r';
		}
		out[length++] = byte;
	}
	return length;
}

static bool needs_escape_in_row(char byte, char separator)
{
	return byte != separator &&
	       (byte == '\\' || byte == '\t' || byte == '\n' || byte == '\r');
}

#ifdef __SSE2__
/* 16 bytes of a row; false where one needs an escape. */
static bool write_block(const char *from, char separator, char *out)
{
	const __m128i tabs = _mm_set1_epi8('\t');
	__m128i block = _mm_loadu_si128((const __m128i *)(const void *)from);
	__m128i gaps = _mm_cmpeq_epi8(block, _mm_set1_epi8(separator));

	if ((escapes_in_block(block) & ~_mm_movemask_epi8(gaps)) != 0)
		return false;
	block = _mm_or_si128(_mm_andnot_si128(gaps, block),
			     _mm_and_si128(gaps, tabs));
	_mm_storeu_si128((__m128i *)(void *)out, block);
	return true;
}
#endif

bool escape_write_row(struct slice text, char separator, char *out)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; text.length - i >= 16; i += 16)
		if (!write_block(text.data + i, separator, out + i))
			return false;
	if (i > 0 && i < text.length)
		return write_block(text.data + text.length - 16, separator,
				   out + text.length - 16);
#endif
	for (; i < text.length; i++) {
		char byte = text.data[i];

		if (needs_escape_in_row(byte, separator))
			return false;
		out[i] = byte == separator ? '\t' : byte;
	}
	return true;
}
