/*
 * What to do where a field that is needed has no column.
 */
#ifndef STREAM_TABLE_PROPOSE_H
#define STREAM_TABLE_PROPOSE_H

#include "base/diag.h"
#include "stream/table_heading.h"
#include "stream/table_sample.h"

#include <stdbool.h>

/*
 * Says that the table has no column for a field and which column's content
 * would fit, or else what columns there are. Returns false.
 */
bool propose_column(const struct heading *heading,
		    const struct table_sample *sample, const char *field,
		    struct diag *diag);

#endif
