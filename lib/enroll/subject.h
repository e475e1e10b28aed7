/*
 * Everything that files hold on one person, for who asks for it (UU 27/2022,
 * articles 7 and 32: within 3 x 24 hours). A record is the person's where it
 * has the person's id or one of their NIKs; where it has neither, by the
 * number of an application of theirs.
 */
#ifndef ENROLL_SUBJECT_H
#define ENROLL_SUBJECT_H

#include "base/set.h"
#include "enroll/person.h"
#include "stream/record.h"
#include "stream/schema.h"

#include <stdbool.h>

struct subject {
	const struct person_key *key;
	struct set persons, niks, applications;
};

struct subject_layout {
	size_t person, nik, application;
};

/* key is borrowed. */
void subject_init(struct subject *subject, const struct person_key *key);
void subject_release(struct subject *subject);

/* Asks for a NIK or a person's id; false for anything else. */
bool subject_ask(struct subject *subject, struct slice asked);

void subject_layout_init(struct subject_layout *layout,
			 const struct header *header);

/* Whether the record is the person's, as far as is known of them. */
bool subject_owns(const struct subject *subject,
		  const struct subject_layout *layout,
		  const struct record *record);

/*
 * Learns the ids of a record that is the person's: a corrected NIK, the number
 * of an application. *more is set where something was new: then records that
 * were passed over may be theirs too.
 */
bool subject_learn(struct subject *subject, const struct subject_layout *layout,
		   const struct record *record, bool *more);

#endif
