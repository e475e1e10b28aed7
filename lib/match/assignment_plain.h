/*
 * Within the room only: the matching where every course has one block of seats
 * and all order people alike. It is serial dictatorship: best first, each takes
 * the first choice that has a seat.
 */
#ifndef MATCH_ASSIGNMENT_PLAIN_H
#define MATCH_ASSIGNMENT_PLAIN_H

#include "match/assignment.h"

/* Nobody holds a seat yet. */
void assignment_solve_plain(struct assignment *assignment);

#endif
