#include "stream/identity_row.h"

#include "base/set.h"

enum { FIT_NONE, FIT_SUPERSEDED, FIT_DUPLICATE, FIT_OTHER, FIT_ACCEPTED };

static unsigned fit_of(struct slice status)
{
	if (slice_is(status, "accepted"))
		return FIT_ACCEPTED;
	if (slice_is(status, "superseded"))
		return FIT_SUPERSEDED;
	return slice_is(status, "duplicate") ? FIT_DUPLICATE : FIT_OTHER;
}

bool identity_row_take(struct identity_row *known, struct slice status,
		       struct slice application)
{
	struct identity_row row = {fit_of(status), set_hash(application)};

	if (row.fit < known->fit ||
	    (row.fit == known->fit && row.tie <= known->tie))
		return false;
	*known = row;
	return true;
}
