/*
 * Makes the files of examples/denpasar-2020 that need nothing but a seed:
 *
 *   generate SEED FOLDER
 *
 * FOLDER/disnaker-2020.csv, FOLDER/courses.csv and FOLDER/masuk/ with four
 * files. All people, providers and courses are invented.
 */
#include "applications.h"
#include "courses.h"

#include "base/number.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	char path[512];
	int64_t seed;

	if (argc != 3 || !number_parse(slice_of(argv[1]), &seed)) {
		fputs("usage: generate SEED FOLDER\n", stderr);
		return 2;
	}
	snprintf(path, sizeof path, "%s/disnaker-2020.csv", argv[2]);
	listed_write((uint64_t)seed, path);
	snprintf(path, sizeof path, "%s/courses.csv", argv[2]);
	courses_write((uint64_t)seed, path);
	snprintf(path, sizeof path, "%s/masuk", argv[2]);
	applications_write((uint64_t)seed, path);
	return 0;
}
