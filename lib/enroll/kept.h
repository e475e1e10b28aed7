/*
 * What the rules and checks say of an application's own values, kept by the
 * first pass so that the second need not ask again. A year's applications
 * share a few hundred such verdicts; each is kept once.
 */
#ifndef ENROLL_KEPT_H
#define ENROLL_KEPT_H

#include "base/set.h"
#include "enroll/verdict.h"

enum {
	KEPT_NONE = 0,	  /* not kept: to be decided anew */
	KEPT_NOTHING = 1, /* nothing was found: accepted, and nothing said */
	KEPT_BITS = 16	  /* of an index */
};

struct kept_verdict {
	enum enroll_status status;
	size_t reasons, missing; /* bytes of the text; the rest are flags */
};

struct kept_verdicts {
	struct set texts;
	struct kept_verdict *verdicts; /* by the text's index */
};

/* False when memory ran out. */
bool kept_verdicts_init(struct kept_verdicts *kept);
void kept_verdicts_release(struct kept_verdicts *kept);

/*
 * Keeps a verdict's status, reasons, missing fields and flags. Gives the index
 * to take it by; KEPT_NONE once as many differ as an index can tell apart.
 */
unsigned kept_verdicts_add(struct kept_verdicts *kept,
			   const struct verdict *verdict);

/*
 * Adds to a verdict what was kept, as one piece: it has no items that a
 * decision could settle.
 */
void kept_verdicts_take(const struct kept_verdicts *kept, unsigned index,
			struct verdict *verdict);

#endif
