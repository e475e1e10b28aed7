/*
 * One application, as one of the four hands writes it down.
 */
#ifndef EXAMPLE_APPLICATION_H
#define EXAMPLE_APPLICATION_H

#include "people.h"
#include "sheet_file.h"

enum { APPLICATION_CELLS = 31 };

/* The headings each hand uses, in one order of meaning. */
extern const char *const application_headings[4][APPLICATION_CELLS];

/* Where and when an application was written down. */
struct place {
	int hand;   /* 0 to 3 */
	int row;    /* of the hand's file: gives the application's number */
	int handed; /* its place in time among the file's rows */
};

/* Writes the application of person "number". */
void application_put(struct sheet_file *file, const struct place *place,
		     uint64_t seed, int number);

#endif
