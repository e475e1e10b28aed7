/*
 * What tests of both kinds of database do with a table of payments.
 */
#ifndef TESTS_UNIT_PAYMENTS_H
#define TESTS_UNIT_PAYMENTS_H

#include "system/database.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Whether the row is in; false where its key was there. */
static inline bool insert(struct database *database, const char *key,
			  int64_t amount, struct diag *diag)
{
	struct statement *statement = statement_new(
		database, "INSERT INTO payment VALUES (?1, ?2, NULL)", diag);
	int64_t changed;

	assert_non_null(statement);
	statement_bind_text(statement, 1, slice_of(key));
	statement_bind_integer(statement, 2, amount);
	changed = statement_run(statement, diag);
	statement_free(statement);
	assert_true(changed == 1 || changed == -1);
	return changed == 1;
}

static inline int64_t number_of(struct database *database, const char *sql)
{
	struct diag diag;
	struct statement *statement = statement_new(database, sql, &diag);
	int64_t number;

	assert_non_null(statement);
	assert_int_equal(statement_step(statement, &diag), 1);
	number = statement_integer(statement, 0);
	statement_free(statement);
	return number;
}

#endif
