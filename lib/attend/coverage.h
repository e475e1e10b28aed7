/*
 * How far the sources of a class are in, as the manifest tells it.
 *
 * A row with a day of its own speaks for that day; one without speaks for all
 * days up to complete_to. Of a class with several kinds of continuous sources
 * the slowest decides. A class the manifest says nothing about is taken to be
 * in up to the last day its evidence tells of.
 */
#ifndef ATTEND_COVERAGE_H
#define ATTEND_COVERAGE_H

#include "attend/evidence.h"
#include "attend/schedule.h"

#include <stddef.h>

/* A row of the manifest that tells complete_to. */
struct coverage {
	uint32_t class_index;
	enum source_kind kind;
	struct date date; /* its own day, where dated */
	bool dated;
	int64_t complete_to; /* seconds since 1970, that second included */
};

/* Sorts rows as coverage_settle wants them. */
void coverage_sort(struct coverage *rows, size_t count);

/*
 * Sets "complete" of every session of a class. Call after the survey of the
 * evidence, with all rows, sorted.
 */
void coverage_settle(struct class_roll *class_roll, uint32_t class_index,
		     const struct coverage *rows, size_t count);

#endif
