/*
 * The number by which a roster calls a participant: short, the same on every
 * run, and nothing a spreadsheet could take for a figure.
 */
#ifndef ATTEND_ROSTER_NUMBER_H
#define ATTEND_ROSTER_NUMBER_H

#include "attend/roll.h"
#include "base/arena.h"

/* A number that fits two people of the class. */
#define ROSTER_AMBIGUOUS (UINT32_MAX - 1)

/*
 * "VK-" and as many of the person's first characters, eight at least, as tell
 * it from the others in the class. In the arena; data is NULL without memory.
 */
struct slice roster_number(const struct roll *roll, uint32_t place,
			   struct arena *arena);

/* The place with such a number in a class, ROLL_NONE or ROSTER_AMBIGUOUS. */
uint32_t roster_find(const struct roll *roll, uint32_t class_index,
		     struct slice number);

#endif
