#include "attend/roll.h"

#include "attend/vector.h"

#include <stdlib.h>

enum { PLACES_MAX = 64 * 1024 * 1024, KEY_MAX = 4096 };

static const size_t memory_max = (size_t)16 * 1024 * 1024 * 1024;

void roll_init(struct roll *roll)
{
	*roll = (struct roll){0};
	arena_init(&roll->arena, memory_max);
	set_init(&roll->persons, memory_max);
	set_init(&roll->class_ids, memory_max);
	set_init(&roll->plan_keys, memory_max);
	set_init(&roll->place_keys, memory_max);
	strbuf_init(&roll->class_rolls, memory_max);
	strbuf_init(&roll->plan_list, memory_max);
	strbuf_init(&roll->place_list, memory_max);
	strbuf_init(&roll->identity_list, memory_max);
}

void roll_release(struct roll *roll)
{
	set_release(&roll->persons);
	set_release(&roll->class_ids);
	set_release(&roll->plan_keys);
	set_release(&roll->place_keys);
	strbuf_release(&roll->class_rolls);
	strbuf_release(&roll->plan_list);
	strbuf_release(&roll->place_list);
	strbuf_release(&roll->identity_list);
	free(roll->order);
	arena_release(&roll->arena);
}

uint32_t roll_class_count(const struct roll *roll)
{
	return (uint32_t)vector_count(&roll->class_rolls,
				      sizeof(struct class_roll));
}

uint32_t roll_place_count(const struct roll *roll)
{
	return (uint32_t)vector_count(&roll->place_list, sizeof(struct place));
}

static bool add_class(struct roll *roll, const struct placement *placement,
		      uint32_t *index)
{
	struct class_roll class_roll = {0};
	bool added;

	if (!set_add(&roll->class_ids, placement->course, index, &added))
		return false;
	if (added) {
		class_roll.id = set_string(&roll->class_ids, *index);
		class_roll.provider =
			arena_copy(&roll->arena, placement->provider);
		class_roll.mode = arena_copy(&roll->arena, placement->mode);
		return vector_add(&roll->class_rolls, &class_roll,
				  sizeof class_roll);
	}
	/* Where records disagree, the order they came in must not decide. */
	if (slice_compare(placement->provider,
			  roll_classes(roll)[*index].provider) > 0)
		roll_classes(roll)[*index].provider =
			arena_copy(&roll->arena, placement->provider);
	if (slice_compare(placement->mode, roll_classes(roll)[*index].mode) > 0)
		roll_classes(roll)[*index].mode =
			arena_copy(&roll->arena, placement->mode);
	return true;
}

/* Reads what the plan says; what can't be read is kept as its problem. */
static void read_plan(struct plan *plan)
{
	struct diag diag;

	if (!date_parse_office(plan->start_text, DATE_DAY_FIRST,
			       &plan->start) ||
	    !date_parse_office(plan->end_text, DATE_DAY_FIRST, &plan->end))
		plan->problem = "course_start or course_end is no date";
	else if (date_compare(plan->end, plan->start) < 0)
		plan->problem = "course_end lies before course_start";
	else if (plan->days_text.length > 0 &&
		 !weekly_parse_days(plan->days_text, &plan->weekly.days, &diag))
		plan->problem = "course_days names no days; write "
				"Senin-Jumat or mon,wed";
	else if (!weekly_parse_times(plan->times_text, &plan->weekly, &diag))
		plan->problem = "course_times tells no times; write "
				"08:00-16:00";
	plan->unreadable = plan->problem != NULL &&
			   plan->start_text.length > 0 &&
			   plan->end_text.length > 0;
}

static bool add_plan(struct roll *roll, const struct placement *placement,
		     uint32_t *index)
{
	const struct slice parts[] = {placement->course, placement->start,
				      placement->end, placement->days,
				      placement->times};
	struct slice *texts[5];
	struct plan plan = {0};
	struct strbuf key;
	bool added, good = true;

	strbuf_init(&key, KEY_MAX);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		strbuf_append(&key, parts[i]);
		strbuf_append_byte(&key, '\n');
	}
	good = !key.failed &&
	       set_add(&roll->plan_keys, strbuf_slice(&key), index, &added);
	strbuf_release(&key);
	if (!good || !added)
		return good;
	texts[1] = &plan.start_text;
	texts[2] = &plan.end_text;
	texts[3] = &plan.days_text;
	texts[4] = &plan.times_text;
	for (size_t i = 1; i < sizeof parts / sizeof *parts; i++) {
		*texts[i] = arena_copy(&roll->arena, slice_trim(parts[i]));
		if (texts[i]->data == NULL)
			return false;
	}
	read_plan(&plan);
	return vector_add(&roll->plan_list, &plan, sizeof plan);
}

static void earlier(struct date *date, struct slice text)
{
	struct date found;

	if (date_parse_office(text, DATE_DAY_FIRST, &found) &&
	    date_compare(found, *date) < 0)
		*date = found;
}

static void merge_place(struct roll *roll, struct place *place, uint32_t plan,
			const struct placement *placement)
{
	if (slice_compare(set_string(&roll->plan_keys, plan),
			  set_string(&roll->plan_keys, place->plan)) < 0)
		place->plan = plan;
	place->withdrawn = place->withdrawn || placement->withdrawn;
	earlier(&place->died_on, placement->died_on);
	earlier(&place->reemployed_on, placement->reemployed_on);
	earlier(&place->withdrawn_on, placement->withdrawn_on);
}

static bool add_identity(struct roll *roll, const struct placement *placement)
{
	struct identity identity = {
		.name = arena_copy(&roll->arena, placement->name),
		.email = arena_copy(&roll->arena, placement->email),
	};

	return identity.name.data != NULL && identity.email.data != NULL &&
	       vector_add(&roll->identity_list, &identity, sizeof identity);
}

