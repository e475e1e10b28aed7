#include "system/json.h"

static void separate(struct json_writer *writer)
{
	if (writer->comma)
		strbuf_append_byte(writer->out, ',');
}

static void open_with(struct json_writer *writer, char bracket)
{
	separate(writer);
	strbuf_append_byte(writer->out, bracket);
	writer->comma = false;
}

static void close_with(struct json_writer *writer, char bracket)
{
	strbuf_append_byte(writer->out, bracket);
	writer->comma = true;
}

void json_begin_object(struct json_writer *writer)
{
	open_with(writer, '{');
}

void json_end_object(struct json_writer *writer)
{
	close_with(writer, '}');
}

void json_begin_array(struct json_writer *writer)
{
	open_with(writer, '[');
}

void json_end_array(struct json_writer *writer)
{
	close_with(writer, ']');
}

/* The letter behind the backslash of a short escape; 0 where there is none. */
static char short_escape(char byte)
{
	static const char bytes[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";
	const char *place = byte == '\0' ? NULL : strchr(bytes, byte);

	return place == NULL ? '\0' : letters[place - bytes];
}

static bool needs_escape(char byte)
{
	return (unsigned char)byte < 0x20 || byte == '"' || byte == '\\';
}

static void append_escape(struct strbuf *out, char byte)
{
	char letter = short_escape(byte);

	if (letter != '\0')
		strbuf_append(out, (struct slice){(char[]){'\\', letter}, 2});
	else
		strbuf_append_format(out, "\\u%04x", (unsigned)byte);
}

static void append_quoted(struct strbuf *out, struct slice text)
{
	size_t start = 0;

	strbuf_append_byte(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		if (!needs_escape(text.data[i]))
			continue;
		strbuf_append(out, slice_part(text, start, i - start));
		append_escape(out, text.data[i]);
		start = i + 1;
	}
	strbuf_append(out, slice_part(text, start, text.length - start));
	strbuf_append_byte(out, '"');
}

void json_key(struct json_writer *writer, const char *key)
{
	separate(writer);
	append_quoted(writer->out, slice_of(key));
	strbuf_append_byte(writer->out, ':');
	writer->comma = false;
}

void json_put_text(struct json_writer *writer, struct slice text)
{
	separate(writer);
	append_quoted(writer->out, text);
	writer->comma = true;
}

void json_put_integer(struct json_writer *writer, int64_t number)
{
	separate(writer);
	strbuf_append_number(writer->out, number);
	writer->comma = true;
}

void json_put_boolean(struct json_writer *writer, bool flag)
{
	separate(writer);
	strbuf_append_string(writer->out, flag ? "true" : "false");
	writer->comma = true;
}

void json_put_null(struct json_writer *writer)
{
	separate(writer);
	strbuf_append_string(writer->out, "null");
	writer->comma = true;
}
