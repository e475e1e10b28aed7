#include "system/sheet_text.h"

#include "system/xml.h"

#include <string.h>

enum {
	ESCAPE_LENGTH = 7 /* _xHHHH_ */
};

void sheet_text_begin(struct sheet_text *text, const char *name,
		      const char *const *attributes)
{
	const char *space;

	if (strcmp(name, "rPh") == 0)
		text->reading = true;
	if (strcmp(name, "t") != 0 || text->reading)
		return;
	space = xml_attribute(attributes, "space");
	text->open = true;
	text->kept = space != NULL && strcmp(space, "preserve") == 0;
	text->start = text->out->length;
}

void sheet_text_add(struct sheet_text *text, struct slice piece)
{
	if (text->open)
		strbuf_append(text->out, piece);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void cut(struct strbuf *out, size_t length)
{
	out->length = length;
	out->data[length] = '\0';
}

/* Takes blanks off both ends of out's bytes from start. */
static void trim(struct strbuf *out, size_t start)
{
	size_t first = start, end = out->length;

	while (end > start && is_blank(out->data[end - 1]))
		end--;
	while (first < end && is_blank(out->data[first]))
		first++;
	memmove(out->data + start, out->data + first, end - first);
	cut(out, start + end - first);
}

void sheet_text_end(struct sheet_text *text, const char *name)
{
	if (strcmp(name, "rPh") == 0)
		text->reading = false;
	if (strcmp(name, "t") != 0 || !text->open)
		return;
	text->open = false;
	if (text->out->data == NULL)
		return;
	if (!text->kept)
		trim(text->out, text->start);
	sheet_text_unescape(text->out, text->start);
}

/* The value of a hexadecimal digit, or -1. */
static int digit_value(char byte)
{
	char lower = text_lower(byte);

	if (text_is_digit(byte))
		return byte - '0';
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The character of an escape at the start of text, or 0 if there is none. */
static uint32_t escaped_character(struct slice text)
{
	uint32_t value = 0;

	if (text.length < ESCAPE_LENGTH || memcmp(text.data, "_x", 2) != 0 ||
	    text.data[ESCAPE_LENGTH - 1] != '_')
		return 0;
	for (size_t i = 2; i < ESCAPE_LENGTH - 1; i++) {
		int digit = digit_value(text.data[i]);

		if (digit < 0)
			return 0;
		value = value * 16 + (uint32_t)digit;
	}
	return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

void sheet_text_unescape(struct strbuf *out, size_t start)
{
	struct slice rest = slice_part(strbuf_slice(out), start, out->length);
	size_t end = start;

	if (rest.length < ESCAPE_LENGTH ||
	    memmem(rest.data, rest.length, "_x", 2) == NULL)
		return;
	while (rest.length > 0) {
		uint32_t character = escaped_character(rest);
		size_t taken = character == 0 ? 1 : ESCAPE_LENGTH;

		if (character == 0)
			out->data[end++] = *rest.data;
		else
			end += text_encode(character, out->data + end);
		rest = slice_part(rest, taken, rest.length);
	}
	cut(out, end);
}

/*
 * The character at the start of text if it needs an escape, else 0. Plain
 * bytes are passed over quickly; U+FFFE and U+FFFF begin with the byte EF.
 */
static uint32_t character_to_escape(struct slice text)
{
	unsigned char byte = (unsigned char)text.data[0];
	uint32_t character;
	size_t at = 0;

	if (byte < 0x20)
		return byte == '\t' || byte == '\n' ? 0 : byte;
	if (byte == '_')
		return escaped_character(text) == 0 ? 0 : byte;
	if (byte != 0xEF)
		return 0;
	character = text_next(text, &at);
	return character == 0xFFFE || character == 0xFFFF ? character : 0;
}

void sheet_text_escape(struct slice text, struct strbuf *out)
{
	size_t start = 0;

	for (size_t i = 0; i < text.length; i++) {
		uint32_t character =
			character_to_escape(slice_part(text, i, text.length));

		if (character == 0)
			continue;
		strbuf_append(out, slice_part(text, start, i - start));
		strbuf_append_format(out, "_x%04X_", (unsigned)character);
		i += character > 0xFF ? 2 : 0;
		start = i + 1;
	}
	strbuf_append(out, slice_part(text, start, text.length - start));
}
