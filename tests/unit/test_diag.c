#include "base/diag.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void set_returns_false_and_keeps_the_message(void **state)
{
	struct diag diag;

	(void)state;
	assert_false(diag_set(&diag, "\"%s\" is no date, write %d", "x", 2020));
	assert_string_equal(diag.message, "\"x\" is no date, write 2020");
}

static void a_message_that_is_too_long_is_cut(void **state)
{
	struct diag diag;
	char text[2 * DIAG_SIZE];

	(void)state;
	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	assert_false(diag_set(&diag, "%s", text));
	assert_int_equal(strlen(diag.message), DIAG_SIZE - 1);
}

static void errno_is_told_in_words(void **state)
{
	struct diag diag;

	(void)state;
	assert_false(diag_set_errno(&diag, ENOENT, "can't open \"%s\"", "a"));
	assert_string_equal(diag.message,
			    "can't open \"a\": No such file or directory");
}

static void prefix_goes_before_the_message(void **state)
{
	struct diag diag;

	(void)state;
	diag_set(&diag, "unknown key \"umur\"");
	assert_false(diag_prefix(&diag, "%s:%d", "policy.yaml", 7));
	assert_string_equal(diag.message,
			    "policy.yaml:7: unknown key \"umur\"");
	diag_prefix(&diag, "check");
	assert_string_equal(diag.message,
			    "check: policy.yaml:7: unknown key \"umur\"");
}

static void a_long_prefix_leaves_room_for_the_message(void **state)
{
	struct diag diag;
	char text[2 * DIAG_SIZE];

	(void)state;
	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	diag_set(&diag, "broken");
	assert_false(diag_prefix(&diag, "%s", text));
	assert_non_null(strstr(diag.message, "x: broken"));
}

static void memory_has_its_message(void **state)
{
	struct diag diag = {""};

	(void)state;
	assert_false(diag_memory(&diag));
	assert_non_null(strstr(diag.message, "memory"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(set_returns_false_and_keeps_the_message),
		cmocka_unit_test(a_message_that_is_too_long_is_cut),
		cmocka_unit_test(errno_is_told_in_words),
		cmocka_unit_test(prefix_goes_before_the_message),
		cmocka_unit_test(a_long_prefix_leaves_room_for_the_message),
		cmocka_unit_test(memory_has_its_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
