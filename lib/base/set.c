#include "base/set.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 64 };

/* Multiply and fold, after the family of hashes built on 64x64->128 bits. */
static uint64_t mix(uint64_t left, uint64_t right)
{
	__extension__ unsigned __int128 product = left;

	product *= right;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The last 1 to 7 bytes of a string, as text_short_word gives them. */
static uint64_t load_end(struct slice string, size_t left)
{
	if (string.length < 8)
		return text_short_word(string);
	return text_word(string.data + string.length - 8) >> (64 - 8 * left);
}

uint64_t set_hash(struct slice string)
{
	uint64_t hash = 0x9e3779b97f4a7c15U ^ string.length;
	const char *data = string.data;
	size_t left = string.length;

	for (; left >= 8; data += 8, left -= 8)
		hash = mix(hash ^ text_word(data), 0xd6e8feb86659fd93U);
	if (left > 0)
		hash = mix(hash ^ load_end(string, left), 0xa0761d6478bd642fU);
	return mix(hash, 0xe7037ed1a0b428dbU);
}

uint64_t set_hash_long(struct slice string)
{
	uint64_t first = 0xe7037ed1a0b428dbU, second = 0x8ebc6af09c88c6e3U;
	const char *data = string.data;
	size_t left = string.length;

	if (left < 32)
		return set_hash(string);
	for (; left > 32; data += 32, left -= 32) {
		first = mix(text_word(data) ^ 0xa0761d6478bd642fU,
			    text_word(data + 8) ^ first);
		second = mix(text_word(data + 16) ^ 0xd6e8feb86659fd93U,
			     text_word(data + 24) ^ second);
	}
	data = string.data + string.length - 32;
	first = mix(text_word(data) ^ 0xa0761d6478bd642fU,
		    text_word(data + 8) ^ first);
	second = mix(text_word(data + 16) ^ 0xd6e8feb86659fd93U,
		     text_word(data + 24) ^ second);
	return mix(first ^ second, 0x9e3779b97f4a7c15U ^ string.length);
}

void set_init(struct set *set, size_t maximum)
{
	*set = (struct set){0};
	arena_init(&set->keys, maximum);
}

void set_release(struct set *set)
{
	size_t maximum = set->keys.maximum;

	arena_release(&set->keys);
	free(set->strings);
	free(set->slots);
	free(set->hashes);
	set_init(set, maximum);
}

/* The slot that holds the string, or the free one where it belongs. */
static size_t find_slot(const struct set *set, struct slice string,
			uint64_t hash)
{
	size_t slot = (size_t)hash & (set->slot_count - 1);

	while (set->slots[slot] != 0) {
		uint32_t index = set->slots[slot] - 1;

		if (set->hashes[index] == (uint32_t)(hash >> 32) &&
		    slice_equal(set->strings[index], string))
			break;
		slot = (slot + 1) & (set->slot_count - 1);
	}
	return slot;
}

static bool grow_slots(struct set *set)
{
	size_t count = set->slot_count == 0 ? SLOTS_FIRST : set->slot_count * 2;
	uint32_t *slots = calloc(count, sizeof *slots);

	if (slots == NULL)
		return false;
	for (size_t i = 0; i < set->count; i++) {
		size_t slot = (size_t)set_hash(set->strings[i]) & (count - 1);

		while (slots[slot] != 0)
			slot = (slot + 1) & (count - 1);
		slots[slot] = (uint32_t)i + 1;
	}
	free(set->slots);
	set->slots = slots;
	set->slot_count = count;
	return true;
}

static bool grow_strings(struct set *set)
{
	size_t capacity = set->capacity == 0 ? SLOTS_FIRST : set->capacity * 2;
	struct slice *strings;
	uint32_t *hashes;

	if (capacity >= SET_NONE)
		return false;
	strings = realloc(set->strings, capacity * sizeof *strings);
	if (strings == NULL)
		return false;
	set->strings = strings;
	hashes = realloc(set->hashes, capacity * sizeof *hashes);
	if (hashes == NULL)
		return false;
	set->hashes = hashes;
	set->capacity = capacity;
	return true;
}

bool set_add(struct set *set, struct slice string, uint32_t *index, bool *added)
{
	uint64_t hash = set_hash(string);
	struct slice copy;
	size_t slot;

	if (set->count * 2 >= set->slot_count && !grow_slots(set))
		return false;
	slot = find_slot(set, string, hash);
	if (added != NULL)
		*added = set->slots[slot] == 0;
	if (set->slots[slot] != 0) {
		*index = set->slots[slot] - 1;
		return true;
	}
	if (set->count == set->capacity && !grow_strings(set))
		return false;
	copy = arena_copy(&set->keys, string);
	if (copy.data == NULL)
		return false;
	*index = (uint32_t)set->count;
	set->strings[set->count] = copy;
	set->hashes[set->count] = (uint32_t)(hash >> 32);
	set->slots[slot] = (uint32_t)++set->count;
	return true;
}

uint32_t set_find(const struct set *set, struct slice string)
{
	size_t slot;

	if (set->slot_count == 0)
		return SET_NONE;
	slot = find_slot(set, string, set_hash(string));
	return set->slots[slot] == 0 ? SET_NONE : set->slots[slot] - 1;
}
