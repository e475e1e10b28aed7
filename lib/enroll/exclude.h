/*
 * Lists of people who can't take part or have to be looked at: other
 * programmes, the deceased, civil servants. Each list has its own consequence.
 * A list may be long; it is streamed against this run's applications.
 */
#ifndef ENROLL_EXCLUDE_H
#define ENROLL_EXCLUDE_H

#include "base/set.h"
#include "enroll/repeats.h"

enum { EXCLUDE_NAME_SIZE = 48 };

struct exclude {
	char name[EXCLUDE_NAME_SIZE];	/* of the file, for reasons */
	enum enroll_status consequence; /* REJECTED or REVIEW */
	struct set niks;		/* of this run's people on the list */
};

/*
 * Reads "FILE:reject" or "FILE:review": sets name and consequence, and gives
 * the file's path in *path (allocated from the arena). False for other forms.
 */
bool exclude_init(struct exclude *exclude, struct slice argument,
		  struct arena *arena, const char **path, struct diag *diag);
void exclude_release(struct exclude *exclude);

/* Takes a row's NIK; keeps it where somebody of this run has it. */
bool exclude_take(struct exclude *exclude, const struct repeats *repeats,
		  struct slice nik, struct diag *diag);

bool exclude_has(const struct exclude *exclude, uint64_t nik);

#endif
