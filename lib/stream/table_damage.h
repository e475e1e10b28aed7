/*
 * What spreadsheets, and hands, do to rows: found here, and named.
 */
#ifndef STREAM_TABLE_DAMAGE_H
#define STREAM_TABLE_DAMAGE_H

#include "base/strbuf.h"
#include "stream/schema.h"
#include "stream/table_field.h"
#include "stream/table_row.h"

#include <stdbool.h>

/* The worst of what is wrong with a row. */
struct damage {
	enum table_fault fault;
	size_t column;	/* or COLUMN_NONE */
	bool to_right;	/* FAULT_SHIFT: where the cells stand */
	size_t shifted; /* the column from which on they do, or COLUMN_NONE */
};

/* Takes note of a fault unless a worse or an earlier one is known. */
void damage_add(struct damage *damage, enum table_fault fault, size_t column);

/*
 * Whether a cell is an error as LibreOffice numbers it: Err:502, in Indonesian
 * Galat:502. Such a cell is tidy; so it is asked of names, and of values that
 * are not what their column holds.
 */
bool damage_is_numbered_error(struct slice cell);

/*
 * Takes the blanks off the ends of a row's cells, and the ="..." off texts
 * that are written as formulas; adds cell errors, and with broken set also
 * U+FFFD, to the damage.
 */
void damage_tidy(struct table_row *row, bool broken, struct damage *damage);

/*
 * Whether from some column on the cells would fit the columns beside them
 * much better: then it is noted as shift, which is what hides behind extra
 * cells and unreadable dates.
 */
void damage_find_shift(const struct table_row *row, const enum shape *shapes,
		       size_t columns, struct damage *damage);

/* The stable code of a fault in a column of some shape; see table.h. */
const char *damage_code(enum table_fault fault, enum shape shape);

/*
 * Appends the message: the value, masked where it is an identity, and what is
 * wrong with it.
 */
bool damage_describe(const struct damage *damage, const struct table_row *row,
		     const struct header *header, struct strbuf *out);

#endif
