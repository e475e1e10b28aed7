/*
 * Why not a better choice: for each one exactly one reason, written
 * "course:reason:yours:limit" and joined by commas.
 *
 *   full-priority  order, and the last admitted one's (0: there are no seats)
 *   full-lottery   lottery number, and the last admitted one's
 *   reserve        order, and the group whose seat somebody behind has, or
 *                  nobody, or to which all seats are kept
 *   closed         how many it had when it was closed, and its minimum
 *   cap            order, and the cap that was reached with its limit
 *   not-eligible   the day, and the validity date that isn't met or, where it
 *                  is empty, its column; or "not-listed" where the provider's
 *                  list has no such name
 *   mode           the person's modes, and the course's
 *   access         "yes", and the course's "no"
 *   unknown-course nothing
 */
#ifndef MATCH_REASONS_H
#define MATCH_REASONS_H

#include "base/strbuf.h"
#include "match/assignment.h"
#include "match/closing.h"
#include "match/reasons_ready.h"
#include "stream/record.h"

#include <stdbool.h>

struct reasons {
	const struct assignment *first;
	const struct assignment *rest; /* the second stage, or NULL */
	const struct closings *closings;
	struct date day;
	const size_t *choice_columns; /* by choice, in the records */
	size_t mode_column;
	uint32_t *closed_placed; /* by course; owned */
	struct reasons_ready ready;
	struct reasons_turn turn;
};

bool reasons_init(struct reasons *reasons, const struct assignment *first,
		  const struct closings *closings, struct diag *diag);
void reasons_release(struct reasons *reasons);

/* Makes a person the one at hand. */
void reasons_turn_to(struct reasons *reasons, uint32_t person);

/*
 * Appends the reasons of the person at hand for all choices before the one
 * held. The record gives the words of the person's own that are not kept
 * elsewhere.
 */
bool reasons_write(struct reasons *reasons, const struct record *record,
		   struct strbuf *out);

#endif
