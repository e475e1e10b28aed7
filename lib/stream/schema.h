/*
 * The columns of a record stream: names, their checks, and where each stands.
 * vk-records(5) lists the same fields in the same order as schema.c.
 */
#ifndef STREAM_SCHEMA_H
#define STREAM_SCHEMA_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { SCHEMA_COLUMNS_MAX = 4096, SCHEMA_NAME_MAX = 64 };

/* No such column. */
#define COLUMN_NONE SIZE_MAX

/* The names of the columns of one input, in their order. */
struct header {
	const struct slice *names;
	size_t count;
};

/* The column of that name, or COLUMN_NONE. */
size_t header_find(const struct header *header, struct slice name);

/* The same; where it isn't there the diag says what columns there are. */
bool header_require(const struct header *header, const char *name,
		    size_t *column, struct diag *diag);

/* Whether a name is [a-z][a-z0-9_]*, at most 64 bytes. */
bool schema_is_name(struct slice name);

/*
 * Whether a field is one of the identities that vk-enroll moves out of the
 * stream: nik kpj kk name phone email address account account_name.
 */
bool schema_is_identity(struct slice name);

/* What a field holds, so that a table's cells can be brought to one form. */
enum field_kind {
	FIELD_TEXT,
	FIELD_IDENTIFIER, /* digits and letters as text: never a number */
	FIELD_DATE,	  /* YYYY-MM-DD */
	FIELD_MONEY,	  /* whole rupiah, plain digits */
	FIELD_NUMBER,	  /* a whole number */
	FIELD_FLAG,	  /* yes or no */
	FIELD_SEX,	  /* m or f */
	FIELD_LIST	  /* comma-separated */
};

struct schema_field {
	const char *name;
	enum field_kind kind;
};

/* The documented fields, in the order of vk-records(5); name NULL ends. */
const struct schema_field *schema_fields(void);

/* Whether a name is one of the documented fields. */
bool schema_is_field(struct slice name);

/* The kind of a field; FIELD_TEXT for names that are not documented. */
enum field_kind schema_kind(struct slice name);

#endif
