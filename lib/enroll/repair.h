/*
 * The rows an office has to mend, as it sent them and with what is wrong: a
 * workbook (.xlsx, NIK as text) or a CSV (.csv, semicolons and a byte order
 * mark, as Indonesian spreadsheets open it). Read back it is like any sheet.
 */
#ifndef ENROLL_REPAIR_H
#define ENROLL_REPAIR_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "system/file.h"
#include "system/sheet.h"

#include <stdbool.h>

/* What was found in one row. */
struct repair_row {
	const struct record *record;
	struct slice application, status, reasons, missing;
};

struct repair {
	struct file_output output;
	struct sheet_writer *sheet; /* NULL: CSV */
	const struct header *header;
	size_t number_column; /* "application" in the header, or COLUMN_NONE */
	struct strbuf text;
};

/*
 * Begins the file (0600, whole or not at all). The header is borrowed; created
 * is the day the workbook says it was made. False for another ending.
 */
bool repair_begin(struct repair *repair, const char *path,
		  const struct header *header, struct date created,
		  struct diag *diag);

bool repair_put(struct repair *repair, const struct repair_row *row,
		struct diag *diag);

/* Ends and commits the file. */
bool repair_end(struct repair *repair, struct diag *diag);

#endif
