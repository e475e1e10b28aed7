#include "report/chart.h"
#include "report/render.h"
#include "stream/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MEGABYTE = 1024 * 1024 };

static void expect_human(enum cell_kind kind, int64_t number,
			 enum language language, const char *expected)
{
	struct cell cell = cell_number(kind, number);
	struct strbuf out;

	strbuf_init(&out, 4096);
	assert_true(cell_human(&cell, language, &out));
	assert_string_equal(strbuf_string(&out), expected);
	strbuf_release(&out);
}

static void figures_follow_the_language(void **state)
{
	(void)state;
	expect_human(CELL_COUNT, 1234567, LANGUAGE_ID, "1.234.567");
	expect_human(CELL_COUNT, 1234567, LANGUAGE_EN, "1,234,567");
	expect_human(CELL_COUNT, -999, LANGUAGE_ID, "-999");
	expect_human(CELL_COUNT, -1000, LANGUAGE_ID, "-1.000");
	expect_human(CELL_COUNT, INT64_MIN, LANGUAGE_EN,
		     "-9,223,372,036,854,775,808");
	expect_human(CELL_SHARE, 725, LANGUAGE_ID, "72,5%");
	expect_human(CELL_SHARE, 1203, LANGUAGE_EN, "120.3%");
	expect_human(CELL_MONEY, 1500000, LANGUAGE_EN, "Rp1.500.000");
	expect_human(CELL_CHANGE, 12, LANGUAGE_ID, "+12");
	expect_human(CELL_CHANGE, -3, LANGUAGE_ID, "-3");
	expect_human(CELL_MEAN, -5, LANGUAGE_ID, "-0,05");
	expect_human(CELL_DATE, 18485, LANGUAGE_ID, "11 Agustus 2020");
	expect_human(CELL_HIDDEN, 3, LANGUAGE_ID, "\u00b7");
}

static void shares_round_half_up(void **state)
{
	(void)state;
	assert_int_equal(cell_share(1, 3).number, 333);
	assert_int_equal(cell_share(2, 3).number, 667);
	assert_int_equal(cell_share(1, 2000).number, 1); /* 0.5 per mille */
	assert_int_equal(cell_share(1, 2001).number, 0);
	assert_int_equal(cell_share(1, 0).kind, CELL_EMPTY);
}

static void expect_csv(const char *text, const char *expected)
{
	struct strbuf out;

	strbuf_init(&out, 4096);
	render_csv_text(slice_of(text), &out);
	assert_string_equal(strbuf_string(&out), expected);
	strbuf_release(&out);
}

static void csv_quotes_what_it_must_and_disarms_formulas(void **state)
{
	(void)state;
	expect_csv("Tata boga", "Tata boga");
	expect_csv("a,b", "\"a,b\"");
	expect_csv("LPK \"Bali\"", "\"LPK \"\"Bali\"\"\"");
	expect_csv("two\nlines", "\"two\nlines\"");
	expect_csv("=1+2", "'=1+2");
	expect_csv("+62812", "'+62812");
	expect_csv("-x,y", "\"'-x,y\"");
	expect_csv("@SUM", "'@SUM");
}

static void html_shows_markup_as_text(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 4096);
	chart_text(SLICE("<b>\"A&B\"</b>\n"), &out);
	assert_string_equal(strbuf_string(&out),
			    "&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt; ");
	strbuf_release(&out);
}

/* A report of one exhibit with a label, a count and an empty column. */
static struct exhibit *make(struct report *report, struct arena *arena)
{
	struct exhibit *exhibit;

	arena_init(arena, MEGABYTE);
	*report = (struct report){.arena = arena, .language = LANGUAGE_EN};
	exhibit = report_add(report, "x", SLICE("Caption"));
	exhibit->row_id = SLICE("row");
	exhibit->row_label = SLICE("Provider");
	assert_true(exhibit_column(exhibit, SLICE("n"), SLICE("People")));
	assert_true(exhibit_column(exhibit, SLICE("change"), SLICE("Change")));
	return exhibit;
}

