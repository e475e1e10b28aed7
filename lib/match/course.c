#include "match/course.h"

#include "base/number.h"
#include "match/course_index.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 30)

static const char *const column_names[COURSE_COLUMNS] = {
	[COURSE_ID] = "course",
	[COURSE_CAPACITY] = "capacity",
	[COURSE_MINIMUM] = "minimum",
	[COURSE_PROVIDER] = "provider",
	[COURSE_TITLE] = "title",
	[COURSE_VOCATION] = "vocation",
	[COURSE_MODE] = "mode",
	[COURSE_ACCESSIBLE] = "accessible",
	[COURSE_COST] = "cost_rupiah",
	[COURSE_START] = "start_date",
	[COURSE_END] = "end_date",
	[COURSE_DAYS] = "days",
	[COURSE_TIMES] = "times",
	[COURSE_SHIFTS] = "shifts",
	[COURSE_AGREEMENT_FROM] = "agreement_from",
	[COURSE_AGREEMENT_TO] = "agreement_to",
	[COURSE_ACCREDITED_FROM] = "accredited_from",
	[COURSE_ACCREDITED_TO] = "accredited_to",
};

bool courses_begin(struct courses *courses, const struct header *header,
		   struct diag *diag)
{
	struct slice *names;

	*courses = (struct courses){0};
	arena_init(&courses->arena, ARENA_MAX);
	names = arena_array(&courses->arena, header->count, sizeof *names);
	if (names == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < header->count; i++) {
		names[i] = arena_copy(&courses->arena, header->names[i]);
		if (names[i].data == NULL)
			return diag_memory(diag);
	}
	courses->header = (struct header){names, header->count};
	for (size_t i = 0; i < COURSE_COLUMNS; i++)
		courses->columns[i] =
			header_find(header, slice_of(column_names[i]));
	return header_require(header, "course", &courses->columns[COURSE_ID],
			      diag) &&
	       header_require(header, "capacity",
			      &courses->columns[COURSE_CAPACITY], diag);
}

static bool check_id(struct slice id, struct diag *diag)
{
	if (id.length == 0)
		return diag_set(diag, "a course without an id");
	for (size_t i = 0; i < id.length; i++) {
		if (id.data[i] == ':' || id.data[i] == ',' ||
		    (unsigned char)id.data[i] < ' ')
			return diag_set(diag,
					"course '%.*s': an id has no ':', ',' "
					"or control character",
					SLICE_PRINT(id));
	}
	return true;
}

/*
 * A whole number of a course. Where there is none *number stays, unless it is
 * -1, which says that it is needed.
 */
static bool read_number(const struct courses *courses,
			const struct course *course, enum course_column column,
			int64_t *number, struct diag *diag)
{
	size_t at = courses->columns[column];
	struct slice text =
		at == COLUMN_NONE ? (struct slice){0} : course->fields[at];

	if (text.length == 0 && *number >= 0)
		return true;
	if (number_parse(text, number) && *number >= 0)
		return true;
	return diag_set(diag,
			"course '%.*s': '%s' is '%.*s', not a whole number",
			SLICE_PRINT(course->id), column_names[column],
			SLICE_PRINT(text));
}

static bool read_numbers(const struct courses *courses, struct course *course,
			 struct diag *diag)
{
	int64_t capacity = -1, minimum = 0;

	if (!read_number(courses, course, COURSE_CAPACITY, &capacity, diag) ||
	    !read_number(courses, course, COURSE_MINIMUM, &minimum, diag))
		return false;
	if (capacity > COURSE_SEATS_MAX || minimum > COURSE_SEATS_MAX)
		return diag_set(diag, "course '%.*s': at most %d seats",
				SLICE_PRINT(course->id), COURSE_SEATS_MAX);
	course->stated = course->capacity = (uint32_t)capacity;
	course->minimum = (uint32_t)minimum;
	course->cost_rupiah = -1;
	if (courses->columns[COURSE_COST] == COLUMN_NONE ||
	    course->fields[courses->columns[COURSE_COST]].length == 0)
		return true;
	return read_number(courses, course, COURSE_COST, &course->cost_rupiah,
			   diag);
}

static bool read_mode(struct slice word, uint8_t *bar)
{
	static const struct {
		const char *word;
		enum course_bar bar;
	} words[] = {
		{"in_person", BAR_IN_PERSON},  {"tatap muka", BAR_IN_PERSON},
		{"tatap_muka", BAR_IN_PERSON}, {"luring", BAR_IN_PERSON},
		{"online", BAR_ONLINE},	       {"daring", BAR_ONLINE},
		{"blended", BAR_BLENDED},      {"campuran", BAR_BLENDED},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (slice_equal_ignoring_case(word, slice_of(words[i].word))) {
			*bar = (uint8_t)words[i].bar;
			return true;
		}
	}
	return false;
}

static bool read_bars(const struct courses *courses,
		      const struct course *course, uint8_t *bars,
		      struct diag *diag)
{
	size_t mode = courses->columns[COURSE_MODE];
	size_t accessible = courses->columns[COURSE_ACCESSIBLE];

