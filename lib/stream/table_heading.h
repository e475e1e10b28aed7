/*
 * The header row of a table: where it stands and which field each of its
 * columns is.
 */
#ifndef STREAM_TABLE_HEADING_H
#define STREAM_TABLE_HEADING_H

#include "base/diag.h"
#include "stream/schema.h"
#include "stream/table_alias.h"
#include "stream/table_sample.h"

#include <stdbool.h>

/* What the labels are understood by. */
struct heading_words {
	const struct alias_index *index;
	const char *const *required; /* fields; ends with NULL; may be NULL */
};

struct heading {
	size_t row;    /* of the sample */
	uint64_t line; /* the last one of the heading: rows come behind it */
	struct header header;
	const struct slice *labels; /* as they stand in the file */
	const bool *known;	    /* whether the column is a known field */
	size_t known_count;
};

/*
 * How much the likeliest header row of a sample says for it, to compare ways
 * of cutting up one file: more known fields, then more columns that all rows
 * have.
 */
int64_t heading_score(const struct table_sample *sample,
		      const struct heading_words *words);

/*
 * Finds the header row and names its columns; everything lives in the
 * sample's arena. False where there is none, where two columns are the same
 * field, and where a required field is missing; the message, which does not
 * name the file, then proposes the column whose content fits.
 */
bool heading_find(struct table_sample *sample,
		  const struct heading_words *words, struct heading *heading,
		  struct diag *diag);

#endif
