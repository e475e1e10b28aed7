#include "system/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void writer_puts_commas_where_they_belong(void **state)
{
	struct strbuf out;
	struct json_writer writer = {&out, false};

	(void)state;
	strbuf_init(&out, 1000);
	json_begin_object(&writer);
	json_key(&writer, "empty");
	json_begin_array(&writer);
	json_end_array(&writer);
	json_key(&writer, "list");
	json_begin_array(&writer);
	json_put_integer(&writer, 1);
	json_put_integer(&writer, INT64_MIN);
	json_begin_object(&writer);
	json_end_object(&writer);
	json_put_null(&writer);
	json_end_array(&writer);
	json_key(&writer, "yes");
	json_put_boolean(&writer, true);
	json_key(&writer, "no");
	json_put_boolean(&writer, false);
	json_end_object(&writer);
	assert_string_equal(strbuf_string(&out),
			    "{\"empty\":[],\"list\":[1,-9223372036854775808,"
			    "{},null],\"yes\":true,\"no\":false}");
	strbuf_release(&out);
}

static void writer_escapes_as_rfc_8259_says(void **state)
{
	struct strbuf out;
	struct json_writer writer = {&out, false};

	(void)state;
	strbuf_init(&out, 1000);
	json_begin_array(&writer);
	json_put_text(&writer, SLICE("\"\\/\b\f\n\r\t"));
	json_put_text(&writer, ((struct slice){"\0\x01\x1f\x7f", 4}));
	json_put_text(&writer, SLICE("Ni Made Ayu \xC3\xA9\xF0\x9F\x8C\xB4"));
	json_put_text(&writer, ((struct slice){NULL, 0}));
	json_end_array(&writer);
	assert_string_equal(
		strbuf_string(&out),
		"[\"\\\"\\\\/\\b\\f\\n\\r\\t\",\"\\u0000\\u0001\\u001f\x7f\","
		"\"Ni Made Ayu \xC3\xA9\xF0\x9F\x8C\xB4\",\"\"]");
	strbuf_release(&out);
}

static void writer_failure_is_the_buffers(void **state)
{
	struct strbuf out;
	struct json_writer writer = {&out, false};

	(void)state;
	strbuf_init(&out, 3);
	json_put_text(&writer, SLICE("abc"));
	assert_true(out.failed);
	strbuf_release(&out);
}

static void reader_gives_members_in_file_order(void **state)
{
	struct slice text =
		SLICE("{\"z\": \"last\", \"a\": [1, -2, 3.5, null], "
		      "\"m\": {\"k\": true}}");
	struct slice value;
	struct diag diag;
	struct json *json = json_parse(text, &diag);
	const struct json *list = json_member(json, "a");
	int64_t number;

	(void)state;
	assert_int_equal(json_count(json), 3);
	assert_true(slice_is(json_member_key(json, 0), "z"));
	assert_true(slice_is(json_member_key(json, 1), "a"));
	assert_true(slice_is(json_member_key(json, 2), "m"));
	assert_true(slice_is_empty(json_member_key(json, 3)));
	assert_true(json_get_text(json_member(json, "z"), &value));
	assert_true(slice_is(value, "last"));
	assert_int_equal(json_count(list), 4);
	assert_true(json_get_integer(json_element(list, 1), &number));
	assert_int_equal(number, -2);
	assert_false(json_get_integer(json_element(list, 2), &number));
	assert_false(json_get_text(json_element(list, 0), &value));
	assert_false(json_get_integer(json_member(json, "z"), &number));
	assert_null(json_element(list, 4));
	assert_null(json_member(json, "absent"));
	assert_int_equal(json_count(json_element(list, 0)), 0);
	assert_true(slice_is_empty(json_member_key(list, 0)));
	json_free(json);
}

static void reader_takes_a_value_that_is_no_object(void **state)
{
	struct slice value;
	struct diag diag;
	struct json *json = json_parse(SLICE(" \"a\\u00e9\\n\" "), &diag);

	(void)state;
	assert_true(json_get_text(json, &value));
	assert_true(slice_is(value, "a\xC3\xA9\n"));
	json_free(json);
	json_free(NULL);
}

static void check_refused(struct slice text, const char *expected)
{
	struct diag diag;

	assert_null(json_parse(text, &diag));
	assert_string_equal(diag.message, expected);
}

static void reader_tells_where_it_is_wrong(void **state)
{
	(void)state;
	check_refused(SLICE("{\"a\": 1,\n \"a\": 2}"),
		      "line 2, column 4: duplicate object key near '\"a\"'");
	check_refused(SLICE("{\"a\": }"),
		      "line 1, column 7: unexpected token near '}'");
	check_refused(SLICE("[1] x"),
		      "line 1, column 5: end of file expected near 'x'");
	check_refused((struct slice){NULL, 0},
		      "line 1, column 0: unexpected token near end of file");
	check_refused(SLICE("[99999999999999999999]"),
		      "line 1, column 21: too big integer near "
		      "'99999999999999999999'");
	check_refused(SLICE("[\"\\u0000\"]"),
		      "line 1, column 9: \\u0000 is not allowed without "
		      "JSON_ALLOW_NUL near '\"\\u0000\"'");
	check_refused(SLICE("[\"\xff\"]"),
		      "line 1, column 2: unable to decode byte 0xff near "
		      "'\"'");
}

static void reader_refuses_depth_without_end(void **state)
{
	static char text[100000];
	struct diag diag;

	(void)state;
	memset(text, '[', sizeof text);
	assert_null(json_parse((struct slice){text, sizeof text}, &diag));
	assert_non_null(strstr(diag.message, "maximum parsing depth reached"));
}

static void what_is_written_reads_back(void **state)
{
	char bytes[127];
	struct slice value;
	struct strbuf out;
	struct json_writer writer = {&out, false};
	struct diag diag;
	struct json *json;

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i + 1);
	strbuf_init(&out, 1000);
	json_put_text(&writer, (struct slice){bytes, sizeof bytes});
	json = json_parse(strbuf_slice(&out), &diag);
	assert_true(json_get_text(json, &value));
	assert_int_equal(value.length, sizeof bytes);
	assert_memory_equal(value.data, bytes, sizeof bytes);
	json_free(json);
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writer_puts_commas_where_they_belong),
		cmocka_unit_test(writer_escapes_as_rfc_8259_says),
		cmocka_unit_test(writer_failure_is_the_buffers),
		cmocka_unit_test(reader_gives_members_in_file_order),
		cmocka_unit_test(reader_takes_a_value_that_is_no_object),
		cmocka_unit_test(reader_tells_where_it_is_wrong),
		cmocka_unit_test(reader_refuses_depth_without_end),
		cmocka_unit_test(what_is_written_reads_back),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
