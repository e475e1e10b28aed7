/*
 * Applicant-proposing deferred acceptance (Gale and Shapley 1962).
 *
 * Applicants propose in any order; each block of seats keeps the best it has
 * met. Where all courses order people alike and have one block each, that is
 * serial dictatorship, and is found by it: the order is needed for the waiting
 * lists in any case, and nobody is displaced on the way.
 */
#ifndef MATCH_ASSIGNMENT_H
#define MATCH_ASSIGNMENT_H

#include "base/diag.h"
#include "match/market.h"
#include "match/seats.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	POSITION_NONE = 0xff /* holds no seat */
};

#define NOBODY UINT32_MAX

/* A mark above the order in the key of who has a reserve's seat without
 * belonging. */
#define ORDER_OUTSIDER (UINT64_C(1) << 62)

/*
 * Where others keep their seats, what a person keeps. A seat of the second
 * stage is never one that somebody of the first had to have.
 */
enum keeps { KEEPS_NOTHING, KEEPS_SECOND, KEEPS_FIRST };

struct holder {
	struct key key;
	uint32_t person;
	uint32_t block;
};

/* A heap of holders, the worst on top. */
struct heap {
	struct holder *holders;
	uint32_t count;
};

struct cap_state {
	uint32_t limit, count;
	struct heap heap; /* may hold some who have left; owned */
	size_t room;
};

struct assignment {
	const struct market *market;
	const struct seats *layout;
	uint32_t *capacity;	/* by block: the layout's, or what was left */
	struct heap *heaps;	/* by block, all in one array of holders */
	struct holder *holders; /* owned */
	struct cap_state *caps; /* by cap */
	uint8_t *bars;		/* by course: the course's, and closed */
	uint8_t *position;	/* by applicant: the choice that is held */
	uint32_t *block_of;	/* by applicant, only where there are caps */
	const uint8_t *kept; /* by applicant what they keep for good, or NULL */
	/* Second stage only: the first one's positions; who has a seat there
	 * asks for none here. */
	const uint8_t *seated;
	size_t from, to; /* the choices that count in this stage */
	bool plain;	 /* one block a course, one order, no caps */
	bool failed;	 /* out of memory; checked by assignment_check */
};

/*
 * Nobody has proposed yet. All choices from "from" up to "to" will count. The
 * market has all its applicants and, if it is common, their ranking.
 */
bool assignment_init(struct assignment *assignment, const struct market *market,
		     const struct seats *layout, struct diag *diag);
void assignment_release(struct assignment *assignment);

/* Forgets all proposals; what is closed stays closed. */
void assignment_reset(struct assignment *assignment);

/*
 * The second stage: an assignment over the seats and caps that the first one
 * left, for the choices behind the first stage's.
 */
bool assignment_init_rest(struct assignment *rest,
			  const struct assignment *first, struct diag *diag);

/*
 * Makes and solves the second stage. Where the first gave nobody a seat its
 * position is the second's from now on.
 */
bool assignment_add_rest(struct assignment *first, struct assignment *rest,
			 struct diag *diag);

/* Lets an applicant propose, from the first choice that counts. */
void assignment_propose(struct assignment *assignment, uint32_t person);

/*
 * From the start: whom the array kept names has a seat for good, in the course
 * of their choice of this number and of either stage; then the others propose.
 * The array is borrowed.
 */
void assignment_keep(struct assignment *assignment, const uint8_t *kept,
		     const uint8_t *choices);

/* Lets everybody propose, from the start. */
void assignment_solve(struct assignment *assignment);

/* False with a message once memory ran out on the way. */
bool assignment_check(const struct assignment *assignment, struct diag *diag);

bool assignment_is_closed(const struct assignment *assignment, uint16_t course);

/*
 * Closes a course. Without caps its holders go on to their next choices at
 * once, which gives what a new run without the course would give; with caps
 * the caller solves again.
 */
void assignment_close(struct assignment *assignment, uint16_t course);
void assignment_open(struct assignment *assignment, uint16_t course);

/* How many hold a seat in the course; in all. */
uint32_t assignment_placed(const struct assignment *assignment,
			   uint16_t course);
size_t assignment_total(const struct assignment *assignment);

/* How many hold a seat of a block as people it is for. */
uint32_t assignment_members(const struct assignment *assignment,
			    uint32_t block);

/* The worst holder of a block, or NULL. */
const struct holder *assignment_worst(const struct assignment *assignment,
				      uint32_t block);

/*
 * The block after this one in which a person asks for a seat of the course, or
 * NOBODY; start with NOBODY. *outsider: only for seats that the group leaves.
 */
uint32_t assignment_next_block(const struct assignment *assignment,
			       uint32_t person, uint16_t course, uint32_t block,
			       bool *outsider);

/* Whether somebody has a seat of the first stage. */
static inline bool assignment_is_seated(const struct assignment *assignment,
					uint32_t person)
{
	return assignment->seated != NULL &&
	       assignment->seated[person] != POSITION_NONE;
}

/* Whether left's key comes after right's. */
bool assignment_is_behind(const struct assignment *assignment,
			  const struct holder *left,
			  const struct holder *right);

/* The same, but who keeps a seat is before who doesn't. */
bool assignment_is_worse(const struct assignment *assignment,
			 const struct holder *left, const struct holder *right);

/* The course that a person holds a seat of, or COURSE_NONE. */
static inline uint16_t assignment_course(const struct assignment *assignment,
					 uint32_t person)
{
	uint8_t position = assignment->position[person];

	return position == POSITION_NONE
		       ? (uint16_t)COURSE_NONE
		       : applicants_choices(assignment->market->applicants,
					    person)[position];
}

/* Whether a seat depends on a tie that no lottery decides; names the course. */
bool assignment_find_tie(const struct assignment *assignment, uint16_t *course);

#endif
