/*
 * A table for the office to open, fill in and send back: a workbook (.xlsx, all
 * cells text) or a CSV (.csv, semicolons and a byte order mark, as Indonesian
 * spreadsheets open it).
 */
#ifndef ENROLL_OFFICE_FILE_H
#define ENROLL_OFFICE_FILE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "system/file.h"
#include "system/sheet.h"

#include <stdbool.h>

struct office_file {
	struct file_output *output; /* borrowed */
	struct sheet_writer *sheet; /* NULL: CSV */
	struct strbuf text;
	bool in_row;
};

/* What is begun: the sheet's name and the headings. */
struct office_file_plan {
	const char *sheet;
	const struct slice *headings;
	size_t count;
	struct date created; /* the day the workbook says it was made */
};

/*
 * Begins the file with its headings; what kind of table it is its path's ending
 * says. False for another one. The caller commits or abandons the output, which
 * outlives the table.
 */
bool office_file_begin(struct office_file *file, struct file_output *output,
		       const struct office_file_plan *plan, struct diag *diag);

/* A cell; a text that spreadsheets would run is marked as text. */
void office_file_put(struct office_file *file, struct slice text);
bool office_file_end_row(struct office_file *file, struct diag *diag);

/* Ends the table, which is whole then. */
bool office_file_end(struct office_file *file, struct diag *diag);

#endif
