/*
 * The rows an office has to mend, as it sent them and with what is wrong, in a
 * file of office_file.h. Read back it is like any sheet.
 */
#ifndef ENROLL_REPAIR_H
#define ENROLL_REPAIR_H

#include "enroll/office_file.h"
#include "stream/record.h"
#include "stream/schema.h"

#include <stdbool.h>

/* What was found in one row. */
struct repair_row {
	const struct record *record;
	struct slice application, status, reasons, missing;
};

struct repair {
	struct office_file file;
	const struct header *header;
};

/*
 * Begins the file. The output, which the caller commits or abandons, and the
 * header are borrowed; created is the day the workbook says it was made. False
 * for a path of another ending.
 */
bool repair_begin(struct repair *repair, struct file_output *output,
		  const struct header *header, struct date created,
		  struct diag *diag);

bool repair_put(struct repair *repair, const struct repair_row *row,
		struct diag *diag);

/* Ends the table, which is whole then. */
bool repair_end(struct repair *repair, struct diag *diag);

#endif
