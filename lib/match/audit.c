#include "match/audit_parts.h"

#include "base/number.h"
#include "system/memory.h"
#include "value/date.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 36)
#define SET_MAX ((size_t)1 << 36)
#define TEXT_MAX ((size_t)64 << 20)

enum { COURSES_MOST = 65000 };

void audit_init(struct audit *a, struct match_rules *rules)
{
	*a = (struct audit){.rules = rules, .seed = rules->seed};
	arena_init(&a->arena, ARENA_MAX);
	set_init(&a->course_ids, SET_MAX);
	set_init(&a->list_keys, SET_MAX);
	set_init(&a->persons, SET_MAX);
	set_init(&a->previous, SET_MAX);
	set_init(&a->others, SET_MAX);
	strbuf_init(&a->text, TEXT_MAX);
	strbuf_init(&a->order, TEXT_MAX);
}

void audit_release(struct audit *a)
{
	for (size_t i = 0; i < a->course_count; i++) {
		free(a->courses[i].held);
		free(a->courses[i].asking);
	}
	set_release(&a->course_ids);
	set_release(&a->list_keys);
	set_release(&a->persons);
	set_release(&a->previous);
	set_release(&a->others);
	strbuf_release(&a->text);
	strbuf_release(&a->order);
	free(a->courses);
	free(a->ranks);
	free(a->ids);
	free(a->id_ends);
	free(a->parts);
	free(a->lottery);
	free(a->choices);
	free(a->missing);
	free(a->groups);
	free(a->digests);
	free(a->bonus_values);
	free(a->expected);
	free(a->published);
	free(a->places);
	free(a->sorted[0]);
	free(a->sorted[1]);
	free(a->had);
	free(a->left);
	free(a->other_counts);
	arena_release(&a->arena);
}

static bool copy_header(struct audit *a, const struct header *from,
			struct header *to, struct diag *diag)
{
	struct slice *names =
		arena_array(&a->arena, from->count + 1, sizeof *names);

	for (size_t i = 0; names != NULL && i < from->count; i++)
		names[i] = arena_copy(&a->arena, from->names[i]);
	*to = (struct header){names, from->count};
	return names != NULL || diag_memory(diag);
}

bool audit_begin_courses(struct audit *a, const struct header *header,
			 struct diag *diag)
{
	size_t column;

	return copy_header(a, header, &a->course_header, diag) &&
	       header_require(header, "course", &column, diag) &&
	       header_require(header, "capacity", &column, diag);
}

struct slice audit_field(const struct audit *a, uint16_t course,
			 const char *name)
{
	size_t column = header_find(&a->course_header, slice_of(name));

	return column == COLUMN_NONE ? (struct slice){0}
				     : a->courses[course].fields[column];
}

static int64_t number_of(const struct audit *a, uint16_t course,
			 const char *name, int64_t fallback)
{
	int64_t number;

	return number_parse(audit_field(a, course, name), &number) &&
			       number >= 0
		       ? number
		       : fallback;
}

bool audit_add_course(struct audit *a, const struct record *record,
		      struct diag *diag)
{
	size_t width = a->course_header.count;
	struct slice *fields =
		arena_array(&a->arena, width + 1, sizeof *fields);
	struct audit_course *course;

	if (fields == NULL || a->course_count >= COURSES_MOST ||
	    !memory_reserve(&a->courses, &a->course_room, a->course_count + 1,
			    sizeof *a->courses))
		return diag_memory(diag);
	for (size_t i = 0; i < width; i++)
		fields[i] = arena_copy(&a->arena, record_field(record, i));
	course = &a->courses[a->course_count++];
	*course = (struct audit_course){.fields = fields};
	course->id = fields[header_find(&a->course_header, SLICE("course"))];
	return true;
}

/* The first date of four that says a course may not take part. */
static void check_dates(const struct audit *a, uint16_t index)
{
	static const struct {
		const char *name;
		bool end;
	} dates[] = {{"agreement_from", false},
		     {"agreement_to", true},
		     {"accredited_from", false},
		     {"accredited_to", true}};
	struct audit_course *course = &a->courses[index];

	for (size_t i = 0; i < 4 && !course->lapses; i++) {
		size_t column =
			header_find(&a->course_header, slice_of(dates[i].name));
		struct date date;

		if (column == COLUMN_NONE)
			continue;
		course->lapsed = course->fields[column];
		if (course->lapsed.length == 0)
			course->lapsed = slice_of(dates[i].name);
		if (!date_parse(course->lapsed, &date))
			course->lapses = true;
		else if (dates[i].end)
			course->lapses = date.days < a->day.days;
		else
			course->lapses = date.days > a->day.days;
	}
}

/* What a course needs of a person, by the words of its row. */
static uint8_t read_bars(const struct audit *a, uint16_t index)
{
	static const struct {
		const char *word;
		uint8_t bar;
	} modes[] = {
		{"in_person", AUDIT_IN_PERSON},
		{"luring", AUDIT_IN_PERSON},
		{"tatap muka", AUDIT_IN_PERSON},
		{"tatap_muka", AUDIT_IN_PERSON},
		{"online", AUDIT_ONLINE},
		{"daring", AUDIT_ONLINE},
		{"blended", AUDIT_BLENDED},
		{"campuran", AUDIT_BLENDED},
	};
	struct slice mode = audit_field(a, index, "mode");
	uint8_t bars = 0;

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		if (slice_is(mode, modes[i].word))
			bars = modes[i].bar;
	}
	if (header_find(&a->course_header, SLICE("accessible")) !=
		    COLUMN_NONE &&
	    !slice_is(audit_field(a, index, "accessible"), "yes"))
		bars |= AUDIT_ACCESS;
	if (a->courses[index].lapses)
		bars |= AUDIT_NOT_ELIGIBLE;
	return bars;
}

