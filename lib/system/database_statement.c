#include "system/database_driver.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { INSERT_SIZE = 256, COLUMNS_MAX = 16 };

struct statement *statement_new(struct database *database, const char *sql,
				struct diag *diag)
{
	return database->driver->prepare(
		database,
		&(struct statement_plan){.kind = STATEMENT_PLAIN, .sql = sql},
		diag);
}

struct statement *statement_new_walk(struct database *database, const char *sql,
				     struct diag *diag)
{
	return database->driver->prepare(
		database,
		&(struct statement_plan){.kind = STATEMENT_WALK, .sql = sql},
		diag);
}

struct statement *statement_new_insert(struct database *database,
				       const char *table, int columns,
				       struct diag *diag)
{
	char sql[INSERT_SIZE];
	int length = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES", table);

	assert(columns > 0 && columns <= COLUMNS_MAX);
	for (int i = 1; i <= columns; i++)
		length += snprintf(sql + length, sizeof sql - (size_t)length,
				   "%s?%d", i == 1 ? " (" : ", ", i);
	snprintf(sql + length, sizeof sql - (size_t)length, ")");
	return database->driver->prepare(
		database,
		&(struct statement_plan){STATEMENT_INSERT, sql, table, columns},
		diag);
}

void statement_free(struct statement *statement)
{
	if (statement != NULL)
		statement->driver->release(statement);
}

void statement_bind_text(struct statement *statement, int index,
			 struct slice text)
{
	statement->driver->bind(
		statement, index,
		&(struct value){.kind = VALUE_TEXT, .bytes = text});
}

void statement_bind_integer(struct statement *statement, int index,
			    int64_t number)
{
	statement->driver->bind(
		statement, index,
		&(struct value){.kind = VALUE_INTEGER, .integer = number});
}

void statement_bind_blob(struct statement *statement, int index,
			 const void *data, size_t length)
{
	statement->driver->bind(
		statement, index,
		&(struct value){.kind = VALUE_BLOB, .bytes = {data, length}});
}

void statement_bind_null(struct statement *statement, int index)
{
	statement->driver->bind(statement, index,
				&(struct value){.kind = VALUE_NULL});
}

int statement_step(struct statement *statement, struct diag *diag)
{
	return statement->driver->step(statement, diag);
}

void statement_reset(struct statement *statement)
{
	statement->driver->reset(statement);
}

int64_t statement_run(struct statement *statement, struct diag *diag)
{
	int result = statement_step(statement, diag);

	assert(result != 1);
	return result < 0 ? -1 : statement->driver->changes(statement);
}

struct slice statement_text(struct statement *statement, int column)
{
	return statement->driver->bytes(statement, column, VALUE_TEXT);
}

int64_t statement_integer(struct statement *statement, int column)
{
	return statement->driver->integer(statement, column);
}

struct slice statement_blob(struct statement *statement, int column)
{
	return statement->driver->bytes(statement, column, VALUE_BLOB);
}

bool statement_is_null(struct statement *statement, int column)
{
	return statement->driver->is_null(statement, column);
}
