#include "match/rematch.h"

#include "system/memory.h"

#include <stdlib.h>

#define PERSONS_MAX ((size_t)1 << 33)

bool rematch_init(struct rematch *rematch, const struct courses *courses,
		  struct diag *diag)
{
	*rematch = (struct rematch){0};
	set_init(&rematch->persons, PERSONS_MAX);
	rematch->placed = calloc(courses->count + 1, sizeof *rematch->placed);
	return rematch->placed != NULL || diag_memory(diag);
}

void rematch_release(struct rematch *rematch)
{
	set_release(&rematch->persons);
	free(rematch->list);
	free(rematch->placed);
	free(rematch->before);
	*rematch = (struct rematch){0};
}

static bool add_person(struct rematch *rematch, struct slice person,
		       uint32_t *index, struct diag *diag)
{
	bool added;

	if (!set_add(&rematch->persons, person, index, &added))
		return diag_memory(diag);
	if (!memory_reserve(&rematch->list, &rematch->room, *index + 1U,
			    sizeof *rematch->list))
		return diag_memory(diag);
	if (added)
		rematch->list[*index] = (struct rematch_person){
			.course = COURSE_NONE, .answer = ANSWER_NONE};
	return true;
}

bool rematch_add_placed(struct rematch *rematch, const struct courses *courses,
			struct slice person, struct slice course,
			struct diag *diag)
{
	uint16_t found = courses_find(courses, course);
	uint32_t index;

	if (found == COURSE_NONE)
		return diag_set(diag,
				"the previous result has course '%.*s', which "
				"is not in the courses",
				SLICE_PRINT(course));
	if (!add_person(rematch, person, &index, diag))
		return false;
	if (rematch->list[index].course != COURSE_NONE)
		return diag_set(diag,
				"the previous result has person '%.*s' twice",
				SLICE_PRINT(person));
	rematch->list[index].course = found;
	rematch->placed[found]++;
	return true;
}

bool rematch_add_answer(struct rematch *rematch, struct slice person,
			struct slice answer, struct diag *diag)
{
	static const struct {
		const char *word;
		enum rematch_answer answer;
	} words[] = {
		{"confirmed", ANSWER_CONFIRMED},
		{"declined", ANSWER_DECLINED},
		{"withdrawn", ANSWER_WITHDRAWN},
		{"no_answer", ANSWER_NO_ANSWER},
	};
	uint32_t index;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!slice_is(answer, words[i].word))
			continue;
		if (!add_person(rematch, person, &index, diag))
			return false;
		if (rematch->list[index].answer != ANSWER_NONE &&
		    rematch->list[index].answer != words[i].answer)
			return diag_set(diag, "person '%.*s' has two answers",
					SLICE_PRINT(person));
		rematch->list[index].answer = (uint8_t)words[i].answer;
		return true;
	}
	return diag_set(diag,
			"answer '%.*s' is not confirmed, declined, withdrawn "
			"or no_answer",
			SLICE_PRINT(answer));
}

enum rematch_answer rematch_find(const struct rematch *rematch,
				 struct slice person, uint16_t *course)
{
	uint32_t index = set_find(&rematch->persons, person);

	*course = COURSE_NONE;
	if (index == SET_NONE)
		return ANSWER_NONE;
	*course = rematch->list[index].course;
	return (enum rematch_answer)rematch->list[index].answer;
}

bool rematch_meet(struct rematch *rematch, struct slice person,
		  uint16_t *course)
{
	uint32_t index = set_find(&rematch->persons, person);

	if (index != SET_NONE)
		rematch->list[index].met = true;
	return rematch_has_left(rematch_find(rematch, person, course));
}

size_t rematch_strangers(const struct rematch *rematch, struct slice *first)
{
	size_t count = 0;

	for (uint32_t i = 0; i < set_count(&rematch->persons); i++) {
		if (rematch->list[i].met)
			continue;
		if (count++ == 0)
			*first = set_string(&rematch->persons, i);
	}
	return count;
}

/* The choice by which a person held a course, or POSITION_NONE. */
static uint8_t find_choice(const struct applicants *applicants, uint32_t person,
			   uint16_t course)
{
	const uint16_t *row = applicants_choices(applicants, person);

	for (size_t at = 0; at < applicants->width; at++) {
		if (row[at] == course)
			return (uint8_t)at;
	}
	return POSITION_NONE;
}

bool rematch_note(struct rematch *rematch, const struct applicants *applicants,
		  uint16_t course, struct diag *diag)
{
	uint32_t person = (uint32_t)applicants->count - 1;

	if (person >= rematch->before_room) {
		if (!memory_grow(&rematch->before, applicants->room,
				 sizeof *rematch->before))
			return diag_memory(diag);
		rematch->before_room = applicants->room;
	}
	rematch->before[person] =
		course == COURSE_NONE ? (uint8_t)POSITION_NONE
				      : find_choice(applicants, person, course);
	return true;
}

/* Seats all who keep theirs, then lets the others propose. */
static void freeze(const struct rematch *rematch, struct assignment *a,
		   uint8_t *kept)
{
	for (uint32_t i = 0; i < a->market->applicants->count; i++) {
		if (rematch->before[i] != POSITION_NONE)
			kept[i] = rematch->before[i] < a->to ? KEEPS_FIRST
							     : KEEPS_SECOND;
	}
	assignment_keep(a, kept, rematch->before);
}

bool rematch_check(const struct rematch *rematch, const struct assignment *a,
		   struct diag *diag)
{
	const struct applicants *applicants = a->market->applicants;
	size_t lost = 0;

	for (uint32_t i = 0; i < applicants->count; i++) {
		uint8_t before = rematch->before[i];

		if (before != POSITION_NONE && a->position[i] > before)
			lost++;
	}
	return lost == 0 ||
	       diag_set(diag,
			"%zu persons would lose what they have: courses, rules "
			"or seed are not those of the previous result",
			lost);
}

bool rematch_solve(const struct rematch *rematch, struct assignment *a,
		   uint8_t *kept, struct diag *diag)
{
	const struct courses *courses = a->market->courses;

	assignment_reset(a);
	for (size_t i = 0; i < courses->count; i++) {
		if (courses->list[i].minimum > 0 && rematch->placed[i] == 0)
			assignment_close(a, (uint16_t)i);
	}
	if (rematch->freeze)
		freeze(rematch, a, kept);
	else
		assignment_solve(a);
	return assignment_check(a, diag);
}
