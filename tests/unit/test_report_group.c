#include "report/group.h"
#include "report/render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { MEGABYTE = 1024 * 1024 };

static struct slice names[] = {{"district", 8}, {"category", 8}, {"wage", 4}};
static const struct header header = {names, 3};

/* Groups rows of three fields, and renders them as tab-separated text. */
static void group_rows(const char *const (*rows)[3], size_t count,
		       struct group_query *query, struct strbuf *out,
		       struct diag *diag)
{
	struct groups *groups;
	struct arena arena;
	struct report report = {.arena = &arena};
	struct group_misfit misfit;

	assert_true(group_resolve(query, &header, diag));
	groups = groups_new(query, MEGABYTE);
	assert_non_null(groups);
	for (size_t i = 0; i < count; i++) {
		struct slice fields[3];
		struct record record = {.fields = fields, .count = 3};

		for (size_t f = 0; f < 3; f++)
			fields[f] = slice_of(rows[i][f]);
		if (group_passes(query, &record) &&
		    !groups_add(groups, &record, &misfit, diag)) {
			groups_free(groups);
			return;
		}
	}
	arena_init(&arena, MEGABYTE);
	if (groups_show(groups, &report, diag))
		render_tsv(&report, out);
	arena_release(&arena);
	groups_free(groups);
}

static void expect(const char *const (*rows)[3], size_t count,
		   struct group_query *query, const char *expected)
{
	struct diag diag = {{0}};
	struct strbuf out;

	strbuf_init(&out, MEGABYTE);
	group_rows(rows, count, query, &out, &diag);
	assert_string_equal(diag.message, "");
	assert_string_equal(strbuf_string(&out), expected);
	strbuf_release(&out);
}

static void expect_failure(const char *const (*rows)[3], size_t count,
			   struct group_query *query, const char *message)
{
	struct diag diag = {{0}};
	struct strbuf out;

	strbuf_init(&out, MEGABYTE);
	group_rows(rows, count, query, &out, &diag);
	assert_string_equal(diag.message, message);
	assert_int_equal(out.length, 0);
	strbuf_release(&out);
}

static void ask(struct group_query *query, const char *fields,
		enum measure_kind kind, const char *field)
{
	struct diag diag;

	if (fields != NULL)
		assert_true(group_add_fields(query, slice_of(fields), &diag));
	assert_true(group_add_measure(
		query, kind,
		field == NULL ? (struct slice){0} : slice_of(field), &diag));
}

static void groups_come_in_bytewise_order_of_their_keys(void **state)
{
	static const char *const rows[][3] = {
		{"5171", "pu_phk", "10"}, {"5103", "bpu", "1"},
		{"5171", "bpu", "2"},	  {"5103", "bpu", "5"},
		{"", "bpu", "7"},
	};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district,category", MEASURE_COUNT, NULL);
	ask(&query, NULL, MEASURE_SUM, "wage");
	expect(rows, 5, &query,
	       "district\tcategory\tcount\tsum_wage\n"
	       "\tbpu\t1\t7\n"
	       "5103\tbpu\t2\t6\n"
	       "5171\tbpu\t1\t2\n"
	       "5171\tpu_phk\t1\t10\n");
}

static void fields_that_join_alike_stay_apart(void **state)
{
	static const char *const rows[][3] = {
		{"ab", "c", ""},
		{"a", "bc", ""},
		{"abc", "", ""},
		{"", "abc", ""},
		{"a long district name", "x", ""},
		{"a long district nam", "ex", ""},
		{"a long district name", "x", ""},
	};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district,category", MEASURE_COUNT, NULL);
	expect(rows, 7, &query,
	       "district\tcategory\tcount\n"
	       "\tabc\t1\n"
	       "a\tbc\t1\n"
	       "a long district nam\tex\t1\n"
	       "a long district name\tx\t2\n"
	       "ab\tc\t1\n"
	       "abc\t\t1\n");
}

