#include "match/applicant.h"

#include "base/set.h"
#include "system/memory.h"

#include <stdlib.h>

/*
 * An id is one length byte and its bytes; 32 lower-case hexadecimal digits,
 * which persons are, are kept as 16 bytes under the length byte 0.
 */
enum {
	ROOM_FIRST = 1024,
	PACKED_DIGITS = 32,
	PACKED_BYTES = 16,
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

static bool grow(struct applicants *a)
{
	size_t room = a->room == 0 ? ROOM_FIRST : a->room * 2;

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

/*
 * Eight lower-case hexadecimal digits into four bytes, all at once. What comes
 * back as digits again is what was there, or it was no such text.
 */
static bool pack_eight(const char *digits, char *out)
{
	const uint64_t ones = 0x0101010101010101U;
	uint64_t text, value, letters, pairs;

	memcpy(&text, digits, sizeof text);
	value = (text & ones * 15) + (text >> 6 & ones) * 9;
	value &= ones * 15;
	letters = (value + ones * 6) >> 4 & ones;
	if (value + ones * '0' + letters * ('a' - '0' - 10) != text)
		return false;
	pairs = (value << 4 | value >> 8) & 0x00ff00ff00ff00ffU;
	for (size_t i = 0; i < 4; i++)
		out[i] = (char)(pairs >> 16 * i);
	return true;
}

static bool pack_digits(const char *digits, char *out)
{
	for (size_t i = 0; i < PACKED_BYTES / 4; i++) {
		if (!pack_eight(digits + 8 * i, out + 4 * i))
			return false;
	}
	return true;
}

/* The stored form of an id; its length. */
static size_t pack(struct slice person, char out[PERSON_MAX + 1])
{
	if (person.length == PACKED_DIGITS &&
	    pack_digits(person.data, out + 1)) {
		out[0] = 0;
		return PACKED_BYTES + 1;
	}
	out[0] = (char)(unsigned char)person.length;
	memcpy(out + 1, person.data, person.length);
	return person.length + 1;
}

static struct slice stored(const struct applicants *a, uint32_t number)
{
	const char *id = a->ids + a->id_at[number];
	size_t length = (unsigned char)*id;

	return (struct slice){id, (length == 0 ? PACKED_BYTES : length) + 1};
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

static bool grow_slots(struct applicants *a)
{
	size_t count = a->slot_count == 0 ? 2 * ROOM_FIRST : a->slot_count * 2;
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
	id = (struct slice){packed, pack(person, packed)};
	if (a->count * 4 >= a->slot_count * 3 && !grow_slots(a))
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
	if (at == a->room && !grow(a))
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

uint32_t applicants_find(const struct applicants *a, struct slice person)
{
	char packed[PERSON_MAX + 1];
	struct slice id;
	size_t slot;

	if (a->slot_count == 0 || person.length == 0 ||
	    person.length > PERSON_MAX)
		return UINT32_MAX;
	id = (struct slice){packed, pack(person, packed)};
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
			   (struct slice){packed, pack(person, packed)});
}

struct slice applicants_id(const struct applicants *a, uint32_t number,
			   char out[PERSON_MAX])
{
	struct slice id = stored(a, number);

	if (id.data[0] != 0)
		return (struct slice){id.data + 1, id.length - 1};
	for (size_t i = 0; i < PACKED_BYTES; i++) {
		unsigned byte = (unsigned char)id.data[i + 1];

		out[2 * i] = "0123456789abcdef"[byte >> 4];
		out[2 * i + 1] = "0123456789abcdef"[byte & 15];
	}
	return (struct slice){out, PACKED_DIGITS};
}

int applicants_compare_ids(const struct applicants *a, uint32_t left,
			   uint32_t right)
{
	char first[PERSON_MAX], second[PERSON_MAX];

	return slice_compare(applicants_id(a, left, first),
			     applicants_id(a, right, second));
}
