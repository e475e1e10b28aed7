/*
 * Within the room only: how a person's id is kept.
 *
 * One length byte and the id's bytes; 32 lower-case hexadecimal digits, which
 * persons are, are kept as 16 bytes under the length byte 0.
 */
#ifndef MATCH_PERSON_CODE_H
#define MATCH_PERSON_CODE_H

#include "base/text.h"

#include <stddef.h>

enum {
	PERSON_MAX = 255, /* bytes of a person's id */
	PERSON_PACKED = 16
};

/* The kept form of an id of 1 to PERSON_MAX bytes; its length. */
size_t person_pack(struct slice person, char out[PERSON_MAX + 1]);

/* The kept form that starts here. */
static inline struct slice person_kept(const char *kept)
{
	size_t length = (unsigned char)*kept;

	return (struct slice){kept, (length == 0 ? PERSON_PACKED : length) + 1};
}

/* The id again, in out or borrowed from what is kept. */
struct slice person_unpack(struct slice kept, char out[PERSON_MAX]);

#endif
