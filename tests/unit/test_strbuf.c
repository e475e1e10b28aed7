#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void an_empty_buffer_has_no_memory_and_reads_as_nothing(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 100);
	assert_null(buffer.data);
	assert_string_equal(strbuf_string(&buffer), "");
	assert_int_equal(strbuf_slice(&buffer).length, 0);
	strbuf_reset(&buffer);
	strbuf_release(&buffer);
}

static void appends_follow_one_another(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 1000);
	assert_true(strbuf_append(&buffer, SLICE("nama")));
	assert_true(strbuf_append_byte(&buffer, '='));
	assert_true(strbuf_append_string(&buffer, "Budi"));
	assert_true(strbuf_append_byte(&buffer, ' '));
	assert_true(strbuf_append_number(&buffer, -1500000));
	assert_true(strbuf_append_format(&buffer, " %s-%03d", "a", 7));
	assert_string_equal(strbuf_string(&buffer), "nama=Budi -1500000 a-007");
	assert_int_equal(buffer.length, 24);
	strbuf_release(&buffer);
}

static void an_empty_append_gives_an_empty_string(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 10);
	assert_true(strbuf_append(&buffer, (struct slice){NULL, 0}));
	assert_non_null(buffer.data);
	assert_string_equal(buffer.data, "");
	assert_true(strbuf_append_format(&buffer, "%s", ""));
	assert_string_equal(buffer.data, "");
	strbuf_release(&buffer);
}

static void growth_keeps_what_is_there(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 100000);
	for (int i = 0; i < 100000; i++) {
		assert_true(strbuf_append_byte(&buffer, (char)('a' + i % 26)));
		assert_int_equal(buffer.data[buffer.length], '\0');
		assert_true(buffer.capacity > buffer.length);
	}
	for (int i = 0; i < 100000; i++)
		assert_int_equal(buffer.data[i], 'a' + i % 26);
	strbuf_release(&buffer);
}

static void a_buffer_takes_its_maximum_and_no_byte_more(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 5);
	assert_true(strbuf_append(&buffer, SLICE("12345")));
	assert_false(buffer.failed);
	assert_false(strbuf_append_byte(&buffer, '6'));
	assert_true(buffer.failed);
	assert_string_equal(strbuf_string(&buffer), "12345");
	strbuf_release(&buffer);
}

static void a_failed_buffer_stays_failed_until_it_is_reset(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 5);
	assert_true(strbuf_append(&buffer, SLICE("123")));
	assert_false(strbuf_append(&buffer, SLICE("456")));
	assert_false(strbuf_append(&buffer, SLICE("4")));
	assert_false(strbuf_append(&buffer, SLICE("")));
	assert_false(strbuf_append_string(&buffer, "4"));
	assert_false(strbuf_append_number(&buffer, 4));
	assert_false(strbuf_append_format(&buffer, "%d", 4));
	assert_false(strbuf_append_item(&buffer, SLICE("4")));
	assert_false(strbuf_reserve(&buffer, 0));
	assert_string_equal(strbuf_string(&buffer), "123");
	strbuf_reset(&buffer);
	assert_false(buffer.failed);
	assert_string_equal(strbuf_string(&buffer), "");
	assert_true(strbuf_append(&buffer, SLICE("45678")));
	strbuf_release(&buffer);
}

static void release_leaves_an_empty_buffer_with_its_maximum(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 5);
	strbuf_append(&buffer, SLICE("123456"));
	strbuf_release(&buffer);
	assert_null(buffer.data);
	assert_int_equal(buffer.maximum, 5);
	assert_true(strbuf_append(&buffer, SLICE("12345")));
	strbuf_release(&buffer);
}

static void reserve_makes_room_without_changing_the_text(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 10000);
	strbuf_append(&buffer, SLICE("abc"));
	assert_true(strbuf_reserve(&buffer, 5000));
	assert_true(buffer.capacity > 5003);
	assert_string_equal(strbuf_string(&buffer), "abc");
	assert_false(strbuf_reserve(&buffer, 10000));
	strbuf_release(&buffer);
}

static void formatted_text_longer_than_the_room_is_whole_or_absent(void **state)
{
	struct strbuf buffer;
	char text[700];

	(void)state;
	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	strbuf_init(&buffer, 1000);
	assert_true(strbuf_append_format(&buffer, "<%s>", text));
	assert_int_equal(buffer.length, 701);
	assert_int_equal(buffer.data[700], '>');
	assert_false(strbuf_append_format(&buffer, "<%s>", text));
	assert_int_equal(buffer.length, 701);
	strbuf_release(&buffer);
}

static void items_have_commas_between_them(void **state)
{
	struct strbuf buffer;

	(void)state;
	strbuf_init(&buffer, 100);
	assert_true(strbuf_append_item(&buffer, SLICE("AGE")));
	assert_string_equal(strbuf_string(&buffer), "AGE");
	assert_true(strbuf_append_item(&buffer, SLICE("WAGE")));
	assert_true(strbuf_append_item(&buffer, SLICE("")));
	assert_string_equal(strbuf_string(&buffer), "AGE,WAGE,");
	strbuf_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			an_empty_buffer_has_no_memory_and_reads_as_nothing),
		cmocka_unit_test(appends_follow_one_another),
		cmocka_unit_test(an_empty_append_gives_an_empty_string),
		cmocka_unit_test(growth_keeps_what_is_there),
		cmocka_unit_test(a_buffer_takes_its_maximum_and_no_byte_more),
		cmocka_unit_test(
			a_failed_buffer_stays_failed_until_it_is_reset),
		cmocka_unit_test(
			release_leaves_an_empty_buffer_with_its_maximum),
		cmocka_unit_test(reserve_makes_room_without_changing_the_text),
		cmocka_unit_test(
			formatted_text_longer_than_the_room_is_whole_or_absent),
		cmocka_unit_test(items_have_commas_between_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
