#include "enroll/repeats_parts.h"

#include "base/set.h"

#include <stdlib.h>
#include <string.h>

/* A group of records with one key, as indexes; first is the lowest. */
struct group {
	uint32_t *members;
	size_t count;
};

/* What decides among a group's records. */
struct candidate {
	uint32_t record;
	enum enroll_status status;
	uint32_t applied;
	uint64_t rank;
	struct slice number;
};

struct settling {
	struct repeats *repeats;
	struct candidate *candidates; /* room for the largest group */
	size_t capacity;
};

static bool make_candidates(struct settling *settling, const struct pair *pairs,
			    size_t count)
{
	struct repeats *repeats = settling->repeats;

	if (count + 1 > settling->capacity) {
		size_t capacity = 2 * (count + 1);
		struct candidate *grown =
			realloc(settling->candidates, capacity * sizeof *grown);

		if (grown == NULL)
			return false;
		settling->candidates = grown;
		settling->capacity = capacity;
	}
	for (size_t i = 0; i <= count; i++) {
		size_t record = i == 0 ? pairs[0].first : pairs[i - 1].member;
		uint64_t version = column_at(&repeats->versions, record);

		settling->candidates[i] = (struct candidate){
			(uint32_t)record, version_status(version),
			days_applied(column_at(&repeats->days, record)),
			version_rank(version),
			texts_at(&repeats->numbers, record)};
	}
	return true;
}

/* The newest version first; the record itself only where all is equal. */
static int compare_versions(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->applied != b->applied)
		return a->applied > b->applied ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

/* The application that stays first: best status, then earliest, then id. */
static int compare_claims(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	int order;

	if (a->status != b->status)
		return a->status < b->status ? -1 : 1;
	if (a->applied != b->applied)
		return a->applied < b->applied ? -1 : 1;
	order = slice_compare(a->number, b->number);
	return order != 0 ? order : compare_versions(left, right);
}

static bool has_number(const struct candidate *candidate)
{
	return candidate->number.length > 0 && candidate->number.data[0] != ':';
}

/*
 * Whether two records are one application. The same number is not enough where
 * NIK and birth date both say that these are two persons, as when each sheet
 * counts from 1; without numbers it takes the same NIK on the same day.
 */
static bool are_versions(const struct repeats *repeats,
			 const struct candidate *left,
			 const struct candidate *right)
{
	uint64_t left_nik = column_at(&repeats->niks, left->record);
	uint64_t right_nik = column_at(&repeats->niks, right->record);
	uint32_t left_birth =
		days_birth(column_at(&repeats->days, left->record));
	uint32_t right_birth =
		days_birth(column_at(&repeats->days, right->record));

	if (!has_number(left) || !has_number(right))
		return has_number(left) == has_number(right) &&
		       left_nik == right_nik && left->applied == right->applied;
	if (!slice_equal(left->number, right->number))
		return false;
	return left_nik == 0 || right_nik == 0 || left_nik == right_nik ||
	       left_birth == 0 || right_birth == 0 || left_birth == right_birth;
}

/* Records with the same number: versions of one application, or a clash. */
static bool settle_number(struct settling *settling, size_t count)
{
	struct candidate *all = settling->candidates;
	size_t heads = 0;

	qsort(all, count, sizeof *all, compare_versions);
	for (size_t i = 0; i < count; i++) {
		size_t head = 0;

		while (head < heads &&
		       !are_versions(settling->repeats, &all[head], &all[i]))
			head++;
		if (head < heads) {
			if (!repeats_note(settling->repeats, NOTES_SUPERSEDED,
					  all[i].record, all[head].record))
				return false;
			continue;
		}
		struct candidate swap = all[heads];

		all[heads++] = all[i];
		all[i] = swap;
	}
	for (size_t i = 0; i < heads; i++)
		if (heads > 1 && has_number(&all[i]) &&
		    !repeats_note(settling->repeats, NOTES_NUMBER,
				  all[i].record, heads))
			return false;
	return true;
}

/* Leaves out the members that a list of notes has. */
static size_t drop_noted(const struct repeats_notes_list *list,
			 struct candidate *all, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (repeats_noted(list, all[i].record) == SIZE_MAX)
			all[kept++] = all[i];
	return kept;
}

static bool settle_nik(struct settling *settling, size_t count)
{
	struct repeats *repeats = settling->repeats;
	struct candidate *all = settling->candidates;

	count = drop_noted(&repeats->notes[NOTES_SUPERSEDED], all, count);
	if (count > 1)
		qsort(all, count, sizeof *all, compare_claims);
	for (size_t i = 1; i < count; i++)
		if (!repeats_note(repeats, NOTES_DUPLICATE, all[i].record,
				  all[0].record))
			return false;
	return true;
}

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
	count = drop_noted(&repeats->notes[NOTES_SUPERSEDED], all, count);
	persons = count_persons(repeats, all, count, niks);
	free(niks);
	for (size_t i = 0; persons > 1 && i < count; i++)
		if (!repeats_note(repeats, NOTES_SHARED + key, all[i].record,
				  persons))
			return false;
	return true;
}

