/*
 * vk-match --demand: wishes and choices against seats, vocation by vocation,
 * for the manpower office and the providers.
 */
#include "vk-match.h"

#include "system/memory.h"

#include <stdlib.h>

enum { TEXT_MAX = 1 << 26 };

struct demand {
	uint64_t wishes, firsts, people, courses, seats, placed, waiting;
	uint64_t capacity_sum, offered; /* for the usual class size */
	uint32_t last_person;		/* so that nobody counts twice */
};

struct demands {
	struct set names;
	struct demand *list;
	size_t room;
};

static struct demand *demand_of(struct match_run *run, struct demands *demands,
				struct slice name)
{
	uint32_t index;
	bool added;

	if (!set_add(&demands->names, name, &index, &added) ||
	    !memory_reserve(&demands->list, &demands->room, index + 1U,
			    sizeof *demands->list))
		tool_die(run->tool, "out of memory");
	if (added)
		demands->list[index] = (struct demand){.last_person = NOBODY};
	return &demands->list[index];
}

/* What a course teaches; its id where the table has no vocations. */
static struct slice vocation_of(const struct match_run *run, uint16_t course)
{
	struct slice name =
		course_field(&run->courses, course, COURSE_VOCATION);

	return name.length > 0 ? name : run->courses.list[course].id;
}

static void count_courses(struct match_run *run, struct demands *demands)
{
	for (size_t i = 0; i < run->courses.count; i++) {
		uint16_t course = (uint16_t)i;
		struct demand *demand =
			demand_of(run, demands, vocation_of(run, course));

		demand->courses++;
		demand->capacity_sum += run->courses.list[i].stated;
		demand->offered++;
		if (!(run->first.bars[i] & BAR_NOT_TAKING_PART))
			demand->seats += run->courses.list[i].capacity;
	}
}

static void count_people(struct match_run *run, struct demands *demands)
{
	for (uint32_t p = 0; p < run->applicants.count; p++) {
		const uint16_t *row = applicants_choices(&run->applicants, p);
		uint16_t held = assignment_course(&run->first, p);
		bool first = true;

		for (size_t at = 0; at < run->applicants.width; at++) {
			struct demand *demand;

			if (row[at] >= CHOICE_SPECIAL)
				continue;
			demand = demand_of(run, demands,
					   vocation_of(run, row[at]));
			if (demand->last_person != p)
				demand->people++;
			if (demand->last_person != p && held == COURSE_NONE)
				demand->waiting++;
			demand->last_person = p;
			demand->firsts += first;
			first = false;
		}
		if (held != COURSE_NONE)
			demand_of(run, demands, vocation_of(run, held))
				->placed++;
	}
}

/* Wishes are for vocations that nobody offers, in the applicants' words. */
static void count_wishes(struct match_run *run, struct demands *demands)
{
	size_t column = header_find(input_header(run->input), SLICE("wish"));
	struct record record;
	bool damaged;

	if (column == COLUMN_NONE)
		return;
	if (run->reads_twice)
		tool_rewind(run->tool, run->input);
	while (match_next_again(run, &record, &damaged)) {
		struct slice wish = slice_trim(record_field(&record, column));

		if (!damaged && wish.length > 0 &&
		    intake_is_accepted(&run->intake, &record))
			demand_of(run, demands, wish)->wishes++;
	}
}

static int compare_names(const void *left, const void *right, void *context)
{
	const struct demands *demands = context;
	const uint32_t *l = left, *r = right;
	const struct demand *a = &demands->list[*l], *b = &demands->list[*r];
	uint64_t open_a = a->waiting + a->wishes;
	uint64_t open_b = b->waiting + b->wishes;

	if (open_a != open_b)
		return open_a < open_b ? 1 : -1;
	return slice_compare(set_string(&demands->names, *l),
			     set_string(&demands->names, *r));
}

/*
 * Classes that those who wait and wish would fill, at the vocation's usual
 * size, or at that of all courses where it isn't offered yet.
 */
static uint64_t classes_to_open(const struct demand *demand, uint64_t usual)
{
	uint64_t size = demand->offered > 0
				? demand->capacity_sum / demand->offered
				: usual;

	return size == 0 ? 0 : (demand->waiting + demand->wishes) / size;
}

static uint64_t usual_size(const struct match_run *run)
{
	uint64_t seats = 0;

	for (size_t i = 0; i < run->courses.count; i++)
		seats += run->courses.list[i].stated;
	return run->courses.count == 0 ? 0 : seats / run->courses.count;
}

void match_report_demand(struct match_run *run)
{
	struct demands demands = {0};
	uint64_t usual = usual_size(run);
	struct strbuf text;
	uint32_t *order;

	set_init(&demands.names, TEXT_MAX);
	strbuf_init(&text, TEXT_MAX);
	count_courses(run, &demands);
	count_people(run, &demands);
	count_wishes(run, &demands);
	order = arena_array(&run->arena, set_count(&demands.names) + 1,
			    sizeof *order);
	if (order == NULL)
		tool_die(run->tool, "out of memory");
	for (uint32_t i = 0; i < set_count(&demands.names); i++)
		order[i] = i;
	qsort_r(order, set_count(&demands.names), sizeof *order, compare_names,
		&demands);
	strbuf_append_string(&text, "vocation\twishes\tfirst_choices\tpeople\t"
				    "courses\tseats\tplaced\twaiting\t"
				    "classes_to_open\n");
	for (size_t i = 0; i < set_count(&demands.names); i++) {
		const struct demand *d = &demands.list[order[i]];
		struct slice name = set_string(&demands.names, order[i]);

		strbuf_append_format(
			&text,
			"%.*s\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu"
			"\t%llu\n",
			SLICE_PRINT(name), (unsigned long long)d->wishes,
			(unsigned long long)d->firsts,
			(unsigned long long)d->people,
			(unsigned long long)d->courses,
			(unsigned long long)d->seats,
			(unsigned long long)d->placed,
			(unsigned long long)d->waiting,
			(unsigned long long)classes_to_open(d, usual));
	}
	tool_print(run->tool, strbuf_slice(&text));
	strbuf_release(&text);
	free(demands.list);
	set_release(&demands.names);
}
