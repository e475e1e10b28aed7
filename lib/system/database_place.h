/*
 * Where a database may stand; for database.c only.
 */
#ifndef SYSTEM_DATABASE_PLACE_H
#define SYSTEM_DATABASE_PLACE_H

#include "base/diag.h"

#include <stdbool.h>

/*
 * Refuses the places that database_open refuses, and makes an empty file of
 * mode 0600 where there is none and create says so.
 */
bool database_place_prepare(const char *path, bool create, struct diag *diag);

/*
 * The name of a file system that other hosts may share, by the f_type of
 * statfs(2); NULL for a local one.
 */
const char *database_place_network(unsigned long magic);

#endif
