#include "enroll/blocking.h"

#include "system/memory.h"

#include <stdlib.h>

enum {
	DATE_DIGITS = 8,
	SLOTS_MIN = 64,
	FILTER_SHIFT = 3 /* bits of the filter for every slot: 2^3 */
};

/* Hashes chained: all bits of both reach all of the result. */
static uint64_t chain(uint64_t hash, uint64_t next)
{
	hash = (hash ^ next) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* Part of a date, eight digits of four bits each. */
static uint64_t take_date(enum key_take take, uint64_t digits)
{
	uint64_t month = digits >> 8 & 0xff, day = digits & 0xff;

	if (take == TAKE_YEAR)
		return digits >> 16;
	if (take == TAKE_MONTH)
		return digits >> 8;
	/* The same for 4 May and 5 April. */
	return month < day ? month << 8 | day : day << 8 | month;
}

/* The words of a name that tell persons apart, else all. */
static size_t take_words(const struct key_part *part,
			 const struct linkage_words *words,
			 uint64_t out[NAME_TOKENS_MAX])
{
	size_t count = 0;

	for (int fallback = 0; fallback < 2 && count == 0; fallback++) {
		for (size_t i = 0; i < words->count; i++) {
			const struct name_token *token = &words->tokens[i];

			if (fallback ? token->kind == NAME_TITLE
				     : token->kind != NAME_PERSONAL)
				continue;
			out[count++] =
				part->length == 0
					? words->words[i].hash
					: set_hash(slice_part(name_loose(token),
							      0, part->length));
		}
	}
	return count;
}

static size_t take_part(const struct key_part *part,
			const struct linkage_value *value,
			uint64_t out[NAME_TOKENS_MAX])
{
	if (value->length == 0)
		return 0;
	switch (part->take) {
	case TAKE_WHOLE:
		out[0] = value->has_words ? value->key
					  : value->key + value->length;
		return 1;
	case TAKE_FIRST:
		out[0] = set_hash(
			slice_part(linkage_text(value), 0, part->length));
		return 1;
	case TAKE_WORD:
		return take_words(part, value->words, out);
	case TAKE_YEAR:
	case TAKE_MONTH:
	case TAKE_DAY:
		break;
	}
	if (value->length != DATE_DIGITS || !value->has_digits)
		return 0;
	out[0] = take_date(part->take, value->key);
	return 1;
}

size_t blocking_keys(const struct linkage *linkage, size_t key,
		     const struct linkage_value *values,
		     uint64_t out[BLOCKING_VALUES_MAX])
{
	const struct linkage_key *own = &linkage->keys[key];
	uint64_t next[NAME_TOKENS_MAX], before[BLOCKING_VALUES_MAX];
	size_t count = 1;

	out[0] = chain(0, key + 1);
	for (size_t i = 0; i < own->part_count && count > 0; i++) {
		size_t parts = take_part(&own->parts[i],
					 &values[own->parts[i].field], next);
		size_t made = 0;

		if (count == 1 && parts == 1) {
			out[0] = chain(out[0], next[0]);
			continue;
		}
		memcpy(before, out, count * sizeof *out);
		for (size_t j = 0; j < count; j++)
			for (size_t k = 0;
			     k < parts && made < BLOCKING_VALUES_MAX; k++)
				out[made++] = chain(before[j], next[k]);
		count = made;
	}
	return count;
}

void blocking_release(struct blocking *blocking)
{
	free(blocking->entries);
	free(blocking->records);
	free(blocking->slots);
	free(blocking->filter);
	*blocking = (struct blocking){0};
}

static bool add_entry(struct blocking *blocking, uint64_t key, uint32_t record)
{
	if (!memory_reserve(&blocking->entries, &blocking->room,
			    blocking->count + 1, sizeof *blocking->entries))
		return false;
	blocking->entries[blocking->count++] =
		(struct blocking_entry){key, record};
	return true;
}

bool blocking_add(struct blocking *blocking, const struct linkage *linkage,
		  const struct linkage_value *values, uint32_t record)
{
	uint64_t keys[BLOCKING_VALUES_MAX];

	for (size_t i = 0; i < linkage->key_count; i++) {
		size_t count = blocking_keys(linkage, i, values, keys);

		for (size_t j = 0; j < count; j++)
			if (!add_entry(blocking, keys[j], record))
				return false;
	}
	return true;
}

static int compare_entries(const void *left, const void *right)
{
	const struct blocking_entry *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

static size_t run_length(const struct blocking *blocking, size_t start)
{
	size_t end = start + 1;

	while (end < blocking->count &&
	       blocking->entries[end].key == blocking->entries[start].key)
		end++;
	return end - start;
}

/* Drops repeated entries and keys of too many records. */
static void thin_out(struct blocking *blocking, uint32_t largest)
{
	struct blocking_entry *all = blocking->entries;
	size_t kept = 0;

	for (size_t i = 0; i < blocking->count; i++)
		if (kept == 0 || compare_entries(&all[kept - 1], &all[i]) != 0)
			all[kept++] = all[i];
	blocking->count = kept;
	kept = 0;
	for (size_t i = 0; i < blocking->count;) {
		size_t length = run_length(blocking, i);

		if (length > largest)
			blocking->too_large++;
		else
			memmove(all + kept, all + i, length * sizeof *all);
		kept += length > largest ? 0 : length;
		i += length;
	}
	blocking->count = kept;
}

static size_t slot_of(const struct blocking *blocking, uint64_t key)
{
	return (size_t)(key >> 20) & (blocking->slot_count - 1);
}

static size_t filter_bit(const struct blocking *blocking, uint64_t key)
{
	return (size_t)key & ((blocking->slot_count << FILTER_SHIFT) - 1);
}

static size_t count_keys(const struct blocking *blocking)
{
	size_t keys = 0;

	for (size_t i = 0; i < blocking->count; i += run_length(blocking, i))
		keys++;
	return keys;
}

static void index_keys(struct blocking *blocking)
{
	for (size_t i = 0; i < blocking->count;) {
		size_t length = run_length(blocking, i);
		uint64_t key = blocking->entries[i].key;
		size_t slot = slot_of(blocking, key);
		size_t bit = filter_bit(blocking, key);

		while (blocking->slots[slot].count != 0)
			slot = (slot + 1) & (blocking->slot_count - 1);
		blocking->slots[slot] = (struct blocking_slot){
			key, (uint32_t)i, (uint32_t)length};
		blocking->filter[bit / 64] |= UINT64_C(1) << bit % 64;
		for (size_t j = i; j < i + length; j++)
			blocking->records[j] = blocking->entries[j].record;
		if (length == 1)
			blocking->slots[slot].first =
				blocking->entries[i].record;
		i += length;
	}
}

/* Room for the index, zeroed. */
static bool make_index(struct blocking *blocking)
{
	size_t slots = SLOTS_MIN, keys = count_keys(blocking), words;

	while (slots < 2 * keys)
		slots *= 2;
	words = (slots << FILTER_SHIFT) / 64;
	if (!memory_grow(&blocking->records, blocking->count + 1,
			 sizeof *blocking->records) ||
	    !memory_grow(&blocking->slots, slots, sizeof *blocking->slots) ||
	    !memory_grow(&blocking->filter, words, sizeof *blocking->filter))
		return false;
	memset(blocking->slots, 0, slots * sizeof *blocking->slots);
	memset(blocking->filter, 0, words * sizeof *blocking->filter);
	blocking->slot_count = slots;
	return true;
}

bool blocking_settle(struct blocking *blocking, uint32_t largest)
{
	if (blocking->count > 0)
		qsort(blocking->entries, blocking->count,
		      sizeof *blocking->entries, compare_entries);
	thin_out(blocking, largest);
	if (!make_index(blocking))
		return false;
	index_keys(blocking);
	free(blocking->entries);
	blocking->entries = NULL;
	return true;
}

const uint32_t *blocking_find(const struct blocking *blocking, uint64_t key,
			      size_t *count)
{
	size_t slot = slot_of(blocking, key);

	while (blocking->slots[slot].count != 0 &&
	       blocking->slots[slot].key != key)
		slot = (slot + 1) & (blocking->slot_count - 1);
	*count = blocking->slots[slot].count;
	return *count == 1 ? &blocking->slots[slot].first
			   : blocking->records + blocking->slots[slot].first;
}
