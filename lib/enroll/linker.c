#include "enroll/linker.h"

#include <stdlib.h>

#define LINKER_MEMORY_MAX ((size_t)1 << 34)

enum { HELD_FIRST = 1024, PROBE_MEMORY_MAX = 1 << 20, CANDIDATES_FIRST = 64 };

void linker_init(struct linker *linker, const struct linkage *linkage,
		 const struct weights *weights, enum linker_shares shares)
{
	*linker = (struct linker){.linkage = linkage,
				  .weights = weights,
				  .counting = shares != SHARES_LISTED,
				  .trusting = shares != SHARES_COUNTED};
	arena_init(&linker->memory, LINKER_MEMORY_MAX);
	for (size_t i = 0; i < LINKAGE_FIELDS_MAX; i++)
		share_counter_init(&linker->shares[i]);
	for (size_t i = 0; i < linkage->field_count; i++) {
		const struct weights_rates *rates =
			weights_find(weights, linkage->fields[i].name);

		linker->listed[i] = linker->trusting && rates != NULL &&
				    rates->u[LEVEL_EQUAL] != 0;
	}
}

void linker_release(struct linker *linker)
{
	arena_release(&linker->memory);
	for (size_t i = 0; i < LINKAGE_FIELDS_MAX; i++)
		share_counter_release(&linker->shares[i]);
	blocking_release(&linker->blocking);
	free(linker->ids);
	free(linker->values);
	free(linker->marks);
	free(linker->candidates);
}

static bool make_room(struct linker *linker)
{
	size_t fields = linker->linkage->field_count;
	size_t capacity =
		linker->capacity == 0 ? HELD_FIRST : 2 * linker->capacity;
	struct linkage_value *values;
	struct slice *ids;

	if (linker->count < linker->capacity)
		return true;
	if (capacity > UINT32_MAX / 2)
		return false;
	ids = realloc(linker->ids, capacity * sizeof *ids);
	if (ids == NULL)
		return false;
	linker->ids = ids;
	values = realloc(linker->values, capacity * fields * sizeof *values);
	if (values == NULL)
		return false;
	linker->values = values;
	linker->capacity = capacity;
	return true;
}

bool linker_add(struct linker *linker, const struct linkage_layout *layout,
		const struct record *record, struct slice id)
{
	const struct linkage *linkage = linker->linkage;
	struct linkage_value *values;

	if (!make_room(linker))
		return false;
	values = linker->values + linker->count * linkage->field_count;
	for (size_t i = 0; i < linkage->field_count; i++) {
		if (!comparison_prepare(&linkage->fields[i], layout->columns[i],
					record, &linker->memory, &values[i]))
			return false;
		if (linker->counting && !linker->listed[i] &&
		    !share_count(&linker->shares[i], &values[i], 1, true))
			return false;
	}
	linker->ids[linker->count] = arena_copy(&linker->memory, id);
	return linker->ids[linker->count++].data != NULL;
}

bool linker_count(struct linker *linker, const struct linkage_layout *layout,
		  const struct record *record, uint32_t times,
		  struct arena *scratch)
{
	const struct linkage *linkage = linker->linkage;
	struct linkage_value value;

	arena_reset(scratch);
	for (size_t i = 0; i < linkage->field_count; i++)
		if (!linker->listed[i] &&
		    (!comparison_prepare(&linkage->fields[i],
					 layout->columns[i], record, scratch,
					 &value) ||
		     !share_count(&linker->shares[i], &value, times, false)))
			return false;
	return true;
}

bool linker_settle(struct linker *linker, uint64_t records)
{
	const struct linkage *linkage = linker->linkage;

	linker->prior = linker->weights->prior_known && linker->trusting
				? linker->weights->prior
				: -weights_log2(records > 1 ? records : 2, 1);
	linker->certain = linkage->certain_known ? linkage->certain
						 : linker->weights->certain;
	linker->review = linkage->review_known ? linkage->review
					       : linker->weights->review;
	for (size_t i = 0; i < linker->count; i++)
		if (!blocking_add(&linker->blocking, linkage,
				  linker_values(linker, i), (uint32_t)i))
			return false;
	linker->marks = calloc(linker->count + 1, sizeof *linker->marks);
	return linker->marks != NULL &&
	       blocking_settle(&linker->blocking, linkage->block_largest) &&
	       linker_weigh(linker);
}

void linker_probe_init(struct linker_probe *probe,
		       const struct linkage_layout *layout)
{
	probe->layout = layout;
	probe->ready = 0;
	arena_init(&probe->arena, PROBE_MEMORY_MAX);
}

void linker_probe_release(struct linker_probe *probe)
{
	arena_release(&probe->arena);
}

static bool prepare(const struct linker *linker, struct linker_probe *probe,
		    size_t field)
{
	if ((probe->ready >> field & 1) != 0)
		return true;
	probe->ready |= UINT32_C(1) << field;
	return comparison_prepare(&linker->linkage->fields[field],
				  probe->layout->columns[field], probe->record,
				  &probe->arena, &probe->values[field]);
}

static bool prepare_key(const struct linker *linker, struct linker_probe *probe,
			size_t key)
{
	const struct linkage_key *own = &linker->linkage->keys[key];

	for (size_t i = 0; i < own->part_count; i++)
		if (!prepare(linker, probe, own->parts[i].field))
			return false;
	return true;
}

