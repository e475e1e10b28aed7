/*
 * A growing buffer of bytes that owns its memory and has a maximum.
 *
 * Invariant: data[length] is NUL whenever data is not NULL. Once an append
 * fails the buffer stays failed and takes nothing more, so a row of appends
 * can be checked once at its end.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf {
	char *data; /* NULL until the first append */
	size_t length;
	size_t capacity;
	size_t maximum;
	bool failed;
};

/* An empty buffer that never holds more than maximum bytes. */
void strbuf_init(struct strbuf *buffer, size_t maximum);

/* Frees the memory; the buffer is empty and usable again. */
void strbuf_release(struct strbuf *buffer);

/* Empties the buffer, keeps its memory, and clears a failure. */
void strbuf_reset(struct strbuf *buffer);

/* Makes room for at least extra more bytes. False past the maximum. */
bool strbuf_reserve(struct strbuf *buffer, size_t extra);

bool strbuf_append(struct strbuf *buffer, struct slice text);
bool strbuf_append_string(struct strbuf *buffer, const char *string);
bool strbuf_append_byte(struct strbuf *buffer, char byte);
bool strbuf_append_number(struct strbuf *buffer, int64_t number);
bool strbuf_append_format(struct strbuf *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* An item of a comma-separated list: a comma first unless it is the first. */
bool strbuf_append_item(struct strbuf *buffer, struct slice item);

/* What is in the buffer, borrowed until the buffer next changes. */
static inline struct slice strbuf_slice(const struct strbuf *buffer)
{
	return (struct slice){buffer->data, buffer->length};
}

/* The same as a C string; "" while the buffer has no memory. */
static inline const char *strbuf_string(const struct strbuf *buffer)
{
	return buffer->data == NULL ? "" : buffer->data;
}

#endif
