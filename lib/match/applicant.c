#include "match/applicant.h"

#include "base/set.h"
#include "system/memory.h"

#include <stdlib.h>

enum { ROOM_FIRST = 1024 };

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

uint64_t applicants_hash(const struct applicants *a, uint32_t number)
{
	return set_hash(stored(a, number));
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
