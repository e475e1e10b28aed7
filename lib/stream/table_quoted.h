/*
 * The cells of a row of CSV that has a quote. A cell that is a pair of quotes
 * is cut where it lies; one with more of them goes through libcsv, which knows
 * the odd cases.
 */
#ifndef STREAM_TABLE_QUOTED_H
#define STREAM_TABLE_QUOTED_H

#include "stream/table_block.h"
#include "stream/table_row.h"

struct table_quoted;

/* For the rows of a block, which is borrowed. NULL when memory ran out. */
struct table_quoted *quoted_new(const struct table_block *block);
void quoted_free(struct table_quoted *quoted);

enum quoted_result {
	QUOTED_ROW,
	QUOTED_OPEN, /* the row goes on behind the block */
	QUOTED_WIDE, /* it has more than TABLE_CELLS_MAX cells */
	QUOTED_NO_MEMORY
};

/*
 * Cuts the row that begins at the place into row->cells, with room for
 * TABLE_CELLS_MAX; sets count and odd, and moves the place to the row's last
 * separator. With QUOTED_OPEN only its line mark moves, to the line where the
 * cell begins that goes on. Cells are borrowed until the next row is cut or the
 * block filled.
 */
enum quoted_result quoted_cut(struct table_quoted *quoted,
			      struct block_place *at, struct table_row *row);

#endif
