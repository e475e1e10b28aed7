/*
 * The rows of a table file, be it CSV or a workbook.
 */
#ifndef STREAM_TABLE_ROWS_H
#define STREAM_TABLE_ROWS_H

#include "base/diag.h"
#include "stream/table.h"
#include "stream/table_csv.h"
#include "stream/table_row.h"
#include "stream/table_sample.h"

#include <stdbool.h>

struct table_rows;

/*
 * Opens the rows of a file that is TABLE_CSV or TABLE_XLSX. file is borrowed,
 * for messages; start was read from the descriptor already (copied).
 */
struct table_rows *rows_open(enum table_kind kind, int descriptor,
			     const char *file, struct slice start,
			     struct diag *diag);
void rows_close(struct table_rows *rows);

/*
 * A second reading of the same file, from its first row, which does not move
 * the first. NULL where the file is a pipe (the diag's message is then empty)
 * or on failure.
 */
struct table_rows *rows_again(const struct table_rows *rows, struct diag *diag);

/*
 * Takes a sample of the rows from here on, which are then read again. Of CSV
 * no more than the block in memory. The sample has to live as long as rows.
 */
bool rows_sample(struct table_rows *rows, struct table_sample *sample,
		 struct diag *diag);

/*
 * Between the two, rows_next gives the rows that are in memory (of CSV the
 * block, of a workbook the sample) and then the end; afterwards all of them
 * are read again.
 */
void rows_peek_begin(struct table_rows *rows);
void rows_peek_end(struct table_rows *rows);

/* The next row: 1; 0 at the end; -1 on failure, told with file and line. */
int rows_next(struct table_rows *rows, struct table_row *row,
	      struct diag *diag);

/* Back to the first row. False where the file is a pipe. */
bool rows_rewind(struct table_rows *rows, struct diag *diag);

/* Bytes of the file taken so far; of a workbook all, once it is open. */
uint64_t rows_bytes(const struct table_rows *rows);

/* The CSV below, or NULL. */
struct table_csv *rows_csv(struct table_rows *rows);

/* The name of the sheet that is read, or NULL for CSV. */
const char *rows_sheet(const struct table_rows *rows);

/*
 * Goes on to a workbook's next visible sheet that has cells: 1, and 0 where
 * there is none, as of CSV; -1 on failure. rows_rewind is of that sheet.
 */
int rows_follow(struct table_rows *rows, struct diag *diag);

/*
 * Appends the name of a further visible sheet that has cells, if there is one.
 */
bool rows_other_sheet(const struct table_rows *rows, struct strbuf *name,
		      struct diag *diag);

#endif
