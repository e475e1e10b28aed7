#include "attend/identify.h"

#include "attend/identify_name.h"
#include "attend/roster_number.h"
#include "attend/vector.h"

#include <stdlib.h>

enum { KEY_MAX = 2048 };

#define AMBIGUOUS ROSTER_AMBIGUOUS

static const size_t memory_max = (size_t)4 * 1024 * 1024 * 1024;

/* What was found before for the same words. */
struct answer {
	enum identify_result result;
	uint32_t place;
};

bool identify_init(struct identify *identify, struct roll *roll,
		   struct diag *diag)
{
	*identify = (struct identify){.roll = roll};
	arena_init(&identify->arena, memory_max);
	set_init(&identify->keys, memory_max);
	set_init(&identify->map, memory_max);
	set_init(&identify->asked, memory_max);
	strbuf_init(&identify->owners, memory_max);
	strbuf_init(&identify->mapped, memory_max);
	strbuf_init(&identify->answers, memory_max);
	identify->loaded = calloc(roll_class_count(roll) + 1, sizeof(bool));
	identify->names =
		calloc(roll_place_count(roll) + 1, sizeof *identify->names);
	return (identify->loaded != NULL && identify->names != NULL) ||
	       diag_memory(diag);
}

void identify_release(struct identify *identify)
{
	set_release(&identify->keys);
	set_release(&identify->map);
	set_release(&identify->asked);
	strbuf_release(&identify->owners);
	strbuf_release(&identify->mapped);
	strbuf_release(&identify->answers);
	free(identify->loaded);
	free(identify->names);
	arena_release(&identify->arena);
}

/* "class kind value" with the letters of the value in lower case. */
static struct slice make_key(char room[KEY_MAX], uint32_t class_index,
			     char kind, struct slice value)
{
	size_t length = 0;

	memcpy(room, &class_index, sizeof class_index);
	length += sizeof class_index;
	room[length++] = kind;
	value = slice_part(slice_trim(value), 0, KEY_MAX - length);
	for (size_t i = 0; i < value.length; i++)
		room[length++] = text_lower(value.data[i]);
	return (struct slice){room, length};
}

/* Notes that a value belongs to a place; to two of them: it tells nothing. */
static bool add_key(struct identify *identify, uint32_t class_index, char kind,
		    struct slice value, uint32_t place)
{
	char room[KEY_MAX];
	uint32_t index, *owner;
	bool added;

	if (slice_trim(value).length == 0)
		return true;
	if (!set_add(&identify->keys, make_key(room, class_index, kind, value),
		     &index, &added))
		return false;
	if (added)
		return vector_add(&identify->owners, &place, sizeof place);
	owner = (uint32_t *)vector_items(&identify->owners) + index;
	if (*owner != place)
		*owner = AMBIGUOUS;
	return true;
}

static uint32_t find_key(const struct identify *identify, uint32_t class_index,
			 char kind, struct slice value)
{
	char room[KEY_MAX];
	uint32_t index;

	if (slice_trim(value).length == 0)
		return ROLL_NONE;
	index = set_find(&identify->keys,
			 make_key(room, class_index, kind, value));
	return index == SET_NONE
		       ? ROLL_NONE
		       : ((uint32_t *)vector_items(&identify->owners))[index];
}

static bool load_place(struct identify *identify, uint32_t class_index,
		       uint32_t index)
{
	const struct place *place = roll_places(identify->roll) + index;
	const struct identity *identity =
		roll_identities(identify->roll) + place->person;

	return add_key(identify, class_index, 'p',
		       roll_person(identify->roll, index), index) &&
	       add_key(identify, class_index, 'a', place->application, index) &&
	       add_key(identify, class_index, 'n', identity->nik, index) &&
	       add_key(identify, class_index, 'k', identity->kpj, index) &&
	       add_key(identify, class_index, 'e', identity->email, index);
}

static bool load_name(struct identify *identify, uint32_t index)
{
	const struct place *place = roll_places(identify->roll) + index;
	struct slice text = roll_identities(identify->roll)[place->person].name;
	struct name *name;

	if (text.length == 0)
		return true;
	name = arena_alloc(&identify->arena, sizeof *name);
	if (name == NULL)
		return false;
	name_parse(text, name);
	identify->names[index] = name;
	return true;
}

