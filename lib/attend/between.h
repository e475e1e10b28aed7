/*
 * The rows of a provider's list that are nobody's: the header of the next page,
 * the numbers of its columns, what stands above the next day's list, and
 * totals, notes and signatures below.
 */
#ifndef ATTEND_BETWEEN_H
#define ATTEND_BETWEEN_H

#include "attend/format.h"
#include "attend/preamble.h"

enum row_kind {
	ROW_PERSON, /* of the list, be it of somebody known or not */
	ROW_HEADER, /* the header of a list, once more */
	ROW_NOBODY,
	ROW_FAILED /* memory ran out */
};

/* What was seen since the last row of the list. */
struct between {
	bool below;	      /* something that stands below a list */
	struct preamble next; /* told for the next list; lives in the reading */
};

/*
 * What a row is. A row that names somebody of the class is always a person's;
 * one that names nobody is passed over only where it can be no entry, so that
 * a stranger with a mark is told. sighting has whom the row names and the
 * class; NULL where it names nobody at all.
 */
enum row_kind between_look(struct between *between, struct reading *reading,
			   const struct log_row *row,
			   const struct sighting *sighting);

#endif
