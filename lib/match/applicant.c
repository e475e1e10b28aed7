#include "match/applicant.h"

#include "base/set.h"
#include "system/memory.h"

#include <stdlib.h>

enum {
	ROOM_FIRST = 1024,
	/* A slot is an applicant's number + 1 and 5 bits of the hash. */
	TAG_SHIFT = 27
};

void applicants_init(struct applicants *applicants, size_t width,
		     size_t bonuses, bool interviews)
{
	*applicants = (struct applicants){.width = width, .bonuses = bonuses};
	if (interviews)
		applicants->interview = malloc(sizeof(uint32_t));
	if (bonuses > 0)
		applicants->bonus = malloc(sizeof(uint16_t));
}

void applicants_release(struct applicants *applicants)
{
	free(applicants->order);
	free(applicants->lottery);
	free(applicants->choices);
	free(applicants->needs);
	free(applicants->bonus);
	free(applicants->interview);
	free(applicants->id_at);
	free(applicants->ids);
	free(applicants->slots);
	*applicants = (struct applicants){0};
}

static bool grow(struct applicants *a, size_t room)
{
	if (!memory_grow(&a->order, room, sizeof *a->order) ||
	    !memory_grow(&a->lottery, room, sizeof *a->lottery) ||
	    !memory_grow(&a->choices, room * a->width, sizeof *a->choices) ||
	    !memory_grow(&a->needs, room, sizeof *a->needs) ||
	    !memory_grow(&a->id_at, room, sizeof *a->id_at))
		return false;
	if (a->bonuses > 0 &&
	    !memory_grow(&a->bonus, room * a->bonuses, sizeof *a->bonus))
		return false;
	if (a->interview != NULL &&
	    !memory_grow(&a->interview, room, sizeof *a->interview))
		return false;
	a->room = room;
	return true;
}

static struct slice stored(const struct applicants *a, uint32_t number)
{
	return person_kept(a->ids + a->id_at[number]);
}

/* The slot that holds the stored id, or the free one where it belongs. */
static size_t find_slot(const struct applicants *a, struct slice id,
			uint64_t hash)
{
	uint32_t tag = (uint32_t)(hash >> 40) >> (TAG_SHIFT - 8) << TAG_SHIFT;
	uint32_t number = (UINT32_C(1) << TAG_SHIFT) - 1;
	size_t slot = (size_t)hash & (a->slot_count - 1);

	for (; a->slots[slot] != 0; slot = (slot + 1) & (a->slot_count - 1)) {
		if ((a->slots[slot] & ~number) == tag &&
		    slice_equal(stored(a, (a->slots[slot] & number) - 1), id))
			break;
	}
	return slot;
}

static uint32_t slot_value(uint32_t number, uint64_t hash)
{
	uint32_t tag = (uint32_t)(hash >> 40) >> (TAG_SHIFT - 8) << TAG_SHIFT;

	return tag | (number + 1);
}

/* Enters the persons that are in already into a larger table. */
static void enter_again(struct applicants *a)
{
	uint64_t hashes[APPLICANTS_PENDING];

	for (size_t from = 0; from < a->entered; from += APPLICANTS_PENDING) {
		size_t count = a->entered - from;

		if (count > APPLICANTS_PENDING)
			count = APPLICANTS_PENDING;
		for (size_t i = 0; i < count; i++) {
			hashes[i] = set_hash(stored(a, (uint32_t)(from + i)));
			__builtin_prefetch(
				&a->slots[hashes[i] & (a->slot_count - 1)], 1);
		}
		for (size_t i = 0; i < count; i++) {
			size_t slot = (size_t)hashes[i] & (a->slot_count - 1);

			while (a->slots[slot] != 0)
				slot = (slot + 1) & (a->slot_count - 1);
			a->slots[slot] =
				slot_value((uint32_t)(from + i), hashes[i]);
		}
	}
}

static bool grow_slots(struct applicants *a, size_t count)
{
	uint32_t *slots = NULL;

	if (!memory_grow(&slots, count, sizeof *slots))
		return false;
	memset(slots, 0, count * sizeof *slots);
	free(a->slots);
	a->slots = slots;
	a->slot_count = count;
	enter_again(a);
	return true;
}

/* Persons that so many slots have a place for. */
static size_t slot_places(size_t slot_count)
{
	return slot_count / 4 * 3;
}

/* Enters the person who has waited longest. */
static bool enter_next(struct applicants *a, struct diag *diag)
{
	uint32_t number = (uint32_t)a->entered;
	uint64_t hash = a->pending[number % APPLICANTS_PENDING];
	char id[PERSON_MAX];
	size_t slot = find_slot(a, stored(a, number), hash);

	if (a->slots[slot] != 0)
		return diag_set(diag, "person '%.*s' is accepted twice",
				SLICE_PRINT(applicants_id(a, number, id)));
	a->slots[slot] = slot_value(number, hash);
	a->entered++;
	return true;
}

