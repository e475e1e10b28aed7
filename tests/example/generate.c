/*
 * Makes the files of examples/denpasar-2020. All people, providers and courses
 * are invented.
 *
 *   generate SEED FOLDER
 *
 * makes what needs nothing but a seed: FOLDER/disnaker-2020.csv, courses.csv
 * and masuk/ with four files;
 *
 *   generate SEED FOLDER PLACEMENTS IDENTITIES
 *
 * makes the attendance of those who were placed: FOLDER/kehadiran/,
 * sources.csv, sessions.csv and clock-map.csv.
 */
#include "applications.h"
#include "attendance.h"
#include "courses.h"

#include "base/number.h"

#include <stdio.h>

enum { PATH_BYTES = 512, MEMORY_MAX = 64 * 1024 * 1024 };

static int make_attendance(uint64_t seed, char **paths)
{
	struct arena arena;
	struct placed_list list = {.arena = &arena};
	struct diag diag;

	arena_init(&arena, MEMORY_MAX);
	if (!placed_load(paths[1], paths[2], &list, &diag)) {
		fprintf(stderr, "generate: %s\n", diag.message);
		return 2;
	}
	attendance_write(seed, list.items, list.count, paths[0]);
	arena_release(&arena);
	return 0;
}

static int make_applications(uint64_t seed, const char *folder)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/disnaker-2020.csv", folder);
	listed_write(seed, path);
	snprintf(path, sizeof path, "%s/courses.csv", folder);
	courses_write(seed, path);
	snprintf(path, sizeof path, "%s/masuk", folder);
	applications_write(seed, path);
	return 0;
}

int main(int argc, char **argv)
{
	int64_t seed;

	if ((argc != 3 && argc != 5) ||
	    !number_parse(slice_of(argv[1]), &seed)) {
		fputs("usage: generate SEED FOLDER [PLACEMENTS IDENTITIES]\n",
		      stderr);
		return 2;
	}
	return argc == 5 ? make_attendance((uint64_t)seed, argv + 2)
			 : make_applications((uint64_t)seed, argv[2]);
}
