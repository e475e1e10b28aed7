/*
 * A list of people held in memory to look applications up in: the manpower
 * office's list of laid-off workers, where to be on it is a proof and not a
 * fault. Found by NIK; where there is none, near by name and birth date.
 */
#ifndef ENROLL_ROSTER_H
#define ENROLL_ROSTER_H

#include "base/arena.h"
#include "enroll/application.h"

#include <stdbool.h>

enum roster_match { ROSTER_NO, ROSTER_NEAR, ROSTER_YES };

struct roster_entry {
	uint64_t nik; /* key, or 0 */
	struct slice name;
	struct date birth;
	bool birth_known;
	bool reached; /* somebody of this run is this person */
};

struct roster_key {
	uint64_t key;
	uint32_t entry;
};

/* Entries in the order of one key. */
struct roster_index {
	struct roster_key *keys;
	size_t count;
};

struct roster {
	struct roster_entry *entries; /* in file order */
	size_t count, room;
	struct roster_index by_nik, by_birth; /* of those who have one */
	struct arena arena;
};

void roster_init(struct roster *roster);
void roster_release(struct roster *roster);

/* Adds the person of a row. */
bool roster_add(struct roster *roster, const struct application *row,
		struct diag *diag);

/* Marks who was added last as reached. */
void roster_reach_last(struct roster *roster);

/* Prepares look-ups, once all are added. */
bool roster_settle(struct roster *roster, struct diag *diag);

/* Looks an applicant up, and marks who is found as reached. */
enum roster_match roster_find(struct roster *roster,
			      const struct application *application);

/* "no", "near", "yes". Static. */
struct slice roster_word(enum roster_match match);

#endif
