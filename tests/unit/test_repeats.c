#include "enroll/repeats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { COLUMNS = 8 };

/* One application as the tests write it. */
struct row {
	const char *number, *nik, *birth, *applied, *account, *phone, *kk;
	enum enroll_status status;
};

static const struct slice names[COLUMNS] = {
	{"application", 11}, {"nik", 3},     {"birth_date", 10},
	{"applied_at", 10},  {"account", 7}, {"phone", 5},
	{"kk", 2},	     {"name", 4}};

static struct repeats *add_all(const struct row *rows, size_t count)
{
	const struct header header = {names, COLUMNS};
	struct repeats *repeats = calloc(1, sizeof *repeats);
	struct application_layout layout;
	struct diag diag;

	assert_non_null(repeats);
	application_layout_init(&layout, &header);
	repeats_init(repeats, true, true);
	for (size_t i = 0; i < count; i++) {
		const struct slice fields[COLUMNS] = {
			slice_of(rows[i].number),  slice_of(rows[i].nik),
			slice_of(rows[i].birth),   slice_of(rows[i].applied),
			slice_of(rows[i].account), slice_of(rows[i].phone),
			slice_of(rows[i].kk),	   {NULL, 0}};
		const struct record record = {.fields = fields,
					      .count = COLUMNS,
					      .file = "a.csv",
					      .number = i + 1};
		struct application application;

		application_read(&layout, &record, &application);
		assert_true(repeats_add(repeats, &application, rows[i].status,
					KEPT_NONE, &diag));
	}
	return repeats;
}

static struct repeats *begin(const struct row *rows, size_t count)
{
	struct repeats *repeats = add_all(rows, count);
	struct diag diag;

	assert_true(repeats_settle(repeats, &diag));
	assert_true(repeats_share(repeats, &diag));
	return repeats;
}

static void end(struct repeats *repeats)
{
	repeats_release(repeats);
	free(repeats);
}

static void fates_are(const struct row *rows, size_t count,
		      const enum enroll_status *fates, const size_t *others)
{
	struct repeats *repeats = begin(rows, count);

	for (size_t i = 0; i < count; i++) {
		struct repeat repeat = repeats_next(repeats);

		assert_int_equal(repeat.fate, fates[i]);
		if (fates[i] != ENROLL_ACCEPTED)
			assert_int_equal(repeat.other, others[i]);
	}
	end(repeats);
}

#define A "5171011503900001"
#define B "5171011503900002"
#define ONE "1990-03-15"
#define TWO "1991-04-16"

static void the_newest_version_of_a_number_stays(void **state)
{
	static const struct row rows[] = {
		{"1", A, ONE, "2020-08-10", "", "", "", ENROLL_ACCEPTED},
		{"1", A, ONE, "2020-08-12", "", "", "", ENROLL_ACCEPTED},
		{"1", A, ONE, "2020-08-11", "", "", "", ENROLL_ACCEPTED}};
	static const enum enroll_status fates[] = {
		ENROLL_SUPERSEDED, ENROLL_ACCEPTED, ENROLL_SUPERSEDED};
	static const size_t others[] = {1, 0, 1};

	(void)state;
	fates_are(rows, 3, fates, others);
}

static void a_corrected_nik_is_the_same_application(void **state)
{
	static const struct row rows[] = {
		{"1", A, ONE, "2020-08-10", "", "", "", ENROLL_ACCEPTED},
		{"1", B, ONE, "2020-08-11", "", "", "", ENROLL_ACCEPTED}};
	static const enum enroll_status fates[] = {ENROLL_SUPERSEDED,
						   ENROLL_ACCEPTED};
	static const size_t others[] = {1, 0};

	(void)state;
	fates_are(rows, 2, fates, others);
}

static void two_persons_with_one_number_both_stay(void **state)
{
	static const struct row rows[] = {
		{"1", A, ONE, "2020-08-10", "", "", "", ENROLL_ACCEPTED},
		{"1", B, TWO, "2020-08-11", "", "", "", ENROLL_ACCEPTED}};
	struct repeats *repeats = begin(rows, 2);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct repeat repeat = repeats_next(repeats);

		assert_int_equal(repeat.fate, ENROLL_ACCEPTED);
		assert_int_equal(repeat.numbers, 2);
	}
	end(repeats);
}

