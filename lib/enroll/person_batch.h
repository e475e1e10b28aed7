/*
 * Person ids of many NIKs at a time. One SHA-256 waits for itself at every
 * step; independent ones side by side take two thirds of the time each.
 */
#ifndef ENROLL_PERSON_BATCH_H
#define ENROLL_PERSON_BATCH_H

#include "enroll/person.h"

#include <stddef.h>
#include <stdint.h>

enum { PERSON_BATCH = DIGEST_TOGETHER };

/* NIKs as numbers, and their ids. The caller sets niks; 0 is none. */
struct person_batch {
	uint64_t niks[PERSON_BATCH];
	char ids[PERSON_BATCH][PERSON_ID_LENGTH + 1];
};

/* Makes the ids of the first count NIKs, as person_id does. */
void person_batch_make(const struct person_key *key, struct person_batch *batch,
		       size_t count);

#endif
