#include "base/strbuf.h"

#include "base/number.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY_FIRST = 256 };

void strbuf_init(struct strbuf *buffer, size_t maximum)
{
	*buffer = (struct strbuf){.maximum = maximum};
}

void strbuf_release(struct strbuf *buffer)
{
	free(buffer->data);
	strbuf_init(buffer, buffer->maximum);
}

void strbuf_reset(struct strbuf *buffer)
{
	buffer->length = 0;
	buffer->failed = false;
	if (buffer->data != NULL)
		buffer->data[0] = '\0';
}

static bool fail(struct strbuf *buffer)
{
	buffer->failed = true;
	return false;
}

bool strbuf_reserve(struct strbuf *buffer, size_t extra)
{
	size_t wanted, capacity;
	char *data;

	if (buffer->failed || extra > buffer->maximum - buffer->length)
		return fail(buffer);
	wanted = buffer->length + extra;
	if (buffer->data != NULL && wanted < buffer->capacity)
		return true;
	capacity = buffer->capacity < CAPACITY_FIRST ? CAPACITY_FIRST
						     : buffer->capacity;
	while (capacity <= wanted)
		capacity *= 2;
	data = realloc(buffer->data, capacity);
	if (data == NULL)
		return fail(buffer);
	buffer->data = data;
	buffer->capacity = capacity;
	data[buffer->length] = '\0';
	return true;
}

bool strbuf_append(struct strbuf *buffer, struct slice text)
{
	if (!strbuf_reserve(buffer, text.length))
		return false;
	if (text.length > 0)
		memcpy(buffer->data + buffer->length, text.data, text.length);
	buffer->length += text.length;
	buffer->data[buffer->length] = '\0';
	return true;
}

bool strbuf_append_string(struct strbuf *buffer, const char *string)
{
	return strbuf_append(buffer, slice_of(string));
}

bool strbuf_append_byte(struct strbuf *buffer, char byte)
{
	return strbuf_append(buffer, (struct slice){&byte, 1});
}

bool strbuf_append_number(struct strbuf *buffer, int64_t number)
{
	char digits[NUMBER_SIZE];

	return strbuf_append(buffer, number_format(number, digits));
}

bool strbuf_append_format(struct strbuf *buffer, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0 || !strbuf_reserve(buffer, (size_t)length))
		return fail(buffer);
	va_start(arguments, format);
	vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format,
		  arguments);
	va_end(arguments);
	buffer->length += (size_t)length;
	return true;
}

bool strbuf_append_item(struct strbuf *buffer, struct slice item)
{
	if (buffer->length > 0)
		strbuf_append_byte(buffer, ',');
	return strbuf_append(buffer, item);
}
