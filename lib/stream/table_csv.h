/*
 * Rows of CSV: quotes as in RFC 4180, any of LF, CRLF and CR as line end, and
 * a delimiter of one byte. Rows and cells are cut where they lie; but for cells
 * with a quote inside, which go through libcsv, lenient about stray ones.
 */
#ifndef STREAM_TABLE_CSV_H
#define STREAM_TABLE_CSV_H

#include "base/diag.h"
#include "stream/table_block.h"
#include "stream/table_row.h"

struct table_csv;

/*
 * Reads rows from text, which it owns from now on (freed on failure too), cut
 * at commas until another delimiter is set. Takes the first block at once.
 */
struct table_csv *table_csv_new(struct table_text *text, struct diag *diag);

void table_csv_free(struct table_csv *csv);

/*
 * The next row that is not an empty line: 1 a row, 0 the end, -1 a failure,
 * told with its line (quote that is not closed, row too long or too wide).
 */
int table_csv_next(struct table_csv *csv, struct table_row *row,
		   struct diag *diag);

/*
 * Makes a line of a stream of the row that was just given and not touched
 * since: its cells are moved together, with TABs between. False, and nothing
 * done, where a byte of it would have to be escaped there.
 */
bool table_csv_make_line(struct table_csv *csv, struct table_row *row);

/*
 * A place between two rows of the block in memory, to try things from: while
 * held, the end of that block is given as the end.
 */
void table_csv_hold(struct table_csv *csv, bool held);
struct block_place table_csv_place(const struct table_csv *csv);
void table_csv_return(struct table_csv *csv, const struct block_place *place);

/* Sets the delimiter, for the rows from this place on. */
void table_csv_set_delimiter(struct table_csv *csv, char delimiter);
char table_csv_delimiter(const struct table_csv *csv);

/* The bytes in memory from this place on. */
struct slice table_csv_block(const struct table_csv *csv);

/* Back to the first line. False where the file is a pipe, or unreadable. */
bool table_csv_rewind(struct table_csv *csv, struct diag *diag);

const struct table_text *table_csv_text(const struct table_csv *csv);

#endif
