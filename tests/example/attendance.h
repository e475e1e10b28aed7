/*
 * Two weeks of attendance for those who were placed: sheets, meeting reports
 * and a clock, as their providers send them.
 */
#ifndef EXAMPLE_ATTENDANCE_H
#define EXAMPLE_ATTENDANCE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Somebody who was placed. */
struct placed {
	struct slice person, name, email, course, mode, times;
};

/*
 * Reads who was placed, with names and e-mails from the identities file,
 * sorted by course and name. Everything lives in the list's arena.
 */
struct placed_list {
	struct placed *items;
	size_t count;
	struct arena *arena;
};
bool placed_load(const char *placements, const char *identities,
		 struct placed_list *list, struct diag *diag);

/* Writes FOLDER/kehadiran/, sources.csv, sessions.csv and clock-map.csv. */
void attendance_write(uint64_t seed, const struct placed *list, size_t count,
		      const char *folder);

#endif
