#include "enroll/roster.h"

#include "system/memory.h"
#include "value/name.h"

#include <stdlib.h>

enum { ROSTER_MEMORY_MAX = 1 << 30 };

void roster_init(struct roster *roster)
{
	*roster = (struct roster){0};
	arena_init(&roster->arena, ROSTER_MEMORY_MAX);
}

void roster_release(struct roster *roster)
{
	arena_release(&roster->arena);
	free(roster->entries);
	free(roster->by_nik.keys);
	free(roster->by_birth.keys);
}

bool roster_add(struct roster *roster, const struct application *row,
		struct diag *diag)
{
	struct roster_entry entry = {
		.nik = application_nik_key(row),
		.name = arena_copy(&roster->arena,
				   row->fields[APPLICATION_NAME]),
		.birth = row->birth,
		.birth_known = row->birth_is == DATE_KNOWN,
	};

	if (entry.name.data == NULL ||
	    !memory_reserve(&roster->entries, &roster->room, roster->count + 1,
			    sizeof *roster->entries))
		return diag_memory(diag);
	roster->entries[roster->count++] = entry;
	return true;
}

void roster_reach_last(struct roster *roster)
{
	roster->entries[roster->count - 1].reached = true;
}

static uint64_t birth_key(struct date birth)
{
	return (uint64_t)((int64_t)birth.days - INT32_MIN);
}

static int compare_roster_keys(const void *left, const void *right)
{
	const struct roster_key *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->entry > b->entry) - (a->entry < b->entry);
}

static bool index_entries(const struct roster *roster, bool by_birth,
			  struct roster_index *index)
{
	index->keys = calloc(roster->count + 1, sizeof *index->keys);
	if (index->keys == NULL)
		return false;
	for (size_t i = 0; i < roster->count; i++) {
		const struct roster_entry *entry = &roster->entries[i];

		if (by_birth ? !entry->birth_known : entry->nik == 0)
			continue;
		index->keys[index->count++] = (struct roster_key){
			by_birth ? birth_key(entry->birth) : entry->nik,
			(uint32_t)i};
	}
	qsort(index->keys, index->count, sizeof *index->keys,
	      compare_roster_keys);
	return true;
}

bool roster_settle(struct roster *roster, struct diag *diag)
{
	return (index_entries(roster, false, &roster->by_nik) &&
		index_entries(roster, true, &roster->by_birth)) ||
	       diag_memory(diag);
}

/* The place of the first entry with the key, if any. */
static size_t first_place(const struct roster_index *index, uint64_t key)
{
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (index->keys[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_key(const struct roster_index *index, size_t place,
		    uint64_t key)
{
	return place < index->count && index->keys[place].key == key;
}

static enum roster_match find_near(struct roster *roster,
				   const struct application *application)
{
	uint64_t key = birth_key(application->birth);
	size_t place = first_place(&roster->by_birth, key);
	enum roster_match match = ROSTER_NO;
	struct name own, listed;

	if (!has_key(&roster->by_birth, place, key))
		return ROSTER_NO;
	name_parse(application->fields[APPLICATION_NAME], &own);
	for (; has_key(&roster->by_birth, place, key); place++) {
		struct roster_entry *entry =
			&roster->entries[roster->by_birth.keys[place].entry];

		name_parse(entry->name, &listed);
		if (name_likeness(&own, &listed) < NAME_ALIKE)
			continue;
		entry->reached = true;
		match = ROSTER_NEAR;
	}
	return match;
}

enum roster_match roster_find(struct roster *roster,
			      const struct application *application)
{
	uint64_t nik = application_nik_key(application);
	size_t place = first_place(&roster->by_nik, nik);
	enum roster_match match = ROSTER_NO;

	for (; nik != 0 && has_key(&roster->by_nik, place, nik); place++) {
		roster->entries[roster->by_nik.keys[place].entry].reached =
			true;
		match = ROSTER_YES;
	}
	if (match == ROSTER_NO && application->birth_is == DATE_KNOWN &&
	    application->fields[APPLICATION_NAME].length > 0)
		match = find_near(roster, application);
	return match;
}

struct slice roster_word(enum roster_match match)
{
	static const char *const words[] = {"no", "near", "yes"};

	return slice_of(words[match]);
}
