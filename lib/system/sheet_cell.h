/*
 * One <c> element of a sheet: what is read of it, and what it means; for the
 * sheet_*.c files only.
 */
#ifndef SYSTEM_SHEET_CELL_H
#define SYSTEM_SHEET_CELL_H

#include "base/strbuf.h"
#include "system/sheet_row.h"
#include "system/sheet_strings.h"
#include "system/sheet_styles.h"
#include "system/sheet_text.h"

#include <stdbool.h>
#include <stddef.h>

/* What the workbook says about all its cells. */
struct cell_context {
	struct sheet_strings strings;
	struct sheet_styles styles;
	bool from_1904;
};

/* What the value of a cell is (ECMA-376 part 1, 18.18.11, ST_CellType). */
enum cell_type {
	CELL_NUMBER,
	CELL_SHARED,
	CELL_FORMULA_TEXT,
	CELL_INLINE_TEXT,
	CELL_BOOLEAN,
	CELL_ERROR,
	CELL_ISO_DATE
};

/* Where within a cell the reading is. */
enum cell_part {
	CELL_PART_NONE,
	CELL_PART_VALUE,   /* <v> */
	CELL_PART_FORMULA, /* <f> */
	CELL_PART_INLINE   /* <is> */
};

/* The cell being read. */
struct cell_reading {
	enum cell_type type;
	enum cell_part part;
	size_t column; /* from 0 */
	size_t style;
	bool calculated;       /* it has a formula */
	struct strbuf value;   /* of <v>, or the text of <is> */
	struct strbuf formula; /* of <f> */
	struct sheet_text text;
};

void cell_init(struct cell_reading *cell);
void cell_release(struct cell_reading *cell);

/*
 * Starts a cell from the attributes of <c>. Its column must be next (from 0),
 * which is also its column without the attribute r, or further right.
 */
bool cell_begin(struct cell_reading *cell, const char *const *attributes,
		size_t next, struct diag *diag);

/* To be called for each element and text within the cell. */
void cell_begin_part(struct cell_reading *cell, const char *name,
		     const char *const *attributes);
void cell_add(struct cell_reading *cell, struct slice piece);
void cell_end_part(struct cell_reading *cell, const char *name);

/* Puts the cell in the row unless it is empty. */
bool cell_end(struct cell_reading *cell, const struct cell_context *context,
	      struct row_builder *row, struct diag *diag);

#endif