static bool load_class(struct identify *identify, uint32_t class_index)
{
	const struct class_roll *class_roll =
		roll_classes(identify->roll) + class_index;

	if (identify->loaded[class_index])
		return true;
	identify->loaded[class_index] = true;
	for (uint32_t i = 0; i < class_roll->count; i++)
		if (!load_place(identify, class_index, class_roll->first + i) ||
		    !load_name(identify, class_roll->first + i))
			return false;
	return true;
}

static bool load_all(struct identify *identify)
{
	if (identify->all_loaded)
		return true;
	identify->all_loaded = true;
	for (uint32_t i = 0; i < roll_place_count(identify->roll); i++)
		if (!load_place(identify, ROLL_NONE, i))
			return false;
	return true;
}

static struct slice map_key(char room[KEY_MAX], struct slice class_id,
			    struct slice source, struct slice id)
{
	const struct slice parts[] = {class_id, source, slice_trim(id)};
	size_t length = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct slice part = slice_part(parts[i], 0, KEY_MAX / 4);

		for (size_t j = 0; j < part.length; j++)
			room[length++] = text_lower(part.data[j]);
		room[length++] = '\n';
	}
	return (struct slice){room, length};
}

bool identify_map(struct identify *identify, struct slice class_id,
		  struct slice source, struct slice id, struct slice person)
{
	char room[KEY_MAX];
	uint32_t index;
	bool added;
	struct slice copy = arena_copy(&identify->arena, person);

	if (copy.data == NULL ||
	    !set_add(&identify->map, map_key(room, class_id, source, id),
		     &index, &added))
		return false;
	if (added)
		return vector_add(&identify->mapped, &copy, sizeof copy);
	((struct slice *)vector_items(&identify->mapped))[index] = copy;
	return true;
}

/* The person the map gives an id, from the most to the least particular. */
static struct slice find_mapped(const struct identify *identify,
				struct slice class_id, struct slice source,
				struct slice id)
{
	const struct slice none = {0};

	for (int i = 0; i < 4 && id.length > 0; i++) {
		char room[KEY_MAX];
		uint32_t index =
			set_find(&identify->map,
				 map_key(room, i < 2 ? class_id : none,
					 i % 2 == 0 ? source : none, id));

		if (index != SET_NONE)
			return ((struct slice *)vector_items(
				&identify->mapped))[index];
	}
	return none;
}

/* The place of a person: in the class, or the only one there is. */
static uint32_t place_of_person(const struct identify *identify,
				uint32_t class_index, struct slice person)
{
	if (person.length == 0)
		return ROLL_NONE;
	if (class_index != ROLL_NONE)
		return roll_find_place(identify->roll, class_index, person);
	return find_key(identify, ROLL_NONE, 'p', person);
}

/* What spreadsheets put around a number: an apostrophe, blanks. */
static struct slice clean_number(struct slice number)
{
	number = slice_trim(number);
	while (slice_starts(number, "'"))
		number = slice_trim(slice_part(number, 1, number.length));
	return number;
}

/* A clock's own numbers are no application numbers: those the map must tell. */
static uint32_t find_number(const struct identify *identify,
			    uint32_t class_index, struct slice number,
			    bool clock)
{
	static const char kinds[] = {'n', 'k', 'p', 'a'};
	uint32_t place = roster_find(identify->roll, class_index, number);

	for (size_t i = 0; i < (clock ? 3 : 4) && place == ROLL_NONE; i++)
		place = find_key(identify, class_index, kinds[i], number);
	return place;
}