static void add(struct arena *arena, struct exhibit *exhibit, const char *label,
		int64_t number)
{
	struct exhibit_row *row =
		exhibit_add(arena, exhibit, slice_of(label), slice_of(label));

	row->cells[0] = cell_number(CELL_COUNT, number);
}

static void a_terminal_is_shown_no_control_characters(void **state)
{
	struct report report;
	struct arena arena;
	struct exhibit *exhibit = make(&report, &arena);
	struct strbuf out;

	(void)state;
	add(&arena, exhibit, "LPK \033[2J\xc2\x9b", 7);
	strbuf_init(&out, MEGABYTE);
	render_text(&report, &out);
	assert_string_equal(strbuf_string(&out), "\nCaption\n"
						 "Provider   People\n"
						 "─────────  ──────\n"
						 "LPK ?[2J?       7\n");
	strbuf_release(&out);
	arena_release(&arena);
}

static void bars_are_as_long_as_their_figures(void **state)
{
	struct report report;
	struct arena arena;
	struct exhibit *exhibit = make(&report, &arena);
	struct strbuf out;

	(void)state;
	add(&arena, exhibit, "a", 22);
	add(&arena, exhibit, "b", 11);
	add(&arena, exhibit, "c", 0);
	exhibit->bar = 0;
	report.ascii = true;
	strbuf_init(&out, MEGABYTE);
	render_text(&report, &out);
	assert_string_equal(strbuf_string(&out),
			    "\nCaption\n"
			    "Provider  People\n"
			    "--------  ------\n"
			    "a             22  ######################\n"
			    "b             11  ###########\n"
			    "c              0\n");
	strbuf_release(&out);
	arena_release(&arena);
}

static void several_exhibits_become_one_long_table(void **state)
{
	struct report report;
	struct arena arena;
	struct exhibit *exhibit = make(&report, &arena);
	struct exhibit *second;
	struct strbuf out;

	(void)state;
	add(&arena, exhibit, "a\tb", 22);
	second = report_add(&report, "y", (struct slice){0});
	second->row_id = SLICE("row");
	assert_true(exhibit_column(second, SLICE("n"), SLICE("n")));
	add(&arena, second, "z", 1);
	strbuf_init(&out, MEGABYTE);
	render_tsv(&report, &out);
	assert_string_equal(strbuf_string(&out), "exhibit\trow\tcolumn\tvalue\n"
						 "x\ta\\tb\tn\t22\n"
						 "y\tz\tn\t1\n");
	strbuf_release(&out);
	arena_release(&arena);
}

static void html_keeps_what_is_wide_in_boxes_of_their_own(void **state)
{
	static const char box[] = "<div class=\"s\" tabindex=\"0\" "
				  "role=\"group\" aria-labelledby=\"x\">";
	struct report report;
	struct arena arena;
	struct exhibit *exhibit = make(&report, &arena);
	struct strbuf out;
	const char *chart, *table;

	(void)state;
	add(&arena, exhibit, "a", 22);
	exhibit->bar = 0;
	strbuf_init(&out, MEGABYTE);
	render_html(&report, &out);
	chart = strstr(strbuf_string(&out), box);
	assert_non_null(chart);
	assert_memory_equal(chart + sizeof box - 1, "<svg ", 5);
	table = strstr(chart + 1, box);
	assert_non_null(table);
	assert_memory_equal(table + sizeof box - 1, "<table>", 7);
	strbuf_release(&out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_follow_the_language),
		cmocka_unit_test(shares_round_half_up),
		cmocka_unit_test(csv_quotes_what_it_must_and_disarms_formulas),
		cmocka_unit_test(html_shows_markup_as_text),
		cmocka_unit_test(a_terminal_is_shown_no_control_characters),
		cmocka_unit_test(bars_are_as_long_as_their_figures),
		cmocka_unit_test(several_exhibits_become_one_long_table),
		cmocka_unit_test(html_keeps_what_is_wide_in_boxes_of_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
