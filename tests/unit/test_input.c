#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stream/input.h"

static void put_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static struct input *open_two(const char *first, const char *second)
{
	static const char *const paths[] = {"first", "second"};
	const struct input_options options = {.kind = INPUT_STREAM};
	struct diag diag = {""};
	struct input *input;

	put_file("first", first);
	put_file("second", second);
	input = input_open(paths, 2, &options, &diag);
	if (input == NULL)
		fail_msg("%s", diag.message);
	return input;
}

/* The fields of the next record with a bar behind each. */
static void expect_next(struct input *input, const char *wanted)
{
	struct diag diag = {""};
	struct record record;
	char got[256] = "";

	if (input_next(input, &record, &diag) != READ_RECORD)
		fail_msg("no record; \"%s\" was wanted", wanted);
	for (size_t i = 0; i < record.count; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%.*s|",
			 SLICE_PRINT(record.fields[i]));
	assert_string_equal(got, wanted);
}

static void expect_end(struct input *input)
{
	struct diag diag = {""};
	struct record record;

	assert_int_equal(input_next(input, &record, &diag), READ_END);
	assert_int_equal(input_next(input, &record, &diag), READ_END);
}

static void parts_of_one_stream_keep_their_lines(void **state)
{
	struct input *input =
		open_two("person\tname\na\tx\n", "person\tname\nb\ty\n");
	struct diag diag = {""};
	struct record record;

	(void)state;
	assert_int_equal(input_next(input, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.text, "a\tx"));
	assert_int_equal(input_next(input, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.text, "b\ty"));
	assert_string_equal(record.file, "second");
	assert_int_equal(record.line, 2);
	expect_end(input);
	input_close(input);
}

static void columns_of_all_files_are_joined(void **state)
{
	struct input *input =
		open_two("person\tname\na\tx\n", "note\tperson\nn\tb\nm\tc\n");

	(void)state;
	assert_int_equal(input_header(input)->count, 3);
	expect_next(input, "a|x||");
	expect_next(input, "b||n|");
	expect_next(input, "c||m|");
	expect_end(input);
	input_close(input);
}

static void chosen_columns_are_found_in_every_file(void **state)
{
	struct input *input = open_two("person\tname\tnote\na\tx\tp\n",
				       "note\tperson\tname\nn\tb\ty\n");

	(void)state;
	input_choose(input, 2);
	input_choose(input, 0);
	expect_next(input, "a||p|");
	expect_next(input, "b||n|");
	expect_end(input);
	input_close(input);
}

static void a_second_pass_begins_with_the_first_file(void **state)
{
	struct input *input = open_two("person\na\n", "person\nb\n");
	struct diag diag = {""};

	(void)state;
	expect_next(input, "a|");
	expect_next(input, "b|");
	expect_end(input);
	assert_true(input_rewind(input, &diag));
	expect_next(input, "a|");
	expect_next(input, "b|");
	expect_end(input);
	input_close(input);
}

static void append(const char *path, const char *text)
{
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* What the first reading found may be true of other rows then. */
static void a_file_that_changes_between_two_readings_is_told(void **state)
{
	struct input *input = open_two("person\na\n", "person\nb\n");
	struct diag diag = {""};

	(void)state;
	expect_next(input, "a|");
	expect_next(input, "b|");
	expect_end(input);
	append("second", "c\n");
	assert_false(input_rewind(input, &diag));
	assert_string_equal(diag.message,
			    "second: changed while it was read; run it again "
			    "once the file is whole");
	input_close(input);
}

static void a_file_that_changes_in_the_second_reading_is_told(void **state)
{
	struct input *input = open_two("person\na\n", "person\nb\n");
	struct diag diag = {""};
	enum read_result result;
	struct record record;

	(void)state;
	assert_true(input_rewind(input, &diag));
	expect_next(input, "a|");
	append("first", "c\n");
	do
		result = input_next(input, &record, &diag);
	while (result == READ_RECORD);
	assert_int_equal(result, READ_BROKEN);
	assert_string_equal(diag.message,
			    "first: changed while it was read; run it again "
			    "once the file is whole");
	input_close(input);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(parts_of_one_stream_keep_their_lines),
		scratch_test(columns_of_all_files_are_joined),
		scratch_test(chosen_columns_are_found_in_every_file),
		scratch_test(a_second_pass_begins_with_the_first_file),
		scratch_test(a_file_that_changes_between_two_readings_is_told),
		scratch_test(a_file_that_changes_in_the_second_reading_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
