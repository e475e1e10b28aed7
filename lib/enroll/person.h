/*
 * Person ids: HMAC-SHA-256 of the NIK under the programme's key, its first 128
 * bits as 32 lower-case hexadecimal digits (SPEC 3). One key serves the whole
 * programme, so that its branches see each other's people; without the key
 * nobody gets from an id to a NIK.
 */
#ifndef ENROLL_PERSON_H
#define ENROLL_PERSON_H

#include "base/diag.h"
#include "base/text.h"
#include "system/digest.h"

#include <stdbool.h>

enum {
	PERSON_KEY_BYTES = 32,
	PERSON_ID_LENGTH = 32,
	PERSON_FINGERPRINT_LENGTH = 16
};

/* A key ready for use. Holds secrets: person_key_release wipes it. */
struct person_key {
	struct digest_hmac hmac;
	char fingerprint[PERSON_FINGERPRINT_LENGTH + 1];
};

/*
 * Reads a key file: "vk-key-1 " and 64 hexadecimal digits. Refused where
 * others may read it (mode 0600, no symbolic link).
 */
bool person_key_load(struct person_key *key, const char *path,
		     struct diag *diag);
void person_key_release(struct person_key *key);

/* Makes a key file of random bytes. A file that is there is never touched. */
bool person_key_create(const char *path, struct diag *diag);

/* The id of the person with these 16 digits, in out with a NUL. */
void person_id(const struct person_key *key, const char *nik,
	       char out[PERSON_ID_LENGTH + 1]);

/* Whether text has the form of a person id. */
bool person_id_is_valid(struct slice text);

#endif
