#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_slice(struct slice text, const char *expected)
{
	if (!slice_is(text, expected))
		fail_msg("\"%.*s\" is not \"%s\"", SLICE_PRINT(text), expected);
}

static void slices_compare_bytewise_and_prefix_first(void **state)
{
	(void)state;
	assert_int_equal(slice_compare(SLICE("a"), SLICE("a")), 0);
	assert_int_equal(slice_compare(SLICE(""), SLICE("")), 0);
	assert_true(slice_compare(SLICE(""), SLICE("a")) < 0);
	assert_true(slice_compare(SLICE("a"), SLICE("ab")) < 0);
	assert_true(slice_compare(SLICE("b"), SLICE("ab")) > 0);
	assert_true(slice_compare(SLICE("Z"), SLICE("a")) < 0);
	assert_true(slice_compare(SLICE("z"), SLICE("\xc3\xa9")) < 0);
	assert_true(slice_compare((struct slice){"a\0b", 3},
				  (struct slice){"a\0a", 3}) > 0);
	assert_int_equal(slice_compare((struct slice){NULL, 0}, SLICE("")), 0);
}

static void equality_looks_at_all_bytes(void **state)
{
	(void)state;
	assert_true(slice_equal((struct slice){NULL, 0}, SLICE("")));
	assert_false(slice_equal(SLICE("a"), SLICE("b")));
	assert_false(slice_equal((struct slice){"a\0b", 3},
				 (struct slice){"a\0c", 3}));
	assert_true(slice_is(SLICE("nik"), "nik"));
	assert_false(slice_is(SLICE("nik"), "ni"));
	assert_true(slice_is_empty(SLICE("")));
	assert_false(slice_is_empty(SLICE(" ")));
}

static void starts_and_ends_are_exact(void **state)
{
	(void)state;
	assert_true(slice_starts(SLICE("choice1"), "choice"));
	assert_true(slice_starts(SLICE("choice1"), ""));
	assert_false(slice_starts(SLICE("cho"), "choice"));
	assert_false(slice_starts(SLICE("Choice1"), "choice"));
	assert_true(slice_ends(SLICE("report.html"), ".html"));
	assert_true(slice_ends(SLICE(""), ""));
	assert_false(slice_ends(SLICE("html"), ".html"));
}

static void case_is_ignored_for_ascii_letters_only(void **state)
{
	(void)state;
	assert_true(
		slice_equal_ignoring_case(SLICE("NaMa_1"), SLICE("nAmA_1")));
	assert_false(slice_equal_ignoring_case(SLICE("nama"), SLICE("nam")));
	assert_false(slice_equal_ignoring_case(SLICE("nama"), SLICE("namb")));
	assert_false(slice_equal_ignoring_case(SLICE("@"), SLICE("`")));
	assert_false(slice_equal_ignoring_case(SLICE("["), SLICE("{")));
	assert_false(slice_equal_ignoring_case(SLICE("\xc3\x89"),
					       SLICE("\xc3\xa9")));
	assert_int_equal(text_lower('Q'), 'q');
	assert_int_equal(text_lower('1'), '1');
	assert_true(slice_ends_ignoring_case(SLICE("08.00 Wita"), "WITA"));
	assert_true(slice_ends_ignoring_case(SLICE("wita"), "WITA"));
	assert_false(slice_ends_ignoring_case(SLICE("08.00 WITA"), "WIT"));
	assert_false(slice_ends_ignoring_case(SLICE("ita"), "WITA"));
}

static void trim_takes_blanks_and_no_break_spaces_off(void **state)
{
	(void)state;
	assert_slice(slice_trim(SLICE("  a b\t\r\n")), "a b");
	assert_slice(slice_trim(SLICE("\xc2\xa0 a \xc2\xa0")), "a");
	assert_slice(slice_trim(SLICE("\xc2\xa0")), "");
	assert_slice(slice_trim(SLICE("\xa0")), "\xa0");
	assert_slice(slice_trim(SLICE(" ")), "");
	assert_slice(slice_trim(SLICE("")), "");
	assert_slice(slice_trim(SLICE("\xc2")), "\xc2");
}

