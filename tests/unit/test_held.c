#include "stream/held.h"

#include "stream/schema.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct slice fields[3] = {{"#a", 2}, {"b\tc\\", 4}, {NULL, 0}};

static struct record record_of_table(void)
{
	return (struct record){.fields = fields,
			       .count = 3,
			       .row = {"#a;b\tc\\;", 8},
			       .separator = ';',
			       .file = "a.csv",
			       .line = 7,
			       .number = 5,
			       .problem_code = "V-DATE",
			       .problem = "told already",
			       .problem_column = 2};
}

static void a_record_comes_back_as_it_was(void **state)
{
	struct record record = record_of_table();
	struct held held;
	struct diag diag;

	(void)state;
	assert_true(held_init(&held, 3, &diag));
	assert_true(held_add(&held, READ_BAD, &record, &diag));
	record.problem_column = COLUMN_NONE;
	record.number = 6;
	assert_true(held_add(&held, READ_RECORD, &record, &diag));
	record = (struct record){0};
	assert_int_equal(held_next(&held, &record, &diag), READ_BAD);
	assert_int_equal(record.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_true(slice_equal(record.fields[i], fields[i]));
	assert_true(slice_is(record.raw[1], "b\\tc\\\\"));
	assert_true(slice_is(record.text, "\\#a\tb\\tc\\\\\t"));
	assert_null(record.row.data);
	assert_string_equal(record.file, "a.csv");
	assert_int_equal(record.line, 7);
	assert_int_equal(record.number, 5);
	assert_string_equal(record.problem_code, "V-DATE");
	assert_int_equal(record.problem_column, 2);
	assert_int_equal(held_next(&held, &record, &diag), READ_RECORD);
	assert_int_equal(record.number, 6);
	assert_true(record.problem_column == COLUMN_NONE);
	assert_int_equal(held_next(&held, &record, &diag), READ_END);
	held_release(&held);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_comes_back_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
