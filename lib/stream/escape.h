/*
 * The escapes of a record stream: PostgreSQL's COPY text form.
 */
#ifndef STREAM_ESCAPE_H
#define STREAM_ESCAPE_H

#include "base/strbuf.h"
#include "base/text.h"

#include <stdbool.h>

/*
 * Undoes all escapes that COPY knows: \b \f \n \r \t \v, one to three octal
 * digits, \x with one or two hexadecimal ones, and \N alone, which is empty;
 * before any other byte the backslash falls away. The result is appended to
 * out, which must have raw.length bytes reserved, and *field borrows it; a raw
 * field without a backslash is given as it is. False for a NUL or what is not
 * UTF-8.
 */
bool escape_undo(struct slice raw, struct strbuf *out, struct slice *field);

/* How many bytes escape_write may touch for this text. */
static inline size_t escape_room(struct slice text)
{
	return 2 * text.length + 8;
}

/*
 * Writes text with \\ \t \n \r escaped, and a leading # where it would begin a
 * line. Returns how many bytes; out has escape_room(text) of them.
 */
size_t escape_write(struct slice text, bool begins_line, char *out);

/*
 * Writes fields that stand side by side, separator between them, with tabs
 * instead, where none of them needs an escape: then true, and out has the
 * length of text.
 */
bool escape_write_row(struct slice text, char separator, char *out);

#endif
