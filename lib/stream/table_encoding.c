#include "stream/table_encoding.h"

#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	PROBE = 1024, /* bytes in which NULs are counted */
	REPLACEMENT = 0xfffd
};

const char *encoding_name(enum table_encoding encoding)
{
	switch (encoding) {
	case TABLE_UTF16_LE:
		return "UTF-16LE";
	case TABLE_UTF16_BE:
		return "UTF-16BE";
	case TABLE_WINDOWS_1252:
		return "Windows-1252";
	case TABLE_ASCII:
	case TABLE_UTF8:
		break;
	}
	return "UTF-8";
}

static enum table_encoding guess_utf16(struct slice probe)
{
	size_t nuls[2] = {0, 0}, units = probe.length / 2;

	for (size_t i = 0; i < units * 2; i++)
		if (probe.data[i] == '\0')
			nuls[i % 2]++;
	if (nuls[0] == 0 && nuls[1] > units / 2)
		return TABLE_UTF16_LE;
	if (nuls[1] == 0 && nuls[0] > units / 2)
		return TABLE_UTF16_BE;
	return TABLE_ASCII;
}

enum table_encoding encoding_of_start(struct slice block, size_t *mark)
{
	*mark = 2;
	if (slice_starts(block, "\xff\xfe"))
		return TABLE_UTF16_LE;
	if (slice_starts(block, "\xfe\xff"))
		return TABLE_UTF16_BE;
	*mark = 3;
	if (slice_starts(block, "\xef\xbb\xbf"))
		return TABLE_UTF8;
	*mark = 0;
	return guess_utf16(slice_part(block, 0, PROBE));
}

/* How many bytes from the front are ASCII and not NUL. */
static size_t plain_length(const char *data, size_t length)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; length - i >= 16; i += 16) {
		__m128i part = _mm_loadu_si128((const void *)(data + i));
		__m128i nul = _mm_cmpeq_epi8(part, _mm_setzero_si128());
		unsigned found =
			(unsigned)_mm_movemask_epi8(_mm_or_si128(part, nul));

		if (found != 0)
			return i + (size_t)__builtin_ctz(found);
	}
#endif
	while (i < length && (data[i] & 0x80) == 0 && data[i] != '\0')
		i++;
	return i;
}

/* As encoding_valid_length; adds the sequences passed to *multibyte. */
static size_t valid_length(struct slice block, size_t *multibyte)
{
	size_t i = 0;

	for (;;) {
		size_t sequence;

		i += plain_length(block.data + i, block.length - i);
		if (i == block.length)
			return i;
		sequence = text_sequence_length(
			slice_part(block, i, block.length));
		if (sequence == 0)
			return i;
		i += sequence;
		++*multibyte;
	}
}

size_t encoding_valid_length(struct slice block)
{
	size_t multibyte = 0;

	return valid_length(block, &multibyte);
}

/* How many bytes a sequence has that begins with this byte; 1 if none can. */
static size_t announced_length(char byte)
{
	unsigned char lead = (unsigned char)byte;

	if (lead < 0xc2 || lead > 0xf4)
		return 1;
	if (lead < 0xe0)
		return 2;
	return lead < 0xf0 ? 3 : 4;
}

bool encoding_is_cut_sequence(struct slice text)
{
	if (text.length == 0 || text.length >= announced_length(text.data[0]))
		return false;
	for (size_t i = 1; i < text.length; i++)
		if ((text.data[i] & 0xc0) != 0x80)
			return false;
	return true;
}

enum table_encoding encoding_of_bytes(struct slice block)
{
	size_t good = 0, bad = 0;

	if (plain_length(block.data, block.length) == block.length)
		return TABLE_ASCII;
	while (block.length > 0) {
		size_t valid = valid_length(block, &good);

		block = slice_part(block, valid, block.length);
		if (block.length == 0 || encoding_is_cut_sequence(block))
			break;
		bad += block.data[0] != '\0';
		block = slice_part(block, 1, block.length);
	}
	return bad == 0 || good > bad ? TABLE_UTF8 : TABLE_WINDOWS_1252;
}

static void put(struct encoding_result *result, uint32_t point, char *into)
{
	result->damaged |= point == REPLACEMENT;
	result->written += text_encode(point, into + result->written);
}

/* Windows-1252 from 0x80 to 0x9f, as Unicode's CP1252.TXT has it. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
	0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

static void convert_1252(struct slice block, char *into,
			 struct encoding_result *result)
{
	for (size_t i = 0; i < block.length; i++) {
		unsigned char byte = (unsigned char)block.data[i];

		result->taken = i;
		result->nul = byte == 0;
		if (result->nul)
			return;
		put(result,
		    byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80]
						: byte,
		    into);
	}
	result->taken = block.length;
}

static void convert_utf8(struct slice block, bool last, char *into,
			 struct encoding_result *result)
{
	for (;;) {
		struct slice rest =
			slice_part(block, result->taken, block.length);
		size_t valid = encoding_valid_length(rest);

		if (valid > 0)
			memcpy(into + result->written, rest.data, valid);
		result->written += valid;
		result->taken += valid;
		rest = slice_part(rest, valid, rest.length);
		if (rest.length == 0 ||
		    (!last && encoding_is_cut_sequence(rest)))
			return;
		result->nul = rest.data[0] == '\0';
		if (result->nul)
			return;
		put(result, REPLACEMENT, into);
		result->taken++;
	}
}

static uint32_t unit_at(struct slice block, size_t at, bool big_endian)
{
	unsigned char first = (unsigned char)block.data[at];
	unsigned char second = (unsigned char)block.data[at + 1];

	return big_endian ? (uint32_t)first << 8 | second
			  : (uint32_t)second << 8 | first;
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

static void convert_utf16(struct slice block, bool big_endian, bool last,
			  char *into, struct encoding_result *result)
{
	size_t i = 0;

	while (block.length - i >= 2 && !result->nul) {
		uint32_t point = unit_at(block, i, big_endian);
		uint32_t low = 0;

		if (is_high(point) && block.length - i < 4 && !last)
			break;
		if (is_high(point) && block.length - i >= 4)
			low = unit_at(block, i + 2, big_endian);
		i += 2;
		result->nul = point == 0;
		if (is_low(low)) {
			i += 2;
			point = 0x10000 + ((point - 0xd800) << 10) +
				(low - 0xdc00);
		} else if (is_high(point) || is_low(point)) {
			point = REPLACEMENT;
		}
		put(result, point, into);
	}
	if (last && i < block.length) {
		put(result, REPLACEMENT, into);
		i = block.length;
	}
	result->taken = i;
}

struct encoding_result encoding_convert(enum table_encoding encoding,
					struct slice block, bool last,
					char *into)
{
	struct encoding_result result = {0};

	switch (encoding) {
	case TABLE_UTF16_LE:
	case TABLE_UTF16_BE:
		convert_utf16(block, encoding == TABLE_UTF16_BE, last, into,
			      &result);
		break;
	case TABLE_WINDOWS_1252:
		convert_1252(block, into, &result);
		break;
	case TABLE_ASCII:
	case TABLE_UTF8:
		convert_utf8(block, last, into, &result);
		break;
	}
	return result;
}
