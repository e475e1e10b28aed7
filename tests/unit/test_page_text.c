#include "enroll/page_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void paragraph_is(const char *mark, const char *text,
			 const char *expected)
{
	struct strbuf out;

	strbuf_init(&out, 4096);
	assert_true(page_paragraph(&out, mark, slice_of(text)));
	assert_string_equal(strbuf_string(&out), expected);
	strbuf_release(&out);
}

#define TEN "123456789 "

static void a_line_has_at_most_76_characters(void **state)
{
	(void)state;
	/* 7 x 10 and 6 letters are 76; one more goes to the next line. */
	paragraph_is("", TEN TEN TEN TEN TEN TEN TEN "abcdef",
		     TEN TEN TEN TEN TEN TEN TEN "abcdef\n");
	paragraph_is("", TEN TEN TEN TEN TEN TEN TEN "abcdefg",
		     TEN TEN TEN TEN TEN TEN "123456789\nabcdefg\n");
}

static void the_lines_after_a_mark_stand_as_deep(void **state)
{
	(void)state;
	paragraph_is("1. ", TEN TEN TEN TEN TEN TEN TEN "abcd",
		     "1. " TEN TEN TEN TEN TEN TEN "123456789\n   abcd\n");
}

static void letters_are_counted_and_not_bytes(void **state)
{
	(void)state;
	paragraph_is("",
		     TEN TEN TEN TEN TEN TEN TEN "\xc3\xa9\xc3\xa9\xc3\xa9"
						 "def",
		     TEN TEN TEN TEN TEN TEN TEN "\xc3\xa9\xc3\xa9\xc3\xa9"
						 "def\n");
}

static void several_blanks_are_one_and_long_words_whole(void **state)
{
	(void)state;
	paragraph_is("", "a   b", "a b\n");
	paragraph_is("- ",
		     "1234567890123456789012345678901234567890"
		     "1234567890123456789012345678901234567890 b",
		     "- 1234567890123456789012345678901234567890"
		     "1234567890123456789012345678901234567890\n  b\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_has_at_most_76_characters),
		cmocka_unit_test(the_lines_after_a_mark_stand_as_deep),
		cmocka_unit_test(letters_are_counted_and_not_bytes),
		cmocka_unit_test(several_blanks_are_one_and_long_words_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
