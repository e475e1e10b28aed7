/*
 * What was put into a workbook, so that it can be read back and compared: the
 * library that writes workbooks does not notice a disk that fills up while it
 * copies its temporary files. For the sheet_*.c files only.
 */
#ifndef SYSTEM_SHEET_TRACE_H
#define SYSTEM_SHEET_TRACE_H

#include "base/strbuf.h"
#include "system/digest.h"
#include "system/sheet.h"

#include <stdbool.h>

struct sheet_trace {
	struct digest_seal *seal; /* over the cells that aren't empty */
	struct strbuf names;	  /* of the sheets, a NUL behind each */
};

/* False without memory. */
bool sheet_trace_init(struct sheet_trace *trace);
void sheet_trace_release(struct sheet_trace *trace);

/* Another sheet; the cells that follow are its. */
bool sheet_trace_sheet(struct sheet_trace *trace, const char *name);

/* A cell, its row and column counted from 0. */
void sheet_trace_cell(struct sheet_trace *trace, uint64_t row, size_t column,
		      const struct sheet_cell *cell);

/* Whether the workbook holds these sheets and cells, and none besides. */
bool sheet_trace_check(const struct sheet_trace *trace, const char *path,
		       struct diag *diag);

#endif
