#include "match/interview.h"

#include "base/number.h"

#include <stdlib.h>

#define PERSONS_MAX ((size_t)1 << 32)

enum { SLOTS_FIRST = 256 };

bool interview_init(struct interview *interview, struct courses *courses,
		    struct diag *diag)
{
	*interview = (struct interview){0};
	set_init(&interview->persons, PERSONS_MAX);
	interview->has_list = arena_array(&courses->arena, courses->count + 1,
					  sizeof *interview->has_list);
	return interview->has_list != NULL || diag_memory(diag);
}

void interview_release(struct interview *interview)
{
	set_release(&interview->persons);
	free(interview->keys);
	free(interview->ranks);
	*interview = (struct interview){0};
}

static size_t find_slot(const struct interview *interview, uint64_t key)
{
	size_t slot = (size_t)(key * 0x9e3779b97f4a7c15U >> 20) &
		      (interview->slot_count - 1);

	while (interview->keys[slot] != 0 && interview->keys[slot] != key)
		slot = (slot + 1) & (interview->slot_count - 1);
	return slot;
}

static bool grow(struct interview *interview)
{
	struct interview old = *interview;
	size_t count = old.slot_count == 0 ? SLOTS_FIRST : old.slot_count * 2;

	interview->keys = calloc(count, sizeof *interview->keys);
	interview->ranks = calloc(count, sizeof *interview->ranks);
	interview->slot_count = count;
	if (interview->keys == NULL || interview->ranks == NULL) {
		free(interview->keys);
		free(interview->ranks);
		*interview = old;
		return false;
	}
	for (size_t i = 0; i < old.slot_count; i++) {
		size_t slot;

		if (old.keys[i] == 0)
			continue;
		slot = find_slot(interview, old.keys[i]);
		interview->keys[slot] = old.keys[i];
		interview->ranks[slot] = old.ranks[i];
	}
	free(old.keys);
	free(old.ranks);
	return true;
}

static uint64_t key_of(uint16_t course, uint32_t person)
{
	return ((uint64_t)person << 16 | course) + 1;
}

bool interview_add(struct interview *interview, const struct courses *courses,
		   const struct slice row[3], struct diag *diag)
{
	uint16_t course = courses_find(courses, row[0]);
	int64_t rank;
	uint32_t person;
	size_t slot;

	if (!number_parse(row[2], &rank) || rank < 1 || rank > INT32_MAX)
		return diag_set(diag,
				"course '%.*s': rank '%.*s' is not a whole "
				"number from 1",
				SLICE_PRINT(row[0]), SLICE_PRINT(row[2]));
	if (course == COURSE_NONE) {
		interview->unknown++;
		return true;
	}
	if (!set_add(&interview->persons, row[1], &person, NULL))
		return diag_memory(diag);
	if (interview->count * 2 >= interview->slot_count && !grow(interview))
		return diag_memory(diag);
	slot = find_slot(interview, key_of(course, person));
	if (interview->keys[slot] != 0)
		return diag_set(diag,
				"course '%.*s': applicant '%.*s' is ranked "
				"twice",
				SLICE_PRINT(row[0]), SLICE_PRINT(row[1]));
	interview->keys[slot] = key_of(course, person);
	interview->ranks[slot] = (uint32_t)rank;
	interview->count++;
	interview->has_list[course] = true;
	return true;
}

void interview_end(const struct interview *interview, struct courses *courses,
		   bool has_policy)
{
	for (size_t i = 0; i < courses->count; i++) {
		if (interview->has_list[i])
			courses->bars[i] |= BAR_LIST;
		else if (!has_policy)
			courses->bars[i] |= BAR_NO_LIST;
	}
}

uint32_t interview_find(const struct interview *interview, struct slice person)
{
	uint32_t index = set_find(&interview->persons, person);

	return index == SET_NONE ? INTERVIEW_NOBODY : index;
}

uint32_t interview_rank(const struct interview *interview, uint16_t course,
			uint32_t person)
{
	size_t slot;

	if (person == INTERVIEW_NOBODY || interview->slot_count == 0)
		return 0;
	slot = find_slot(interview, key_of(course, person));
	return interview->keys[slot] == 0 ? 0 : interview->ranks[slot];
}