static void a_mean_rounds_half_away_from_zero_to_two_decimals(void **state)
{
	/* 1/8 = 0.125 to 0.13, -1/8 to -0.13, 2/3 = 0.666... to 0.67 */
	static const char *const rows[][3] = {
		{"a", "", "1"},	 {"a", "", "0"}, {"a", "", "0"}, {"a", "", "0"},
		{"a", "", "0"},	 {"a", "", "0"}, {"a", "", "0"}, {"a", "", "0"},
		{"b", "", "-1"}, {"b", "", "0"}, {"b", "", "0"}, {"b", "", "0"},
		{"b", "", "0"},	 {"b", "", "0"}, {"b", "", "0"}, {"b", "", "0"},
		{"c", "", "1"},	 {"c", "", "1"}, {"c", "", "0"}, {"d", "", ""},
	};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district", MEASURE_MEAN, "wage");
	expect(rows, 20, &query,
	       "district\tmean_wage\na\t0.13\nb\t-0.13\nc\t0.67\nd\t\n");
}

static void an_empty_value_is_not_a_zero(void **state)
{
	static const char *const rows[][3] = {
		{"a", "", "4"}, {"a", "", ""}, {"a", "", "8"}};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district", MEASURE_COUNT, NULL);
	ask(&query, NULL, MEASURE_MIN, "wage");
	ask(&query, NULL, MEASURE_MEAN, "wage");
	expect(rows, 3, &query,
	       "district\tcount\tmin_wage\tmean_wage\na\t3\t4\t6.00\n");
}

static void a_sum_that_does_not_fit_fails_in_any_order(void **state)
{
	static const char *const rows[][3] = {
		{"a", "", "9223372036854775807"},
		{"a", "", "9223372036854775807"},
		{"a", "", "-9223372036854775807"},
		{"a", "", "1"},
	};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district", MEASURE_SUM, "wage");
	/* The first three sum to the largest number there is. */
	expect(rows, 3, &query, "district\tsum_wage\na\t9223372036854775807\n");
	query = (struct group_query){0};
	ask(&query, "district", MEASURE_SUM, "wage");
	expect_failure(rows, 4, &query,
		       "the sum of 'wage' does not fit 63 bits");
}

static void numbers_of_any_length_are_read_whole(void **state)
{
	static const char *const rows[][3] = {
		{"a", "", "1"},		{"a", "", "12"},
		{"a", "", "123"},	{"a", "", "1234"},
		{"a", "", "12345"},	{"a", "", "123456"},
		{"a", "", "1234567"},	{"a", "", "12345678"},
		{"a", "", "123456789"},
	};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district", MEASURE_SUM, "wage");
	expect(rows, 9, &query, "district\tsum_wage\na\t137174205\n");
}

static void what_is_no_number_is_told_and_left_out(void **state)
{
	static const char *const texts[] = {"1.5", "12a", "1:2",      "-",
					    "x",   "1/2", "12345678a"};
	struct group_query query = {0};
	struct groups *groups;
	struct diag diag;

	(void)state;
	ask(&query, "district", MEASURE_SUM, "wage");
	assert_true(group_resolve(&query, &header, &diag));
	groups = groups_new(&query, MEGABYTE);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct slice fields[] = {SLICE("a"), SLICE(""),
					 slice_of(texts[i])};
		struct record record = {.fields = fields, .count = 3};
		struct group_misfit misfit;

		assert_true(groups_add(groups, &record, &misfit, &diag));
		assert_int_equal(misfit.column, 2);
		assert_true(slice_is(misfit.value, texts[i]));
	}
	assert_int_equal(groups_total(groups), 7);
	groups_free(groups);
}

static void the_earliest_of_dates_is_a_date(void **state)
{
	static const char *const rows[][3] = {{"a", "", "2020-09-21"},
					      {"a", "", "2020-07-20"}};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district", MEASURE_MIN, "wage");
	ask(&query, NULL, MEASURE_MAX, "wage");
	expect(rows, 2, &query,
	       "district\tmin_wage\tmax_wage\na\t2020-07-20\t2020-09-21\n");
}

