/*
 * The published result, row by row and then as a whole.
 */
#include "match/audit_parts.h"
#include "match/audit_stages.h"
#include "match/result.h"

#include "base/number.h"

#include <stdarg.h>
#include <stdio.h>

static void find(struct audit *a, const char *code, struct slice subject,
		 const char *format, ...) __attribute__((format(printf, 4, 5)));

static void find(struct audit *a, const char *code, struct slice subject,
		 const char *format, ...)
{
	char message[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	a->findings++;
	a->tell(a->context, code, subject, message);
}

/* What a row repeats of its course. */
static const struct {
	enum result_column column;
	const char *field;
} copies[] = {
	{RESULT_PROVIDER, "provider"}, {RESULT_START, "start_date"},
	{RESULT_END, "end_date"},      {RESULT_DAYS, "days"},
	{RESULT_TIMES, "times"},       {RESULT_MODE, "mode"},
};

enum { COPIES = sizeof copies / sizeof *copies };

static struct slice copied_field(const struct audit *a, uint16_t course,
				 size_t copy)
{
	size_t column = a->copied_columns[copy];

	return column == COLUMN_NONE ? (struct slice){0}
				     : a->courses[course].fields[column];
}

bool audit_begin_result(struct audit *a, const struct header *header,
			struct diag *diag)
{
	size_t courses = a->course_count + 1;

	for (size_t i = 0; i < RESULT_COLUMNS; i++) {
		if (!header_require(header, result_columns[i],
				    &a->result_columns[i], diag))
			return false;
	}
	for (size_t i = 0; i < COPIES; i++)
		a->copied_columns[i] = header_find(&a->course_header,
						   slice_of(copies[i].field));
	a->input_columns = arena_array(&a->arena, a->header.count + 1,
				       sizeof *a->input_columns);
	a->published_last =
		arena_array(&a->arena, courses, sizeof *a->published_last);
	a->published_count =
		arena_array(&a->arena, courses, sizeof *a->published_count);
	a->seen = arena_alloc(&a->arena, a->count + 1);
	if (a->input_columns == NULL || a->published_last == NULL ||
	    a->published_count == NULL || a->seen == NULL)
		return diag_memory(diag);
	a->side_by_side = a->all_input;
	for (size_t i = 0; i < a->header.count; i++) {
		if (a->is_input[i] &&
		    (a->input_columns[i] = header_find(
			     header, a->header.names[i])) == COLUMN_NONE)
			return diag_set(diag, "the result has no column '%.*s'",
					SLICE_PRINT(a->header.names[i]));
		a->side_by_side &=
			a->input_columns[i] == a->input_columns[0] + i;
	}
	memset(a->published, AUDIT_NO_CHOICE, a->count);
	for (size_t i = 0; i < a->course_count; i++)
		a->published_last[i] = AUDIT_NOBODY;
	return (audit_prepare_reasons(a) && audit_count_places(a)) ||
	       diag_memory(diag);
}

/* A row under check. */
struct row {
	struct audit *audit;
	const struct record *record;
	struct slice person;
	uint32_t number;
};

static struct slice published(const struct row *row, enum result_column column)
{
	return record_field(row->record, row->audit->result_columns[column]);
}

static void expect(const struct row *row, enum result_column column,
		   struct slice wanted, const char *code)
{
	struct slice found = published(row, column);

	if (!audit_same(found, wanted))
		find(row->audit, code, row->person,
		     "%s is '%.*s', should be '%.*s'", result_columns[column],
		     SLICE_PRINT(found), SLICE_PRINT(wanted));
}

static void expect_number(const struct row *row, enum result_column column,
			  int64_t number, const char *code)
{
	char digits[NUMBER_SIZE];

	expect(row, column, number_format(number, digits), code);
}

/* The course whose priority and number are told for a person. */
static uint16_t told_course(const struct audit *a, uint32_t person)
{
	const uint16_t *row = audit_row(a, person);

	if (a->expected[person] != AUDIT_NO_CHOICE)
		return row[a->expected[person]];
	for (size_t at = 0; at < a->first_stage; at++) {
		if (audit_is_open(a, person, row[at]))
			return row[at];
	}
	return AUDIT_NO_COURSE;
}

static void check_key(const struct row *row)
{
	struct audit *a = row->audit;
	uint64_t number = a->lottery[row->number];
	struct slice order = audit_order_text(a, row->number), digits = {0};

	if (a->order_class == NULL) {
		uint16_t told = told_course(a, row->number);

		strbuf_reset(&a->text);
		if (told != AUDIT_NO_COURSE || !a->has_lists)
			audit_write_order(a, row->number, told, &a->text);
		order = strbuf_slice(&a->text);
		if (told != AUDIT_NO_COURSE)
			number = audit_lottery(a, row->number, told);
	}
	expect(row, RESULT_PRIORITY, order, "priority");
	audit_format_number(number, a->digits);
	if (a->seed.length > 0)
		digits = (struct slice){a->digits, sizeof a->digits};
	expect(row, RESULT_LOTTERY, digits, "lottery");
	if (a->seed.length > 0 && !a->rules->lottery_by_course)
		expect_number(row, RESULT_LOTTERY_SHARE, a->shares[row->number],
			      "lottery");
	else
		expect(row, RESULT_LOTTERY_SHARE, (struct slice){0}, "lottery");
}

/* What a row says about the course, as far as it goes by itself. */
static void check_course(const struct row *row)
{
	struct audit *a = row->audit;
	struct slice id = published(row, RESULT_COURSE);
	uint16_t course =
		id.length > 0 ? audit_course(a, id) : (uint16_t)AUDIT_NO_COURSE;
	const uint16_t *choices = audit_row(a, row->number);
	size_t at = 0;

	while (at < a->width && choices[at] != course)
		at++;
	for (size_t i = 0; i < COPIES; i++)
		expect(row, copies[i].column,
		       course == AUDIT_NO_COURSE ? (struct slice){0}
						 : copied_field(a, course, i),
		       "course");
	if (id.length == 0) {
		expect(row, RESULT_CHOICE, (struct slice){0}, "choice");
		return;
	}
	if (course == AUDIT_NO_COURSE || at == a->width) {
		find(a, "not-chosen", row->person,
		     "'%.*s' is none of the person's choices", SLICE_PRINT(id));
		return;
	}
	expect_number(row, RESULT_CHOICE, a->choice_numbers[at], "choice");
	if (audit_bar(a, row->number, course) != NULL)
		find(a, "eligibility", row->person,
		     "'%.*s' can't take them: %s", SLICE_PRINT(id),
		     audit_bar(a, row->number, course));
	if (a->courses[course].closed)
		find(a, "closed", row->person, "'%.*s' is closed",
		     SLICE_PRINT(id));
	a->published[row->number] = (uint8_t)at;
	a->published_count[course]++;
	if (a->published_last[course] == AUDIT_NOBODY ||
	    audit_is_before(a, course, a->published_last[course], row->number))
		a->published_last[course] = row->number;
}

static void check_outcome(const struct row *row)
{
	struct audit *a = row->audit;
	uint32_t place = a->places[row->number];
	uint8_t at = a->expected[row->number];
	struct slice course = {0};

	if (at != AUDIT_NO_CHOICE)
		course = a->courses[audit_row(a, row->number)[at]].id;
	expect(row, RESULT_COURSE, course, "optimality");
	expect(row, RESULT_STATUS,
	       at != AUDIT_NO_CHOICE ? SLICE("placed")
	       : place > 0	     ? SLICE("waitlisted")
				     : SLICE("unplaced"),
	       "status");
	if (at == AUDIT_NO_CHOICE && place > 0)
		expect_number(row, RESULT_WAITLIST_PLACE, place, "waitlist");
	else
		expect(row, RESULT_WAITLIST_PLACE, (struct slice){0},
		       "waitlist");
	if (audit_reasons_are(a, row->number, row->record,
			      published(row, RESULT_REASONS)))
		return;
	strbuf_reset(&a->text);
	audit_write_reasons(a, row->number, row->record, &a->text);
	expect(row, RESULT_REASONS, strbuf_slice(&a->text), "reasons");
}

/* Who isn't matched: the input as it came, a status, and no course. */
static void check_other(struct audit *a, const struct row *row, uint64_t digest)
{
	struct slice key = {(const char *)&digest, sizeof digest};
	uint32_t index = set_find(&a->others, key);
	bool left = audit_has_left(a, row->person);

	if (index == SET_NONE || a->other_counts[index] == 0) {
		find(a, "not-in-input", row->person,
		     "the row is not in the applicants, or too often");
		return;
	}
	a->other_counts[index]--;
	expect(row, RESULT_STATUS,
	       left ? SLICE("withdrawn") : SLICE("not_considered"), "status");
	for (size_t i = RESULT_COURSE; i < RESULT_COLUMNS; i++) {
		if (i != RESULT_REASONS || !left)
			expect(row, (enum result_column)i, (struct slice){0},
			       "status");
	}
}

static uint64_t digest_row(struct audit *a, const struct record *record)
{
	struct slice fields[SCHEMA_COLUMNS_MAX];

	if (a->side_by_side && audit_is_as_read(record))
		return audit_digest_line(record->fields + a->input_columns[0],
					 a->header.count);
	for (size_t i = 0; i < a->header.count; i++)
		fields[i] = a->is_input[i]
				    ? record_field(record, a->input_columns[i])
				    : (struct slice){0};
	return audit_digest(a, fields);
}

bool audit_check_row(struct audit *a, const struct record *record, bool damaged,
		     struct diag *diag)
{
	uint64_t digest = digest_row(a, record);
	struct row row = {a, record,
			  record_field(record, a->input_columns[a->person]), 0};

	if (damaged)
		return diag_set(diag, "the result has a damaged row");
	if (!audit_find_person(a, row.person, &row.number, diag))
		return false;
	if (row.number == SET_NONE ||
	    (digest != a->digests[row.number] &&
	     set_find(&a->others, (struct slice){(const char *)&digest,
						 sizeof digest}) != SET_NONE)) {
		check_other(a, &row, digest);
		return true;
	}
	if (a->seen[row.number]) {
		find(a, "twice", row.person, "the person has two rows");
		return true;
	}
	a->seen[row.number] = true;
	if (digest != a->digests[row.number])
		find(a, "input", row.person,
		     "the row's own columns are not those of the applicants");
	check_key(&row);
	check_course(&row);
	check_outcome(&row);
	return true;
}

/* Blocking pairs and wasted seats, where only keys and seats decide. */
static void check_stability(struct audit *a, uint32_t person)
{
	const uint16_t *row = audit_row(a, person);
	struct slice id = audit_id(a, person);

	for (size_t at = 0; at < a->first_stage && at < a->published[person];
	     at++) {
		uint16_t course = row[at];
		uint32_t last;

		if (!audit_is_open(a, person, course))
			continue;
		last = a->published_last[course];
		if (a->published_count[course] < a->courses[course].capacity)
			find(a, "wasted-seat", id,
			     "'%.*s' has a free seat and was wished for more",
			     SLICE_PRINT(a->courses[course].id));
		else if (last != AUDIT_NOBODY &&
			 audit_is_before(a, course, person, last))
			find(a, "blocking-pair", id,
			     "'%.*s' was wished for more and has somebody "
			     "behind",
			     SLICE_PRINT(a->courses[course].id));
	}
}

bool audit_end_result(struct audit *a, struct diag *diag)
{
	bool plain = a->rules->reserve_count == 0 && a->rules->cap_count == 0 &&
		     !a->freeze;

	(void)diag;
	for (size_t i = 0; i < a->course_count; i++) {
		const struct audit_course *course = &a->courses[i];

		if (a->published_count[i] > course->capacity)
			find(a, "overfull", course->id, "%lld in %lld seats",
			     (long long)a->published_count[i],
			     (long long)course->capacity);
		if (!a->rematch && a->published_count[i] > 0 &&
		    a->published_count[i] < course->minimum)
			find(a, "minimum", course->id, "%lld, minimum %lld",
			     (long long)a->published_count[i],
			     (long long)course->minimum);
	}
	for (uint32_t i = 0; i < a->count; i++) {
		if (!a->seen[i])
			find(a, "missing", audit_id(a, i),
			     "the person has no row");
		else if (plain)
			check_stability(a, i);
	}
	for (uint32_t i = 0; i < set_count(&a->others); i++) {
		if (a->other_counts[i] > 0)
			find(a, "missing", SLICE("not considered"),
			     "%u rows of one applicant are missing",
			     a->other_counts[i]);
	}
	return true;
}