static void without_numbers_the_day_tells_versions_apart(void **state)
{
	static const struct row rows[] = {
		{"", A, ONE, "2020-08-10", "1", "", "", ENROLL_ACCEPTED},
		{"", A, ONE, "2020-08-10", "1", "2", "", ENROLL_ACCEPTED},
		{"", A, ONE, "2020-08-12", "", "", "", ENROLL_ACCEPTED}};
	static const enum enroll_status fates[] = {
		ENROLL_SUPERSEDED, ENROLL_ACCEPTED, ENROLL_DUPLICATE};
	static const size_t others[] = {1, 0, 1};
	struct repeats *repeats;
	struct strbuf id;

	(void)state;
	fates_are(rows, 3, fates, others); /* the fuller row is the newer */
	repeats = begin(rows, 3);
	strbuf_init(&id, 64);
	repeats_application(repeats, 2, &id);
	assert_string_equal(strbuf_string(&id), "a.csv:3");
	strbuf_release(&id);
	end(repeats);
}

static void of_a_persons_applications_the_best_then_earliest_stays(void **state)
{
	static const struct row rows[] = {
		{"1", A, ONE, "2020-06-20", "", "", "", ENROLL_REJECTED},
		{"3", A, ONE, "2020-07-20", "", "", "", ENROLL_ACCEPTED},
		{"2", A, ONE, "2020-07-20", "", "", "", ENROLL_ACCEPTED},
		{"4", B, ONE, "2020-07-20", "", "", "", ENROLL_ACCEPTED}};
	static const enum enroll_status fates[] = {
		ENROLL_DUPLICATE, ENROLL_DUPLICATE, ENROLL_ACCEPTED,
		ENROLL_ACCEPTED};
	static const size_t others[] = {2, 2, 0, 0};

	(void)state;
	fates_are(rows, 4, fates, others);
}

static void one_nik_of_two_birth_dates_is_for_a_look(void **state)
{
	static const struct row rows[] = {
		{"1", A, ONE, "2020-06-20", "", "", "", ENROLL_ACCEPTED},
		{"2", A, TWO, "2020-06-21", "", "", "", ENROLL_ACCEPTED},
		{"3", A, TWO, "2020-06-22", "", "", "", ENROLL_ACCEPTED},
		{"4", A, "", "2020-06-23", "", "", "", ENROLL_ACCEPTED}};
	static const enum enroll_status fates[] = {
		ENROLL_ACCEPTED, ENROLL_ACCEPTED, ENROLL_DUPLICATE,
		ENROLL_DUPLICATE};
	static const size_t others[] = {0, 0, 1, 0};
	static const size_t doubts[] = {1, 0, SIZE_MAX, SIZE_MAX};
	struct repeats *repeats = begin(rows, 4);

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(repeats_next(repeats).same_nik, doubts[i]);
	end(repeats);
	fates_are(rows, 4, fates, others);
}

static void sharing_counts_persons_and_not_rows(void **state)
{
	static const struct row rows[] = {{"1", A, ONE, "2020-08-10", "123",
					   "0812345678", "", ENROLL_ACCEPTED},
					  {"2", A, ONE, "2020-08-11", "123",
					   "+62812345678", "", ENROLL_ACCEPTED},
					  {"3", B, ONE, "2020-08-10", "124",
					   "62 812-345678", "",
					   ENROLL_ACCEPTED}};
	struct repeats *repeats = begin(rows, 3);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct repeat repeat = repeats_next(repeats);

		assert_int_equal(repeat.accounts, 0);
		assert_int_equal(repeat.phones, 2);
	}
	end(repeats);
}

static void a_near_duplicate_is_no_person_of_its_own(void **state)
{
	static const struct row rows[] = {
		{"1", A, ONE, "2020-08-10", "9", "", "7", ENROLL_ACCEPTED},
		{"2", B, ONE, "2020-08-11", "9", "", "7", ENROLL_ACCEPTED},
		{"3", "5171011503900013", TWO, "2020-08-12", "", "", "7",
		 ENROLL_ACCEPTED}};
	static const int64_t places[] = {1, 1, 2};
	struct repeats *repeats = add_all(rows, 3);
	struct diag diag;

	(void)state;
	assert_true(repeats_settle(repeats, &diag));
	assert_true(repeats_stays_before(repeats, 0, 1));
	assert_false(repeats_stays_before(repeats, 1, 0));
	assert_true(repeats_add_near(repeats, 1));
	assert_true(repeats_share(repeats, &diag));
	for (size_t i = 0; i < 3; i++) {
		struct repeat repeat = repeats_next(repeats);

		assert_int_equal(repeat.household_place, places[i]);
		assert_int_equal(repeat.accounts, 0);
	}
	end(repeats);
}

