#include "match/course_index.h"

#include "base/set.h"

struct course_slot {
	uint64_t words[2];
	uint32_t length;
	uint32_t index; /* + 1; 0: free */
};

static uint64_t load8(const char *data)
{
	uint64_t word;

	memcpy(&word, data, 8);
	return word;
}

static uint64_t load4(const char *data)
{
	uint32_t word;

	memcpy(&word, data, 4);
	return word;
}

/* Two words that, with the length, are the id itself up to 16 bytes. */
static void pack_id(struct slice id, uint64_t words[2])
{
	const char *data = id.data;
	size_t length = id.length;

	words[1] = 0;
	if (length > 16) {
		words[0] = load8(data);
		words[1] = set_hash(id);
	} else if (length >= 8) {
		words[0] = load8(data);
		words[1] = load8(data + length - 8);
	} else if (length >= 4) {
		words[0] = load4(data) | load4(data + length - 4) << 32;
	} else if (length > 0) {
		words[0] = (unsigned char)data[0] |
			   (uint64_t)(unsigned char)data[length / 2] << 8 |
			   (uint64_t)(unsigned char)data[length - 1] << 16;
	} else {
		words[0] = 0;
	}
}

static size_t first_slot(const struct courses *courses, const uint64_t words[2])
{
	uint64_t word = words[0] ^ words[1] * 0xd6e8feb86659fd93U;

	return (size_t)(word * 0x9e3779b97f4a7c15U >> courses->slot_shift);
}

bool courses_build_index(struct courses *courses, struct diag *diag)
{
	size_t slots = 64;

	courses->slot_shift = 64 - 6;
	while (slots < courses->count + courses->count / 2) {
		slots *= 2;
		courses->slot_shift--;
	}
	courses->slots =
		arena_array(&courses->arena, slots, sizeof *courses->slots);
	if (courses->slots == NULL)
		return diag_memory(diag);
	courses->slot_mask = slots - 1;
	for (size_t i = 0; i < courses->count; i++) {
		struct slice id = courses->list[i].id;
		uint64_t words[2];
		size_t at;

		pack_id(id, words);
		at = first_slot(courses, words);
		while (courses->slots[at].index != 0)
			at = (at + 1) & courses->slot_mask;
		courses->slots[at] = (struct course_slot){{words[0], words[1]},
							  (uint32_t)id.length,
							  (uint32_t)i + 1};
	}
	return true;
}

uint16_t courses_find(const struct courses *courses, struct slice id)
{
	uint64_t words[2];
	size_t at;

	pack_id(id, words);
	at = first_slot(courses, words);
	for (;; at = (at + 1) & courses->slot_mask) {
		const struct course_slot *slot = &courses->slots[at];

		if (slot->index == 0)
			return COURSE_NONE;
		if (slot->words[0] == words[0] && slot->words[1] == words[1] &&
		    slot->length == id.length &&
		    (id.length <= 16 ||
		     slice_equal(courses->list[slot->index - 1].id, id)))
			return (uint16_t)(slot->index - 1);
	}
}