static void dates_beside_numbers_are_refused(void **state)
{
	static const char *const rows[][3] = {{"a", "", "2020-09-21"},
					      {"a", "", "5"}};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district", MEASURE_MIN, "wage");
	expect_failure(rows, 2, &query,
		       "field 'wage' holds dates and whole numbers; it must "
		       "hold one of them");
}

static void conditions_all_have_to_hold(void **state)
{
	static const char *const rows[][3] = {{"5171", "bpu", "1"},
					      {"5171", "pmi", "2"},
					      {"5103", "bpu", "4"},
					      {"5171", "", "8"}};
	struct group_query query = {0};
	struct diag diag;

	(void)state;
	ask(&query, "district", MEASURE_SUM, "wage");
	assert_true(group_add_condition(&query, SLICE("district=5171"), &diag));
	assert_true(group_add_condition(&query, SLICE("category!=pmi"), &diag));
	expect(rows, 4, &query, "district\tsum_wage\n5171\t9\n");
	assert_false(group_add_condition(&query, SLICE("district"), &diag));
	assert_string_equal(diag.message,
			    "'district' is no condition: write FIELD=VALUE or "
			    "FIELD!=VALUE");
}

static void shares_are_of_all_that_passed(void **state)
{
	static const char *const rows[][3] = {
		{"a", "", ""}, {"b", "", ""}, {"b", "", ""}};
	struct group_query query = {0};

	(void)state;
	ask(&query, "district", MEASURE_SHARE, NULL);
	/* 1/3 is 333.3 and 2/3 is 666.7 per mille. */
	expect(rows, 3, &query, "district\tshare_permille\na\t333\nb\t667\n");
}

static void many_groups_are_all_found_again(void **state)
{
	struct group_query query = {0};
	struct groups *groups;
	struct arena arena;
	struct report report = {.arena = &arena};
	struct group_misfit misfit;
	struct diag diag;

	(void)state;
	ask(&query, "district", MEASURE_COUNT, NULL);
	assert_true(group_resolve(&query, &header, &diag));
	groups = groups_new(&query, 64 * MEGABYTE);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 20000; i++) {
			char text[32];
			struct slice fields[3] = {{0}};
			struct record record = {.fields = fields, .count = 3};

			fields[0] = (struct slice){
				text, (size_t)snprintf(text, sizeof text, "%d",
						       i * 7919)};
			assert_true(
				groups_add(groups, &record, &misfit, &diag));
		}
	arena_init(&arena, 64 * MEGABYTE);
	assert_true(groups_show(groups, &report, &diag));
	assert_int_equal(report.exhibits[0]->row_count, 20000);
	for (size_t i = 0; i < 20000; i++)
		assert_int_equal(report.exhibits[0]->rows[i].cells[1].number,
				 2);
	arena_release(&arena);
	groups_free(groups);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_come_in_bytewise_order_of_their_keys),
		cmocka_unit_test(fields_that_join_alike_stay_apart),
		cmocka_unit_test(
			a_mean_rounds_half_away_from_zero_to_two_decimals),
		cmocka_unit_test(an_empty_value_is_not_a_zero),
		cmocka_unit_test(a_sum_that_does_not_fit_fails_in_any_order),
		cmocka_unit_test(numbers_of_any_length_are_read_whole),
		cmocka_unit_test(what_is_no_number_is_told_and_left_out),
		cmocka_unit_test(the_earliest_of_dates_is_a_date),
		cmocka_unit_test(dates_beside_numbers_are_refused),
		cmocka_unit_test(conditions_all_have_to_hold),
		cmocka_unit_test(shares_are_of_all_that_passed),
		cmocka_unit_test(many_groups_are_all_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
