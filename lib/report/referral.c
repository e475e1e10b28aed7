#include "report/referral.h"

#include "system/memory.h"
#include "system/sheet.h"

#include <stdlib.h>

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

/* What the bank reads in their place. */
static const char *const headings[REFERRAL_FIELDS] = {
	[REFERRAL_PERSON] = "Kode peserta",
	[REFERRAL_NIK] = "NIK",
	[REFERRAL_NAME] = "Nama",
	[REFERRAL_PHONE] = "No. HP",
	[REFERRAL_ADDRESS] = "Alamat",
	[REFERRAL_DISTRICT] = "Kab/Kota",
	[REFERRAL_COURSE] = "Kelas",
	[REFERRAL_PROVIDER] = "LPK",
	[REFERRAL_COURSE_END] = "Akhir pelatihan",
	[REFERRAL_CERTIFICATE] = "No. sertifikat",
};

bool referral_init(struct referral *referral, const struct header *header,
		   const struct outcomes *outcomes, struct diag *diag)
{
	*referral = (struct referral){0};
	arena_init(&referral->arena, memory_max);
	set_init(&referral->persons, memory_max);
	for (size_t i = 0; i < REFERRAL_FIELDS; i++)
		referral->columns[i] = header_find(header, slice_of(names[i]));
	referral->status = header_find(header, SLICE("enroll_status"));
	referral->wants = header_find(header, SLICE("wants_business"));
	return header_require(header, "person",
			      &referral->columns[REFERRAL_PERSON], diag) &&
	       header_require(header, "completion", &referral->completion,
			      diag) &&
	       header_require(header, "consent", &referral->consent, diag) &&
	       (outcomes != NULL || header_require(header, "wants_business",
						   &referral->wants, diag));
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

	if (!slice_is(record_field(record, referral->completion),
		      "completed") ||
	    !slice_is(record_field(record, referral->consent), "yes") ||
	    outcomes_decision(outcomes, person) != NULL)
		return false;
	return slice_is(record_field(record, referral->wants), "yes") ||
	       outcome_is_business(outcomes_find(outcomes, person, -1, -1, 0));
}

/* The row of a person, new where it was not met yet; NULL: no memory. */
static struct referral_row *row_of(struct referral *referral,
				   struct slice person)
{
	uint32_t index;
	bool added;

	if (!set_add(&referral->persons, person, &index, &added) ||
	    !memory_reserve(&referral->rows, &referral->capacity, index + 1U,
			    sizeof *referral->rows))
		return NULL;
	if (added)
		referral->rows[referral->count++] = (struct referral_row){0};
	return &referral->rows[index];
}

/* Whether a record's course comes before the one in the row. */
static bool is_better(const struct referral *referral,
		      const struct record *record,
		      const struct referral_row *row)
{
	static const enum referral_field fields[] = {
		REFERRAL_COURSE_END, REFERRAL_CERTIFICATE, REFERRAL_COURSE,
		REFERRAL_PROVIDER, REFERRAL_DISTRICT};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct slice field =
			record_field(record, referral->columns[fields[i]]);
		int order = slice_compare(field, row->fields[fields[i]]);

		if (order != 0)
			return order > 0;
	}
	return false;
}

bool referral_add(struct referral *referral, const struct record *record,
		  const struct outcomes *outcomes, struct diag *diag)
{
	struct slice person =
		record_field(record, referral->columns[REFERRAL_PERSON]);
	struct slice status = record_field(record, referral->status);
	bool refuses = slice_is(record_field(record, referral->consent), "no");
	struct referral_row *row;

	if (person.length == 0 || slice_is(status, "superseded") ||
	    slice_is(status, "duplicate") ||
	    (!refuses && !belongs(referral, record, outcomes)))
		return true;
	row = row_of(referral, person);
	if (row == NULL)
		return diag_memory(diag);
	row->refused = row->refused || refuses;
	if (refuses || (row->belongs && !is_better(referral, record, row)))
		return true;
	row->belongs = true;
	for (size_t i = 0; i < REFERRAL_FIELDS; i++) {
		row->fields[i] =
			arena_copy(&referral->arena,
				   record_field(record, referral->columns[i]));
		if (row->fields[i].data == NULL)
			return diag_memory(diag);
	}
	return true;
}

static bool is_listed(const struct referral_row *row)
{
	return row->belongs && !row->refused;
}

bool referral_identify(struct referral *referral, const struct header *header,
		       const struct record *record, struct diag *diag)
{
	struct slice person =
		record_field(record, header_find(header, SLICE("person")));
	struct slice status = record_field(
		record, header_find(header, SLICE("enroll_status")));
	struct slice application =
		record_field(record, header_find(header, SLICE("application")));
	uint32_t index = set_find(&referral->persons, person);
	struct referral_row *row;

	if (index == SET_NONE)
		return true;
	row = &referral->rows[index];
	if (!is_listed(row) ||
	    !identity_row_take(&row->known, status, application))
		return true;
	for (size_t i = REFERRAL_NIK; i <= REFERRAL_ADDRESS; i++) {
		size_t column = header_find(header, slice_of(names[i]));

		row->fields[i] = arena_copy(&referral->arena,
					    record_field(record, column));
		if (row->fields[i].data == NULL)
			return diag_memory(diag);
	}
	return true;
}

size_t referral_count(const struct referral *referral, size_t *nameless)
{
	size_t count = 0;

	*nameless = 0;
	for (size_t i = 0; i < referral->count; i++) {
		const struct referral_row *row = &referral->rows[i];

		count += is_listed(row);
		*nameless += is_listed(row) &&
			     row->fields[REFERRAL_NAME].length == 0;
	}
	return count;
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
		if (!is_listed(rows + r))
			continue;
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
		    struct date day, enum language language, struct diag *diag)
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
	       sheet_begin(writer, "kur",
			   language == LANGUAGE_ID ? headings : names,
			   REFERRAL_FIELDS, diag) &&
	       put_rows(rows, count, writer, diag);
	free(rows);
	if (done)
		return sheet_finish(writer, diag);
	if (writer != NULL)
		sheet_finish(writer, &ignored);
	return false;
}
