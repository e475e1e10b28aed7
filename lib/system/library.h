/*
 * Shared libraries that are loaded when first needed; for this floor only.
 */
#ifndef SYSTEM_LIBRARY_H
#define SYSTEM_LIBRARY_H

#include "base/diag.h"

#include <stddef.h>

/* One function of a library and where its address goes in the caller's table.
 */
struct library_function {
	const char *name;
	size_t offset;
};

struct library {
	const char *purpose; /* "workbooks (.xlsx)", for the message */
	const char *soname;
	const char *package; /* of Debian */
	const struct library_function *functions;
};

/*
 * Loads a library by its soname and fills a table of function pointers: an
 * address for every element of functions, which ends with a NULL name. NULL on
 * failure, with the Debian package to install in diag. The table holds as
 * long as the library is not closed.
 */
void *library_open(const struct library *library, void *table,
		   struct diag *diag);

void library_close(void *library);

#endif
