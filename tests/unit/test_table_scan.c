#include "stream/table_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LENGTH = 700, ROUNDS = 9000, BLOCK = 64 };

static uint32_t separators[LENGTH + SCAN_SLACK], lines[LENGTH + SCAN_SLACK],
	quotes[LENGTH + SCAN_SLACK], oddities[LENGTH + SCAN_SLACK];

struct text {
	char data[LENGTH + SCAN_SLACK];
	size_t length;
};

static bool is_paired(const struct text *text, size_t at)
{
	return text->data[at] == '\r' && at + 1 < text->length &&
	       text->data[at + 1] == '\n';
}

static bool ends_cell(const struct text *text, size_t at)
{
	char byte = text->data[at];

	return byte == ';' || byte == '\n' ||
	       (byte == '\r' && !is_paired(text, at));
}

/* Whether the byte must be told as an oddity. */
static bool is_odd(const struct text *text, size_t at)
{
	signed char byte = (signed char)text->data[at];
	bool beside = at == 0 || ends_cell(text, at - 1) ||
		      (at + 1 < text->length &&
		       (ends_cell(text, at + 1) || is_paired(text, at + 1)));

	return beside && byte < '$' && !ends_cell(text, at) &&
	       !is_paired(text, at);
}

/* What table_scan has to find, byte by byte. */
static void check(const struct text *text, const struct table_marks *marks)
{
	size_t separator = 0, line = 0, quote = 0, odd = 0;
	bool escapes = false;

	for (size_t i = 0; i < text->length; i++) {
		if (ends_cell(text, i)) {
			assert_int_equal(marks->separators[separator], i);
			if (text->data[i] != ';')
				assert_int_equal(marks->lines[line++],
						 separator);
			separator++;
		}
		escapes |= text->data[i] == '\\' || text->data[i] == '\t';
		if (text->data[i] == '"')
			assert_int_equal(marks->quotes[quote++], i);
		if (odd < marks->oddity_count && marks->oddities[odd] == i) {
			assert_true(is_odd(text, i) || i % BLOCK == BLOCK - 1);
			odd++;
		} else {
			assert_false(is_odd(text, i));
		}
	}
	assert_int_equal(marks->separator_count, separator);
	assert_int_equal(marks->line_count, line);
	assert_int_equal(marks->quote_count, quote);
	assert_int_equal(marks->oddity_count, odd);
	assert_int_equal(marks->escapes, escapes);
}

static void random_tables_are_marked_the_same_in_all_ways(void **state)
{
	static const char bytes[] = "abcdefgh;;;\n\r\"# \xc3";

	(void)state;
	srand(5);
	for (unsigned round = 0; round < ROUNDS; round++) {
		enum scan_way way = (enum scan_way)(round % 3);
		struct table_marks marks = {
			.way = way > scan_best() ? scan_best() : way,
			.separators = separators,
			.lines = lines,
			.quotes = quotes,
			.oddities = oddities};
		struct text text = {.length = (size_t)rand() % LENGTH};

		for (size_t i = 0; i < text.length; i++)
			text.data[i] =
				bytes[(size_t)rand() % (sizeof bytes - 1)];
		if (round % 4 > 1 && text.length > 0)
			text.data[(size_t)rand() % text.length] =
				round % 4 == 2 ? '\\' : '\t';
		table_scan(&marks, text.data, text.length, ';');
		check(&text, &marks);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_tables_are_marked_the_same_in_all_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
