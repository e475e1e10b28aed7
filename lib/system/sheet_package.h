/*
 * The zip package of a workbook, its parts read within limits; for the
 * sheet_*.c files only. sheet_package.c alone knows libzip.
 */
#ifndef SYSTEM_SHEET_PACKAGE_H
#define SYSTEM_SHEET_PACKAGE_H

#include "base/diag.h"
#include "system/xml.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct package;

/* path is copied. NULL for what is no zip archive, told as what it is. */
struct package *package_open(const char *path, struct diag *diag);
void package_close(struct package *package);
const char *package_path(const struct package *package);

/* Whether the package has a part (names are without the leading slash). */
bool package_has(const struct package *package, const char *name);

/* The name of a part by its number from 0; NULL behind the last. */
const char *package_part(const struct package *package, size_t index);

/* A part that is being read; closed before its package. */
struct part;

struct part *part_open(struct package *package, const char *name,
		       struct diag *diag);
void part_close(struct part *part);

/* Up to size bytes, fewer only before the end; 0: the end; -1: failure. */
ssize_t part_read(struct part *part, char *data, size_t size,
		  struct diag *diag);

/* Reads a whole part as XML; a handler that stops fills its own diag. */
bool package_parse(struct package *package, const char *name,
		   const struct xml_handler *handler, struct diag *diag);

#endif
