#include "report/people.h"

#include <stdio.h>
#include <stdlib.h>

/* A nation: four million people, and what is kept of each. */
static const size_t ids_memory_max = (size_t)1 << 30;

enum { WORDS_MEMORY_MAX = 1 << 26, PEOPLE_FIRST = 1024 };

static const char *const names[PEOPLE_FIELDS] = {
	[PEOPLE_PERSON] = "person",
	[PEOPLE_APPLICATION] = "application",
	[PEOPLE_APPLIED_AT] = "applied_at",
	[PEOPLE_ENROLL] = "enroll_status",
	[PEOPLE_LISTED] = "listed",
	[PEOPLE_MATCH] = "match_status",
	[PEOPLE_COURSE] = "course",
	[PEOPLE_PROVIDER] = "provider",
	[PEOPLE_VOCATION] = "vocation",
	[PEOPLE_START] = "course_start",
	[PEOPLE_END] = "course_end",
	[PEOPLE_PRESENT] = "present",
	[PEOPLE_LATE] = "late",
	[PEOPLE_MINUTES] = "minutes_present",
	[PEOPLE_PENDING] = "pending",
	[PEOPLE_COMPLETION] = "completion",
	[PEOPLE_PAYABLE] = "payable_days",
	[PEOPLE_CERTIFICATE] = "certificate_no",
	[PEOPLE_AMOUNT_DUE] = "amount_due",
	[PEOPLE_PAID_BEFORE] = "paid_before",
	[PEOPLE_PAY] = "pay_status",
	[PEOPLE_DISTRICT] = "district",
	[PEOPLE_CATEGORY] = "category",
	[PEOPLE_EMPLOYMENT] = "employment",
	[PEOPLE_SEX] = "sex",
	[PEOPLE_DISABILITY] = "disability",
};

void people_init(struct people *people, const struct header *header,
		 struct date as_of, const struct course_facts *courses,
		 struct totals *totals)
{
	*people = (struct people){
		.as_of = as_of, .courses = courses, .totals = totals};
	set_init(&people->ids, ids_memory_max);
	set_init(&people->idle, ids_memory_max);
	for (size_t i = 0; i < PERSON_KEYS; i++)
		set_init(&people->words[i], WORDS_MEMORY_MAX);
	for (size_t i = 0; i < PEOPLE_FIELDS; i++)
		people->columns[i] = header_find(header, slice_of(names[i]));
}

void people_release(struct people *people)
{
	set_release(&people->ids);
	set_release(&people->idle);
	for (size_t i = 0; i < PERSON_KEYS; i++)
		set_release(&people->words[i]);
	free(people->persons);
	free(people->idle_counts);
}

/*
 * How often one superseded or duplicate record stands in the file being read,
 * and in the file that has it most often. Parts of a stream add up to the
 * whole; two stages of the same people hold the same records twice, and those
 * are not two.
 */
struct idle_count {
	const char *file;
	int64_t here, most;
};

/* What makes two idle records the same one. */
static uint64_t idle_hash(const struct people *people,
			  const struct record *record)
{
	static const enum people_field fields[] = {
		PEOPLE_PERSON, PEOPLE_APPLICATION, PEOPLE_APPLIED_AT,
		PEOPLE_ENROLL, PEOPLE_DISTRICT,	   PEOPLE_CATEGORY,
	};
	uint64_t hash = 0;

	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		size_t column = people->columns[fields[i]];

		hash = hash * 0x9e3779b97f4a7c15U +
		       set_hash(record_field(record, column));
	}
	return hash;
}

static struct idle_count *idle_of(struct people *people, uint64_t hash)
{
	struct slice key = {(const char *)&hash, sizeof hash};
	size_t capacity = people->idle_capacity * 2 + PEOPLE_FIRST;
	uint32_t index;
	bool added;

	if (set_count(&people->idle) == people->idle_capacity) {
		struct idle_count *counts = reallocarray(
			people->idle_counts, capacity, sizeof *counts);

		if (counts == NULL)
			return NULL;
		people->idle_counts = counts;
		people->idle_capacity = capacity;
	}
	if (!set_add(&people->idle, key, &index, &added))
		return NULL;
	if (added)
		people->idle_counts[index] = (struct idle_count){0};
	return &people->idle_counts[index];
}

