#include "enroll/repeats_parts.h"

#include <stdlib.h>

static int compare_keys(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* How many persons a group has: by NIK; one without is one of its own. */
static size_t count_persons(const struct repeats *repeats,
			    const struct candidate *all, size_t count,
			    uint64_t *niks)
{
	size_t persons = 0, known = 0;

	for (size_t i = 0; i < count; i++) {
		niks[known] = column_at(&repeats->niks, all[i].record);
		if (niks[known] == 0)
			persons++;
		else
			known++;
	}
	qsort(niks, known, sizeof *niks, compare_keys);
	for (size_t i = 0; i < known; i++)
		persons += i == 0 || niks[i] != niks[i - 1];
	return persons;
}

static bool settle_shared(struct settling *settling, size_t count,
			  enum repeats_key key)
{
	struct repeats *repeats = settling->repeats;
	struct candidate *all = settling->candidates;
	uint64_t *niks = malloc(count * sizeof *niks);
	size_t persons;

	if (niks == NULL)
		return false;
	count = repeats_drop_noted(&repeats->notes[NOTES_SUPERSEDED], all,
				   count);
	count = repeats_drop_noted(&repeats->notes[NOTES_NEAR], all, count);
	persons = count_persons(repeats, all, count, niks);
	free(niks);
	for (size_t i = 0; persons > 1 && i < count; i++)
		if (!repeats_note(repeats, NOTES_SHARED + key, all[i].record,
				  persons))
			return false;
	return true;
}

/* Who applied first in a household; the refused take no place. */
static bool settle_household(struct settling *settling, size_t count,
			     enum repeats_key key)
{
	struct repeats *repeats = settling->repeats;
	struct candidate *all = settling->candidates;
	size_t place = 0;

	count = repeats_drop_noted(&repeats->notes[NOTES_SUPERSEDED], all,
				   count);
	count = repeats_drop_noted(&repeats->notes[NOTES_DUPLICATE], all,
				   count);
	count = repeats_drop_noted(&repeats->notes[NOTES_NEAR], all, count);
	for (size_t i = 0; i < count; i++)
		if (all[i].status < ENROLL_REJECTED)
			all[i].status = ENROLL_ACCEPTED;
	if (count > 1)
		qsort(all, count, sizeof *all, repeats_compare_claims);
	for (size_t i = 0; i < count; i++) {
		if (all[i].status == ENROLL_ACCEPTED)
			place++;
		if (!repeats_note(repeats, NOTES_SHARED + key, all[i].record,
				  all[i].status == ENROLL_ACCEPTED ? place : 0))
			return false;
	}
	return true;
}

bool repeats_add_near(struct repeats *repeats, size_t record)
{
	return repeats_note(repeats, NOTES_NEAR, record, 0);
}

bool repeats_share(struct repeats *repeats, struct diag *diag)
{
	struct settling settling = {.repeats = repeats};
	bool good = true;

	repeats_sort_notes(&repeats->notes[NOTES_NEAR]);
	for (size_t i = 0; i < REPEATS_KEYS; i++) {
		good = good && repeats_settle_keys(
				       &settling,
				       i == REPEATS_HOUSEHOLD ? settle_household
							      : settle_shared,
				       (enum repeats_key)i, &repeats->keys[i]);
		column_release(&repeats->keys[i]);
		repeats_sort_notes(&repeats->notes[NOTES_SHARED + i]);
	}
	free(settling.candidates);
	return good || diag_memory(diag);
}
