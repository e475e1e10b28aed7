#include "memory_file.h"

#include "stream/reader.h"

enum { SEALED_RECORDS = 2 };

/* The seal of this very stream, from "xxhsum -H3" over its first three lines.
 */
static const char sealed[] = "person\tname\na\tx\nb\ty\n#end\t2\t";

static struct reader *open_text(const char *text, struct diag *diag)
{
	return reader_open(memory_file(text, strlen(text)), "in",
			   (struct slice){0}, diag);
}

/* Reads to the end and gives the last result; counts the records. */
static enum read_result read_all(struct reader *reader, size_t *records,
				 struct diag *diag)
{
	struct record record;
	enum read_result result;

	*records = 0;
	while ((result = reader_next(reader, &record, diag)) == READ_RECORD)
		++*records;
	return result;
}

static void expect_broken(const char *text, const char *message)
{
	struct diag diag = {""};
	struct reader *reader = open_text(text, &diag);
	size_t records;

	if (reader != NULL)
		assert_int_equal(read_all(reader, &records, &diag),
				 READ_BROKEN);
	if (strstr(diag.message, message) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", message, diag.message);
	reader_close(reader);
}

static void fields_are_the_parts_between_tabs(void **state)
{
	struct diag diag;
	struct record record;
	struct reader *reader =
		open_text("person\tname\tdistrict\np1\tWayan\t\n", &diag);

	(void)state;
	assert_non_null(reader);
	assert_int_equal(reader_header(reader)->count, 3);
	assert_int_equal(reader_next(reader, &record, &diag), READ_RECORD);
	assert_int_equal(record.count, 3);
	assert_true(slice_is(record.fields[0], "p1"));
	assert_true(slice_is(record.fields[1], "Wayan"));
	assert_true(slice_is_empty(record.fields[2]));
	assert_true(slice_is(record.text, "p1\tWayan\t"));
	assert_int_equal(record.line, 2);
	assert_int_equal(record.number, 1);
	assert_int_equal(reader_next(reader, &record, &diag), READ_END);
	reader_close(reader);
}

static void escapes_are_undone_and_kept_raw(void **state)
{
	struct diag diag;
	struct record record;
	struct reader *reader = open_text(
		"person\tnote\np\\\\1\ta\\tb\\nc\n\\N\tplain\n", &diag);

	(void)state;
	assert_int_equal(reader_next(reader, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.fields[0], "p\\1"));
	assert_true(slice_is(record.fields[1], "a\tb\nc"));
	assert_true(slice_is(record.raw[1], "a\\tb\\nc"));
	assert_int_equal(reader_next(reader, &record, &diag), READ_RECORD);
	assert_true(slice_is_empty(record.fields[0]));
	assert_true(slice_is(record.fields[1], "plain"));
	reader_close(reader);
}

static void records_cross_blocks(void **state)
{
	enum { RECORDS = 40000 };
	char *text = malloc(RECORDS * 32 + 64);
	size_t length = (size_t)sprintf(text, "person\tnumber\ttext\n");
	struct diag diag;
	struct record record;
	struct reader *reader;

	(void)state;
	for (int i = 0; i < RECORDS; i++)
		length += (size_t)sprintf(text + length, "p%d\t%d\t%s\n", i, i,
					  i % 3 == 0 ? "\xc3\xa9t\xc3\xa9"
						     : "lama");
	reader = reader_open(memory_file(text, length), "in", (struct slice){0},
			     &diag);
	for (int i = 0; i < RECORDS; i++) {
		char expected[32];

		assert_int_equal(reader_next(reader, &record, &diag),
				 READ_RECORD);
		sprintf(expected, "%d", i);
		assert_true(slice_is(record.fields[1], expected));
	}
	assert_int_equal(reader_next(reader, &record, &diag), READ_END);
	assert_int_equal(reader_bytes(reader), length);
	reader_close(reader);
	free(text);
}

static void every_cut_of_a_stream_is_broken(void **state)
{
	static const char text[] = "person\tnote\np1\t\xc3\xa9\np2\tb\n";
	size_t ends[] = {12, 18, 23};

	(void)state;
	for (size_t length = 1; length < sizeof text; length++) {
		struct diag diag;
		struct reader *reader =
			reader_open(memory_file(text, length), "in",
				    (struct slice){0}, &diag);
		enum read_result result = READ_BROKEN;
		size_t records;
		bool whole = length == ends[0] || length == ends[1] ||
			     length == ends[2];

		if (reader != NULL)
			result = read_all(reader, &records, &diag);
		assert_int_equal(result, whole ? READ_END : READ_BROKEN);
		reader_close(reader);
	}
}

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	expect_broken("person\tname\np1\n", "1 fields where the header has 2");
	expect_broken("person\np1\tx\ty\n", "3 fields where the header has 1");
	expect_broken("person\np\xff and more\n", "not UTF-8");
	expect_broken("person\np\xc3 and more\n", "not UTF-8");
	expect_broken("person\n\xed\xa0\x80 and more\n", "not UTF-8");
	expect_broken("person\np\xff\n", "not UTF-8");
	expect_broken("person\np1", "no newline");
	expect_broken("person\tperson\na\tb\n", "two columns");
	expect_broken("person\tName\na\tb\n", "[a-z]");
	expect_broken("person\n\\000\n", "NUL");
	expect_broken("", "no bytes");
}