static bool add_idle(struct people *people, const struct record *record,
		     struct slice status, struct diag *diag)
{
	struct idle_count *count = idle_of(people, idle_hash(people, record));

	if (count == NULL)
		return diag_memory(diag);
	if (count->file != record->file)
		*count = (struct idle_count){record->file, 0, count->most};
	if (++count->here <= count->most)
		return true;
	count->most = count->here;
	return totals_add(people->totals, TOTALS_ENROLL, status, TOTALS_RECORDS,
			  1) ||
	       diag_memory(diag);
}

/* Who a record is about: the person, else the application, else itself. */
static bool find_person(struct people *people, const struct record *record,
			uint32_t *index, bool *added)
{
	struct slice id = record_field(record, people->columns[PEOPLE_PERSON]);
	struct slice application =
		record_field(record, people->columns[PEOPLE_APPLICATION]);
	char key[SCHEMA_COLUMNS_MAX];
	int length = 0;

	if (id.length > 0)
		return set_add(&people->ids, id, index, added);
	if (application.length > 0)
		length = snprintf(key, sizeof key, "\001%.*s",
				  SLICE_PRINT(application));
	else
		length = snprintf(key, sizeof key, "\002%s:%llu", record->file,
				  (unsigned long long)record->line);
	if ((size_t)length >= sizeof key)
		length = sizeof key - 1;
	return set_add(&people->ids, (struct slice){key, (size_t)length}, index,
		       added);
}

static bool make_room(struct people *people)
{
	size_t capacity = people->capacity * 2 + PEOPLE_FIRST;
	struct person *persons;

	if (set_count(&people->ids) < people->capacity)
		return true;
	persons = reallocarray(people->persons, capacity, sizeof *persons);
	if (persons == NULL)
		return false;
	people->persons = persons;
	people->capacity = capacity;
	return true;
}

/* Joins what two records say of one person. */
static void join(struct person *known, const struct person *said)
{
	unsigned stages = known->stages | said->stages;

	if (said->rank > known->rank ||
	    (said->rank == known->rank && said->tie > known->tie))
		*known = *said;
	known->stages = stages;
}

/* Folder and file: the same wherever the night's folder stands. */
static struct slice short_path(const char *path)
{
	const char *start = path + strlen(path);

	for (int slashes = 0; start > path; start--)
		if (start[-1] == '/' && ++slashes == 2)
			break;
	return slice_of(start);
}

/* Which file has how many records, and how far its applications reach. */
static bool count_source(struct people *people, const struct record *record)
{
	struct slice file = short_path(record->file);
	struct slice applied =
		record_field(record, people->columns[PEOPLE_APPLIED_AT]);
	struct date latest;

	return totals_add(people->totals, TOTALS_SOURCE, file, TOTALS_RECORDS,
			  1) &&
	       (!date_parse(slice_part(applied, 0, 10), &latest) ||
		totals_add(people->totals, TOTALS_SOURCE, file,
			   TOTALS_LATEST_DAY, latest.days));
}

bool people_add(struct people *people, const struct record *record,
		struct diag *diag)
{
	struct slice status =
		record_field(record, people->columns[PEOPLE_ENROLL]);
	struct person said;
	uint32_t index;
	bool added;

	if (!count_source(people, record) ||
	    !totals_add(people->totals, TOTALS_ALL, SLICE(""), TOTALS_RECORDS,
			1))
		return diag_memory(diag);
	if (slice_is(status, "superseded") || slice_is(status, "duplicate"))
		return add_idle(people, record, status, diag);
	if (!people_read(people, record, &said, diag))
		return false;
	if (!make_room(people) || !find_person(people, record, &index, &added))
		return diag_memory(diag);
	if (added) {
		people->persons[index] = said;
		return true;
	}
	join(&people->persons[index], &said);
	return totals_add(people->totals, TOTALS_ALL, SLICE(""),
			  TOTALS_REPEATED, 1) ||
	       diag_memory(diag);
}