/* Who applied first in a household; the refused take no place. */
static bool settle_household(struct settling *settling, size_t count)
{
	struct repeats *repeats = settling->repeats;
	struct candidate *all = settling->candidates;
	size_t place = 0;

	count = drop_noted(&repeats->notes[NOTES_SUPERSEDED], all, count);
	count = drop_noted(&repeats->notes[NOTES_DUPLICATE], all, count);
	for (size_t i = 0; i < count; i++)
		if (all[i].status < ENROLL_REJECTED)
			all[i].status = ENROLL_ACCEPTED;
	if (count > 1)
		qsort(all, count, sizeof *all, compare_claims);
	for (size_t i = 0; i < count; i++) {
		if (all[i].status == ENROLL_ACCEPTED)
			place++;
		if (!repeats_note(repeats, NOTES_SHARED + REPEATS_HOUSEHOLD,
				  all[i].record,
				  all[i].status == ENROLL_ACCEPTED ? place : 0))
			return false;
	}
	return true;
}

enum settle_kind { SETTLE_NUMBER, SETTLE_NIK, SETTLE_SHARED, SETTLE_HOUSEHOLD };

static bool settle_group(struct settling *settling, enum settle_kind kind,
			 enum repeats_key key, size_t count)
{
	switch (kind) {
	case SETTLE_NUMBER:
		return settle_number(settling, count);
	case SETTLE_NIK:
		return settle_nik(settling, count);
	case SETTLE_SHARED:
		return settle_shared(settling, count, key);
	case SETTLE_HOUSEHOLD:
		return settle_household(settling, count);
	}
	return false;
}

/* Walks the pairs group by group. */
static bool settle_pairs(struct settling *settling, enum settle_kind kind,
			 enum repeats_key key, const struct pairs *pairs)
{
	size_t start = 0;

	while (start < pairs->count) {
		size_t end = start + 1;

		while (end < pairs->count &&
		       pairs->all[end].first == pairs->all[start].first)
			end++;
		if (!make_candidates(settling, pairs->all + start,
				     end - start) ||
		    !settle_group(settling, kind, key, end - start + 1))
			return false;
		start = end;
	}
	return true;
}

/* Finds the groups of a column of keys and settles each. */
static bool settle_keys(struct settling *settling, enum settle_kind kind,
			enum repeats_key key, const struct column *keys,
			struct table_index *index)
{
	struct pairs pairs = {0};
	bool good = table_index_build(index, keys, &pairs) &&
		    settle_pairs(settling, kind, key, &pairs);

	pairs_release(&pairs);
	return good;
}

/*
 * The key by which versions of an application find each other: the office's
 * number; without one the same NIK on the same day.
 */
static uint64_t number_key(const struct repeats *repeats, size_t record,
			   struct slice number)
{
	uint64_t nik = column_at(&repeats->niks, record);
	uint64_t days = column_at(&repeats->days, record);

	if (number.length > 0 && number.data[0] != ':')
		return set_hash(number) | 1;
	if (nik == 0 || days_applied(days) == 0)
		return 0;
	return (nik << 10 ^ days_applied(days)) | 1;
}

static bool settle_numbers(struct settling *settling)
{
	struct repeats *repeats = settling->repeats;
	struct texts_walk walk = {.texts = &repeats->numbers};
	struct column *keys = &repeats->number_keys;
	struct slice number;
	bool good = true;

	for (size_t i = 0; good && texts_next(&walk, &number); i++)
		good = column_add(keys, number_key(repeats, i, number));
	good = good && settle_keys(settling, SETTLE_NUMBER, REPEATS_KEYS, keys,
				   &repeats->by_number);
	if (!repeats->keeps_numbers) {
		table_index_release(&repeats->by_number);
		column_release(keys);
	}
	repeats_sort_notes(&repeats->notes[NOTES_SUPERSEDED]);
	return good;
}

size_t repeats_find_number(const struct repeats *repeats, struct slice number)
{
	size_t record =
		table_index_find(&repeats->by_number, set_hash(number) | 1);

	return record != SIZE_MAX &&
			       slice_equal(texts_at(&repeats->numbers, record),
					   number)
		       ? record
		       : SIZE_MAX;
}

static bool settle_all(struct settling *settling)
{
	struct repeats *repeats = settling->repeats;

	if (!settle_numbers(settling) ||
	    !settle_keys(settling, SETTLE_NIK, REPEATS_KEYS, &repeats->niks,
			 &repeats->by_nik))
		return false;
	repeats_sort_notes(&repeats->notes[NOTES_DUPLICATE]);
	for (size_t i = 0; i < REPEATS_KEYS; i++) {
		struct table_index index = {0};
		bool good = settle_keys(
			settling,
			i == REPEATS_HOUSEHOLD ? SETTLE_HOUSEHOLD
					       : SETTLE_SHARED,
			(enum repeats_key)i, &repeats->keys[i], &index);

		table_index_release(&index);
		column_release(&repeats->keys[i]);
		if (!good)
			return false;
	}
	return true;
}

bool repeats_settle(struct repeats *repeats, struct diag *diag)
{
	struct settling settling = {.repeats = repeats};
	bool good = settle_all(&settling);

	free(settling.candidates);
	for (size_t i = 0; i < NOTES_KINDS; i++)
		repeats_sort_notes(&repeats->notes[i]);
	repeats->next = 0;
	return good || diag_memory(diag);
}
