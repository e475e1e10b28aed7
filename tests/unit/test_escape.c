#include "memory_file.h"

#include "stream/escape.h"
#include "stream/schema.h"

static void expect_undone(const char *raw, const char *expected, bool valid)
{
	struct strbuf out;
	struct slice field;

	strbuf_init(&out, 1024);
	assert_true(strbuf_reserve(&out, 256));
	assert_int_equal(escape_undo(slice_of(raw), &out, &field), valid);
	if (valid && !slice_is(field, expected))
		fail_msg("\"%s\" gives \"%.*s\"", raw, SLICE_PRINT(field));
	strbuf_release(&out);
}

/* The table of escapes in the documentation of PostgreSQL's COPY. */
static void all_escapes_of_copy_are_read(void **state)
{
	(void)state;
	expect_undone("plain", "plain", true);
	expect_undone("\\b\\f\\n\\r\\t\\v", "\b\f\n\r\t\v", true);
	expect_undone("\\\\", "\\", true);
	expect_undone("\\101\\60\\7", "A0\a", true);
	expect_undone("\\x41\\xa", "A\n", true);
	expect_undone("\\xg", "xg", true);
	expect_undone("\\N", "", true);
	expect_undone("a\\N", "aN", true);
	expect_undone("\\#end", "#end", true);
	expect_undone("\\q", "q", true);
	expect_undone("end\\", "end\\", true);
	expect_undone("\\303\\251", "\xc3\xa9", true);
}

static void an_escape_cannot_bring_in_bad_bytes(void **state)
{
	(void)state;
	expect_undone("\\0", "", false);
	expect_undone("\\x00", "", false);
	expect_undone("\\xff", "", false);
}

static void what_is_written_reads_back(void **state)
{
	static const char *const values[] = {
		"",	   "\\",	"\\N",	 "#end",  "a\tb",
		"\n",	   "a\r\nb",	"\\t",	 "\"q\"", "\xc3\xa9",
		"\\\\\\n", "trailing ", " lead", "a,b",	  "'",
	};

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		char raw[64];
		size_t length = escape_write(slice_of(values[i]), true, raw);

		raw[length] = '\0';
		assert_null(strpbrk(raw, "\t\n\r"));
		assert_true(raw[0] != '#');
		expect_undone(raw, values[i], true);
	}
}

static void names_are_small_letters_digits_and_underlines(void **state)
{
	(void)state;
	assert_true(schema_is_name(SLICE("a")));
	assert_true(schema_is_name(SLICE("course_2")));
	assert_false(schema_is_name(SLICE("")));
	assert_false(schema_is_name(SLICE("2a")));
	assert_false(schema_is_name(SLICE("_a")));
	assert_false(schema_is_name(SLICE("Nama")));
	assert_false(schema_is_name(SLICE("a b")));
}

static void the_identities_are_those_of_the_law(void **state)
{
	static const char *const names[] = {
		"nik",	 "kpj",	    "kk",      "name",	       "phone",
		"email", "address", "account", "account_name",
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_true(schema_is_identity(slice_of(names[i])));
	assert_false(schema_is_identity(SLICE("person")));
	assert_false(schema_is_identity(SLICE("birth_date")));
}

static void a_row_is_written_whole_or_not_at_all(void **state)
{
	char row[41], out[41];

	(void)state;
	for (size_t length = 1; length < sizeof row; length++) {
		for (size_t i = 0; i < length; i++) {
			memset(row, 'a', sizeof row);
			row[i] = ';';
			assert_true(escape_write_row(
				(struct slice){row, length}, ';', out));
			row[i] = '\t';
			assert_memory_equal(out, row, length);
			assert_false(escape_write_row(
				(struct slice){row, length}, ';', out));
			assert_true(escape_write_row(
				(struct slice){row, length}, '\t', out));
			for (const char *byte = "\\\n\r"; *byte != '\0';
			     byte++) {
				row[i] = *byte;
				assert_false(escape_write_row(
					(struct slice){row, length}, ',', out));
			}
		}
	}
}

/* What the manual says of one byte, the rest 'a'. */
static size_t expect_byte(char byte, size_t length, size_t at, char *out)
{
	static const char escaped[] = "\\\t\n\r", letters[] = "\\tnr";
	const char *place = strchr(escaped, byte);

	memset(out, 'a', length + 1);
	out[at] = byte;
	if (place == NULL)
		return length;
	out[at] = '\\';
	out[at + 1] = letters[place - escaped];
	return length + 1;
}

static void only_four_bytes_are_escaped_wherever_they_stand(void **state)
{
	enum { LENGTH_MAX = 34 };
	char text[LENGTH_MAX], expected[LENGTH_MAX + 1];
	char out[2 * LENGTH_MAX + 8];

	(void)state;
	for (size_t length = 1; length <= LENGTH_MAX; length++) {
		for (size_t at = 0; at < length; at++) {
			for (int byte = 1; byte < 256; byte++) {
				size_t size = expect_byte((char)byte, length,
							  at, expected);

				memset(text, 'a', sizeof text);
				text[at] = (char)byte;
				assert_int_equal(
					escape_write(
						(struct slice){text, length},
						false, out),
					size);
				assert_memory_equal(out, expected, size);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_written_whole_or_not_at_all),
		cmocka_unit_test(
			only_four_bytes_are_escaped_wherever_they_stand),
		cmocka_unit_test(all_escapes_of_copy_are_read),
		cmocka_unit_test(an_escape_cannot_bring_in_bad_bytes),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(names_are_small_letters_digits_and_underlines),
		cmocka_unit_test(the_identities_are_those_of_the_law),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
