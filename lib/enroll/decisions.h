/*
 * What clerks decided on applications that waited for a person (--decisions):
 * append-only rows application, code, decision, evidence, by, at. A decision
 * settles one reason of one application, on the grounds it was made on; where
 * the reason has others now (another value, another limit) it has lapsed.
 *
 * code is the reason as it stands in enroll_reasons ("WAGE:1500000:1705000"),
 * or its code alone with the rest in a column grounds, as --undecided writes
 * it. Of several decisions on one reason the latest counts.
 *
 * A pair that is not one person is a decision accept on a code of the D- family
 * whose grounds begin with the other application, or the registry's
 * "office/number": "D-NEAR:A-12".
 */
#ifndef ENROLL_DECISIONS_H
#define ENROLL_DECISIONS_H

#include "base/arena.h"
#include "base/set.h"
#include "enroll/person.h"
#include "enroll/verdict.h"

#include <stdbool.h>

enum decision {
	DECISION_NONE,
	DECISION_ACCEPT, /* the reason is settled; of a pair: two persons */
	DECISION_REJECT, /* the reason refuses; of a pair: one person */
	DECISION_LAPSED	 /* there is one, on other grounds */
};

/* In the order of decisions.c's names. */
enum decisions_field {
	DECISIONS_APPLICATION,
	DECISIONS_CODE,
	DECISIONS_GROUNDS, /* may be absent */
	DECISIONS_DECISION,
	DECISIONS_EVIDENCE,
	DECISIONS_BY,
	DECISIONS_AT,
	DECISIONS_FIELDS
};

struct decisions_layout {
	size_t columns[DECISIONS_FIELDS];
};

/* The slices live as long as the decisions. */
struct decision_row {
	struct slice grounds, evidence, by, at;
	enum decision decision; /* ACCEPT or REJECT */
};

struct decisions {
	struct set keys;	   /* application TAB code, and pairs */
	struct set people;	   /* applications that have a decision */
	struct decision_row *rows; /* by key */
	size_t room;
	struct arena arena;
};

void decisions_init(struct decisions *decisions);
void decisions_release(struct decisions *decisions);

/* The columns, in English or Indonesian; grounds may be absent. */
bool decisions_layout_init(struct decisions_layout *layout,
			   const struct header *header, struct diag *diag);

/*
 * Takes a row; one without a decision is a worklist's, not decided yet, and
 * passed over. A word that is no decision, a day that is none, a missing
 * application, code, evidence or name, or a code of a reason without its
 * grounds fail with the row's place.
 */
bool decisions_take(struct decisions *decisions,
		    const struct decisions_layout *layout,
		    const struct record *record, struct diag *diag);

/* Whether anything was decided on an application; quick. */
bool decisions_concern(const struct decisions *decisions,
		       struct slice application);

/* The decision on a reason's code, whatever its grounds, or NULL. */
const struct decision_row *decisions_row(const struct decisions *decisions,
					 struct slice application,
					 struct slice code);

/* A decision that can't hold any more, whatever its grounds. */
void decisions_lapse(struct decisions *decisions, struct slice application,
		     struct slice code);

/* What was decided on a reason's code with these grounds. */
enum decision decisions_find(const struct decisions *decisions,
			     struct slice application, struct slice code,
			     struct slice grounds);

/*
 * The decision on two applications, in either order, or NULL. The grounds of
 * the row may go on behind the other application and ":": it is for the caller
 * to compare them with what the pair looks like now.
 */
const struct decision_row *decisions_pair(const struct decisions *decisions,
					  struct slice left,
					  struct slice right);

/*
 * The grounds of a verdict's item, appended: what stands behind its code; where
 * that says nothing of the value, "#" and 12 hexadecimal digits of the value's
 * HMAC under the programme's key, so that no identity can be guessed from it.
 */
bool decisions_grounds(const struct verdict *verdict,
		       const struct verdict_item *item,
		       const struct application *application,
		       const struct person_key *key, struct strbuf *out);

/*
 * Settles what was decided of a verdict: an accepted reason leaves the list, a
 * rejected one refuses; either is told by the flag DECIDED:CODE, a lapsed
 * decision by LAPSED:CODE.
 */
bool decisions_apply(const struct decisions *decisions,
		     const struct application *application, struct slice number,
		     const struct person_key *key, struct verdict *verdict);

#endif