static void trim_takes_characters_without_width_off(void **state)
{
	(void)state;
	assert_slice(slice_trim(SLICE("\xe2\x80\x8b"
				      "a\xe2\x80\x8b")),
		     "a");
	assert_slice(slice_trim(SLICE("\xef\xbb\xbf\xe2\x80\xaa"
				      "12 \xe2\x80\xac")),
		     "12");
	assert_slice(slice_trim(SLICE("\xe2\x81\xa0")), "");
	assert_slice(slice_trim(SLICE("a\xe2\x80\x90")), "a\xe2\x80\x90");
	assert_slice(slice_trim(SLICE("\xe2\x80")), "\xe2\x80");
}

static void a_part_is_cut_to_what_is_there(void **state)
{
	(void)state;
	assert_slice(slice_part(SLICE("5171"), 0, 2), "51");
	assert_slice(slice_part(SLICE("5171"), 2, 2), "71");
	assert_slice(slice_part(SLICE("5171"), 2, 9), "71");
	assert_slice(slice_part(SLICE("5171"), 2, SIZE_MAX), "71");
	assert_slice(slice_part(SLICE("5171"), 4, 1), "");
	assert_slice(slice_part(SLICE("5171"), 9, 1), "");
	assert_null(slice_part((struct slice){NULL, 0}, 1, 1).data);
}

static void find_gives_the_place_or_the_end(void **state)
{
	(void)state;
	assert_int_equal(slice_find(SLICE("a,b"), ','), 1);
	assert_int_equal(slice_find(SLICE("ab"), ','), 2);
	assert_int_equal(slice_find((struct slice){NULL, 0}, ','), 0);
}

static void assert_parts(const char *list, const char *const *expected)
{
	struct slice rest = slice_of(list), part;
	size_t count = 0;

	while (slice_next(&rest, ',', &part)) {
		assert_non_null(expected[count]);
		assert_slice(part, expected[count++]);
	}
	assert_null(expected[count]);
}

static void a_list_is_taken_apart_at_its_separators(void **state)
{
	(void)state;
	assert_parts("a,,b", (const char *const[]){"a", "", "b", NULL});
	assert_parts("a,", (const char *const[]){"a", NULL});
	assert_parts(",a", (const char *const[]){"", "a", NULL});
	assert_parts("a", (const char *const[]){"a", NULL});
	assert_parts(",", (const char *const[]){"", NULL});
	assert_parts("", (const char *const[]){NULL});
}

static void a_list_has_whole_items(void **state)
{
	(void)state;
	assert_true(slice_list_has(SLICE("AGE,WAGE"), SLICE("WAGE")));
	assert_true(slice_list_has(SLICE("AGE"), SLICE("AGE")));
	assert_false(slice_list_has(SLICE("AGE,WAGE"), SLICE("AG")));
	assert_false(slice_list_has(SLICE("AGE,WAGE"), SLICE("AGE,WAGE")));
	assert_false(slice_list_has(SLICE(""), SLICE("AGE")));
}

