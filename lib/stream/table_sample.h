/*
 * The first rows of a table, kept to find out how to read it.
 */
#ifndef STREAM_TABLE_SAMPLE_H
#define STREAM_TABLE_SAMPLE_H

#include "base/arena.h"
#include "stream/table_row.h"

enum { SAMPLE_ROWS = 100 };

struct table_sample {
	struct arena arena; /* owns the cells */
	struct table_row rows[SAMPLE_ROWS];
	size_t count;
};

void sample_init(struct table_sample *sample);
void sample_release(struct table_sample *sample);

/*
 * Keeps a copy of the row, its cells without blanks at their ends. False when
 * the sample is full or memory ran out.
 */
bool sample_add(struct table_sample *sample, const struct table_row *row);

/* How many cells of a row are not empty. */
size_t row_filled(const struct table_row *row);

#endif
