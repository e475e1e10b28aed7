/*
 * Applicants by the ten thousand, with ids of one length and of several, as
 * they are when a file is read.
 */
#include "match/applicant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MANY = 60000 };

/* 32 digits; mixed, every third one a short name. */
static struct slice make_id(char out[PERSON_MAX], unsigned number, bool mixed)
{
	int length = snprintf(out, PERSON_MAX,
			      mixed && number % 3 == 1 ? "p%x" : "%032x",
			      number * 2654435761U);

	return (struct slice){out, (size_t)length};
}

static void add(struct applicants *applicants, struct slice person)
{
	const uint16_t choice = 1;
	struct applicant applicant = {.person = person, .choices = &choice};
	struct diag diag;

	assert_true(applicants_add(applicants, &applicant, &diag));
}

static void load(struct applicants *applicants, unsigned count, bool mixed)
{
	char id[PERSON_MAX];

	applicants_init(applicants, 1, 0, false);
	for (unsigned i = 0; i < count; i++)
		add(applicants, make_id(id, i, mixed));
}

static void an_id_is_kept_as_it_came(void **state)
{
	(void)state;
	for (int mixed = 0; mixed <= 1; mixed++) {
		struct applicants applicants;

		load(&applicants, MANY, mixed);
		for (unsigned i = 0; i < MANY; i++) {
			char id[PERSON_MAX], out[PERSON_MAX];
			struct slice person = make_id(id, i, mixed);

			assert_true(applicants_is(&applicants, i, person));
			assert_true(slice_equal(
				applicants_id(&applicants, i, out), person));
		}
		applicants_release(&applicants);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_is_kept_as_it_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
