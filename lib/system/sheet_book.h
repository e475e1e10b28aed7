/*
 * What stands in a workbook: its sheets and the parts that belong to them; for
 * the sheet_*.c files only.
 */
#ifndef SYSTEM_SHEET_BOOK_H
#define SYSTEM_SHEET_BOOK_H

#include "base/arena.h"
#include "system/sheet_package.h"

#include <stdbool.h>

struct book_sheet {
	const char *name;
	const char *part;
	bool hidden;
	struct book_sheet *next; /* in the order of the tabs, NULL: the last */
};

/* Everything lives in the arena that book_load was given. */
struct book {
	struct book_sheet *sheets;
	const char *strings; /* part of the shared strings, or NULL */
	const char *styles;  /* part of the cell formats, or NULL */
	bool from_1904;	     /* days are counted from 1904-01-01 */
};

/* Fails for packages that are no workbook, told as what they are. */
bool book_load(struct package *package, struct arena *arena, struct book *book,
	       struct diag *diag);

#endif
