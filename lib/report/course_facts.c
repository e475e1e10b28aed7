#include "report/course_facts.h"

#include "base/number.h"
#include "value/date.h"

#include <stdlib.h>

enum { COURSES_MEMORY_MAX = 1 << 28, COURSES_FIRST = 64 };

void course_facts_init(struct course_facts *courses)
{
	*courses = (struct course_facts){0};
	arena_init(&courses->arena, COURSES_MEMORY_MAX);
	set_init(&courses->ids, COURSES_MEMORY_MAX);
}

void course_facts_release(struct course_facts *courses)
{
	arena_release(&courses->arena);
	set_release(&courses->ids);
	free(courses->list);
	course_facts_init(courses);
}

static bool make_room(struct course_facts *courses)
{
	size_t capacity =
		courses->capacity == 0 ? COURSES_FIRST : courses->capacity * 2;
	struct course_fact *list;

	if (set_count(&courses->ids) < courses->capacity)
		return true;
	list = reallocarray(courses->list, capacity, sizeof *list);
	if (list == NULL)
		return false;
	courses->list = list;
	courses->capacity = capacity;
	return true;
}

static struct slice field(const struct header *header,
			  const struct record *record, const char *name)
{
	return record_field(record, header_find(header, slice_of(name)));
}

bool course_facts_add(struct course_facts *courses, const struct header *header,
		      const struct record *record, struct diag *diag)
{
	struct slice id = field(header, record, "course");
	struct course_fact course = {.agreement_end = INT32_MIN,
				     .capacity = -1};
	struct date end;
	uint32_t index;
	bool added;

	if (slice_is_empty(id))
		return true;
	if (!make_room(courses) || !set_add(&courses->ids, id, &index, &added))
		return diag_memory(diag);
	if (!added)
		return diag_set(diag, "%s:%llu: course '%.*s' stands twice",
				record->file, (unsigned long long)record->line,
				SLICE_PRINT(id));
	course.vocation =
		arena_copy(&courses->arena, field(header, record, "vocation"));
	course.provider =
		arena_copy(&courses->arena, field(header, record, "provider"));
	if (course.vocation.data == NULL || course.provider.data == NULL)
		return diag_memory(diag);
	course.has_cost =
		money_parse(field(header, record, "cost_rupiah"), &course.cost);
	if (date_parse(field(header, record, "agreement_to"), &end))
		course.agreement_end = end.days;
	number_parse(field(header, record, "capacity"), &course.capacity);
	courses->list[index] = course;
	return true;
}

const struct course_fact *course_facts_find(const struct course_facts *courses,
					    struct slice id)
{
	uint32_t index;

	if (courses == NULL)
		return NULL;
	index = set_find(&courses->ids, id);
	return index == SET_NONE ? NULL : &courses->list[index];
}
