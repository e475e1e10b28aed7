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
		struct diag diag;

		load(&applicants, MANY, mixed);
		assert_true(applicants_end(&applicants, &diag));
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

/* Whoever is in twice, the first who comes again is named. */
static void a_person_who_is_in_twice_is_found(void **state)
{
	static const unsigned counts[] = {2, 3, 100, 8191, 8192, 20000, MANY};

	(void)state;
	for (unsigned i = 0; i < 2 * sizeof counts / sizeof *counts; i++) {
		unsigned count = counts[i / 2];
		struct applicants applicants;
		char id[PERSON_MAX], wanted[2 * PERSON_MAX];
		struct diag diag;

		load(&applicants, count, i % 2);
		assert_true(applicants_end(&applicants, &diag));
		add(&applicants, make_id(id, count / 2, i % 2));
		add(&applicants, make_id(id, 0, i % 2));
		assert_false(applicants_end(&applicants, &diag));
		make_id(id, count / 2, i % 2);
		snprintf(wanted, sizeof wanted, "person '%s' is accepted twice",
			 id);
		assert_string_equal(diag.message, wanted);
		applicants_release(&applicants);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_is_kept_as_it_came),
		cmocka_unit_test(a_person_who_is_in_twice_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
