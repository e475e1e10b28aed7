#include "payout/bank_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct diag diag;

static void becomes(const char *text, enum layout_charset charset,
		    char delimiter, const char *expected)
{
	struct strbuf out;

	strbuf_init(&out, 1000);
	assert_true(bank_text(slice_of(text), charset, delimiter, &out, &diag));
	assert_string_equal(strbuf_string(&out), expected);
	strbuf_release(&out);
}

static void is_refused(const char *text, enum layout_charset charset,
		       const char *character)
{
	struct strbuf out;

	strbuf_init(&out, 1000);
	diag.message[0] = '\0';
	assert_false(bank_text(slice_of(text), charset, 0, &out, &diag));
	assert_non_null(strstr(diag.message, character));
	strbuf_release(&out);
}

/* The letters by Unicode's own decomposition; those without are named so. */
static void letters_lose_their_marks(void **state)
{
	(void)state;
	becomes("\u00c0\u00c9\u00d1\u00d6\u00dd", CHARSET_ASCII, 0, "AENOY");
	becomes("\u00e0\u00e9\u00f1\u00f6\u00fd\u00ff", CHARSET_ASCII, 0,
		"aenoyy");
	becomes("\u0100\u0101\u010c\u010d\u0110\u0111", CHARSET_ASCII, 0,
		"AaCcDd");
	becomes("\u0130\u0131\u0141\u0142\u0149", CHARSET_ASCII, 0, "IiLln");
	becomes("\u0160\u0161\u0178\u017d\u017e\u017f", CHARSET_ASCII, 0,
		"SsYZzs");
	becomes("\u00c6\u00e6\u00df\u00de\u00fe\u0132\u0133\u0152\u0153",
		CHARSET_ASCII, 0, "AEaessTHthIJijOEoe");
	becomes("\u00d0\u00f0\u00d8\u00f8", CHARSET_ASCII, 0, "DdOo");
}

static void signs_of_phones_become_plain_ones(void **state)
{
	(void)state;
	becomes("Ma\u2019ruf\u00a0\u201cDek\u201d \u2013 x", CHARSET_ASCII, 0,
		"Ma'ruf \"Dek\" - x");
}

/* The set of SWIFT's X, which ISO 20022 files of banks keep to. */
static void what_banks_do_not_take_has_a_stand_in(void **state)
{
	(void)state;
	becomes("A & B; \"C\" `D` e_f", CHARSET_BANK, 0, "A + B, 'C' 'D' e-f");
	becomes("AZaz09 /-?:().,'+", CHARSET_BANK, 0, "AZaz09 /-?:().,'+");
	is_refused("50%", CHARSET_BANK, "U+0025");
	is_refused("a@b", CHARSET_BANK, "U+0040");
	becomes("50% a@b", CHARSET_ASCII, 0, "50% a@b");
}

static void what_has_no_plain_form_is_refused_by_name(void **state)
{
	(void)state;
	is_refused("2 \u00d7 3", CHARSET_ASCII, "U+00D7");
	is_refused("6 \u00f7 3", CHARSET_ASCII, "U+00F7");
	is_refused("\u5f20", CHARSET_ASCII, "U+5F20");
	is_refused("\u0180", CHARSET_ASCII, "U+0180");
	is_refused("\xf0\x9f\x99\x82", CHARSET_BANK, "U+1F642");
	is_refused("a\nb", CHARSET_ASCII, "U+000A");
	is_refused("a\nb", CHARSET_ANY, "U+000A");
	is_refused("a\x7f", CHARSET_ANY, "U+007F");
}

static void any_text_goes_as_it_is_where_the_layout_says_so(void **state)
{
	(void)state;
	becomes("\u5f20 \u00d7 \xf0\x9f\x99\x82; x", CHARSET_ANY, 0,
		"\u5f20 \u00d7 \xf0\x9f\x99\x82; x");
}

static void a_delimiter_that_cannot_be_quoted_becomes_a_blank(void **state)
{
	(void)state;
	becomes("a,b;c", CHARSET_ASCII, ',', "a b;c");
	becomes("a,b;c", CHARSET_BANK, ';', "a,b,c");
	becomes("taxi", CHARSET_BANK, 'x', "ta i");
	/* A stand-in may be the delimiter. */
	becomes("a,b;c", CHARSET_BANK, ',', "a b c");
}

static void a_buffer_that_is_full_cuts_nothing_silently(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 3);
	assert_false(bank_text(SLICE("abcdef"), CHARSET_ANY, 0, &out, &diag));
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_lose_their_marks),
		cmocka_unit_test(signs_of_phones_become_plain_ones),
		cmocka_unit_test(what_banks_do_not_take_has_a_stand_in),
		cmocka_unit_test(what_has_no_plain_form_is_refused_by_name),
		cmocka_unit_test(
			any_text_goes_as_it_is_where_the_layout_says_so),
		cmocka_unit_test(
			a_delimiter_that_cannot_be_quoted_becomes_a_blank),
		cmocka_unit_test(a_buffer_that_is_full_cuts_nothing_silently),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
