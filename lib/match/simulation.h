/*
 * Many lotteries, to say what a person's chance is before the one that counts.
 *
 * The numbers of a draw are mixed from the person's id and the draw's number,
 * so that the same people have the same chances in every run.
 */
#ifndef MATCH_SIMULATION_H
#define MATCH_SIMULATION_H

#include "match/assignment.h"

struct chance {
	uint32_t placed; /* in how many draws */
	uint32_t first;	 /* with the first choice that counts */
};

/* Draws and matches with the seats and closings of a solved assignment. */
bool simulation_run(const struct assignment *solved, uint32_t draws,
		    struct chance *chances, struct diag *diag);

#endif
