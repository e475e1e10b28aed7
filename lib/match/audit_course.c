/*
 * Courses by their ids, which every choice is looked up by. Ids of four to
 * eight bytes, as offices have them, are compared as one word; others are
 * found in the set.
 */
#include "match/audit_parts.h"

enum { WORD_MIN = 4, WORD_MAX = 8 };

/* Such a word, with its length, is the id. */
struct audit_slot {
	uint64_t word;
	uint32_t length; /* 0: free */
	uint16_t course;
};

static uint64_t word_of(struct slice id)
{
	uint32_t first, last;

	memcpy(&first, id.data, sizeof first);
	memcpy(&last, id.data + id.length - sizeof last, sizeof last);
	return (uint64_t)first << 32 | last;
}

static bool is_word(struct slice id)
{
	return id.length >= WORD_MIN && id.length <= WORD_MAX;
}

/* The slot of the id, or the free one where it belongs. */
static struct audit_slot *find_slot(const struct audit *a, struct slice id,
				    uint64_t word)
{
	size_t at = (size_t)(word * 0x9e3779b97f4a7c15U >> a->slot_shift);

	for (;; at = (at + 1) & a->slot_mask) {
		struct audit_slot *slot = &a->slots[at];

		if (slot->length == 0 ||
		    (slot->word == word && slot->length == id.length))
			return slot;
	}
}

bool audit_index_courses(struct audit *a)
{
	size_t count = 64; /* many more: a step on is guessed wrong */

	for (a->slot_shift = 64 - 6; count < 8 * a->course_count; count *= 2)
		a->slot_shift--;
	a->slots = arena_array(&a->arena, count, sizeof *a->slots);
	a->slot_mask = count - 1;
	for (size_t i = 0; a->slots != NULL && i < a->course_count; i++) {
		struct slice id = a->courses[i].id;

		if (is_word(id))
			*find_slot(a, id, word_of(id)) = (struct audit_slot){
				word_of(id), (uint32_t)id.length, (uint16_t)i};
	}
	return a->slots != NULL;
}

uint16_t audit_course(const struct audit *a, struct slice id)
{
	uint32_t index;

	if (is_word(id)) {
		const struct audit_slot *slot = find_slot(a, id, word_of(id));

		return slot->length == 0 ? (uint16_t)AUDIT_NO_COURSE
					 : slot->course;
	}
	index = set_find(&a->course_ids, id);
	return index == SET_NONE ? (uint16_t)AUDIT_NO_COURSE : a->by_id[index];
}