static bool add_candidate(struct linker *linker, uint32_t record, size_t key)
{
	struct linker_mark *mark = &linker->marks[record];
	const char *values;

	if (mark->stamp == linker->stamp) {
		mark->keys |= UINT32_C(1) << key;
		return true;
	}
	if (linker->candidate_count == linker->candidate_capacity) {
		size_t capacity = linker->candidate_capacity == 0
					  ? CANDIDATES_FIRST
					  : 2 * linker->candidate_capacity;
		struct linker_candidate *candidates = realloc(
			linker->candidates, capacity * sizeof *candidates);

		if (candidates == NULL)
			return false;
		linker->candidates = candidates;
		linker->candidate_capacity = capacity;
	}
	*mark = (struct linker_mark){linker->stamp, UINT32_C(1) << key};
	values = (const char *)linker_values(linker, record);
	__builtin_prefetch(values);
	__builtin_prefetch(values + 64);
	__builtin_prefetch(
		values + linker->linkage->field_count * sizeof *linker->values -
		1);
	linker->candidates[linker->candidate_count++].record = record;
	return true;
}

/* The keys of a record, fetched ahead of their look-up. */
struct probe_keys {
	uint64_t keys[LINKAGE_KEYS_MAX * BLOCKING_VALUES_MAX];
	size_t ends[LINKAGE_KEYS_MAX]; /* by key of the linkage */
	size_t count;
};

static void make_keys(const struct linker *linker, size_t key,
		      const struct linkage_value *values,
		      struct probe_keys *all)
{
	size_t first = all->count;

	all->count +=
		blocking_keys(linker->linkage, key, values, all->keys + first);
	all->ends[key] = all->count;
	for (size_t i = first; i < all->count; i++)
		blocking_fetch(&linker->blocking, all->keys[i]);
}

/* The records of one value of a key. */
struct probe_list {
	const uint32_t *records;
	size_t count, key;
};

/* Finds them all first, so that they are near when they are walked. */
static size_t find_lists(const struct linker *linker,
			 const struct probe_keys *all, struct probe_list *lists)
{
	size_t count = 0, key = 0, found = 0;
	uint16_t maybe[LINKAGE_KEYS_MAX * BLOCKING_VALUES_MAX];

	for (size_t i = 0; i < all->count; i++) {
		maybe[found] = (uint16_t)i;
		found += blocking_may_have(&linker->blocking, all->keys[i]);
	}
	for (size_t i = 0; i < found; i++) {
		struct probe_list *list = &lists[count];

		while (all->ends[key] <= maybe[i])
			key++;
		list->key = key;
		list->records = blocking_find(
			&linker->blocking, all->keys[maybe[i]], &list->count);
		if (list->count == 0)
			continue;
		__builtin_prefetch(list->records);
		count++;
	}
	return count;
}

/* The held records under the keys, those before limit only. */
static bool look_up(struct linker *linker, const struct probe_keys *all,
		    size_t limit)
{
	struct probe_list lists[LINKAGE_KEYS_MAX * BLOCKING_VALUES_MAX];
	size_t count = find_lists(linker, all, lists);

	for (size_t i = 0; i < count; i++) {
		const struct probe_list *list = &lists[i];

		for (size_t j = 0; j < list->count; j++)
			__builtin_prefetch(&linker->marks[list->records[j]]);
		for (size_t j = 0; j < list->count && list->records[j] < limit;
		     j++)
			if (!add_candidate(linker, list->records[j], list->key))
				return false;
	}
	return true;
}

static void begin_probe(struct linker *linker)
{
	linker->candidate_count = 0;
	if (++linker->stamp != 0)
		return;
	memset(linker->marks, 0, linker->count * sizeof *linker->marks);
	linker->stamp = 1;
}

static void end_probe(struct linker *linker)
{
	for (size_t i = 0; i < linker->candidate_count; i++) {
		struct linker_candidate *candidate = &linker->candidates[i];

		candidate->keys = linker->marks[candidate->record].keys;
	}
	if (linker->names == SIZE_MAX)
		return;
	for (size_t i = 0; i < linker->candidate_count; i++) {
		const struct linkage_value *value =
			linker_values(linker, linker->candidates[i].record) +
			linker->names;

		if (value->length > 0) {
			__builtin_prefetch(value->words);
			__builtin_prefetch((const char *)value->words + 64);
		}
	}
}

bool linker_probe(struct linker *linker, struct linker_probe *probe,
		  const struct record *record)
{
	struct probe_keys keys;

	begin_probe(linker);
	if (probe->ready != 0)
		arena_reset(&probe->arena);
	probe->ready = 0;
	probe->record = record;
	keys.count = 0;
	for (size_t i = 0; i < linker->linkage->key_count; i++) {
		if (!prepare_key(linker, probe, i))
			return false;
		make_keys(linker, i, probe->values, &keys);
	}
	if (!look_up(linker, &keys, SIZE_MAX))
		return false;
	for (size_t i = 0;
	     i < linker->linkage->field_count && linker->candidate_count > 0;
	     i++)
		if (!prepare(linker, probe, i))
			return false;
	end_probe(linker);
	return true;
}

bool linker_probe_held(struct linker *linker, size_t record)
{
	struct probe_keys keys = {.count = 0};

	begin_probe(linker);
	for (size_t i = 0; i < linker->linkage->key_count; i++)
		make_keys(linker, i, linker_values(linker, record), &keys);
	if (!look_up(linker, &keys, record))
		return false;
	end_probe(linker);
	return true;
}
