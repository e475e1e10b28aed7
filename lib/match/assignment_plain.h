/*
 * Within the room only: proposals where every course has one block of seats and
 * all order people alike. The key goes along, and most refusals are one look at
 * a cutoff.
 */
#ifndef MATCH_ASSIGNMENT_PLAIN_H
#define MATCH_ASSIGNMENT_PLAIN_H

#include "match/assignment.h"

/*
 * What the last seat of a block went to. A block with a free seat refuses
 * nobody, one without seats everybody; equal keys are for the heap to decide.
 */
void assignment_set_cutoff(struct assignment *assignment, size_t block);

/* As assignment_propose; there is room for the person. */
void assignment_propose_plain(struct assignment *assignment, uint32_t person);

#endif
