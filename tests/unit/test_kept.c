#include "enroll/kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* A verdict of rejection with one reason, one missing field and one flag. */
static unsigned keep(struct kept_verdicts *kept, const char *reason,
		     const char *missing, const char *flag)
{
	struct verdict verdict;
	unsigned index;

	verdict_init(&verdict);
	strbuf_append_string(&verdict.reasons, reason);
	strbuf_append_string(&verdict.missing, missing);
	strbuf_append_string(&verdict.flags, flag);
	verdict_raise(&verdict, ENROLL_REJECTED);
	index = kept_verdicts_add(kept, &verdict);
	verdict_release(&verdict);
	return index;
}

static void the_same_verdict_is_kept_once(void **state)
{
	struct kept_verdicts kept;
	unsigned first, other;

	(void)state;
	assert_true(kept_verdicts_init(&kept));
	first = keep(&kept, "AGE:51:50", "", "JHT:yes:no");
	other = keep(&kept, "AGE:52:50", "", "JHT:yes:no");
	assert_true(first > KEPT_NOTHING);
	assert_true(other > KEPT_NOTHING);
	assert_int_not_equal(first, other);
	assert_int_equal(keep(&kept, "AGE:51:50", "", "JHT:yes:no"), first);
	kept_verdicts_release(&kept);
}

static void where_a_list_ends_makes_another_verdict(void **state)
{
	struct kept_verdicts kept;

	(void)state;
	assert_true(kept_verdicts_init(&kept));
	assert_int_not_equal(keep(&kept, "AB", "", ""),
			     keep(&kept, "A", "B", ""));
	assert_int_not_equal(keep(&kept, "A", "B", ""),
			     keep(&kept, "A", "", "B"));
	kept_verdicts_release(&kept);
}

static void what_was_kept_joins_what_is_there(void **state)
{
	struct kept_verdicts kept;
	struct verdict verdict;

	(void)state;
	assert_true(kept_verdicts_init(&kept));
	verdict_init(&verdict);
	verdict_add_flag(&verdict, "V-NIK-NUMBER", "");
	kept_verdicts_take(&kept, keep(&kept, "AGE:51:50", "kk", "JHT:yes:no"),
			   &verdict);
	assert_int_equal(verdict.status, ENROLL_REJECTED);
	assert_string_equal(strbuf_string(&verdict.reasons), "AGE:51:50");
	assert_string_equal(strbuf_string(&verdict.missing), "kk");
	assert_string_equal(strbuf_string(&verdict.flags),
			    "V-NIK-NUMBER,JHT:yes:no");
	verdict_release(&verdict);
	kept_verdicts_release(&kept);
}

static void nothing_found_has_an_index_of_its_own(void **state)
{
	struct kept_verdicts kept;
	struct verdict verdict;

	(void)state;
	assert_true(kept_verdicts_init(&kept));
	verdict_init(&verdict);
	assert_int_equal(kept_verdicts_add(&kept, &verdict), KEPT_NOTHING);
	kept_verdicts_take(&kept, KEPT_NOTHING, &verdict);
	assert_int_equal(verdict.status, ENROLL_ACCEPTED);
	assert_int_equal(verdict.reasons.length, 0);
	verdict_release(&verdict);
	kept_verdicts_release(&kept);
}

static void too_many_or_too_long_ones_are_decided_anew(void **state)
{
	struct kept_verdicts kept;
	char text[300];

	(void)state;
	assert_true(kept_verdicts_init(&kept));
	memset(text, 'A', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(keep(&kept, text, "", ""), KEPT_NONE);
	for (unsigned i = 2; i < 1U << KEPT_BITS; i++) {
		snprintf(text, sizeof text, "R%u", i);
		assert_int_equal(keep(&kept, text, "", ""), i);
	}
	assert_int_equal(keep(&kept, "ONE-MORE", "", ""), KEPT_NONE);
	assert_int_equal(keep(&kept, "R2", "", ""), 2);
	kept_verdicts_release(&kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_verdict_is_kept_once),
		cmocka_unit_test(where_a_list_ends_makes_another_verdict),
		cmocka_unit_test(what_was_kept_joins_what_is_there),
		cmocka_unit_test(nothing_found_has_an_index_of_its_own),
		cmocka_unit_test(too_many_or_too_long_ones_are_decided_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
