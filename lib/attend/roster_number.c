#include "attend/roster_number.h"

enum { ROSTER_DIGITS = 8 };

/* How many characters two texts begin with in common. */
static size_t common_length(struct slice left, struct slice right)
{
	size_t length = 0;

	while (length < left.length && length < right.length &&
	       left.data[length] == right.data[length])
		length++;
	return length;
}

/* The characters of a person that tell it from its neighbours in order. */
static size_t roster_length(const struct roll *roll, uint32_t place)
{
	const struct class_roll *class_roll =
		roll_classes(roll) + roll_places(roll)[place].class_index;
	struct slice person = roll_person(roll, place);
	size_t length = ROSTER_DIGITS, common;

	if (place > class_roll->first) {
		common = common_length(person, roll_person(roll, place - 1));
		length = common >= length ? common + 1 : length;
	}
	if (place + 1 < class_roll->first + class_roll->count) {
		common = common_length(person, roll_person(roll, place + 1));
		length = common >= length ? common + 1 : length;
	}
	return length < person.length ? length : person.length;
}

struct slice roster_number(const struct roll *roll, uint32_t place,
			   struct arena *arena)
{
	struct slice person = slice_part(roll_person(roll, place), 0,
					 roster_length(roll, place));
	char *number = arena_alloc(arena, person.length + 4);

	if (number == NULL)
		return (struct slice){0};
	memcpy(number, "VK-", 3);
	if (person.length > 0)
		memcpy(number + 3, person.data, person.length);
	return (struct slice){number, person.length + 3};
}

uint32_t roster_find(const struct roll *roll, uint32_t class_index,
		     struct slice number)
{
	const struct class_roll *class_roll;
	uint32_t found = ROLL_NONE;

	if (class_index == ROLL_NONE || !slice_starts(number, "VK-"))
		return ROLL_NONE;
	class_roll = roll_classes(roll) + class_index;
	number = slice_part(number, 3, number.length);
	for (uint32_t i = 0; i < class_roll->count; i++) {
		uint32_t place = class_roll->first + i;
		struct slice person = roll_person(roll, place);

		if (number.length == 0 ||
		    !slice_equal(slice_part(person, 0, number.length), number))
			continue;
		if (found != ROLL_NONE)
			return ROSTER_AMBIGUOUS;
		found = place;
	}
	return found;
}
