/*
 * The numbers of a list's columns in the row below its header, as official
 * forms have them.
 */
#ifndef STREAM_NUMBERING_H
#define STREAM_NUMBERING_H

#include "base/text.h"

#include <stdbool.h>

/*
 * Whether a row's cells are "1 2 3" or "(1) (2) (3)", at least three of them;
 * empty cells have their place.
 */
bool numbering_is(const struct slice *cells, size_t count);

#endif