	*bars = 0;
	if (mode != COLUMN_NONE && course->fields[mode].length > 0 &&
	    !read_mode(course->fields[mode], bars))
		return diag_set(diag,
				"course '%.*s': mode is '%.*s', not in_person, "
				"online or blended",
				SLICE_PRINT(course->id),
				SLICE_PRINT(course->fields[mode]));
	if (accessible == COLUMN_NONE)
		return true;
	if (!slice_is(course->fields[accessible], "yes"))
		*bars |= BAR_ACCESS;
	if (course->fields[accessible].length > 0 && *bars & BAR_ACCESS &&
	    !slice_is(course->fields[accessible], "no"))
		return diag_set(diag,
				"course '%.*s': accessible is '%.*s', not yes "
				"or no",
				SLICE_PRINT(course->id),
				SLICE_PRINT(course->fields[accessible]));
	return true;
}

static bool grow(struct courses *courses, struct diag *diag)
{
	size_t room = courses->room == 0 ? 64 : courses->room * 2;
	struct course *list;

	if (courses->count >= COURSES_MAX)
		return diag_set(diag, "more than %d courses", COURSES_MAX);
	if (courses->count < courses->room)
		return true;
	list = arena_array(&courses->arena, room, sizeof *list);
	if (list == NULL)
		return diag_memory(diag);
	if (courses->count > 0)
		memcpy(list, courses->list, courses->count * sizeof *list);
	courses->list = list;
	courses->room = room;
	return true;
}

bool courses_add(struct courses *courses, const struct record *record,
		 struct diag *diag)
{
	struct course *course;
	struct slice *fields;
	uint8_t bars;

	if (!grow(courses, diag))
		return false;
	fields = arena_array(&courses->arena, courses->header.count,
			     sizeof *fields);
	if (fields == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < courses->header.count; i++) {
		fields[i] =
			arena_copy(&courses->arena, record_field(record, i));
		if (fields[i].data == NULL)
			return diag_memory(diag);
	}
	course = &courses->list[courses->count];
	*course = (struct course){.fields = fields};
	course->id = fields[courses->columns[COURSE_ID]];
	if (!check_id(course->id, diag) ||
	    !read_numbers(courses, course, diag) ||
	    !read_bars(courses, course, &bars, diag))
		return false;
	courses->count++;
	return true;
}

bool courses_need_day(const struct courses *courses)
{
	for (size_t i = COURSE_AGREEMENT_FROM; i <= COURSE_ACCREDITED_TO; i++) {
		if (courses->columns[i] != COLUMN_NONE)
			return true;
	}
	return false;
}

/*
 * Whether the day is inside. A present but empty date never is, and is told by
 * its column's name.
 */
static bool check_validity(const struct courses *courses, struct course *course,
			   struct date day, bool *valid, struct diag *diag)
{
	*valid = true;
	for (size_t i = COURSE_AGREEMENT_FROM; i <= COURSE_ACCREDITED_TO; i++) {
		bool to = i == COURSE_AGREEMENT_TO || i == COURSE_ACCREDITED_TO;
		struct slice text;
		struct date date = {0};

		if (courses->columns[i] == COLUMN_NONE)
			continue;
		text = course->fields[courses->columns[i]];
		if (text.length > 0 && !date_parse(text, &date))
			return diag_set(diag,
					"course '%.*s': '%s' is '%.*s', not a "
					"date YYYY-MM-DD",
					SLICE_PRINT(course->id),
					column_names[i], SLICE_PRINT(text));
		if (text.length > 0 &&
		    (to ? day.days <= date.days : day.days >= date.days))
			continue;
		if (*valid)
			course->lapsed_at = text.length > 0
						    ? text
						    : slice_of(column_names[i]);
		*valid = false;
	}
	return true;
}

static int compare_courses(const void *left, const void *right)
{
	const struct course *a = left, *b = right;

	return slice_compare(a->id, b->id);
}

bool courses_end(struct courses *courses, struct date day, struct diag *diag)
{
	if (courses->count > 1)
		qsort(courses->list, courses->count, sizeof *courses->list,
		      compare_courses);
	courses->bars = arena_alloc(&courses->arena, courses->count + 1);
	if (courses->bars == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < courses->count; i++) {
		struct course *course = &courses->list[i];
		bool valid;

		if (i > 0 && slice_equal(course[-1].id, course->id))
			return diag_set(diag, "course '%.*s' stands twice",
					SLICE_PRINT(course->id));
		if (!read_bars(courses, course, &courses->bars[i], diag) ||
		    !check_validity(courses, course, day, &valid, diag))
			return false;
		if (!valid)
			courses->bars[i] |= BAR_NOT_TAKING_PART;
	}
	return courses_build_index(courses, diag);
}

void courses_scale_in_person(struct courses *courses, int64_t percent)
{
	for (size_t i = 0; i < courses->count; i++) {
		struct course *course = &courses->list[i];
		struct slice text =
			course_field(courses, (uint16_t)i, COURSE_SHIFTS);
		int64_t shifts, seats;

		if (!(courses->bars[i] & BAR_IN_PERSON))
			continue;
		if (!number_parse(text, &shifts) || shifts < 1 || shifts > 100)
			shifts = 1;
		seats = course->stated * percent / 100 * shifts;
		if (seats < course->capacity)
			course->capacity = (uint32_t)seats;
		if (course->minimum > course->capacity)
			course->minimum = course->capacity;
	}
}

void courses_release(struct courses *courses)
{
	arena_release(&courses->arena);
	*courses = (struct courses){0};
}
