#include "system/database_driver.h"
#include "system/database_place.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	BUSY_MILLISECONDS = 10000,
	CLOSE_MILLISECONDS = 250,
	PAUSE_MILLISECONDS = 10
};

struct file {
	struct database base;
	sqlite3 *connection;
	char *path;
};

struct query {
	struct statement base;
	sqlite3_stmt *statement;
	struct file *file;
	int trouble; /* of a bind, told by the next step */
};

static struct file *file_of(struct database *database)
{
	return (struct file *)database;
}

static struct query *query_of(struct statement *statement)
{
	return (struct query *)statement;
}

static bool tell(struct file *file, int code, struct diag *diag)
{
	if ((code & 0xff) == SQLITE_BUSY)
		return diag_set(diag,
				"\"%s\" has been in use by another process "
				"for %d seconds; try again when it has "
				"finished",
				file->path, BUSY_MILLISECONDS / 1000);
	return diag_set(diag, "database \"%s\": %s", file->path,
			sqlite3_errmsg(file->connection));
}

/* Pauses before another try at what is busy, while time is left. */
static bool may_try_again(int code, int *left)
{
	const struct timespec pause = {.tv_nsec = PAUSE_MILLISECONDS * 1000000};

	if ((code & 0xff) != SQLITE_BUSY || *left <= 0)
		return false;
	*left -= PAUSE_MILLISECONDS;
	nanosleep(&pause, NULL);
	return true;
}

/* SQLite begins to write at once, or not at all: see begin. */
static bool is_writing(struct file *file)
{
	return sqlite3_txn_state(file->connection, NULL) == SQLITE_TXN_WRITE;
}

static void end(struct file *file)
{
	if (sqlite3_get_autocommit(file->connection) == 0)
		sqlite3_exec(file->connection, "ROLLBACK", NULL, NULL, NULL);
}

/* What is only read ends first: who writes has to see what is there now. */
static bool execute(struct database *database, const char *sql,
		    struct diag *diag)
{
	struct file *file = file_of(database);
	int code;

