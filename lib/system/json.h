/*
 * JSON (RFC 8259): written by hand in a fixed order, read through jansson.
 */
#ifndef SYSTEM_JSON_H
#define SYSTEM_JSON_H

#include "base/diag.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Appends to a strbuf; commas are put where they belong. Failure is the
 * strbuf's (strbuf.failed), checked once at the end.
 */
struct json_writer {
	struct strbuf *out;
	bool comma; /* the next value needs one */
};

void json_begin_object(struct json_writer *writer);
void json_end_object(struct json_writer *writer);
void json_begin_array(struct json_writer *writer);
void json_end_array(struct json_writer *writer);
void json_key(struct json_writer *writer, const char *key);

/* Values; "put", since jansson owns json_integer and json_null. */
void json_put_text(struct json_writer *writer, struct slice text);
void json_put_integer(struct json_writer *writer, int64_t number);
void json_put_boolean(struct json_writer *writer, bool flag);
void json_put_null(struct json_writer *writer);

/* A value that was read; owned by the document. */
struct json;

/* Parses a whole document; NULL with line and column in diag. Free it. */
struct json *json_parse(struct slice text, struct diag *diag);
void json_free(struct json *json);

/* A member of an object, an element of an array: borrowed, or NULL. */
const struct json *json_member(const struct json *json, const char *key);
const struct json *json_element(const struct json *json, size_t index);
size_t json_count(const struct json *json); /* array elements or members */

/* The n-th member's key, in file order; empty past the last. */
struct slice json_member_key(const struct json *json, size_t index);

/* The value as text or whole number; false where it is of another type. */
bool json_get_text(const struct json *json, struct slice *text);
bool json_get_integer(const struct json *json, int64_t *number);

#endif
