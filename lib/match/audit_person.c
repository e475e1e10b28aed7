/*
 * The applicants' ids. A result that stands in the applicants' order finds
 * each person where it is expected; only another order needs an index.
 */
#include "match/audit_parts.h"

#include "system/memory.h"

bool audit_add_person(struct audit *a, struct slice person, struct diag *diag)
{
	size_t length = a->ids_length + person.length;

	if (length > UINT32_MAX)
		return diag_set(diag, "too many persons for one run");
	if (!memory_reserve(&a->ids, &a->ids_room, length + 1, 1) ||
	    !memory_reserve(&a->id_ends, &a->id_ends_room, a->count + 1,
			    sizeof *a->id_ends))
		return diag_memory(diag);
	if (person.length > 0)
		memcpy(a->ids + a->ids_length, person.data, person.length);
	a->ids_length = length;
	a->id_ends[a->count] = (uint32_t)length;
	return true;
}

bool audit_expect_persons(struct audit *a, size_t count)
{
	size_t each = a->count == 0 ? 0 : a->ids_length / a->count + 1;

	return memory_reserve(&a->ids, &a->ids_room, each * count, 1) &&
	       memory_reserve(&a->id_ends, &a->id_ends_room, count,
			      sizeof *a->id_ends);
}

struct slice audit_id(const struct audit *a, uint32_t number)
{
	uint32_t start = number == 0 ? 0 : a->id_ends[number - 1];

	return (struct slice){a->ids + start, a->id_ends[number] - start};
}

bool audit_index_persons(struct audit *a, struct diag *diag)
{
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t index;

		if (!set_add(&a->persons, audit_id(a, i), &index, NULL))
			return diag_memory(diag);
		if (index != i)
			return audit_fail_twice(audit_id(a, i), diag);
	}
	return true;
}

bool audit_fail_twice(struct slice person, struct diag *diag)
{
	return diag_set(diag, "person '%.*s' is accepted twice",
			SLICE_PRINT(person));
}

bool audit_find_person(struct audit *a, struct slice person, uint32_t *number,
		       struct diag *diag)
{
	*number = a->next;
	if (*number >= a->count || !audit_same(audit_id(a, *number), person)) {
		if (set_count(&a->persons) == 0 &&
		    !audit_index_persons(a, diag))
			return false;
		*number = set_find(&a->persons, person);
	}
	if (*number != SET_NONE)
		a->next = *number + 1;
	return true;
}
