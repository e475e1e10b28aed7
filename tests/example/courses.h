/*
 * The invented courses of the example: 47 providers, 60 courses.
 */
#ifndef EXAMPLE_COURSES_H
#define EXAMPLE_COURSES_H

#include <stdint.h>

enum { COURSE_COUNT = 60 };

/* The id of a course, such as DPS-007. */
void course_id(int number, char id[16]);

/* Writes the table of courses. */
void courses_write(uint64_t seed, const char *path);

#endif