bool roll_add(struct roll *roll, const struct placement *placement,
	      uint32_t *number, struct diag *diag)
{
	struct place place = {.withdrawn = false,
			      .died_on = DATE_LATEST,
			      .reemployed_on = DATE_LATEST,
			      .withdrawn_on = DATE_LATEST};
	uint32_t key[2];
	bool added;

	if (!add_class(roll, placement, &place.class_index) ||
	    !add_plan(roll, placement, &place.plan) ||
	    !set_add(&roll->persons, placement->person, &place.person, &added))
		return diag_memory(diag);
	if (added && !add_identity(roll, placement))
		return diag_memory(diag);
	key[0] = place.class_index;
	key[1] = place.person;
	if (!set_add(&roll->place_keys,
		     (struct slice){(const char *)key, sizeof key}, number,
		     &added) ||
	    roll->place_keys.count > PLACES_MAX)
		return diag_memory(diag);
	if (added) {
		place.application =
			arena_copy(&roll->arena, placement->application);
		if (!vector_add(&roll->place_list, &place, sizeof place))
			return diag_memory(diag);
	}
	merge_place(roll, roll_places(roll) + *number, place.plan, placement);
	return true;
}

bool roll_identify(struct roll *roll, struct slice person,
		   const struct identity *identity)
{
	uint32_t index = set_find(&roll->persons, person);
	struct identity *known;

	if (index == SET_NONE)
		return true;
	known = roll_identities(roll) + index;
	if (!identity_row_take(&known->known, identity->status,
			       identity->application))
		return true;
	known->name = arena_copy(&roll->arena, identity->name);
	known->email = arena_copy(&roll->arena, identity->email);
	known->nik = arena_copy(&roll->arena, identity->nik);
	known->kpj = arena_copy(&roll->arena, identity->kpj);
	return known->name.data != NULL && known->email.data != NULL &&
	       known->nik.data != NULL && known->kpj.data != NULL;
}

/* What sorting needs to know of an item. */
struct ranked {
	struct slice key;
	uint32_t group, index;
};

static int by_key(const void *left, const void *right)
{
	const struct ranked *one = left, *other = right;

	if (one->group != other->group)
		return one->group < other->group ? -1 : 1;
	return slice_compare(one->key, other->key);
}

/* Sorts the classes by id and renumbers them in the places. */
static bool sort_classes(struct roll *roll)
{
	uint32_t count = roll_class_count(roll);
	struct class_roll *classes = roll_classes(roll);
	struct ranked *ranks = arena_array(&roll->arena, count, sizeof *ranks);
	struct class_roll *sorted =
		arena_array(&roll->arena, count, sizeof *sorted);
	uint32_t *now = arena_array(&roll->arena, count, sizeof *now);

	if (ranks == NULL || sorted == NULL || now == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++)
		ranks[i] = (struct ranked){classes[i].id, 0, i};
	qsort(ranks, count, sizeof *ranks, by_key);
	for (uint32_t i = 0; i < count; i++) {
		sorted[i] = classes[ranks[i].index];
		now[ranks[i].index] = i;
	}
	if (count > 0)
		memcpy(classes, sorted, count * sizeof *sorted);
	for (uint32_t i = 0; i < roll_place_count(roll); i++)
		roll_places(roll)[i].class_index =
			now[roll_places(roll)[i].class_index];
	return true;
}

static void move_places(struct roll *roll, const struct ranked *ranks,
			struct place *sorted, uint32_t count)
{
	struct place *places = roll_places(roll);

	for (uint32_t i = 0; i < count; i++) {
		struct class_roll *class_roll;

		sorted[i] = places[ranks[i].index];
		roll->order[ranks[i].index] = i;
		class_roll = roll_classes(roll) + sorted[i].class_index;
		if (class_roll->count++ == 0)
			class_roll->first = i;
	}
	if (count > 0)
		memcpy(places, sorted, count * sizeof *sorted);
}

bool roll_finish(struct roll *roll, struct diag *diag)
{
	uint32_t count = roll_place_count(roll);
	struct ranked *ranks = calloc(count + 1, sizeof *ranks);
	struct place *sorted = calloc(count + 1, sizeof *sorted);
	bool good = sort_classes(roll);

	roll->order = calloc(count + 1, sizeof *roll->order);
	good = good && ranks != NULL && sorted != NULL && roll->order != NULL;
	for (uint32_t i = 0; good && i < count; i++) {
		const struct place *place = roll_places(roll) + i;

		ranks[i] = (struct ranked){
			set_string(&roll->persons, place->person),
			place->class_index, i};
	}
	if (good) {
		qsort(ranks, count, sizeof *ranks, by_key);
		move_places(roll, ranks, sorted, count);
	}
	free(ranks);
	free(sorted);
	return good || diag_memory(diag);
}

uint32_t roll_place_of(const struct roll *roll, uint32_t number)
{
	return number == ROLL_NONE ? ROLL_NONE : roll->order[number];
}

uint32_t roll_find_class(const struct roll *roll, struct slice id)
{
	const struct class_roll *classes = roll_classes(roll);
	uint32_t low = 0, high = roll_class_count(roll);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = slice_compare(classes[middle].id, id);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return ROLL_NONE;
}

uint32_t roll_find_place(const struct roll *roll, uint32_t class_index,
			 struct slice person)
{
	const struct class_roll *class_roll = roll_classes(roll) + class_index;
	uint32_t low = class_roll->first, high = low + class_roll->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = slice_compare(roll_person(roll, middle), person);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return ROLL_NONE;
}