/* Table 3-7 of the Unicode standard, its edges and one past each. */
static void utf8_is_checked_to_the_letter(void **state)
{
	static const char *const good[] = {"",
					   "abc",
					   "\x7f",
					   "\xc2\x80",
					   "\xdf\xbf",
					   "\xe0\xa0\x80",
					   "\xe1\x80\x80",
					   "\xec\xbf\xbf",
					   "\xed\x80\x80",
					   "\xed\x9f\xbf",
					   "\xee\x80\x80",
					   "\xef\xbf\xbf",
					   "\xf0\x90\x80\x80",
					   "\xf1\x80\x80\x80",
					   "\xf3\xbf\xbf\xbf",
					   "\xf4\x80\x80\x80",
					   "\xf4\x8f\xbf\xbf",
					   "a\xc3\xa9z"};
	static const char *const bad[] = {"\x80",
					  "\xbf",
					  "\xc0\x80",
					  "\xc1\xbf",
					  "\xc2",
					  "\xc2\x7f",
					  "\xc2\xc0",
					  "\xe0\x9f\xbf",
					  "\xe0\x80\x80",
					  "\xe1\x80",
					  "\xe1\x80\xc0",
					  "\xe1\x7f\x80",
					  "\xed\xa0\x80",
					  "\xed\xbf\xbf",
					  "\xf0\x8f\xbf\xbf",
					  "\xf0\x90\x80",
					  "\xf0\x90\x80\xc0",
					  "\xf0\x90\x7f\x80",
					  "\xf1\x7f\x80\x80",
					  "\xf4\x90\x80\x80",
					  "\xf5\x80\x80\x80",
					  "\xff",
					  "a\xc3",
					  "\xe9t\xe9"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!text_is_valid(slice_of(good[i])))
			fail_msg("good %zu", i);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (text_is_valid(slice_of(bad[i])))
			fail_msg("bad %zu", i);
	assert_false(text_is_valid((struct slice){"a\0b", 3}));
}

static void the_length_of_a_sequence_is_told(void **state)
{
	(void)state;
	assert_int_equal(text_sequence_length(SLICE("a")), 1);
	assert_int_equal(text_sequence_length(SLICE("\xc3\xa9x")), 2);
	assert_int_equal(text_sequence_length(SLICE("\xe2\x82\xac")), 3);
	assert_int_equal(text_sequence_length(SLICE("\xf0\x9f\x98\x80")), 4);
	assert_int_equal(text_sequence_length(SLICE("")), 0);
	assert_int_equal(text_sequence_length(SLICE("\xff")), 0);
}

static void characters_are_counted_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(text_count(SLICE("")), 0);
	assert_int_equal(text_count(SLICE("abc")), 3);
	assert_int_equal(text_count(SLICE("\xc3\xa9\xe2\x82\xac"
					  "\xf0\x9f\x98\x80")),
			 3);
}

static void every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t code_point = 1; code_point < 0x110000; code_point++) {
		char out[4];
		struct slice text = {out, text_encode(code_point, out)};
		size_t at = 0;

		if (code_point >= 0xd800 && code_point < 0xe000) {
			assert_false(text_is_valid(text));
			continue;
		}
		assert_true(text_is_valid(text));
		assert_int_equal(text_next(text, &at), code_point);
		assert_int_equal(at, text.length);
		assert_int_equal(text_next(text, &at), 0);
		assert_int_equal(at, text.length);
	}
}

static void next_walks_over_a_text(void **state)
{
	struct slice text = SLICE("a\xc3\xa9\xe2\x82\xac");
	size_t at = 0;

	(void)state;
	assert_int_equal(text_next(text, &at), 'a');
	assert_int_equal(text_next(text, &at), 0xe9);
	assert_int_equal(text_next(text, &at), 0x20ac);
	assert_int_equal(text_next(text, &at), 0);
}

static void digits_are_ascii_and_at_least_one(void **state)
{
	(void)state;
	assert_true(text_is_digits(SLICE("0123456789")));
	assert_false(text_is_digits(SLICE("")));
	assert_false(text_is_digits(SLICE("12a")));
	assert_false(text_is_digits(SLICE("-1")));
	assert_false(text_is_digits(SLICE("\xd9\xa1")));
	assert_false(text_is_digits(SLICE("1/")));
	assert_false(text_is_digits(SLICE("1:")));
}

static size_t distance(const char *left, const char *right)
{
	size_t there = text_distance(slice_of(left), slice_of(right));

	assert_int_equal(text_distance(slice_of(right), slice_of(left)), there);
	return there;
}