static int by_id(const void *left, const void *right)
{
	const struct audit_course *a = left, *b = right;

	return slice_compare(a->id, b->id);
}

static void read_course(const struct audit *a, uint16_t index, int64_t percent)
{
	struct audit_course *course = &a->courses[index];

	course->capacity = number_of(a, index, "capacity", 0);
	course->minimum = number_of(a, index, "minimum", 0);
	course->cost = number_of(a, index, "cost_rupiah", -1);
	check_dates(a, index);
	course->bars = read_bars(a, index);
	if (percent >= 0 && course->bars & AUDIT_IN_PERSON) {
		int64_t shifts = number_of(a, index, "shifts", 1);
		int64_t seats = course->capacity * percent / 100 *
				(shifts < 1 || shifts > 100 ? 1 : shifts);

		if (seats < course->capacity)
			course->capacity = seats;
		if (course->minimum > course->capacity)
			course->minimum = course->capacity;
	}
}

bool audit_end_courses(struct audit *a, int64_t in_person_percent,
		       struct diag *diag)
{
	a->by_id =
		arena_array(&a->arena, a->course_count + 1, sizeof *a->by_id);
	if (a->by_id == NULL)
		return diag_memory(diag);
	if (a->course_count > 1)
		qsort(a->courses, a->course_count, sizeof *a->courses, by_id);
	for (size_t i = 0; i < a->course_count; i++) {
		uint32_t index;
		bool added;

		if (!set_add(&a->course_ids, a->courses[i].id, &index, &added))
			return diag_memory(diag);
		if (!added)
			return diag_set(diag, "course '%.*s' stands twice",
					SLICE_PRINT(a->courses[i].id));
		a->by_id[index] = (uint16_t)i;
		read_course(a, (uint16_t)i, in_person_percent);
	}
	return audit_index_courses(a) || diag_memory(diag);
}

/* "course TAB person" in a buffer of the caller's. */
static struct slice list_key(struct slice course, struct slice person,
			     char buffer[512])
{
	size_t length = 0;

	if (course.length + person.length + 1 > 512)
		return (struct slice){0};
	memcpy(buffer, course.data, course.length);
	length = course.length;
	buffer[length++] = '\t';
	memcpy(buffer + length, person.data, person.length);
	return (struct slice){buffer, length + person.length};
}

bool audit_add_rank(struct audit *a, const struct slice row[3],
		    struct diag *diag)
{
	uint16_t course = audit_course(a, row[0]);
	char buffer[512];
	uint32_t index;
	int64_t rank;

	a->has_lists = true;
	if (course == AUDIT_NO_COURSE)
		return true;
	if (!number_parse(row[2], &rank) ||
	    !set_add(&a->list_keys, list_key(row[0], row[1], buffer), &index,
		     NULL) ||
	    !memory_reserve(&a->ranks, &a->rank_room, index + 1,
			    sizeof *a->ranks))
		return diag_set(diag, "the priorities can't be read");
	a->ranks[index] = rank;
	a->courses[course].has_list = true;
	return true;
}

int64_t audit_rank(const struct audit *a, uint32_t person, uint16_t course)
{
	char buffer[512];
	uint32_t index =
		set_find(&a->list_keys, list_key(a->courses[course].id,
						 audit_id(a, person), buffer));

	return index == SET_NONE ? 0 : a->ranks[index];
}

static bool add_before(struct audit *a, struct slice person, uint32_t *index,
		       struct diag *diag)
{
	size_t room = a->previous_room;
	bool added;

	if (!set_add(&a->previous, person, index, &added) ||
	    !memory_reserve(&a->had, &room, *index + 1, sizeof *a->had) ||
	    !memory_reserve(&a->left, &a->previous_room, *index + 1,
			    sizeof *a->left))
		return diag_memory(diag);
	if (added) {
		a->had[*index] = AUDIT_NO_COURSE;
		a->left[*index] = false;
	}
	return true;
}

bool audit_add_previous(struct audit *a, struct slice person,
			struct slice course, struct diag *diag)
{
	uint32_t index;

	if (!add_before(a, person, &index, diag))
		return false;
	a->had[index] = audit_course(a, course);
	return true;
}

bool audit_add_answer(struct audit *a, struct slice person, struct slice answer,
		      struct diag *diag)
{
	uint32_t index;

	if (!add_before(a, person, &index, diag))
		return false;
	a->left[index] = !slice_is(answer, "confirmed");
	return true;
}

bool audit_has_left(const struct audit *a, struct slice person)
{
	uint32_t index = set_find(&a->previous, person);

	return index != SET_NONE && a->left[index];
}

uint16_t audit_had(const struct audit *a, struct slice person)
{
	uint32_t index = set_find(&a->previous, person);

	return index == SET_NONE ? (uint16_t)AUDIT_NO_COURSE : a->had[index];
}
