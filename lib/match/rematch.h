/*
 * Matching again after answers came in: who left, and what the others keep.
 *
 * "improve" solves anew without those who left; with the same courses, rules
 * and lottery nobody who stays is worse off. "freeze" lets everybody who has a
 * seat keep exactly that and gives the free ones to people without. A course
 * that had a minimum and nobody in it stays closed; no other is closed now.
 */
#ifndef MATCH_REMATCH_H
#define MATCH_REMATCH_H

#include "base/set.h"
#include "match/assignment.h"

#include <stdbool.h>
#include <stdint.h>

enum rematch_answer {
	ANSWER_NONE, /* not asked, or not answered yet: stays */
	ANSWER_CONFIRMED,
	ANSWER_DECLINED,
	ANSWER_WITHDRAWN,
	ANSWER_NO_ANSWER
};

/* Somebody of the previous result or the answers. */
struct rematch_person {
	uint16_t course; /* the seat they had, or COURSE_NONE */
	uint8_t answer;	 /* enum rematch_answer */
	bool met;	 /* among the applicants */
};

struct rematch {
	struct set persons;
	struct rematch_person *list; /* by person in the set; owned */
	size_t room;
	uint32_t *placed; /* by course, in the previous result; owned */
	uint8_t *before;  /* by applicant: the choice they held; owned */
	size_t before_room;
	bool freeze;
};

bool rematch_init(struct rematch *rematch, const struct courses *courses,
		  struct diag *diag);
void rematch_release(struct rematch *rematch);

/* Takes a placed person of the previous result. */
bool rematch_add_placed(struct rematch *rematch, const struct courses *courses,
			struct slice person, struct slice course,
			struct diag *diag);

/* Takes an answer: confirmed, declined, withdrawn, no_answer. */
bool rematch_add_answer(struct rematch *rematch, struct slice person,
			struct slice answer, struct diag *diag);

/* What a person answered, and the course they had, or COURSE_NONE. */
enum rematch_answer rematch_find(const struct rematch *rematch,
				 struct slice person, uint16_t *course);

/* Whether the answer means that the person takes no further part. */
static inline bool rematch_has_left(enum rematch_answer answer)
{
	return answer >= ANSWER_DECLINED;
}

/*
 * An applicant: whether they have left, and the course they had, or
 * COURSE_NONE.
 */
bool rematch_meet(struct rematch *rematch, struct slice person,
		  uint16_t *course);

/* How many had a seat or answered and were not met; the first of them. */
size_t rematch_strangers(const struct rematch *rematch, struct slice *first);

/*
 * Notes the course that rematch_find gave for the newest applicant. Every
 * applicant is to be noted, in order of arrival.
 */
bool rematch_note(struct rematch *rematch, const struct applicants *applicants,
		  uint16_t course, struct diag *diag);

/*
 * Closes what was closed and solves. kept (by applicant, all 0, owned by
 * the caller) is filled for freeze and must live as long as the assignment.
 */
bool rematch_solve(const struct rematch *rematch, struct assignment *assignment,
		   uint8_t *kept, struct diag *diag);

/*
 * After the last stage: fails where somebody is worse off, which says that
 * courses or rules have changed since.
 */
bool rematch_check(const struct rematch *rematch,
		   const struct assignment *assignment, struct diag *diag);

#endif