	if (!is_writing(file))
		end(file);
	code = sqlite3_exec(file->connection, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || tell(file, code, diag);
}

static bool begin(struct database *database, struct diag *diag)
{
	return execute(database, "BEGIN IMMEDIATE", diag);
}

static bool commit(struct database *database, struct diag *diag)
{
	return execute(database, "COMMIT", diag);
}

static void rollback(struct database *database)
{
	struct file *file = file_of(database);

	if (is_writing(file))
		end(file);
}

static void release_file(struct file *file)
{
	sqlite3_close_v2(file->connection);
	free(file->path);
	free(file);
}

/*
 * A busy checkpoint is no failure: the other process makes its own. It is tried
 * again for a moment, since that one may be closing, too; by SQLite's own wait
 * nobody could write meanwhile.
 */
static bool checkpoint(struct file *file, struct diag *diag)
{
	int left = CLOSE_MILLISECONDS, code;

	sqlite3_busy_timeout(file->connection, 0);
	do
		code = sqlite3_wal_checkpoint_v2(file->connection, NULL,
						 SQLITE_CHECKPOINT_TRUNCATE,
						 NULL, NULL);
	while (may_try_again(code, &left));
	return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY ||
	       tell(file, code, diag);
}

static bool close_file(struct database *database, struct diag *diag)
{
	struct file *file = file_of(database);
	bool fine;

	end(file);
	fine = checkpoint(file, diag);
	if (sqlite3_next_stmt(file->connection, NULL) != NULL)
		fine = diag_set(diag, "database \"%s\": a statement is left",
				file->path);
	release_file(file);
	return fine;
}

static void reset(struct statement *statement)
{
	struct query *query = query_of(statement);

	sqlite3_reset(query->statement);
	sqlite3_clear_bindings(query->statement);
	query->trouble = SQLITE_OK;
}

/*
 * What is read outside of a transaction is read in one of its own, so that all
 * of it is of one moment. What would be written there would be lost.
 */
static int start_reading(struct query *query)
{
	struct file *file = query->file;
	bool reads = sqlite3_stmt_readonly(query->statement) != 0;

	if (sqlite3_get_autocommit(file->connection) == 0) {
		assert(reads || is_writing(file));
		return SQLITE_OK;
	}
	return reads ? sqlite3_exec(file->connection, "BEGIN", NULL, NULL, NULL)
		     : SQLITE_OK;
}

static int step(struct statement *statement, struct diag *diag)
{
	struct query *query = query_of(statement);
	int code = query->trouble;

	if (code == SQLITE_OK)
		code = start_reading(query);
	if (code == SQLITE_OK)
		code = sqlite3_step(query->statement);
	if (code == SQLITE_ROW)
		return 1;
	if (code != SQLITE_DONE)
		tell(query->file, code, diag);
	reset(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

static int64_t changes(struct statement *statement)
{
	return sqlite3_changes64(query_of(statement)->file->connection);
}

static int bind_value(sqlite3_stmt *statement, int index,
		      const struct value *value)
{
	const char *data = value->bytes.length == 0 ? "" : value->bytes.data;

	switch (value->kind) {
	case VALUE_INTEGER:
		return sqlite3_bind_int64(statement, index, value->integer);
	case VALUE_TEXT:
		return sqlite3_bind_text64(statement, index, data,
					   value->bytes.length, SQLITE_STATIC,
					   SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(statement, index, data,
					   value->bytes.length, SQLITE_STATIC);
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(statement, index);
}

static void bind(struct statement *statement, int index,
		 const struct value *value)
{
	struct query *query = query_of(statement);
	int code = bind_value(query->statement, index, value);

	assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
	if (code != SQLITE_OK)
		query->trouble = code;
}

static struct slice bytes(struct statement *statement, int column,
			  enum value_kind kind)
{
	sqlite3_stmt *rows = query_of(statement)->statement;
	const void *data = kind == VALUE_BLOB
				   ? sqlite3_column_blob(rows, column)
				   : sqlite3_column_text(rows, column);

	return (struct slice){data, (size_t)sqlite3_column_bytes(rows, column)};
}

static int64_t integer(struct statement *statement, int column)
{
	return sqlite3_column_int64(query_of(statement)->statement, column);
}

static bool is_null(struct statement *statement, int column)
{
	return sqlite3_column_type(query_of(statement)->statement, column) ==
	       SQLITE_NULL;
}

static void release(struct statement *statement)
{
	sqlite3_finalize(query_of(statement)->statement);
	free(statement);
}

static struct statement *prepare(struct database *database,
				 const struct statement_plan *plan,
				 struct diag *diag)
{
	struct file *file = file_of(database);
	struct query *query = calloc(1, sizeof *query);
	const char *rest = NULL;
	int code;

	if (query == NULL) {
		diag_memory(diag);
		return NULL;
	}
	query->base.driver = database->driver;
	query->file = file;
	code = sqlite3_prepare_v3(file->connection, plan->sql, -1,
				  SQLITE_PREPARE_PERSISTENT, &query->statement,
				  &rest);
	if (code == SQLITE_OK) {
		assert(query->statement != NULL && *rest == '\0');
		return &query->base;
	}
	tell(file, code, diag);
	free(query);
	return NULL;
}

static const struct database_driver driver = {
	.kind = DATABASE_SQLITE,
	.close = close_file,
	.execute = execute,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.prepare = prepare,
	.release = release,
	.bind = bind,
	.step = step,
	.reset = reset,
	.changes = changes,
	.bytes = bytes,
	.integer = integer,
	.is_null = is_null,
};

/*
 * Of two that make the log of a new file SQLite refuses one at once, whatever
 * its busy time-out.
 */
static bool make_wal(struct file *file, struct diag *diag)
{
	int left = BUSY_MILLISECONDS, code;

	do
		code = sqlite3_exec(file->connection,
				    "PRAGMA journal_mode = WAL", NULL, NULL,
				    NULL);
	while (may_try_again(code, &left));
	sqlite3_busy_timeout(file->connection, BUSY_MILLISECONDS);
	return code == SQLITE_OK || tell(file, code, diag);
}

static bool is_wal(struct file *file, struct diag *diag)
{
	struct statement *statement =
		statement_new(&file->base, "PRAGMA journal_mode", diag);
	bool wal;

	if (statement == NULL)
		return false;
	wal = statement_step(statement, diag) == 1 &&
	      (slice_is(statement_text(statement, 0), "wal") ||
	       diag_set(diag, "\"%s\" can't keep a write-ahead log here",
			file->path));
	statement_free(statement);
	return wal;
}

/* secure_delete: what is erased must not be left in free pages. */
static bool configure(struct file *file, struct diag *diag)
{
	sqlite3 *connection = file->connection;

	sqlite3_extended_result_codes(connection, 1);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	return make_wal(file, diag) && is_wal(file, diag) &&
	       execute(&file->base,
		       "PRAGMA synchronous = FULL;"
		       "PRAGMA foreign_keys = ON;"
		       "PRAGMA trusted_schema = OFF;"
		       "PRAGMA secure_delete = ON;",
		       diag);
}

struct database *database_sqlite_open(const char *path, bool create,
				      struct diag *diag)
{
	struct file *file;
	int code;

	if (!database_place_prepare(path, create, diag))
		return NULL;
	file = calloc(1, sizeof *file);
	if (file == NULL || (file->path = strdup(path)) == NULL) {
		free(file);
		diag_memory(diag);
		return NULL;
	}
	file->base.driver = &driver;
	code = sqlite3_open_v2(path, &file->connection,
			       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			       NULL);
	if (code == SQLITE_OK && configure(file, diag))
		return &file->base;
	if (code != SQLITE_OK)
		tell(file, code, diag);
	release_file(file);
	return NULL;
}
