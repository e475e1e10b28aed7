#include "report/event.h"

#include <stdlib.h>

enum { HISTORY_FIRST = 1024, KEY_MAX = 256 };

static const size_t history_memory_max = (size_t)1 << 30;

static const char *const names[EVENT_STAGES] = {
	[EVENT_APPLIED] = "applied",	 [EVENT_ACCEPTED] = "accepted",
	[EVENT_PLACED] = "placed",	 [EVENT_STARTED] = "started",
	[EVENT_COMPLETED] = "completed", [EVENT_CERTIFIED] = "certified",
};

const char *event_stage_name(enum event_stage stage)
{
	return names[stage];
}

void event_history_init(struct event_history *history)
{
	*history = (struct event_history){0};
	set_init(&history->keys, history_memory_max);
}

void event_history_release(struct event_history *history)
{
	set_release(&history->keys);
	free(history->days);
	event_history_init(history);
}

/* "person TAB stage"; no person has a TAB. Empty where it is too long. */
static struct slice key_of(struct slice person, struct slice stage,
			   char key[KEY_MAX])
{
	if (person.length + stage.length + 1 > KEY_MAX)
		return (struct slice){0};
	memcpy(key, person.data, person.length);
	key[person.length] = '\t';
	memcpy(key + person.length + 1, stage.data, stage.length);
	return (struct slice){key, person.length + 1 + stage.length};
}

static bool make_room(struct event_history *history)
{
	size_t capacity = history->capacity * 2 + HISTORY_FIRST;
	int32_t *days;

	if (set_count(&history->keys) < history->capacity)
		return true;
	days = reallocarray(history->days, capacity, sizeof *days);
	if (days == NULL)
		return false;
	history->days = days;
	history->capacity = capacity;
	return true;
}

bool event_history_add(struct event_history *history, struct slice person,
		       struct slice stage, struct date day, struct diag *diag)
{
	char buffer[KEY_MAX];
	struct slice key = key_of(person, stage, buffer);
	uint32_t index;
	bool added;

	if (key.length == 0)
		return true;
	if (!make_room(history) ||
	    !set_add(&history->keys, key, &index, &added))
		return diag_memory(diag);
	if (added || day.days < history->days[index])
		history->days[index] = day.days;
	return true;
}

/* The night that first saw the person at the stage. */
static int32_t first_seen(const struct event_history *history,
			  struct slice person, const char *stage, int32_t today)
{
	char buffer[KEY_MAX];
	uint32_t index = set_find(&history->keys,
				  key_of(person, slice_of(stage), buffer));

	return index != SET_NONE && history->days[index] < today
		       ? history->days[index]
		       : today;
}

size_t event_list(const struct people *people, uint32_t index,
		  const struct event_history *history,
		  struct event events[EVENT_STAGES])
{
	const struct person *person = &people->persons[index];
	const struct {
		unsigned stage;
		int32_t day;
	} stages[EVENT_STAGES] = {
		[EVENT_APPLIED] = {0, person->applied},
		[EVENT_ACCEPTED] = {STAGE_ACCEPTED, DAY_UNKNOWN},
		[EVENT_PLACED] = {STAGE_PLACED, DAY_UNKNOWN},
		[EVENT_STARTED] = {STAGE_STARTED, person->start},
		[EVENT_COMPLETED] = {STAGE_COMPLETED, person->end},
		[EVENT_CERTIFIED] = {STAGE_CERTIFIED, DAY_UNKNOWN},
	};
	size_t count = 0;

	for (int i = 0; i < EVENT_STAGES; i++) {
		int32_t day = stages[i].day;
		bool told = day != DAY_UNKNOWN;

		if ((person->stages & stages[i].stage) != stages[i].stage)
			continue;
		if (!told)
			day = first_seen(history,
					 set_string(&people->ids, index),
					 names[i], people->as_of.days);
		events[count++] =
			(struct event){(enum event_stage)i, day, told};
	}
	return count;
}
