/*
 * Reasons that stand ready: in a course with one block and no cap the limit is
 * the same for everybody, so that its text is made once.
 */
#ifndef MATCH_REASONS_READY_H
#define MATCH_REASONS_READY_H

#include "base/strbuf.h"
#include "match/assignment.h"

#include <stdbool.h>

struct reason_texts;

struct reasons_ready {
	const struct assignment *assignment;
	struct reason_texts *texts; /* by course; owned */
	struct strbuf cache;	    /* what the texts point into */
	size_t longest;
};

/* The assignment is final. */
bool reasons_ready_init(struct reasons_ready *ready,
			const struct assignment *assignment, struct diag *diag);
void reasons_ready_release(struct reasons_ready *ready);

enum { READY_SLACK = 16 };

/* The person at hand, and their side of a reason. */
struct reasons_turn {
	uint32_t person;
	char lottery[LOTTERY_DIGITS];
	struct strbuf order; /* without any bonus; READY_SLACK bytes follow */
	uint64_t order_of;   /* what order says */
};

/*
 * Appends the person's reasons for the choices from number "at" on, a comma
 * behind each, up to the first that isn't ready; gives that one, or end.
 */
size_t reasons_ready_write(const struct reasons_ready *ready,
			   const struct reasons_turn *turn, size_t at,
			   size_t end, struct strbuf *out);

#endif
