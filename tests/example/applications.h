/*
 * The applications of the example, in four files as four hands saved them,
 * and the manpower office's list of people who lost their work.
 */
#ifndef EXAMPLE_APPLICATIONS_H
#define EXAMPLE_APPLICATIONS_H

#include <stdint.h>

/* People 1 to LISTED are on the list; some of them and others apply. */
enum { LISTED = 4000 };

void listed_write(uint64_t seed, const char *path);

/* Writes the four files into a folder that is there. */
void applications_write(uint64_t seed, const char *folder);

#endif
