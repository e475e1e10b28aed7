#include "match/course_result.h"

#include <stdlib.h>

static void count_person(const struct assignment *a, uint32_t person,
			 struct course_result *results)
{
	const struct applicants *applicants = a->market->applicants;
	const uint16_t *row = applicants_choices(applicants, person);
	bool first = true;

	for (size_t at = 0; at < applicants->width; at++) {
		if (row[at] >= CHOICE_SPECIAL)
			continue;
		results[row[at]].firsts += first;
		results[row[at]].choices++;
		first = false;
		if (at < a->position[person] &&
		    market_bars(a->market, person, row[at]) == 0)
			results[row[at]].refused++;
	}
}

/* The last admitted of a course: the worst among its blocks' worst. */
static void find_last(const struct assignment *a, uint16_t course,
		      struct course_result *result)
{
	const struct holder *last = NULL;

	for (uint32_t b = a->layout->first_block[course];
	     b < a->layout->first_block[course + 1]; b++) {
		const struct holder *worst = assignment_worst(a, b);

		if (worst != NULL &&
		    (last == NULL || assignment_is_worse(a, worst, last)))
			last = worst;
	}
	result->placed += assignment_placed(a, course);
	if (last != NULL)
		result->last = last->person;
}

bool course_results(const struct assignment *first,
		    const struct assignment *rest,
		    const struct waiting *waiting,
		    struct course_result *results, struct diag *diag)
{
	const struct market *market = first->market;
	size_t count = market->courses->count;
	struct seat_value *values = calloc(count + 1, sizeof *values);
	bool good;

	if (values == NULL)
		return diag_memory(diag);
	good = whatif_seats(first, waiting, values, diag);
	for (size_t i = 0; good && i < count; i++) {
		results[i] = (struct course_result){.last = NOBODY,
						    .value = values[i]};
		find_last(first, (uint16_t)i, &results[i]);
		if (rest != NULL)
			find_last(rest, (uint16_t)i, &results[i]);
	}
	for (uint32_t p = 0; good && p < market->applicants->count; p++)
		count_person(first, p, results);
	free(values);
	return good;
}