static uint32_t find_strong(const struct identify *identify,
			    uint32_t class_index,
			    const struct sighting_name *who)
{
	struct slice class_id =
		class_index == ROLL_NONE
			? (struct slice){0}
			: roll_classes(identify->roll)[class_index].id;
	const struct slice ids[] = {
		clean_number(who->person), clean_number(who->number),
		slice_trim(who->email), slice_trim(who->name)};
	uint32_t place = ROLL_NONE;

	for (size_t i = 0; i < 4 && place == ROLL_NONE; i++)
		place = place_of_person(
			identify, class_index,
			find_mapped(identify, class_id, who->source, ids[i]));
	for (size_t i = 0; i < 2 && place == ROLL_NONE; i++)
		place = find_number(identify, class_index, ids[i],
				    slice_is(who->source, "zkteco"));
	if (place == ROLL_NONE)
		place = find_key(identify, class_index, 'e', ids[2]);
	return place;
}

/*
 * Whether a row's number is one person's and its name another's, as where one
 * column of a sheet was sorted without the others.
 */
static bool names_another(const struct identify *identify, uint32_t class_index,
			  const struct sighting_name *who, uint32_t place)
{
	const struct class_roll *class_roll;
	struct name_list members, one = {identify->names + place, 1};
	uint32_t other;

	if (class_index == ROLL_NONE || who->name.length == 0 ||
	    (find_number(identify, class_index, clean_number(who->person),
			 false) != place &&
	     find_number(identify, class_index, clean_number(who->number),
			 false) != place))
		return false;
	class_roll = roll_classes(identify->roll) + class_index;
	members = (struct name_list){identify->names + class_roll->first,
				     class_roll->count};
	return shown_name_find(members, who->name, &other) == SHOWN_ONE &&
	       class_roll->first + other != place &&
	       shown_name_find(one, who->name, &other) != SHOWN_ONE;
}

static enum identify_result find(struct identify *identify,
				 uint32_t class_index,
				 const struct sighting_name *who,
				 uint32_t *place)
{
	const struct class_roll *class_roll;
	struct name_list members;
	enum shown_match match;
	bool ambiguous;

	*place = find_strong(identify, class_index, who);
	ambiguous = *place == AMBIGUOUS;
	if (*place != ROLL_NONE && !ambiguous)
		return names_another(identify, class_index, who, *place)
			       ? IDENTIFY_AMBIGUOUS
			       : IDENTIFY_FOUND;
	if (class_index == ROLL_NONE || who->name.length == 0)
		return ambiguous ? IDENTIFY_AMBIGUOUS : IDENTIFY_UNKNOWN;
	class_roll = roll_classes(identify->roll) + class_index;
	members.names = identify->names + class_roll->first;
	members.count = class_roll->count;
	match = shown_name_find(members, who->name, place);
	if (match == SHOWN_ONE) {
		*place += class_roll->first;
		return IDENTIFY_BY_NAME;
	}
	return ambiguous || match == SHOWN_SEVERAL ? IDENTIFY_AMBIGUOUS
						   : IDENTIFY_UNKNOWN;
}

/* All that decides an answer, as one key. */
static struct slice ask_key(char room[KEY_MAX], uint32_t class_index,
			    const struct sighting_name *who)
{
	const struct slice parts[] = {who->person, who->number, who->email,
				      who->name, who->source};
	size_t length = sizeof class_index;

	memcpy(room, &class_index, sizeof class_index);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct slice part = slice_part(parts[i], 0, KEY_MAX / 8);

		if (part.length > 0)
			memcpy(room + length, part.data, part.length);
		length += part.length;
		room[length++] = '\n';
	}
	return (struct slice){room, length};
}

enum identify_result identify_find(struct identify *identify,
				   uint32_t class_index,
				   const struct sighting_name *who,
				   uint32_t *place)
{
	char room[KEY_MAX];
	struct answer answer;
	uint32_t index;
	bool added;

	if (!set_add(&identify->asked, ask_key(room, class_index, who), &index,
		     &added))
		return IDENTIFY_UNKNOWN;
	if (!added) {
		answer = ((struct answer *)vector_items(
			&identify->answers))[index];
		*place = answer.place;
		return answer.result;
	}
	if (class_index == ROLL_NONE ? !load_all(identify)
				     : !load_class(identify, class_index))
		return IDENTIFY_UNKNOWN;
	answer.result = find(identify, class_index, who, place);
	answer.place = *place;
	vector_add(&identify->answers, &answer, sizeof answer);
	return answer.result;
}
