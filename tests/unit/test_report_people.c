#include "report/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "totals_text.h"

enum { FIELDS = 14 };

static struct slice names[FIELDS] = {
	{"person", 6},	       {"application", 11},    {"applied_at", 10},
	{"enroll_status", 13}, {"listed", 6},	       {"match_status", 12},
	{"course_start", 12},  {"course_end", 10},     {"present", 7},
	{"completion", 10},    {"certificate_no", 14}, {"pay_status", 10},
	{"amount_due", 10},    {"paid_before", 11},
};
static const struct header header = {names, FIELDS};

/* Rows end at the first NULL; what is missing is empty. */
struct row {
	const char *file;
	const char *fields[FIELDS];
};

struct fixture {
	struct people people;
	struct totals totals;
	struct setup setup;
};

static void begin(struct fixture *fixture)
{
	struct diag diag;
	struct date as_of;

	assert_true(date_parse(SLICE("2020-09-21"), &as_of));
	assert_true(
		setup_load(NULL, as_of, LANGUAGE_EN, &fixture->setup, &diag));
	totals_init(&fixture->totals);
	people_init(&fixture->people, &header, as_of, NULL, &fixture->totals);
}

static void end(struct fixture *fixture)
{
	people_release(&fixture->people);
	totals_release(&fixture->totals);
}

static void add(struct fixture *fixture, const struct row *rows, size_t count)
{
	struct diag diag;

	for (size_t i = 0; i < count; i++) {
		struct slice fields[FIELDS] = {{0}};
		struct record record = {.fields = fields,
					.count = FIELDS,
					.file = rows[i].file,
					.line = i + 2};

		for (size_t f = 0; f < FIELDS && rows[i].fields[f] != NULL; f++)
			fields[f] = slice_of(rows[i].fields[f]);
		assert_true(people_add(&fixture->people, &record, &diag));
	}
	assert_true(
		people_total(&fixture->people, &fixture->setup, NULL, &diag));
}

static void expect(const struct fixture *fixture, enum totals_measure measure,
		   int64_t number)
{
	assert_int_equal(totals_all(&fixture->totals, measure), number);
}

static void a_person_counts_once_and_as_far_as_any_record_says(void **state)
{
	static const char *const one = "stream", *const two = "later";
	const struct row rows[] = {
		{one, {"p1", "a1", "2020-08-01", "accepted"}},
		{two, {"p1", "a1", "2020-08-01", "accepted", "", "placed"}},
		{one, {"p2", "a2", "2020-08-01", "rejected"}},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	add(&fixture, rows, 3);
	expect(&fixture, TOTALS_RECORDS, 3);
	expect(&fixture, TOTALS_APPLIED, 2);
	expect(&fixture, TOTALS_REPEATED, 1);
	expect(&fixture, TOTALS_ACCEPTED, 1);
	expect(&fixture, TOTALS_PLACED, 1);
	end(&fixture);
}

static void superseded_and_duplicate_records_are_nobody(void **state)
{
	static const char *const one = "stream";
	const struct row rows[] = {
		{one, {"p1", "a1", "2020-08-01", "superseded"}},
		{one, {"p1", "a1", "2020-08-01", "superseded"}},
		{one, {"p1", "a1", "2020-08-09", "accepted"}},
		{one, {"p9", "a7", "2020-08-09", "duplicate"}},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	add(&fixture, rows, 4);
	expect(&fixture, TOTALS_RECORDS, 4);
	expect(&fixture, TOTALS_APPLIED, 1);
	expect(&fixture, TOTALS_REPEATED, 0);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_ENROLL,
				    SLICE("superseded"), TOTALS_RECORDS),
			 2);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_ENROLL,
				    SLICE("duplicate"), TOTALS_RECORDS),
			 1);
	end(&fixture);
}

static void two_stages_of_one_file_hold_its_idle_records_once(void **state)
{
	static const char *const one = "enrolled", *const two = "placed";
	const struct row rows[] = {
		{one, {"p1", "a1", "2020-08-01", "superseded"}},
		{two, {"p1", "a1", "2020-08-01", "superseded"}},
		{two, {"p2", "a2", "2020-08-01", "superseded"}},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	add(&fixture, rows, 3);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_ENROLL,
				    SLICE("superseded"), TOTALS_RECORDS),
			 2);
	end(&fixture);
}

