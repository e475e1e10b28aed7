#include "match/course_index.h"

#include "base/set.h"

struct packed_id {
	uint64_t first, second;
};

struct course_slot {
	struct packed_id packed;
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
static struct packed_id pack_id(struct slice id)
{
	const char *data = id.data;
	size_t length = id.length;

	if (length > 16)
		return (struct packed_id){load8(data), set_hash(id)};
	if (length >= 8)
		return (struct packed_id){load8(data),
					  load8(data + length - 8)};
	if (length >= 4)
		return (struct packed_id){
			load4(data) | load4(data + length - 4) << 32, 0};
	if (length == 0)
		return (struct packed_id){0, 0};
	return (struct packed_id){
		(unsigned char)data[0] |
			(uint64_t)(unsigned char)data[length / 2] << 8 |
			(uint64_t)(unsigned char)data[length - 1] << 16,
		0};
}

static size_t first_slot(const struct courses *courses, struct packed_id packed)
{
	uint64_t word = packed.first ^ packed.second * 0xd6e8feb86659fd93U;

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
		struct packed_id packed = pack_id(id);
		size_t at = first_slot(courses, packed);

		while (courses->slots[at].index != 0)
			at = (at + 1) & courses->slot_mask;
		courses->slots[at] = (struct course_slot){
			packed, (uint32_t)id.length, (uint32_t)i + 1};
	}
	return true;
}

uint16_t courses_find(const struct courses *courses, struct slice id)
{
	struct packed_id packed = pack_id(id);
	size_t at = first_slot(courses, packed);

	for (;; at = (at + 1) & courses->slot_mask) {
		const struct course_slot *slot = &courses->slots[at];

		if (slot->index == 0)
			return COURSE_NONE;
		if (slot->packed.first == packed.first &&
		    slot->packed.second == packed.second &&
		    slot->length == id.length &&
		    (id.length <= 16 ||
		     slice_equal(courses->list[slot->index - 1].id, id)))
			return (uint16_t)(slot->index - 1);
	}
}
