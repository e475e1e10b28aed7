#include "report/referral.h"

#include "system/sheet.h"

#include <stdlib.h>

enum { ROWS_FIRST = 64 };

static const size_t memory_max = (size_t)1 << 30;

static const char *const names[REFERRAL_FIELDS] = {
	[REFERRAL_PERSON] = "person",
	[REFERRAL_NIK] = "nik",
	[REFERRAL_NAME] = "name",
	[REFERRAL_PHONE] = "phone",
	[REFERRAL_ADDRESS] = "address",
	[REFERRAL_DISTRICT] = "district",
	[REFERRAL_COURSE] = "course",
	[REFERRAL_PROVIDER] = "provider",
	[REFERRAL_COURSE_END] = "course_end",
	[REFERRAL_CERTIFICATE] = "certificate_no",
};

void referral_init(struct referral *referral, const struct header *header)
{
	*referral = (struct referral){0};
	arena_init(&referral->arena, memory_max);
	set_init(&referral->persons, memory_max);
	for (size_t i = 0; i < REFERRAL_FIELDS; i++)
		referral->columns[i] = header_find(header, slice_of(names[i]));
	referral->completion = header_find(header, SLICE("completion"));
	referral->consent = header_find(header, SLICE("consent"));
	referral->wants = header_find(header, SLICE("wants_business"));
}

void referral_release(struct referral *referral)
{
	arena_release(&referral->arena);
	set_release(&referral->persons);
	free(referral->rows);
}

static bool belongs(const struct referral *referral,
		    const struct record *record,
		    const struct outcomes *outcomes)
{
	struct slice person =
		record_field(record, referral->columns[REFERRAL_PERSON]);

	if (person.length == 0 ||
	    !slice_is(record_field(record, referral->completion),
		      "completed") ||
	    !slice_is(record_field(record, referral->consent), "yes") ||
	    outcomes_decision(outcomes, person) != NULL)
		return false;
	return slice_is(record_field(record, referral->wants), "yes") ||
	       outcome_is_business(outcomes_find(outcomes, person, -1, -1, 0));
}

static bool make_room(struct referral *referral)
{
	size_t capacity = referral->capacity * 2 + ROWS_FIRST;
	struct referral_row *rows;

	if (referral->count < referral->capacity)
		return true;
	rows = reallocarray(referral->rows, capacity, sizeof *rows);
	if (rows == NULL)
		return false;
	referral->rows = rows;
	referral->capacity = capacity;
	return true;
}

bool referral_add(struct referral *referral, const struct record *record,
		  const struct outcomes *outcomes, struct diag *diag)
{
	struct referral_row *row;
	uint32_t index;
	bool added;

	if (!belongs(referral, record, outcomes))
		return true;
	if (!make_room(referral) ||
	    !set_add(&referral->persons,
		     record_field(record, referral->columns[REFERRAL_PERSON]),
		     &index, &added))
		return diag_memory(diag);
	if (!added)
		return true;
	row = &referral->rows[referral->count++];
	for (size_t i = 0; i < REFERRAL_FIELDS; i++) {
		row->fields[i] =
			arena_copy(&referral->arena,
				   record_field(record, referral->columns[i]));
		if (row->fields[i].data == NULL)
			return diag_memory(diag);
	}
	return true;
}

bool referral_identify(struct referral *referral, const struct header *header,
		       const struct record *record, struct diag *diag)
{
	struct slice person =
		record_field(record, header_find(header, SLICE("person")));
	uint32_t index = set_find(&referral->persons, person);

	if (index == SET_NONE)
		return true;
	for (size_t i = REFERRAL_NIK; i <= REFERRAL_ADDRESS; i++) {
		struct slice *field = &referral->rows[index].fields[i];
		size_t column = header_find(header, slice_of(names[i]));

		if (record_field(record, column).length == 0)
			continue;
		*field = arena_copy(&referral->arena,
				    record_field(record, column));
		if (field->data == NULL)
			return diag_memory(diag);
	}
	return true;
}

size_t referral_nameless(const struct referral *referral)
{
	size_t nameless = 0;

	for (size_t i = 0; i < referral->count; i++)
		if (referral->rows[i].fields[REFERRAL_NAME].length == 0)
			nameless++;
	return nameless;
}

static int compare(const void *left, const void *right)
{
	const struct referral_row *a = left, *b = right;

	return slice_compare(a->fields[REFERRAL_PERSON],
			     b->fields[REFERRAL_PERSON]);
}

static bool put_rows(const struct referral_row *rows, size_t count,
		     struct sheet_writer *writer, struct diag *diag)
{
	for (size_t r = 0; r < count; r++) {
		for (size_t i = 0; i < REFERRAL_FIELDS; i++) {
			struct slice field = rows[r].fields[i];
			struct date day;

			if (i == REFERRAL_COURSE_END && date_parse(field, &day))
				sheet_put_date(writer, day);
			else
				sheet_put_text(writer, field);
		}
		if (!sheet_end_row(writer, diag))
			return false;
	}
	return true;
}

bool referral_write(const struct referral *referral, const char *path,
		    struct date day, struct diag *diag)
{
	size_t count = referral->count;
	struct referral_row *rows = calloc(count + 1, sizeof *rows);
	struct sheet_writer *writer;
	struct diag ignored;
	bool done;

	if (rows == NULL)
		return diag_memory(diag);
	if (count > 0)
		memcpy(rows, referral->rows, count * sizeof *rows);
	qsort(rows, count, sizeof *rows, compare);
	writer = sheet_create(path, day, diag);
	done = writer != NULL &&
	       sheet_begin(writer, "kur", names, REFERRAL_FIELDS, diag) &&
	       put_rows(rows, count, writer, diag);
	free(rows);
	if (done)
		return sheet_finish(writer, diag);
	if (writer != NULL)
		sheet_finish(writer, &ignored);
	return false;
}