static void records_without_a_person_are_told_apart(void **state)
{
	static const char *const one = "stream";
	const struct row rows[] = {
		{one, {"", "a1", "", "invalid"}},
		{one, {"", "a2", "", "invalid"}},
		{one, {"", "", "", "invalid"}},
		{one, {"", "", "", "invalid"}},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	add(&fixture, rows, 4);
	expect(&fixture, TOTALS_APPLIED, 4);
	end(&fixture);
}

static void stages_nest(void **state)
{
	static const char *const one = "stream";
	const struct row rows[] = {
		/* A place without being accepted is no place. */
		{one, {"p1", "", "", "rejected", "yes", "placed"}},
		/* The course has not begun. */
		{one,
		 {"p2", "", "", "accepted", "near", "placed", "2020-10-05"}},
		/* It has, and the person never came. */
		{one,
		 {"p3", "", "", "accepted", "no", "placed", "2020-09-07",
		  "2020-09-18", "0", "withdrawn"}},
		/* Came, and the course goes on. */
		{one,
		 {"p4", "", "", "accepted", "", "placed", "2020-09-07",
		  "2020-10-02", "4", "ongoing"}},
		{one,
		 {"p5", "", "", "accepted", "", "placed", "2020-09-07",
		  "2020-09-18", "9", "completed", "LPK/1"}},
		/* A certificate without completion counts as none. */
		{one,
		 {"p6", "", "", "accepted", "", "placed", "2020-09-07",
		  "2020-09-18", "2", "failed", "LPK/2"}},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	add(&fixture, rows, 6);
	expect(&fixture, TOTALS_LISTED, 2);
	expect(&fixture, TOTALS_ACCEPTED, 5);
	expect(&fixture, TOTALS_PLACED, 5);
	expect(&fixture, TOTALS_DUE_TO_START, 4);
	expect(&fixture, TOTALS_STARTED, 3);
	expect(&fixture, TOTALS_DUE_TO_END, 2);
	expect(&fixture, TOTALS_COMPLETED, 1);
	expect(&fixture, TOTALS_CERTIFIED, 1);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_CHECK,
				    SLICE("match"), TOTALS_STRAY),
			 1);
	end(&fixture);
}

static void a_missing_status_does_not_add_up(void **state)
{
	static const char *const one = "stream";
	const struct row rows[] = {
		{one, {"p1", "", "", "accepted", "", ""}},
		{one, {"p2", "", "", "accepted", "", "placed"}},
		{one, {"p3", "", "", "acepted"}},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	add(&fixture, rows, 3);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_CHECK,
				    SLICE("enroll"), TOTALS_EXPECTED),
			 3);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_CHECK,
				    SLICE("enroll"), TOTALS_COUNTED),
			 2);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_CHECK,
				    SLICE("match"), TOTALS_EXPECTED),
			 2);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_CHECK,
				    SLICE("match"), TOTALS_COUNTED),
			 1);
	end(&fixture);
}

static void the_order_of_records_changes_nothing(void **state)
{
	static const char *const one = "stream";
	const struct row rows[] = {
		{one, {"p1", "a2", "2020-08-02", "review"}},
		{one, {"p1", "a1", "2020-09-20", "rejected"}},
	};
	const struct row turned[] = {rows[1], rows[0]};
	struct fixture first, second;
	struct strbuf left, right;

	(void)state;
	begin(&first);
	begin(&second);
	add(&first, rows, 2);
	add(&second, turned, 2);
	strbuf_init(&left, 65536);
	strbuf_init(&right, 65536);
	assert_true(totals_tell(&first.totals, totals_text, &left));
	assert_true(totals_tell(&second.totals, totals_text, &right));
	assert_string_equal(strbuf_string(&left), strbuf_string(&right));
	strbuf_release(&left);
	strbuf_release(&right);
	end(&first);
	end(&second);
}

static void queues_know_how_long_somebody_waits(void **state)
{
	static const char *const one = "stream";
	/* 7, 8, 30 and 31 days before 21 September; and nobody knows when. */
	const struct row rows[] = {
		{one, {"p1", "", "2020-09-14", "review"}},
		{one, {"p2", "", "2020-09-13", "review"}},
		{one, {"p3", "", "2020-08-22", "review"}},
		{one, {"p4", "", "2020-08-21T10:00", "review"}},
		{one, {"p5", "", "", "review"}},
	};
	static const enum totals_measure ages[] = {
		TOTALS_AGE_WEEK, TOTALS_AGE_FORTNIGHT, TOTALS_AGE_MONTH,
		TOTALS_AGE_OLDER, TOTALS_AGE_UNKNOWN};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	add(&fixture, rows, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(totals_get(&fixture.totals, TOTALS_QUEUE,
					    SLICE("enroll_review"), ages[i]),
				 1);
	assert_int_equal(totals_get(&fixture.totals, TOTALS_QUEUE,
				    SLICE("enroll_review"), TOTALS_OLDEST_DAYS),
			 31);
	end(&fixture);
}

static void money_that_is_none_is_told_with_its_line(void **state)
{
	struct slice fields[FIELDS] = {{0}};
	struct record record = {
		.fields = fields, .count = FIELDS, .file = "f", .line = 7};
	struct fixture fixture;
	struct diag diag;

	(void)state;
	begin(&fixture);
	fields[0] = SLICE("p1");
	fields[12] = SLICE("1.500");
	assert_false(people_add(&fixture.people, &record, &diag));
	assert_string_equal(
		diag.message,
		"f:7: '1.500' is no amount; whole rupiah as digits");
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_person_counts_once_and_as_far_as_any_record_says),
		cmocka_unit_test(superseded_and_duplicate_records_are_nobody),
		cmocka_unit_test(
			two_stages_of_one_file_hold_its_idle_records_once),
		cmocka_unit_test(records_without_a_person_are_told_apart),
		cmocka_unit_test(stages_nest),
		cmocka_unit_test(a_missing_status_does_not_add_up),
		cmocka_unit_test(the_order_of_records_changes_nothing),
		cmocka_unit_test(queues_know_how_long_somebody_waits),
		cmocka_unit_test(money_that_is_none_is_told_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
