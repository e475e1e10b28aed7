#include "memory_file.h"

#include "stream/scan.h"

#include "base/text.h"

enum { LENGTH = 1024 };

static uint32_t separators[LENGTH + SCAN_SLACK], lines[LENGTH + SCAN_SLACK],
	escapes[LENGTH + SCAN_SLACK];

/* One way after the other, of those that this processor has. */
static enum scan_way way_of(unsigned round)
{
	unsigned best = (unsigned)scan_best();

	return (enum scan_way)(round % 3 > best ? best : round % 3);
}

/* What scan_index_add has to find, byte by byte. */
static void check_index(const char *data, size_t length,
			const struct scan_index *index)
{
	size_t separator = 0, line = 0, escape = 0;

	for (size_t i = 0; i < length; i++) {
		if (data[i] == '\n')
			assert_int_equal(index->lines[line++], i);
		if (data[i] == '\n' || data[i] == '\t')
			assert_int_equal(index->separators[separator++], i);
		if (data[i] == '\\')
			assert_int_equal(index->escapes[escape++], i);
	}
	assert_int_equal(index->separator_count, separator);
	assert_int_equal(index->line_count, line);
	assert_int_equal(index->escape_count, escape);
}

static void random_text_is_indexed_in_any_pieces(void **state)
{
	static const char letters[] = "ab\t\n\\c\xc3\xa9\t";
	char data[LENGTH + SCAN_SLACK];

	(void)state;
	srand(17);
	for (unsigned round = 0; round < 6000; round++) {
		struct scan_index index = {.way = way_of(round),
					   .separators = separators,
					   .lines = lines,
					   .escapes = escapes};
		size_t length = 0, done = 0, to = 0;
		size_t wanted = (size_t)(rand() % LENGTH);

		memset(data, 0, sizeof data);
		while (length < wanted) {
			char letter = letters[rand() % 9];

			if (letter == '\xa9')
				continue;
			data[length++] = letter;
			if (letter == '\xc3')
				data[length++] = '\xa9';
		}
		while (done < length) {
			to += (size_t)(rand() % 200) + 1;
			to = to > length ? length : to;
			assert_true(
				scan_index_add(&index, data, done, to, &done));
		}
		check_index(data, length, &index);
	}
}

static void a_bad_byte_is_found_wherever_it_stands(void **state)
{
	char data[LENGTH + SCAN_SLACK];

	(void)state;
	for (unsigned round = 0; round < 600; round++) {
		size_t place = round / 3;
		struct scan_index index = {.way = way_of(round),
					   .separators = separators,
					   .lines = lines,
					   .escapes = escapes};
		size_t done;

		memset(data, 'a', sizeof data);
		data[place] = '\0';
		assert_false(scan_index_add(&index, data, 0, 256, &done));
		assert_int_equal(done, place);
		data[place] = '\xff';
		index.separator_count = 0;
		assert_false(scan_index_add(&index, data, 0, 256, &done));
		assert_int_equal(done, place);
	}
}

static void a_cut_sequence_waits_for_the_rest(void **state)
{
	char data[LENGTH + SCAN_SLACK] = "abc\xe2\x82\xac\n";
	struct scan_index index = {
		.separators = separators, .lines = lines, .escapes = escapes};
	size_t done;

	(void)state;
	assert_true(scan_index_add(&index, data, 0, 5, &done));
	assert_true(done < 5);
	assert_true(scan_index_add(&index, data, done, 7, &done));
	assert_int_equal(done, 7);
	assert_int_equal(index.line_count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_text_is_indexed_in_any_pieces),
		cmocka_unit_test(a_bad_byte_is_found_wherever_it_stands),
		cmocka_unit_test(a_cut_sequence_waits_for_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
