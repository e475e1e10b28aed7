#include "system/library.h"

#include <dlfcn.h>
#include <string.h>

void *library_open(const char *soname, const char *package,
		   const struct library_function *functions, void *table,
		   struct diag *diag)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	if (library == NULL) {
		diag_set(diag,
			 "workbooks (.xlsx) need %s, which isn't there; "
			 "install the Debian package \"%s\"",
			 soname, package);
		return NULL;
	}
	for (; functions->name != NULL; functions++) {
		void *address = dlsym(library, functions->name);

		if (address == NULL) {
			diag_set(diag,
				 "%s has no %s; install the package \"%s\" of "
				 "Debian 12 or later",
				 soname, functions->name, package);
			dlclose(library);
			return NULL;
		}
		memcpy((char *)table + functions->offset, &address,
		       sizeof address);
	}
	return library;
}

void library_close(void *library)
{
	if (library != NULL)
		dlclose(library);
}
