/*
 * Which row of an identities file tells of a person. vk-enroll writes one for
 * each application, versions that were mended and repeats among them.
 */
#ifndef STREAM_IDENTITY_ROW_H
#define STREAM_IDENTITY_ROW_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* The row that is known of a person; zeros: none yet. */
struct identity_row {
	unsigned fit;
	uint64_t tie;
};

/*
 * Whether a row is to be taken in place of the one known, which it then is.
 * What was accepted comes before what waits, was refused or has no status
 * (empty), this before a duplicate, this before a superseded version; of two
 * alike their applications decide, never the order of the file.
 */
bool identity_row_take(struct identity_row *known, struct slice status,
		       struct slice application);

#endif
