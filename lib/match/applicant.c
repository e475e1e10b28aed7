#include "match/applicant.h"

#include "base/set.h"
#include "system/memory.h"

#include <stdlib.h>

enum {
	ROOM_FIRST = 1024,
	PART_PERSONS = 8192 /* whose search stays within the cache */
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
	*applicants = (struct applicants){0};
}

static bool grow(struct applicants *a, size_t room)
{
	if (!memory_grow(&a->order, room, sizeof *a->order) ||
	    !memory_grow(&a->lottery, room, sizeof *a->lottery) ||
	    !memory_grow(&a->choices, room * a->width, sizeof *a->choices) ||
	    !memory_grow(&a->needs, room, sizeof *a->needs))
		return false;
	if (a->id_at != NULL && !memory_grow(&a->id_at, room, sizeof *a->id_at))
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
	return person_kept(a->ids + (a->id_at != NULL ? a->id_at[number]
						      : number * a->id_width));
}

/*
 * The search for persons who are in twice: all are dealt into parts by their
 * hash, then each part is entered into a small table.
 */
struct doubles {
	const struct applicants *applicants;
	struct entry {
		uint32_t hash, number;
	} * entries;	  /* by part, in order of arrival; owned */
	uint32_t *starts; /* by part, two more; owned */
	size_t parts;
	uint32_t *slots; /* of one part: index of an entry + 1; owned */
	size_t slot_count;
	uint32_t first; /* the earliest who was there before, or UINT32_MAX */
};

static void deal(struct doubles *doubles, bool fill)
{
	const struct applicants *a = doubles->applicants;
	const char *kept = a->ids;

	for (uint32_t i = 0; i < a->count; i++) {
		struct slice id = person_kept(kept);
		uint64_t hash = set_hash(id);
		size_t part = (size_t)((hash >> 32) * doubles->parts >> 32);

		if (fill)
			doubles->entries[doubles->starts[part + 1]++] =
				(struct entry){(uint32_t)hash, i};
		else
			doubles->starts[part + 2]++;
		kept += id.length;
	}
}

static bool prepare(struct doubles *doubles)
{
	size_t count = doubles->applicants->count, largest = 0;

	doubles->parts = count / PART_PERSONS + 1;
	doubles->starts = calloc(doubles->parts + 2, sizeof *doubles->starts);
	if (doubles->starts == NULL ||
	    !memory_grow(&doubles->entries, count, sizeof *doubles->entries))
		return false;
	deal(doubles, false);
	for (size_t i = 2; i < doubles->parts + 2; i++) {
		if (largest < doubles->starts[i])
			largest = doubles->starts[i];
		doubles->starts[i] += doubles->starts[i - 1];
	}
	deal(doubles, true);
	doubles->slot_count = 2;
	while (doubles->slot_count < 2 * largest)
		doubles->slot_count *= 2;
	doubles->slots = malloc(doubles->slot_count * sizeof *doubles->slots);
	return doubles->slots != NULL;
}

/* The slot of the same person, or the free one where this one belongs. */
static size_t find_slot(const struct doubles *doubles, struct entry entry)
{
	const struct applicants *a = doubles->applicants;
	size_t mask = doubles->slot_count - 1;
	size_t slot = entry.hash & mask;

	for (; doubles->slots[slot] != 0; slot = (slot + 1) & mask) {
		struct entry other = doubles->entries[doubles->slots[slot] - 1];

		if (other.hash == entry.hash &&
		    slice_equal(stored(a, other.number),
				stored(a, entry.number)))
			break;
	}
	return slot;
}

static void search_part(struct doubles *doubles, size_t part)
{
	memset(doubles->slots, 0, doubles->slot_count * sizeof *doubles->slots);
	for (uint32_t i = doubles->starts[part]; i < doubles->starts[part + 1];
	     i++) {
		struct entry entry = doubles->entries[i];
		size_t slot = find_slot(doubles, entry);

		if (doubles->slots[slot] == 0)
			doubles->slots[slot] = i + 1;
		else if (entry.number < doubles->first)
			doubles->first = entry.number;
	}
}

bool applicants_end(struct applicants *a, struct diag *diag)
{
	struct doubles doubles = {.applicants = a, .first = UINT32_MAX};
	bool good = prepare(&doubles);
	char id[PERSON_MAX];

	for (size_t i = 0; good && i < doubles.parts; i++)
		search_part(&doubles, i);
	free(doubles.entries);
	free(doubles.starts);
	free(doubles.slots);
	if (!good)
		return diag_memory(diag);
	return doubles.first == UINT32_MAX ||
	       diag_set(diag, "person '%.*s' is accepted twice",
			SLICE_PRINT(applicants_id(a, doubles.first, id)));
}

/* The places of ids, which until now were all as long as the first. */
static bool note_places(struct applicants *a)
{
	if (!memory_grow(&a->id_at, a->room, sizeof *a->id_at))
		return false;
	for (size_t i = 0; i < a->count; i++)
		a->id_at[i] = (uint32_t)(i * a->id_width);
	return true;
}

static bool keep_id(struct applicants *a, struct slice person,
		    struct diag *diag)
{
	char packed[PERSON_MAX + 1];
	size_t length;

	if (person.length == 0 || person.length > PERSON_MAX)
		return diag_set(diag, "a person has 1 to %d bytes", PERSON_MAX);
	length = person_pack(person, packed);
	if (a->ids_length + length > a->ids_room) {
		size_t room =
			a->ids_room == 0 ? ROOM_FIRST * 32 : a->ids_room * 2;

		if (a->ids_length + length > UINT32_MAX)
			return diag_set(diag, "too many persons for one run");
		if (!memory_grow(&a->ids, room, 1))
			return diag_memory(diag);
		a->ids_room = room;
	}
	if (a->count == 0)
		a->id_width = length;
	if (a->id_at == NULL && length != a->id_width && !note_places(a))
		return diag_memory(diag);
	if (a->id_at != NULL)
		a->id_at[a->count] = (uint32_t)a->ids_length;
	memcpy(a->ids + a->ids_length, packed, length);
	a->ids_length += length;
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
	if (!keep_id(a, applicant->person, diag))
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

	if (count > APPLICANTS_MAX || count <= a->room || a->count == 0)
		return true;
	if (ids * count > a->ids_room && ids * count <= UINT32_MAX) {
		if (!memory_grow(&a->ids, ids * count, 1))
			return false;
		a->ids_room = ids * count;
	}
	return grow(a, count);
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