static void the_refused_take_no_place_in_a_household(void **state)
{
	static const struct row rows[] = {
		{"1", "5171011503900011", ONE, "2020-08-12", "", "", "7",
		 ENROLL_INCOMPLETE},
		{"2", "5171011503900012", ONE, "2020-08-10", "", "", "7",
		 ENROLL_REJECTED},
		{"3", "5171011503900013", ONE, "2020-08-11", "", "", "7",
		 ENROLL_ACCEPTED},
		{"4", "5171011503900014", ONE, "2020-08-11", "", "", "8",
		 ENROLL_ACCEPTED}};
	static const int64_t places[] = {2, 0, 1, 1};
	struct repeats *repeats = begin(rows, 4);

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(repeats_next(repeats).household_place,
				 places[i]);
	end(repeats);
}

static void records_are_found_by_nik_and_number(void **state)
{
	static const struct row rows[] = {
		{"X-1", A, ONE, "2020-08-10", "", "", "", ENROLL_ACCEPTED},
		{"X-2", B, TWO, "2020-08-10", "", "", "", ENROLL_ACCEPTED}};
	struct repeats *repeats = begin(rows, 2);
	struct date birth;

	(void)state;
	assert_int_equal(repeats_find_nik(repeats, UINT64_C(5171011503900002)),
			 1);
	assert_true(repeats_find_nik(repeats, 1) == SIZE_MAX);
	assert_int_equal(repeats_find_number(repeats, SLICE("X-1")), 0);
	assert_true(repeats_find_number(repeats, SLICE("X-3")) == SIZE_MAX);
	assert_true(repeats_birth(repeats, 1, &birth));
	assert_true(repeats_applied_on(repeats, 1, SLICE("2020-08-10")));
	assert_false(repeats_applied_on(repeats, 1, SLICE("2020-08-11")));
	end(repeats);
}

/* Past one chunk of every column, with every thousandth NIK again. */
static void many_records_keep_their_places(void **state)
{
	enum { COUNT = 200000, EVERY = 1000 };
	struct row *rows = calloc(COUNT, sizeof *rows);
	char(*texts)[40] = calloc(COUNT, sizeof *texts);
	struct repeats *repeats;

	(void)state;
	assert_non_null(rows);
	assert_non_null(texts);
	for (size_t i = 0; i < COUNT; i++) {
		size_t person = i % EVERY == 0 ? 0 : i;

		snprintf(texts[i], sizeof texts[i], "N%zu", i);
		snprintf(texts[i] + 20, 20, "5171%02zu150390%04zu",
			 person / 9999 + 1, person % 9999 + 1);
		rows[i] = (struct row){
			texts[i], texts[i] + 20,  ONE, "2020-08-10", "", "",
			"",	  ENROLL_ACCEPTED};
	}
	repeats = begin(rows, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		struct repeat repeat = repeats_next(repeats);
		bool again = i > 0 && i % EVERY == 0;

		assert_int_equal(repeat.fate,
				 again ? ENROLL_DUPLICATE : ENROLL_ACCEPTED);
		assert_true(slice_is(repeat.number, texts[i]));
		if (again)
			assert_int_equal(repeat.other, 0);
	}
	end(repeats);
	free(rows);
	free(texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_version_of_a_number_stays),
		cmocka_unit_test(a_corrected_nik_is_the_same_application),
		cmocka_unit_test(two_persons_with_one_number_both_stay),
		cmocka_unit_test(without_numbers_the_day_tells_versions_apart),
		cmocka_unit_test(
			of_a_persons_applications_the_best_then_earliest_stays),
		cmocka_unit_test(one_nik_of_two_birth_dates_is_for_a_look),
		cmocka_unit_test(a_near_duplicate_is_no_person_of_its_own),
		cmocka_unit_test(sharing_counts_persons_and_not_rows),
		cmocka_unit_test(the_refused_take_no_place_in_a_household),
		cmocka_unit_test(records_are_found_by_nik_and_number),
		cmocka_unit_test(many_records_keep_their_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
