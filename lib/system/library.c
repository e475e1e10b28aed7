#include "system/library.h"

#include <dlfcn.h>
#include <string.h>

void *library_open(const struct library *library, void *table,
		   struct diag *diag)
{
	const struct library_function *function = library->functions;
	void *handle = dlopen(library->soname, RTLD_NOW | RTLD_LOCAL);

	if (handle == NULL) {
		diag_set(diag,
			 "%s need %s, which isn't there; install the Debian "
			 "package \"%s\"",
			 library->purpose, library->soname, library->package);
		return NULL;
	}
	for (; function->name != NULL; function++) {
		void *address = dlsym(handle, function->name);

		if (address == NULL) {
			diag_set(diag,
				 "%s has no %s; install the package \"%s\" of "
				 "Debian 12 or later",
				 library->soname, function->name,
				 library->package);
			dlclose(handle);
			return NULL;
		}
		memcpy((char *)table + function->offset, &address,
		       sizeof address);
	}
	return handle;
}

void library_close(void *library)
{
	if (library != NULL)
		dlclose(library);
}
