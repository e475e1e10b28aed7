/*
 * What a file is that should be a table, from its first bytes.
 */
#ifndef STREAM_TABLE_FORMAT_H
#define STREAM_TABLE_FORMAT_H

#include "base/diag.h"
#include "stream/table.h"

/*
 * TABLE_CSV for text, TABLE_XLSX for a zip archive or anything else that the
 * reader of workbooks names better. For what can't be read the message says
 * what it is and what to do, and the result is another kind.
 */
enum table_kind format_of(struct slice start, const char *file,
			  struct diag *diag);

#endif
