#include "memory_file.h"

#include "stream/reader.h"
#include "stream/writer.h"

/* An output on a file in memory, as file_output_begin leaves one. */
static struct file_output memory_output(void)
{
	return (struct file_output){
		.path = "out",
		.descriptor = memory_file("", 0),
	};
}

/* Copies a stream with these columns; the result is to be freed. */
static char *copy(const char *text, const struct writer_columns *columns,
		  const struct slice *own, bool seal)
{
	struct diag diag;
	struct record record;
	struct reader *reader = reader_open(memory_file(text, strlen(text)),
					    "in", (struct slice){0}, &diag);
	struct file_output output = memory_output();
	struct writer *writer = writer_open(&output, reader_header(reader),
					    columns, seal, &diag);
	char *content;

	assert_non_null(writer);
	while (reader_next(reader, &record, &diag) == READ_RECORD)
		assert_true(writer_put(writer, &record, own, &diag));
	assert_true(writer_end(writer, &diag));
	content = memory_file_content(output.descriptor);
	writer_close(writer);
	reader_close(reader);
	close(output.descriptor);
	return content;
}

static void expect_copy(const char *text, const struct writer_columns *columns,
			const struct slice *own, const char *expected)
{
	char *content = copy(text, columns, own, false);

	assert_string_equal(content, expected);
	free(content);
}

static void unknown_columns_pass_byte_for_byte(void **state)
{
	static const char *const own[] = {"x"};
	const struct writer_columns columns = {own, 1, NULL, 0};
	const struct slice values[] = {SLICE("1")};

	(void)state;
	expect_copy("person\tnote\np\ta\\tb\\x41\\q\n", &columns, values,
		    "person\tnote\tx\np\ta\\tb\\x41\\q\t1\n");
}

static void own_columns_replace_those_that_are_there(void **state)
{
	static const char *const own[] = {"x", "y"};
	const struct writer_columns columns = {own, 2, NULL, 0};
	const struct slice values[] = {SLICE("1"), SLICE("2")};

	(void)state;
	expect_copy("y\tperson\nold\tp\n", &columns, values,
		    "y\tperson\tx\n2\tp\t1\n");
}

static void dropped_columns_are_left_out(void **state)
{
	static const char *const dropped[] = {"nik", "name"};
	const struct writer_columns columns = {NULL, 0, dropped, 2};

	(void)state;
	expect_copy("nik\tperson\ta\tname\tb\n1\tp\t2\t3\t4\n", &columns, NULL,
		    "person\ta\tb\np\t2\t4\n");
}

static void own_values_are_escaped(void **state)
{
	static const char *const own[] = {"x"};
	const struct writer_columns columns = {own, 1, NULL, 0};
	const struct slice values[] = {SLICE("a\tb\nc\\d\re")};

	(void)state;
	expect_copy("person\np\n", &columns, values,
		    "person\tx\np\ta\\tb\\nc\\\\d\\re\n");
}

static void a_number_sign_that_begins_a_line_is_marked(void **state)
{
	static const char *const own[] = {"x"};
	static const char *const dropped[] = {"nik"};
	const struct writer_columns first = {own, 1, NULL, 0};
	const struct writer_columns moved = {NULL, 0, dropped, 1};
	const struct slice values[] = {SLICE("#end")};

	(void)state;
	expect_copy("x\tperson\n\tp\n", &first, values,
		    "x\tperson\n\\#end\tp\n");
	expect_copy("nik\tperson\n1\t#p\n", &moved, NULL, "person\n\\#p\n");
}

static void a_sealed_copy_reads_back(void **state)
{
	const struct writer_columns columns = {0};
	char *content =
		copy("person\tname\na\tx\nb\ty\n", &columns, NULL, true);

	(void)state;
	/* The digest is what "xxhsum -H3" gives for the three lines. */
	assert_string_equal(content, "person\tname\na\tx\nb\ty\n"
				     "#end\t2\ta0ad8ceebbb0b10f\n");
	free(content);
}

static void a_stream_without_input_has_own_columns_only(void **state)
{
	static const char *const own[] = {"person", "day"};
	const struct writer_columns columns = {own, 2, NULL, 0};
	const struct slice values[] = {SLICE("p"), SLICE("2020-09-07")};
	struct file_output output = memory_output();
	struct diag diag;
	struct writer *writer =
		writer_open(&output, NULL, &columns, false, &diag);
	char *content;

	(void)state;
	assert_true(writer_put(writer, NULL, values, &diag));
	assert_true(writer_end(writer, &diag));
	assert_int_equal(writer_records(writer), 1);
	content = memory_file_content(output.descriptor);
	assert_string_equal(content, "person\tday\np\t2020-09-07\n");
	free(content);
	writer_close(writer);
	close(output.descriptor);
}

static void long_streams_are_written_whole(void **state)
{
	enum { RECORDS = 50000 };
	static const char *const own[] = {"person", "text"};
	const struct writer_columns columns = {own, 2, NULL, 0};
	struct file_output output = memory_output();
	struct diag diag;
	struct writer *writer =
		writer_open(&output, NULL, &columns, true, &diag);
	struct reader *reader;
	struct record record;
	size_t records = 0;

	(void)state;
	for (int i = 0; i < RECORDS; i++) {
		char person[16];
		int length = snprintf(person, sizeof person, "p%d", i);
		const struct slice values[] = {{person, (size_t)length},
					       SLICE("tujuh\tbelas")};

		assert_true(writer_put(writer, NULL, values, &diag));
	}
	assert_true(writer_end(writer, &diag));
	assert_int_equal(lseek(output.descriptor, 0, SEEK_SET), 0);
	reader =
		reader_open(output.descriptor, "out", (struct slice){0}, &diag);
	reader_set_seal(reader, true, false);
	while (reader_next(reader, &record, &diag) == READ_RECORD) {
		assert_true(slice_is(record.fields[1], "tujuh\tbelas"));
		records++;
	}
	assert_int_equal(records, RECORDS);
	assert_true(reader_was_sealed(reader));
	reader_close(reader);
	writer_close(writer);
	close(output.descriptor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_columns_pass_byte_for_byte),
		cmocka_unit_test(own_columns_replace_those_that_are_there),
		cmocka_unit_test(dropped_columns_are_left_out),
		cmocka_unit_test(own_values_are_escaped),
		cmocka_unit_test(a_number_sign_that_begins_a_line_is_marked),
		cmocka_unit_test(a_sealed_copy_reads_back),
		cmocka_unit_test(a_stream_without_input_has_own_columns_only),
		cmocka_unit_test(long_streams_are_written_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
