/*
 * Estimates m from data by expectation and maximisation (A. Dempster, N. Laird,
 * D. Rubin, "Maximum likelihood from incomplete data via the EM algorithm",
 * JRSS B 39, 1977), with u as it was counted. On its own, unattended, this
 * goes wrong without a sign as soon as fields are few or blocking is wide; so
 * it is done on demand only, its result is a file, and an implausible one is
 * refused.
 */
#ifndef ENROLL_FIT_H
#define ENROLL_FIT_H

#include "enroll/linker.h"

#include <stdbool.h>
#include <stdint.h>

struct fit {
	unsigned rounds;
	uint64_t matches; /* expected pairs of one person */
	uint64_t pairs;	  /* of all records */
};

/*
 * Fits the rates of a settled linker, whose records are all held. False, with
 * diag, without memory or where the result is implausible: too few pairs of
 * one person to learn from, or far too many; a field in which most such pairs
 * differ.
 */
bool fit_run(struct linker *linker, struct fit *fit, struct diag *diag);

/*
 * Gives the rows of a weights file, in a settled order, to put until it
 * returns false. Shares of names, words, places are listed where five records
 * or more have the value.
 */
bool fit_rows(const struct linker *linker, const struct fit *fit,
	      bool (*put)(void *context,
			  const struct slice row[WEIGHTS_COLUMNS]),
	      void *context);

#endif
