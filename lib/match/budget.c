#include "match/budget.h"

#include "base/number.h"

#include <stdlib.h>

struct demand {
	uint32_t firsts, any;
};

static struct demand *count_demand(const struct market *market)
{
	const struct applicants *applicants = market->applicants;
	struct demand *demand =
		calloc(market->courses->count + 1, sizeof *demand);

	if (demand == NULL)
		return NULL;
	for (uint32_t i = 0; i < applicants->count; i++) {
		const uint16_t *row = applicants_choices(applicants, i);
		bool first = true;

		for (size_t at = 0; at < applicants->width; at++) {
			if (row[at] >= CHOICE_SPECIAL ||
			    market_bars(market, i, row[at]) != 0)
				continue;
			demand[row[at]].any++;
			demand[row[at]].firsts += first;
			first = false;
		}
	}
	return demand;
}

bool budget_total(const struct courses *courses, int64_t *rupiah)
{
	int64_t total = 0;

	for (size_t i = 0; i < courses->count; i++) {
		int64_t cost;

		if (courses->list[i].capacity == 0)
			continue;
		if (!number_multiply(courses->list[i].cost_rupiah,
				     courses->list[i].capacity, &cost) ||
		    !number_add(total, cost, &total))
			return false;
	}
	*rupiah = total;
	return true;
}

/* The course that gives up the next seat, or COURSE_NONE. */
static uint16_t find_giver(const struct courses *courses,
			   const struct demand *demand)
{
	uint16_t giver = COURSE_NONE;

	for (size_t i = 0; i < courses->count; i++) {
		uint64_t seats = courses->list[i].capacity;

		if (seats == 0 || courses->list[i].cost_rupiah == 0)
			continue;
		if (giver == COURSE_NONE ||
		    demand[i].firsts *
				    (uint64_t)courses->list[giver].capacity <=
			    demand[giver].firsts * seats)
			giver = (uint16_t)i;
	}
	return giver;
}

static void give_up_seat(struct course *course, int64_t *total)
{
	uint32_t seats = course->capacity - 1;

	if (seats < course->minimum)
		seats = 0;
	*total -= course->cost_rupiah * (int64_t)(course->capacity - seats);
	course->capacity = seats;
}

static bool limit_to_demand(struct courses *courses,
			    const struct demand *demand, struct diag *diag)
{
	for (size_t i = 0; i < courses->count; i++) {
		struct course *course = &courses->list[i];

		if (course->capacity > demand[i].any)
			course->capacity = demand[i].any;
		if (course->capacity < course->minimum)
			course->capacity = 0;
		if (course->capacity > 0 && course->cost_rupiah < 0)
			return diag_set(diag,
					"a budget needs the cost_rupiah of "
					"course '%.*s'",
					SLICE_PRINT(course->id));
	}
	return true;
}

bool budget_apply(const struct market *market, int64_t budget_rupiah,
		  struct diag *diag)
{
	struct courses *courses = market->courses;
	struct demand *demand = count_demand(market);
	int64_t total = 0;
	bool good = demand != NULL || diag_memory(diag);

	good = good && limit_to_demand(courses, demand, diag);
	if (good && !budget_total(courses, &total))
		good = diag_set(diag, "the courses' costs are too large");
	while (good && total > budget_rupiah) {
		uint16_t giver = find_giver(courses, demand);

		if (giver == COURSE_NONE)
			break;
		give_up_seat(&courses->list[giver], &total);
	}
	free(demand);
	return good;
}
