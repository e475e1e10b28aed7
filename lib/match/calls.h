/*
 * Whom the office calls after a match: who has a new seat, and who waits next
 * in line, with names and phones where identities are given.
 */
#ifndef MATCH_CALLS_H
#define MATCH_CALLS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"
#include "stream/identity_row.h"
#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>

enum call_reason {
	CALL_NEW_SEAT, /* placed for the first time */
	CALL_MOVED_UP, /* has a better seat than before */
	CALL_STAND_BY  /* among the first on a waiting list */
};

struct call {
	struct slice person, name, phone, course, place;
	enum call_reason reason;
	struct identity_row known; /* whose name and phone it has */
};

/* A row of the identities file; slices are borrowed. */
struct call_identity {
	struct slice person, status, application, name, phone;
};

struct calls {
	struct arena arena;
	struct set persons;
	struct call *list; /* owned */
	size_t count, room;
	bool indonesian;
};

void calls_init(struct calls *calls, bool indonesian);
void calls_release(struct calls *calls);

/* Takes a copy. */
bool calls_add(struct calls *calls, const struct call *call, struct diag *diag);

/* Names somebody who is on the list; others are passed over. */
bool calls_identify(struct calls *calls, const struct call_identity *identity,
		    struct diag *diag);

/*
 * Writes the list, by reason, course and person: CSV into out, or a workbook
 * at path. until is the last day for an answer, or DATE_EARLIEST.
 */
bool calls_write_csv(struct calls *calls, struct date until,
		     struct strbuf *out);
bool calls_write_sheet(struct calls *calls, struct date until, const char *path,
		       struct date day, struct diag *diag);

#endif
