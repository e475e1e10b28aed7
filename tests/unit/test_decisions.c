#include "enroll/decisions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { COLUMNS = 7 };

static const char *const columns[COLUMNS] = {
	"application", "code", "grounds", "decision", "evidence", "by", "at"};

/* A row as the tests write it: application, code, decision, at. */
struct line {
	const char *application, *code, *decision, *at;
};

static bool take(struct decisions *decisions, const struct line *line,
		 struct diag *diag)
{
	struct slice names[COLUMNS];
	const struct slice fields[COLUMNS] = {slice_of(line->application),
					      slice_of(line->code),
					      SLICE(""),
					      slice_of(line->decision),
					      SLICE("surat"),
					      SLICE("Petugas"),
					      slice_of(line->at)};
	const struct record record = {
		.fields = fields, .count = COLUMNS, .file = "a.csv", .line = 2};
	struct decisions_layout layout;

	for (size_t i = 0; i < COLUMNS; i++)
		names[i] = slice_of(columns[i]);
	assert_true(decisions_layout_init(
		&layout, &(struct header){names, COLUMNS}, diag));
	return decisions_take(decisions, &layout, &record, diag);
}

static void takes(struct decisions *decisions, const struct line *lines,
		  size_t count)
{
	struct diag diag;

	decisions_init(decisions);
	for (size_t i = 0; i < count; i++)
		assert_true(take(decisions, &lines[i], &diag));
}

static void a_decision_holds_on_its_grounds_alone(void **state)
{
	static const struct line lines[] = {
		{"A-1", "WAGE:100:200", "accept", "2020-08-12"}};
	struct decisions decisions;

	(void)state;
	takes(&decisions, lines, 1);
	assert_true(decisions_concern(&decisions, SLICE("A-1")));
	assert_false(decisions_concern(&decisions, SLICE("A-2")));
	assert_int_equal(decisions_find(&decisions, SLICE("A-1"), SLICE("WAGE"),
					SLICE("100:200")),
			 DECISION_ACCEPT);
	assert_int_equal(decisions_find(&decisions, SLICE("A-1"), SLICE("WAGE"),
					SLICE("100:300")),
			 DECISION_LAPSED);
	assert_int_equal(decisions_find(&decisions, SLICE("A-1"), SLICE("AGE"),
					SLICE("100:200")),
			 DECISION_NONE);
	assert_int_equal(decisions_find(&decisions, SLICE("A-2"), SLICE("WAGE"),
					SLICE("100:200")),
			 DECISION_NONE);
	decisions_release(&decisions);
}

static void the_latest_counts_in_whatever_order(void **state)
{
	static const struct line lines[] = {
		{"A-1", "WAGE:1:2", "tolak", "2020-08-13"},
		{"A-1", "WAGE:1:2", "terima", "2020-08-12"},
		{"A-1", "WAGE:1:3", "terima", "11 Agustus 2020"}};
	static const struct line turned[] = {
		{"A-1", "WAGE:1:3", "terima", "11/08/2020"},
		{"A-1", "WAGE:1:2", "terima", "2020-08-12"},
		{"A-1", "WAGE:1:2", "tolak", "2020-08-13"}};
	const struct line *const all[] = {lines, turned};
	struct decisions decisions;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		takes(&decisions, all[i], 3);
		assert_int_equal(decisions_find(&decisions, SLICE("A-1"),
						SLICE("WAGE"), SLICE("1:2")),
				 DECISION_REJECT);
		decisions_release(&decisions);
	}
}

static void a_pair_is_found_from_either_side(void **state)
{
	static const struct line lines[] = {
		{"B-7", "D-NEAR:A-12:#abc", "not_duplicate", "2020-08-12"},
		{"B-8", "D-NEAR:DPS/3", "ganda", "2020-08-12"},
		{"B-9", "WAGE:A-12", "accept", "2020-08-12"}};
	const struct decision_row *row;
	struct decisions decisions;

	(void)state;
	takes(&decisions, lines, 3);
	row = decisions_pair(&decisions, SLICE("A-12"), SLICE("B-7"));
	assert_non_null(row);
	assert_int_equal(row->decision, DECISION_ACCEPT);
	assert_true(slice_is(row->grounds, "A-12:#abc"));
	assert_ptr_equal(
		decisions_pair(&decisions, SLICE("B-7"), SLICE("A-12")), row);
	row = decisions_pair(&decisions, SLICE("DPS/3"), SLICE("B-8"));
	assert_non_null(row);
	assert_int_equal(row->decision, DECISION_REJECT);
	assert_null(decisions_pair(&decisions, SLICE("A-12"), SLICE("B-8")));
	assert_null(decisions_pair(&decisions, SLICE("A-12"), SLICE("B-9")));
	decisions_release(&decisions);
}

static void what_is_no_decision_is_told_with_its_line(void **state)
{
	static const struct line lines[] = {
		{"A-1", "WAGE:1:2", "perhaps", "2020-08-12"},
		{"A-1", "WAGE", "accept", "2020-08-12"},
		{"", "WAGE:1:2", "accept", "2020-08-12"},
		{"A-1", "WAGE:1:2", "accept", "yesterday"}};
	static const struct line open = {"A-1", "WAGE", "", ""};
	struct decisions decisions;
	struct diag diag;

	(void)state;
	decisions_init(&decisions);
	for (size_t i = 0; i < 4; i++) {
		assert_false(take(&decisions, &lines[i], &diag));
		assert_true(slice_starts(slice_of(diag.message), "a.csv:2: "));
	}
	assert_true(take(&decisions, &open, &diag));
	assert_false(decisions_concern(&decisions, SLICE("A-1")));
	decisions_release(&decisions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_decision_holds_on_its_grounds_alone),
		cmocka_unit_test(the_latest_counts_in_whatever_order),
		cmocka_unit_test(a_pair_is_found_from_either_side),
		cmocka_unit_test(what_is_no_decision_is_told_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
