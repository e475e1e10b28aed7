#include "match/mechanism_askers.h"

#include "match/mechanism_parts.h"

#include <stdlib.h>

static bool asks(const struct assignment *a, uint32_t person, size_t at)
{
	uint16_t course = applicants_choices(a->market->applicants, person)[at];

	return mechanism_counts(a, person, at) &&
	       a->market->courses->list[course].capacity > 0;
}

/* Counts everybody's choices by course and choice, or enters the people. */
static void deal(struct askers *askers, const struct assignment *a, bool enter)
{
	const struct applicants *applicants = a->market->applicants;

	for (uint32_t p = 0; p < applicants->count; p++) {
		const uint16_t *row = applicants_choices(applicants, p);

		for (size_t at = 0; at < askers->width; at++) {
			size_t *end;

			if (!asks(a, p, at))
				continue;
			end = askers->ends + row[at] * askers->width + at;
			if (enter)
				askers->persons[*end] = p;
			++*end;
		}
	}
}

bool askers_init(struct askers *askers, const struct assignment *a)
{
	size_t parts = a->market->courses->count * a->to, sum = 0;

	*askers = (struct askers){.width = a->to};
	askers->next = calloc(parts + 1, sizeof *askers->next);
	askers->ends = calloc(parts + 1, sizeof *askers->ends);
	if (askers->next == NULL || askers->ends == NULL)
		return false;
	deal(askers, a, false);
	for (size_t i = 0; i < parts; i++) {
		size_t count = askers->ends[i];

		askers->next[i] = askers->ends[i] = sum;
		sum += count;
	}
	askers->persons = malloc((sum + 1) * sizeof *askers->persons);
	if (askers->persons == NULL)
		return false;
	deal(askers, a, true);
	return true;
}

void askers_release(struct askers *askers)
{
	free(askers->persons);
	free(askers->next);
	free(askers->ends);
	*askers = (struct askers){0};
}

bool askers_first(struct askers *askers, const uint8_t *position,
		  uint16_t course, struct asker *first, struct asker *best)
{
	bool found = false;

	for (size_t at = 0; at < askers->width; at++) {
		size_t part = course * askers->width + at;
		size_t *next = &askers->next[part];
		struct asker one;

		while (*next < askers->ends[part] &&
		       position[askers->persons[*next]] != POSITION_NONE)
			++*next;
		if (*next == askers->ends[part])
			continue;
		one = (struct asker){askers->persons[*next], (uint8_t)at};
		if (!found)
			*best = one;
		if (!found || one.person < first->person)
			*first = one;
		found = true;
	}
	return found;
}