static void a_nul_byte_is_named_with_its_line(void **state)
{
	static const char text[] = "person\na\nb\0c\n";
	struct diag diag = {""};
	struct reader *reader = reader_open(memory_file(text, sizeof text - 1),
					    "in", (struct slice){0}, &diag);

	(void)state;
	assert_null(reader);
	assert_non_null(strstr(diag.message, "in:3: broken stream: a NUL"));
}

/* Line 30,001 of 8 bytes each stands in the middle of the first block. */
static void a_bad_byte_far_in_is_named_with_its_line(void **state)
{
	enum { RECORDS = 60000, LINE = 8, BAD = 30000 };
	char *text = malloc((RECORDS + 1) * LINE + 1);
	struct diag diag = {""};
	struct reader *reader;
	size_t records;

	(void)state;
	strcpy(text, "personx\n");
	for (int i = 1; i <= RECORDS; i++)
		memcpy(text + i * LINE, "abcdefg\n", LINE);
	text[BAD * LINE + 3] = '\xff';
	reader = reader_open(memory_file(text, (RECORDS + 1) * LINE), "in",
			     (struct slice){0}, &diag);
	assert_non_null(reader);
	assert_int_equal(read_all(reader, &records, &diag), READ_BROKEN);
	assert_true(records < BAD);
	assert_non_null(strstr(diag.message, "in:30001: "));
	reader_close(reader);
	free(text);
}

static void only_chosen_fields_are_set_and_laws_hold(void **state)
{
	struct diag diag = {""};
	struct record record;
	struct reader *reader = open_text("person\tname\tnote\n"
					  "a\tx\ty\nb\tz\\tz\tw\\n\nc\t\tv\n"
					  "d\tu\t\\000\n",
					  &diag);

	(void)state;
	reader_choose(reader, 2);
	reader_choose(reader, 0);
	reader_choose(reader, 2);
	assert_int_equal(reader_next(reader, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.fields[0], "a"));
	assert_true(slice_is_empty(record.fields[1]));
	assert_true(slice_is(record.fields[2], "y"));
	assert_true(slice_is(record.text, "a\tx\ty"));
	assert_int_equal(reader_next(reader, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.fields[0], "b"));
	assert_true(slice_is(record.fields[2], "w\n"));
	assert_int_equal(reader_next(reader, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.fields[0], "c"));
	assert_true(slice_is_empty(record.fields[1]));
	assert_true(slice_is(record.fields[2], "v"));
	assert_int_equal(reader_next(reader, &record, &diag), READ_BROKEN);
	reader_close(reader);
}

static void a_right_seal_is_accepted(void **state)
{
	struct diag diag;
	char text[128];
	struct reader *reader;
	size_t records;

	(void)state;
	snprintf(text, sizeof text, "%s%s\n", sealed, "a0ad8ceebbb0b10f");
	reader = open_text(text, &diag);
	reader_set_seal(reader, true, false);
	assert_int_equal(read_all(reader, &records, &diag), READ_END);
	assert_int_equal(records, SEALED_RECORDS);
	assert_true(reader_was_sealed(reader));
	reader_close(reader);
}