bool applicants_end(struct applicants *a, struct diag *diag)
{
	while (a->entered < a->count) {
		if (!enter_next(a, diag))
			return false;
	}
	return true;
}

static bool keep_id(struct applicants *a, struct slice id, struct diag *diag)
{
	if (a->ids_length + id.length > a->ids_room) {
		size_t room =
			a->ids_room == 0 ? ROOM_FIRST * 32 : a->ids_room * 2;

		if (a->ids_length + id.length > UINT32_MAX)
			return diag_set(diag, "too many persons for one run");
		if (!memory_grow(&a->ids, room, 1))
			return diag_memory(diag);
		a->ids_room = room;
	}
	memcpy(a->ids + a->ids_length, id.data, id.length);
	a->id_at[a->count] = (uint32_t)a->ids_length;
	a->ids_length += id.length;
	return true;
}

static bool add_person(struct applicants *a, struct slice person,
		       struct diag *diag)
{
	char packed[PERSON_MAX + 1];
	struct slice id;
	uint64_t hash;

	if (person.length == 0 || person.length > PERSON_MAX)
		return diag_set(diag, "a person has 1 to %d bytes", PERSON_MAX);
	id = (struct slice){packed, person_pack(person, packed)};
	if (a->count >= slot_places(a->slot_count) &&
	    !grow_slots(a, a->slot_count == 0 ? 2 * ROOM_FIRST
					      : a->slot_count * 2))
		return diag_memory(diag);
	if (a->count - a->entered == APPLICANTS_PENDING && !enter_next(a, diag))
		return false;
	if (!keep_id(a, id, diag))
		return false;
	hash = set_hash(id);
	a->pending[a->count % APPLICANTS_PENDING] = hash;
	__builtin_prefetch(&a->slots[hash & (a->slot_count - 1)], 1);
	return true;
}

bool applicants_add(struct applicants *a, const struct applicant *applicant,
		    struct diag *diag)
{
	size_t at = a->count;

	if (at >= APPLICANTS_MAX)
		return diag_set(diag, "more than %u applicants",
				APPLICANTS_MAX);
	if (at == a->room && !grow(a, at == 0 ? ROOM_FIRST : at * 2))
		return diag_memory(diag);
	if (!add_person(a, applicant->person, diag))
		return false;
	a->order[at] = applicant->order;
	a->lottery[at] = applicant->lottery;
	a->needs[at] = applicant->needs;
	if (a->width > 0)
		memcpy(a->choices + at * a->width, applicant->choices,
		       a->width * sizeof *a->choices);
	if (a->bonuses > 0)
		memcpy(a->bonus + at * a->bonuses, applicant->bonus,
		       a->bonuses * sizeof *a->bonus);
	if (a->interview != NULL)
		a->interview[at] = applicant->interview;
	a->count++;
	return true;
}

bool applicants_expect(struct applicants *a, size_t count)
{
	size_t ids = a->count == 0 ? 0 : a->ids_length / a->count + 1;
	size_t slots = a->slot_count;

	if (count > APPLICANTS_MAX || count <= a->room || slots == 0)
		return true;
	while (slot_places(slots) < count)
		slots *= 2;
	if (ids * count > a->ids_room && ids * count <= UINT32_MAX) {
		if (!memory_grow(&a->ids, ids * count, 1))
			return false;
		a->ids_room = ids * count;
	}
	return grow(a, count) &&
	       (slots == a->slot_count || grow_slots(a, slots));
}

uint32_t applicants_find(const struct applicants *a, struct slice person)
{
	char packed[PERSON_MAX + 1];
	struct slice id;
	size_t slot;

	if (a->slot_count == 0 || person.length == 0 ||
	    person.length > PERSON_MAX)
		return UINT32_MAX;
	id = (struct slice){packed, person_pack(person, packed)};
	slot = find_slot(a, id, set_hash(id));
	if (a->slots[slot] == 0)
		return UINT32_MAX;
	return (a->slots[slot] & ((UINT32_C(1) << TAG_SHIFT) - 1)) - 1;
}

bool applicants_is(const struct applicants *a, uint32_t number,
		   struct slice person)
{
	char packed[PERSON_MAX + 1];

	if (person.length == 0 || person.length > PERSON_MAX)
		return false;
	return slice_equal(stored(a, number),
			   (struct slice){packed, person_pack(person, packed)});
}

struct slice applicants_id(const struct applicants *a, uint32_t number,
			   char out[PERSON_MAX])
{
	return person_unpack(stored(a, number), out);
}

int applicants_compare_ids(const struct applicants *a, uint32_t left,
			   uint32_t right)
{
	char first[PERSON_MAX], second[PERSON_MAX];

	return slice_compare(applicants_id(a, left, first),
			     applicants_id(a, right, second));
}