static void distance_counts_the_four_edits(void **state)
{
	(void)state;
	assert_int_equal(distance("", ""), 0);
	assert_int_equal(distance("budi", "budi"), 0);
	assert_int_equal(distance("", "budi"), 4);
	assert_int_equal(distance("budi", "bud"), 1);
	assert_int_equal(distance("budi", "bundi"), 1);
	assert_int_equal(distance("budi", "badi"), 1);
	assert_int_equal(distance("budi", "bdui"), 1);
	assert_int_equal(distance("kitten", "sitting"), 3);
	assert_int_equal(distance("suparta", "sudarta"), 1);
	/* Optimal string alignment: no edit inside a swapped pair. */
	assert_int_equal(distance("ca", "abc"), 3);
	assert_int_equal(distance("5171021708900003", "5171021709800003"), 1);
}

static void a_word_over_64_letters_is_wholly_different(void **state)
{
	char text[66];

	(void)state;
	memset(text, 'a', sizeof text);
	assert_int_equal(text_distance((struct slice){text, 64},
				       (struct slice){text, 64}),
			 0);
	assert_int_equal(text_distance((struct slice){text, 64},
				       (struct slice){text, 63}),
			 1);
	assert_int_equal(text_distance((struct slice){text, 65},
				       (struct slice){text, 65}),
			 65);
	assert_int_equal(text_distance((struct slice){text, 3},
				       (struct slice){text, 66}),
			 66);
}

/* The table of the textbook, against which the bits are checked. */
static size_t distance_by_table(struct slice left, struct slice right)
{
	static size_t table[65][65];

	for (size_t i = 0; i <= left.length; i++) {
		for (size_t j = 0; j <= right.length; j++) {
			size_t best = i == 0 ? j : i;

			if (i > 0 && j > 0) {
				best = table[i - 1][j - 1] +
				       (left.data[i - 1] != right.data[j - 1]);
				if (table[i - 1][j] + 1 < best)
					best = table[i - 1][j] + 1;
				if (table[i][j - 1] + 1 < best)
					best = table[i][j - 1] + 1;
			}
			if (i > 1 && j > 1 &&
			    left.data[i - 1] == right.data[j - 2] &&
			    left.data[i - 2] == right.data[j - 1] &&
			    table[i - 2][j - 2] + 1 < best)
				best = table[i - 2][j - 2] + 1;
			table[i][j] = best;
		}
	}
	return table[left.length][right.length];
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 8) % below;
}

static void distance_is_that_of_the_table(void **state)
{
	uint32_t seed = 2020;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char one[64], other[64];
		uint32_t most = round % 8 == 0 ? 65 : 9;
		struct slice left = {one, draw(&seed, most)};
		struct slice right = {other, draw(&seed, most)};

		for (size_t i = 0; i < left.length; i++)
			one[i] = (char)('a' + draw(&seed, 3));
		for (size_t i = 0; i < right.length; i++)
			other[i] = (char)('a' + draw(&seed, 3));
		assert_int_equal(text_distance(left, right),
				 distance_by_table(left, right));
	}
}

static void a_digit_is_found_anywhere(void **state)
{
	char bytes[20];

	(void)state;
	assert_false(text_has_digit(SLICE("")));
	for (size_t length = 1; length <= sizeof bytes; length++) {
		for (size_t i = 0; i < length; i++) {
			for (unsigned byte = 1; byte <= UINT8_MAX; byte++) {
				memset(bytes, byte % 2 == 0 ? 'a' : '\xff',
				       sizeof bytes);
				bytes[i] = (char)byte;
				assert_int_equal(text_has_digit((struct slice){
							 bytes, length}),
						 text_is_digit((char)byte));
			}
		}
	}
}