static void a_wrong_seal_is_refused_but_can_be_ignored(void **state)
{
	struct diag diag;
	char text[128];
	struct reader *reader;
	size_t records;

	(void)state;
	snprintf(text, sizeof text, "%s%s\n", sealed, "a0ad8ceebbb0b10e");
	expect_broken(text, "#end");
	reader = open_text(text, &diag);
	reader_set_seal(reader, true, true);
	assert_int_equal(read_all(reader, &records, &diag), READ_END);
	assert_int_equal(records, SEALED_RECORDS);
	assert_false(reader_was_sealed(reader));
	assert_true(reader_digest(reader) == 0xa0ad8ceebbb0b10fU);
	reader_close(reader);
}

static void a_missing_seal_matters_only_where_it_is_asked_for(void **state)
{
	struct diag diag;
	struct reader *reader = open_text("person\na\n", &diag);
	size_t records;

	(void)state;
	reader_set_seal(reader, true, false);
	assert_int_equal(read_all(reader, &records, &diag), READ_BROKEN);
	assert_non_null(strstr(diag.message, "VK_SEAL"));
	reader_close(reader);
	reader = open_text("person\na\n", &diag);
	assert_int_equal(read_all(reader, &records, &diag), READ_END);
	reader_close(reader);
}

static void nothing_may_follow_the_seal(void **state)
{
	char text[128];

	(void)state;
	snprintf(text, sizeof text, "%s%s\nc\tz\n", sealed, "a0ad8ceebbb0b10f");
	expect_broken(text, "follows");
}

static void a_second_pass_reads_the_same(void **state)
{
	struct diag diag;
	struct reader *reader = open_text("person\na\nb\nc\n", &diag);
	size_t records;

	(void)state;
	assert_int_equal(read_all(reader, &records, &diag), READ_END);
	assert_true(reader_rewind(reader, &diag));
	assert_int_equal(read_all(reader, &records, &diag), READ_END);
	assert_int_equal(records, 3);
	reader_close(reader);
}

static void a_pipe_has_no_second_pass(void **state)
{
	struct diag diag;
	struct reader *reader;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "person\na\n", 9), 9);
	close(ends[1]);
	reader = reader_open(ends[0], "in", (struct slice){0}, &diag);
	assert_non_null(reader);
	assert_false(reader_rewind(reader, &diag));
	reader_close(reader);
	close(ends[0]);
}

static void a_line_over_the_limit_is_refused(void **state)
{
	size_t length = 3 * 1024 * 1024;
	char *text = malloc(length);
	struct diag diag;

	(void)state;
	memset(text, 'a', length);
	assert_null(reader_open(memory_file(text, length), "in",
				(struct slice){0}, &diag));
	assert_non_null(strstr(diag.message, "1 MiB"));
	free(text);
}

static void bytes_read_before_are_taken_first(void **state)
{
	struct diag diag;
	struct record record;
	struct reader *reader = reader_open(memory_file("1\n", 2), "in",
					    SLICE("person\np"), &diag);

	(void)state;
	assert_int_equal(reader_next(reader, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.fields[0], "p1"));
	reader_close(reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_the_parts_between_tabs),
		cmocka_unit_test(escapes_are_undone_and_kept_raw),
		cmocka_unit_test(records_cross_blocks),
		cmocka_unit_test(every_cut_of_a_stream_is_broken),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(a_nul_byte_is_named_with_its_line),
		cmocka_unit_test(a_bad_byte_far_in_is_named_with_its_line),
		cmocka_unit_test(only_chosen_fields_are_set_and_laws_hold),
		cmocka_unit_test(a_right_seal_is_accepted),
		cmocka_unit_test(a_wrong_seal_is_refused_but_can_be_ignored),
		cmocka_unit_test(
			a_missing_seal_matters_only_where_it_is_asked_for),
		cmocka_unit_test(nothing_may_follow_the_seal),
		cmocka_unit_test(a_second_pass_reads_the_same),
		cmocka_unit_test(a_pipe_has_no_second_pass),
		cmocka_unit_test(a_line_over_the_limit_is_refused),
		cmocka_unit_test(bytes_read_before_are_taken_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
