/*
 * The sheet a provider fills in and sends back: a column a session, a row a
 * participant with number and name. No NIK, account, wage or address.
 */
#ifndef ATTEND_ROSTER_H
#define ATTEND_ROSTER_H

#include "attend/roll.h"
#include "base/diag.h"

#include <stdbool.h>

enum { ROSTER_SESSIONS_MAX = 400 };

/*
 * Writes the workbook for a class, with its planned sessions, to a path that
 * is made at once. It is read back as a grid as it is. created is the day the
 * workbook says it was made.
 */
bool roster_write(const struct roll *roll, uint32_t class_index,
		  const char *path, struct date created, struct diag *diag);

#endif