static void digits_are_told_from_any_other_byte_anywhere(void **state)
{
	char text[25];

	(void)state;
	assert_false(text_is_digits(SLICE("")));
	for (size_t length = 1; length < sizeof text; length++) {
		memset(text, '7', sizeof text);
		assert_true(text_is_digits((struct slice){text, length}));
		for (size_t i = 0; i < length; i++) {
			for (int byte = 0; byte < 256; byte++) {
				bool digit = byte >= '0' && byte <= '9';

				text[i] = (char)byte;
				assert_int_equal(text_is_digits((struct slice){
							 text, length}),
						 digit);
			}
			text[i] = '7';
		}
	}
}

static void only_ascii_letters_have_a_case(void **state)
{
	(void)state;
	for (int left = 0; left < 256; left++) {
		char text[10] = "aaaaaaaaa", other[10] = "aaaaaaaaa";
		char lower[10];

		text[left % 10] = (char)left;
		for (int right = 0; right < 256; right++) {
			bool same = text_lower((char)left) ==
				    text_lower((char)right);

			other[left % 10] = (char)right;
			assert_int_equal(slice_equal_ignoring_case(
						 (struct slice){text, 10},
						 (struct slice){other, 10}),
					 same);
		}
		text_lower_copy((struct slice){text, 10}, lower);
		for (size_t i = 0; i < 10; i++)
			assert_int_equal(lower[i], text_lower(text[i]));
	}
}

static void short_words_are_their_bytes_in_order(void **state)
{
	static const char bytes[] = "\x01\x02\x03\x04\x05\x06\x07\x08";
	uint64_t expected = 0;

	(void)state;
	for (size_t length = 0; length <= 8; length++) {
		if (length > 0)
			expected |= (uint64_t)length << 8 * (length - 1);
		assert_true(text_short_word((struct slice){bytes, length}) ==
			    expected);
	}
}

static void what_a_spreadsheet_would_run_is_seen(void **state)
{
	static const char *const runs[] = {"=1+1", "+62", "-1", "@SUM",
					   "\tx",  "\rx", "\nx"};

	(void)state;
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
		assert_true(text_is_formula(slice_of(runs[i])));
	assert_false(text_is_formula(SLICE("")));
	assert_false(text_is_formula(SLICE("a=b")));
	assert_false(text_is_formula(SLICE("'=1")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_digit_is_found_anywhere),
		cmocka_unit_test(digits_are_told_from_any_other_byte_anywhere),
		cmocka_unit_test(only_ascii_letters_have_a_case),
		cmocka_unit_test(short_words_are_their_bytes_in_order),
		cmocka_unit_test(slices_compare_bytewise_and_prefix_first),
		cmocka_unit_test(equality_looks_at_all_bytes),
		cmocka_unit_test(starts_and_ends_are_exact),
		cmocka_unit_test(case_is_ignored_for_ascii_letters_only),
		cmocka_unit_test(trim_takes_blanks_and_no_break_spaces_off),
		cmocka_unit_test(trim_takes_characters_without_width_off),
		cmocka_unit_test(a_part_is_cut_to_what_is_there),
		cmocka_unit_test(find_gives_the_place_or_the_end),
		cmocka_unit_test(a_list_is_taken_apart_at_its_separators),
		cmocka_unit_test(a_list_has_whole_items),
		cmocka_unit_test(utf8_is_checked_to_the_letter),
		cmocka_unit_test(the_length_of_a_sequence_is_told),
		cmocka_unit_test(characters_are_counted_not_bytes),
		cmocka_unit_test(every_code_point_comes_back),
		cmocka_unit_test(next_walks_over_a_text),
		cmocka_unit_test(digits_are_ascii_and_at_least_one),
		cmocka_unit_test(distance_counts_the_four_edits),
		cmocka_unit_test(a_word_over_64_letters_is_wholly_different),
		cmocka_unit_test(distance_is_that_of_the_table),
		cmocka_unit_test(what_a_spreadsheet_would_run_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
