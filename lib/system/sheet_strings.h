/*
 * The strings that cells of a workbook share; for the sheet_*.c files only.
 */
#ifndef SYSTEM_SHEET_STRINGS_H
#define SYSTEM_SHEET_STRINGS_H

#include "base/strbuf.h"
#include "system/sheet_package.h"

#include <stdbool.h>
#include <stddef.h>

struct sheet_strings {
	struct strbuf bytes; /* all of them, one behind the other */
	struct strbuf ends;  /* for each the place of its end, a uint32_t */
	size_t count;
};

/* No strings yet. */
void sheet_strings_init(struct sheet_strings *strings);
void sheet_strings_release(struct sheet_strings *strings);

/* Reads the part, of at most SHEET_STRINGS_MAX bytes of text. */
bool sheet_strings_load(struct sheet_strings *strings, struct package *package,
			const char *part, struct diag *diag);

/* The string with this index, borrowed until the release. */
bool sheet_strings_get(const struct sheet_strings *strings, size_t index,
		       struct slice *string);

#endif
