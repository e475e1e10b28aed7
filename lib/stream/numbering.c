#include "stream/numbering.h"

#include <stdio.h>

enum { NUMBERED_MIN = 3 };

bool numbering_is(const struct slice *cells, size_t count)
{
	size_t numbered = 0;

	for (size_t i = 0; i < count; i++) {
		char plain[24], bracketed[24];

		if (cells[i].length == 0)
			continue;
		snprintf(plain, sizeof plain, "%zu", i + 1);
		snprintf(bracketed, sizeof bracketed, "(%zu)", i + 1);
		if (!slice_is(cells[i], plain) &&
		    !slice_is(cells[i], bracketed))
			return false;
		numbered++;
	}
	return numbered >= NUMBERED_MIN;
}
