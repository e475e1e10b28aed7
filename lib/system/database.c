#include "system/database.h"

#include "system/database_place.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MILLISECONDS = 10000 };

struct database {
	sqlite3 *connection;
	char *path;
};

struct statement {
	sqlite3_stmt *statement;
	struct database *database;
	int trouble; /* of a bind, told by the next step */
};

static bool tell(struct database *database, int code, struct diag *diag)
{
	if ((code & 0xff) == SQLITE_BUSY)
		return diag_set(diag,
				"\"%s\" has been in use by another process "
				"for %d seconds; try again when it has "
				"finished",
				database->path, BUSY_MILLISECONDS / 1000);
	return diag_set(diag, "database \"%s\": %s", database->path,
			sqlite3_errmsg(database->connection));
}

static bool is_wal(struct database *database, struct diag *diag)
{
	struct statement *statement =
		statement_new(database, "PRAGMA journal_mode = WAL", diag);
	bool wal;

	if (statement == NULL)
		return false;
	wal = statement_step(statement, diag) == 1 &&
	      (slice_is(statement_text(statement, 0), "wal") ||
	       diag_set(diag, "\"%s\" can't keep a write-ahead log here",
			database->path));
	statement_free(statement);
	return wal;
}

/* secure_delete: what is erased must not be left in free pages. */
static bool configure(struct database *database, struct diag *diag)
{
	sqlite3 *connection = database->connection;

	sqlite3_extended_result_codes(connection, 1);
	sqlite3_busy_timeout(connection, BUSY_MILLISECONDS);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	return is_wal(database, diag) &&
	       database_execute(database,
				"PRAGMA synchronous = FULL;"
				"PRAGMA foreign_keys = ON;"
				"PRAGMA trusted_schema = OFF;"
				"PRAGMA secure_delete = ON;",
				diag);
}

static void release(struct database *database)
{
	sqlite3_close_v2(database->connection);
	free(database->path);
	free(database);
}

struct database *database_open(const char *path, bool create, struct diag *diag)
{
	struct database *database;
	int code;

	if (!database_place_prepare(path, create, diag))
		return NULL;
	database = calloc(1, sizeof *database);
	if (database == NULL || (database->path = strdup(path)) == NULL) {
		free(database);
		diag_memory(diag);
		return NULL;
	}
	code = sqlite3_open_v2(path, &database->connection,
			       SQLITE_OPEN_READWRITE, NULL);
	if (code == SQLITE_OK && configure(database, diag))
		return database;
	if (code != SQLITE_OK)
		tell(database, code, diag);
	release(database);
	return NULL;
}

/* A busy checkpoint is no failure: the other process makes its own. */
static bool checkpoint(struct database *database, struct diag *diag)
{
	int code = sqlite3_wal_checkpoint_v2(database->connection, NULL,
					     SQLITE_CHECKPOINT_TRUNCATE, NULL,
					     NULL);

	return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY ||
	       tell(database, code, diag);
}

bool database_close(struct database *database, struct diag *diag)
{
	bool fine;

	database_rollback(database);
	fine = checkpoint(database, diag);
	if (sqlite3_next_stmt(database->connection, NULL) != NULL)
		fine = diag_set(diag, "database \"%s\": a statement is left",
				database->path);
	release(database);
	return fine;
}

bool database_execute(struct database *database, const char *sql,
		      struct diag *diag)
{
	int code = sqlite3_exec(database->connection, sql, NULL, NULL, NULL);

	return code == SQLITE_OK || tell(database, code, diag);
}

bool database_begin(struct database *database, struct diag *diag)
{
	return database_execute(database, "BEGIN IMMEDIATE", diag);
}

bool database_commit(struct database *database, struct diag *diag)
{
	return database_execute(database, "COMMIT", diag);
}

void database_rollback(struct database *database)
{
	if (sqlite3_get_autocommit(database->connection) == 0)
		sqlite3_exec(database->connection, "ROLLBACK", NULL, NULL,
			     NULL);
}

struct statement *statement_new(struct database *database, const char *sql,
				struct diag *diag)
{
	struct statement *statement = calloc(1, sizeof *statement);
	const char *rest = NULL;
	int code;

	if (statement == NULL) {
		diag_memory(diag);
		return NULL;
	}
	statement->database = database;
	code = sqlite3_prepare_v3(database->connection, sql, -1,
				  SQLITE_PREPARE_PERSISTENT,
				  &statement->statement, &rest);
	if (code == SQLITE_OK) {
		assert(statement->statement != NULL && *rest == '\0');
		return statement;
	}
	tell(database, code, diag);
	free(statement);
	return NULL;
}

void statement_free(struct statement *statement)
{
	if (statement == NULL)
		return;
	sqlite3_finalize(statement->statement);
	free(statement);
}

static void note(struct statement *statement, int code)
{
	assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
	if (code != SQLITE_OK)
		statement->trouble = code;
}

void statement_bind_text(struct statement *statement, int index,
			 struct slice text)
{
	note(statement,
	     sqlite3_bind_text64(statement->statement, index,
				 text.length == 0 ? "" : text.data, text.length,
				 SQLITE_STATIC, SQLITE_UTF8));
}

void statement_bind_integer(struct statement *statement, int index,
			    int64_t number)
{
	note(statement,
	     sqlite3_bind_int64(statement->statement, index, number));
}

void statement_bind_blob(struct statement *statement, int index,
			 const void *data, size_t length)
{
	note(statement, sqlite3_bind_blob64(statement->statement, index,
					    length == 0 ? "" : data, length,
					    SQLITE_STATIC));
}

void statement_bind_null(struct statement *statement, int index)
{
	note(statement, sqlite3_bind_null(statement->statement, index));
}

int statement_step(struct statement *statement, struct diag *diag)
{
	int code = statement->trouble;

	if (code == SQLITE_OK)
		code = sqlite3_step(statement->statement);
	if (code == SQLITE_ROW)
		return 1;
	if (code != SQLITE_DONE)
		tell(statement->database, code, diag);
	statement_reset(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

void statement_reset(struct statement *statement)
{
	sqlite3_reset(statement->statement);
	sqlite3_clear_bindings(statement->statement);
	statement->trouble = SQLITE_OK;
}

int64_t statement_run(struct statement *statement, struct diag *diag)
{
	int result = statement_step(statement, diag);

	assert(result != 1);
	if (result < 0)
		return -1;
	return sqlite3_changes64(statement->database->connection);
}

struct slice statement_text(struct statement *statement, int column)
{
	const void *text = sqlite3_column_text(statement->statement, column);
	int length = sqlite3_column_bytes(statement->statement, column);

	return (struct slice){text, (size_t)length};
}

int64_t statement_integer(struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->statement, column);
}

struct slice statement_blob(struct statement *statement, int column)
{
	const void *blob = sqlite3_column_blob(statement->statement, column);
	int length = sqlite3_column_bytes(statement->statement, column);

	return (struct slice){blob, (size_t)length};
}

bool statement_is_null(struct statement *statement, int column)
{
	return sqlite3_column_type(statement->statement, column) == SQLITE_NULL;
}
