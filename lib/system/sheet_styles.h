/*
 * What the cell formats of a workbook make of a number; for the sheet_*.c
 * files only.
 */
#ifndef SYSTEM_SHEET_STYLES_H
#define SYSTEM_SHEET_STYLES_H

#include "base/strbuf.h"
#include "system/sheet_package.h"

#include <stdbool.h>
#include <stddef.h>

enum sheet_style {
	STYLE_NUMBER,
	STYLE_DATE,   /* a day, a time of day, or both */
	STYLE_ELAPSED /* hours that go on past 24: [h]:mm */
};

struct sheet_styles {
	struct strbuf cells;   /* by style index: an enum sheet_style, a byte */
	struct strbuf formats; /* custom formats while the part is read */
};

/* No styles: everything is a number. */
void sheet_styles_init(struct sheet_styles *styles);
void sheet_styles_release(struct sheet_styles *styles);

bool sheet_styles_load(struct sheet_styles *styles, struct package *package,
		       const char *part, struct diag *diag);

enum sheet_style sheet_styles_get(const struct sheet_styles *styles,
				  size_t index);

/* What a format code, such as "dd/mm/yyyy;@", makes of a number. */
enum sheet_style sheet_style_of_code(const char *code);

#endif
