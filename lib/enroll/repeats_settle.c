#include "enroll/repeats_parts.h"

#include "base/set.h"
#include "system/memory.h"

#include <stdlib.h>
#include <string.h>

static struct candidate candidate_of(const struct repeats *repeats,
				     size_t record)
{
	uint64_t version = column_at(&repeats->versions, record);

	return (struct candidate){
		(uint32_t)record, version_status(version),
		days_applied(column_at(&repeats->days, record)),
		version_rank(version), texts_at(&repeats->numbers, record)};
}

static bool make_candidates(struct settling *settling, const struct pair *pairs,
			    size_t count)
{
	struct repeats *repeats = settling->repeats;

	if (!memory_reserve(&settling->candidates, &settling->room, count + 1,
			    sizeof *settling->candidates))
		return false;
	for (size_t i = 0; i <= count; i++)
		settling->candidates[i] = candidate_of(
			repeats, i == 0 ? pairs[0].first : pairs[i - 1].member);
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

int repeats_compare_claims(const void *left, const void *right)
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

/*
 * Moves the records that are different things to the front and counts them;
 * each other one is noted with the first of these that it is the same as.
 */
static bool part(struct settling *settling, size_t count,
		 bool (*are_same)(const struct repeats *repeats,
				  const struct candidate *left,
				  const struct candidate *right),
		 enum repeats_notes kind, size_t *heads)
{
	struct candidate *all = settling->candidates;

	*heads = 0;
	for (size_t i = 0; i < count; i++) {
		struct candidate own = all[i];
		size_t head = 0;

		while (head < *heads &&
		       !are_same(settling->repeats, &all[head], &own))
			head++;
		if (head == *heads) {
			all[i] = all[head];
			all[(*heads)++] = own;
		} else if (!repeats_note(settling->repeats, kind, own.record,
					 all[head].record)) {
			return false;
		}
	}
	return true;
}

/* Records with the same number: versions of one application, or a clash. */
static bool settle_number(struct settling *settling, size_t count,
			  enum repeats_key key)
{
	struct candidate *all = settling->candidates;
	size_t heads;

	(void)key;
	qsort(all, count, sizeof *all, compare_versions);
	if (!part(settling, count, are_versions, NOTES_SUPERSEDED, &heads))
		return false;
	for (size_t i = 0; i < heads; i++)
		if (heads > 1 && has_number(&all[i]) &&
		    !repeats_note(settling->repeats, NOTES_NUMBER,
				  all[i].record, heads))
			return false;
	return true;
}

size_t repeats_drop_noted(const struct repeats_notes_list *list,
			  struct candidate *all, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (repeats_noted(list, all[i].record) == SIZE_MAX)
			all[kept++] = all[i];
	return kept;
}

static bool are_born_alike(const struct repeats *repeats,
			   const struct candidate *left,
			   const struct candidate *right)
{
	uint32_t one = days_birth(column_at(&repeats->days, left->record));
	uint32_t other = days_birth(column_at(&repeats->days, right->record));

	return one == 0 || other == 0 || one == other;
}

/* Who is born on another day has keyed it wrongly, or uses another's NIK. */
static bool settle_nik(struct settling *settling, size_t count,
		       enum repeats_key key)
{
	struct repeats *repeats = settling->repeats;
	struct candidate *all = settling->candidates;
	size_t heads;

	(void)key;
	count = repeats_drop_noted(&repeats->notes[NOTES_SUPERSEDED], all,
				   count);
	if (count > 1)
		qsort(all, count, sizeof *all, repeats_compare_claims);
	if (!part(settling, count, are_born_alike, NOTES_DUPLICATE, &heads))
		return false;
	for (size_t i = 0; heads > 1 && i < heads; i++)
		if (!repeats_note(repeats, NOTES_NIK, all[i].record,
				  all[i == 0].record))
			return false;
	return true;
}

/* Walks the pairs group by group. */
static bool settle_pairs(struct settling *settling, settle_group *settle,
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
		    !settle(settling, end - start + 1, key))
			return false;
		start = end;
	}
	return true;
}

bool repeats_settle_keys(struct settling *settling, settle_group *settle,
			 enum repeats_key key, const struct column *keys)
{
	struct pairs pairs = {0};
	bool good = pairs_find(&pairs, keys) &&
		    settle_pairs(settling, settle, key, &pairs);

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
	good = good &&
	       repeats_settle_keys(settling, settle_number, REPEATS_KEYS, keys);
	if (!repeats->is_asked)
		column_release(keys);
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

bool repeats_settle(struct repeats *repeats, struct diag *diag)
{
	struct settling settling = {.repeats = repeats};
	bool good = settle_numbers(&settling) &&
		    repeats_settle_keys(&settling, settle_nik, REPEATS_KEYS,
					&repeats->niks);

	if (good && repeats->is_asked)
		good = table_index_build(&repeats->by_nik, &repeats->niks) &&
		       table_index_build(&repeats->by_number,
					 &repeats->number_keys);
	free(settling.candidates);
	repeats_sort_notes(&repeats->notes[NOTES_DUPLICATE]);
	repeats_sort_notes(&repeats->notes[NOTES_NIK]);
	repeats_sort_notes(&repeats->notes[NOTES_NUMBER]);
	repeats->next = 0;
	return good || diag_memory(diag);
}

bool repeats_is_superseded(const struct repeats *repeats, size_t record)
{
	return repeats_noted(&repeats->notes[NOTES_SUPERSEDED], record) !=
	       SIZE_MAX;
}

bool repeats_stays_before(const struct repeats *repeats, size_t left,
			  size_t right)
{
	const struct candidate one = candidate_of(repeats, left);
	const struct candidate other = candidate_of(repeats, right);

	return repeats_compare_claims(&one, &other) < 0;
}
