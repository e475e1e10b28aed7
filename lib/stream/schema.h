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

enum {
	SCHEMA_COLUMNS_MAX = 4096
};

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

/* The documented fields, in the order of vk-records(5); NULL at the end. */
const char *const *schema_fields(void);

#endif
