#include "attend/calendar.h"

#include "attend/vector.h"

#include <stdlib.h>

enum { HOLIDAYS_MAX = 1024 * 1024 };

static const struct {
	const char *word;
	enum holiday_kind kind;
} kinds[] = {
	{"national", HOLIDAY_NATIONAL},
	{"nasional", HOLIDAY_NATIONAL},
	{"libur nasional", HOLIDAY_NATIONAL},
	{"joint leave", HOLIDAY_JOINT_LEAVE},
	{"joint_leave", HOLIDAY_JOINT_LEAVE},
	{"cuti bersama", HOLIDAY_JOINT_LEAVE},
	{"cuti_bersama", HOLIDAY_JOINT_LEAVE},
	{"local", HOLIDAY_LOCAL},
	{"lokal", HOLIDAY_LOCAL},
	{"daerah", HOLIDAY_LOCAL},
	{"libur daerah", HOLIDAY_LOCAL},
	{"fakultatif", HOLIDAY_LOCAL},
};

void calendar_init(struct calendar *calendar)
{
	arena_init(&calendar->arena, HOLIDAYS_MAX);
	strbuf_init(&calendar->holidays, HOLIDAYS_MAX);
	calendar->binding = ~0U;
	calendar->sorted = false;
}

void calendar_release(struct calendar *calendar)
{
	strbuf_release(&calendar->holidays);
	arena_release(&calendar->arena);
}

bool holiday_kind_parse(struct slice text, enum holiday_kind *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (slice_equal_ignoring_case(text, slice_of(kinds[i].word))) {
			*kind = kinds[i].kind;
			return true;
		}
	}
	return false;
}

bool calendar_add(struct calendar *calendar, const struct holiday *holiday)
{
	struct holiday copy = *holiday;

	copy.name = arena_copy(&calendar->arena, holiday->name);
	calendar->sorted = false;
	return copy.name.data != NULL &&
	       vector_add(&calendar->holidays, &copy, sizeof copy);
}

static int by_date(const void *left, const void *right)
{
	const struct holiday *one = left, *other = right;
	int order = date_compare(one->date, other->date);

	if (order == 0)
		order = (int)one->kind - (int)other->kind;
	if (order == 0)
		order = date_compare(one->announced, other->announced);
	return order != 0 ? order : slice_compare(one->name, other->name);
}

const struct holiday *calendar_find(struct calendar *calendar, struct date date,
				    struct date as_of)
{
	struct holiday *all = vector_items(&calendar->holidays);
	size_t low = 0;
	size_t count = vector_count(&calendar->holidays, sizeof *all);
	size_t high = count;

	if (!calendar->sorted && count > 0)
		qsort(all, count, sizeof *all, by_date);
	calendar->sorted = true;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (date_compare(all[middle].date, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && all[low].date.days == date.days; low++) {
		if ((calendar->binding >> all[low].kind & 1) != 0 &&
		    date_compare(all[low].announced, date) <= 0 &&
		    date_compare(all[low].announced, as_of) <= 0)
			return all + low;
	}
	return NULL;
}
