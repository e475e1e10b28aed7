#include "attendance.h"

#include "base/set.h"
#include "stream/input.h"

#include <stdlib.h>

enum { PEOPLE_MAX = 5000 };

/* Name and e-mail by person. */
struct people {
	struct set persons;
	struct slice names[PEOPLE_MAX], emails[PEOPLE_MAX];
};

static bool load_people(const char *path, struct arena *arena,
			struct people *people, struct diag *diag)
{
	const struct input_options options = {0};
	struct input *input = input_open(&path, 1, &options, diag);
	enum read_result result = READ_BROKEN;
	const struct header *header;
	struct record record;
	uint32_t index;

	if (input == NULL)
		return false;
	header = input_header(input);
	while ((result = input_next(input, &record, diag)) == READ_RECORD) {
		struct slice person = record_field(
			&record, header_find(header, SLICE("person")));

		if (!set_add(&people->persons, person, &index, NULL) ||
		    index >= PEOPLE_MAX)
			break;
		people->names[index] = arena_copy(
			arena,
			record_field(&record,
				     header_find(header, SLICE("name"))));
		people->emails[index] = arena_copy(
			arena,
			record_field(&record,
				     header_find(header, SLICE("email"))));
	}
	input_close(input);
	return result == READ_END;
}

static int compare_placed(const void *left, const void *right)
{
	const struct placed *one = left, *two = right;
	int order = slice_compare(one->course, two->course);

	order = order != 0 ? order : slice_compare(one->name, two->name);
	return order != 0 ? order : slice_compare(one->person, two->person);
}

static struct slice copy_field(struct arena *arena, const struct header *header,
			       const struct record *record, const char *name)
{
	return arena_copy(
		arena,
		record_field(record, header_find(header, slice_of(name))));
}

static bool load_placed(const char *path, const struct people *people,
			struct placed_list *list, struct diag *diag)
{
	const struct input_options options = {0};
	struct input *input = input_open(&path, 1, &options, diag);
	const struct header *header;
	enum read_result result;
	struct record record;

	if (input == NULL)
		return false;
	header = input_header(input);
	while ((result = input_next(input, &record, diag)) == READ_RECORD) {
		struct placed *placed = list->items + list->count;
		uint32_t index;

		if (!slice_is(record_field(&record,
					   header_find(header,
						       SLICE("match_status"))),
			      "placed"))
			continue;
		placed->person =
			copy_field(list->arena, header, &record, "person");
		placed->course =
			copy_field(list->arena, header, &record, "course");
		placed->mode =
			copy_field(list->arena, header, &record, "course_mode");
		placed->times = copy_field(list->arena, header, &record,
					   "course_times");
		index = set_find(&people->persons, placed->person);
		if (index == SET_NONE || list->count == PEOPLE_MAX - 1)
			break;
		placed->name = people->names[index];
		placed->email = people->emails[index];
		list->count++;
	}
	input_close(input);
	return result == READ_END;
}

bool placed_load(const char *placements, const char *identities,
		 struct placed_list *list, struct diag *diag)
{
	struct people *people = arena_alloc(list->arena, sizeof *people);
	bool loaded;

	list->count = 0;
	list->items = arena_array(list->arena, PEOPLE_MAX, sizeof *list->items);
	if (people == NULL || list->items == NULL)
		return diag_memory(diag);
	set_init(&people->persons, 1024 * 1024);
	loaded = load_people(identities, list->arena, people, diag) &&
		 load_placed(placements, people, list, diag);
	set_release(&people->persons);
	if (loaded)
		qsort(list->items, list->count, sizeof *list->items,
		      compare_placed);
	return loaded;
}
