/*
 * A record's way through the index. What a step looks at is all over memory,
 * and is fetched by the step before, so that other work can be done meanwhile.
 */
#include "enroll/linker.h"

#include "system/memory.h"

#include <stdlib.h>

enum { MEMORY_MAX = 1 << 20 };

void linker_probe_init(struct linker_probe *probe,
		       const struct linkage_layout *layout)
{
	probe->layout = layout;
	probe->ready = 0;
	probe->list_count = probe->candidate_count = 0;
	probe->candidates = NULL;
	probe->candidate_room = 0;
	arena_init(&probe->arena, MEMORY_MAX);
}

void linker_probe_release(struct linker_probe *probe)
{
	arena_release(&probe->arena);
	free(probe->candidates);
}

static bool prepare(const struct linker *linker, struct linker_probe *probe,
		    size_t field, const struct record *record)
{
	if ((probe->ready >> field & 1) != 0)
		return true;
	probe->ready |= UINT32_C(1) << field;
	return comparison_prepare(&linker->linkage->fields[field],
				  probe->layout->columns[field], record,
				  &probe->arena, &probe->prepared[field]);
}

static bool prepare_key(const struct linker *linker, struct linker_probe *probe,
			size_t key, const struct record *record)
{
	const struct linkage_key *own = &linker->linkage->keys[key];

	for (size_t i = 0; i < own->part_count; i++)
		if (!prepare(linker, probe, own->parts[i].field, record))
			return false;
	return true;
}

/* All values of the keys in a record. */
struct keys {
	uint64_t all[LINKAGE_KEYS_MAX * BLOCKING_VALUES_MAX];
	size_t ends[LINKAGE_KEYS_MAX]; /* by key of the linkage */
	size_t count;
};

static void make_keys(const struct linker *linker, size_t key,
		      const struct linkage_value *values, struct keys *keys)
{
	size_t first = keys->count;

	keys->count +=
		blocking_keys(linker->linkage, key, values, keys->all + first);
	keys->ends[key] = keys->count;
	for (size_t i = first; i < keys->count; i++)
		blocking_fetch(&linker->blocking, keys->all[i]);
}

/* Keeps the keys that may be in the index. */
static void take_keys(const struct linker *linker, struct linker_probe *probe,
		      const struct keys *keys)
{
	size_t count = 0, key = 0;

	for (size_t i = 0; i < keys->count; i++) {
		struct linker_list *list = &probe->lists[count];

		while (keys->ends[key] <= i)
			key++;
		list->value = keys->all[i];
		list->key = key;
		count += blocking_may_have(&linker->blocking, list->value);
	}
	probe->list_count = count;
}

bool linker_probe_begin(const struct linker *linker, struct linker_probe *probe,
			const struct record *record)
{
	struct keys keys;

	probe->candidate_count = 0;
	probe->limit = SIZE_MAX;
	probe->values = probe->prepared;
	if (probe->ready != 0)
		arena_reset(&probe->arena);
	probe->ready = 0;
	keys.count = 0;
	for (size_t i = 0; i < linker->linkage->key_count; i++) {
		if (!prepare_key(linker, probe, i, record))
			return false;
		make_keys(linker, i, probe->values, &keys);
	}
	take_keys(linker, probe, &keys);
	for (size_t i = 0;
	     i < linker->linkage->field_count && probe->list_count > 0; i++)
		if (!prepare(linker, probe, i, record))
			return false;
	return true;
}

void linker_probe_begin_held(const struct linker *linker,
			     struct linker_probe *probe, size_t record)
{
	struct keys keys;

	probe->candidate_count = 0;
	probe->limit = record;
	probe->values = linker_values(linker, record);
	keys.count = 0;
	for (size_t i = 0; i < linker->linkage->key_count; i++)
		make_keys(linker, i, probe->values, &keys);
	take_keys(linker, probe, &keys);
}

void linker_probe_look_up(const struct linker *linker,
			  struct linker_probe *probe)
{
	size_t count = 0;

	for (size_t i = 0; i < probe->list_count; i++) {
		struct linker_list *list = &probe->lists[count];

		*list = probe->lists[i];
		list->records = blocking_find(&linker->blocking, list->value,
					      &list->count);
		if (list->count == 0)
			continue;
		__builtin_prefetch(list->records);
		count++;
	}
	probe->list_count = count;
}

static bool add_candidate(struct linker *linker, struct linker_probe *probe,
			  uint32_t record, size_t key)
{
	struct linker_mark *mark = &linker->marks[record];
	const char *values;

	if (mark->stamp == linker->stamp) {
		mark->keys |= UINT32_C(1) << key;
		return true;
	}
	if (!memory_reserve(&probe->candidates, &probe->candidate_room,
			    probe->candidate_count + 1,
			    sizeof *probe->candidates))
		return false;
	*mark = (struct linker_mark){linker->stamp, UINT32_C(1) << key};
	values = (const char *)linker_values(linker, record);
	__builtin_prefetch(values);
	__builtin_prefetch(values + 64);
	__builtin_prefetch(
		values + linker->linkage->field_count * sizeof *linker->values -
		1);
	probe->candidates[probe->candidate_count++].record = record;
	return true;
}

static void next_stamp(struct linker *linker)
{
	if (++linker->stamp != 0)
		return;
	memset(linker->marks, 0, linker->count * sizeof *linker->marks);
	linker->stamp = 1;
}

bool linker_probe_collect(struct linker *linker, struct linker_probe *probe)
{
	next_stamp(linker);
	for (size_t i = 0; i < probe->list_count; i++) {
		const struct linker_list *list = &probe->lists[i];

		for (size_t j = 0; j < list->count; j++)
			__builtin_prefetch(&linker->marks[list->records[j]]);
		for (size_t j = 0;
		     j < list->count && list->records[j] < probe->limit; j++)
			if (!add_candidate(linker, probe, list->records[j],
					   list->key))
				return false;
	}
	for (size_t i = 0; i < probe->candidate_count; i++) {
		struct linker_candidate *candidate = &probe->candidates[i];

		candidate->keys = linker->marks[candidate->record].keys;
	}
	return true;
}

void linker_probe_fetch(const struct linker *linker,
			const struct linker_probe *probe)
{
	for (size_t i = 0;
	     i < probe->candidate_count && linker->names != SIZE_MAX; i++) {
		const struct linkage_value *value =
			linker_values(linker, probe->candidates[i].record) +
			linker->names;

		if (value->length > 0) {
			__builtin_prefetch(value->words);
			__builtin_prefetch((const char *)value->words + 64);
		}
	}
}

static bool finish(struct linker *linker, struct linker_probe *probe)
{
	linker_probe_look_up(linker, probe);
	if (!linker_probe_collect(linker, probe))
		return false;
	linker_probe_fetch(linker, probe);
	return true;
}

bool linker_probe(struct linker *linker, struct linker_probe *probe,
		  const struct record *record)
{
	return linker_probe_begin(linker, probe, record) &&
	       finish(linker, probe);
}

bool linker_probe_held(struct linker *linker, struct linker_probe *probe,
		       size_t record)
{
	linker_probe_begin_held(linker, probe, record);
	return finish(linker, probe);
}
