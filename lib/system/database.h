/*
 * A database: one connection, prepared statements, transactions; values are
 * integers, text and blobs. SQLite and nothing of it outside database_sqlite.c,
 * PostgreSQL and nothing of it outside database_postgres.c and postgres.c.
 *
 * The SQL is the caller's, and so is what differs in it between the two;
 * parameters are ?1, ?2 ... in both.
 */
#ifndef SYSTEM_DATABASE_H
#define SYSTEM_DATABASE_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct database;
struct statement;

enum database_kind { DATABASE_SQLITE, DATABASE_POSTGRES };

/* Whether a name is the URL of a PostgreSQL database, not a file. */
bool database_is_server(const char *name);

/*
 * Opens (creating where create says so) a file in WAL mode with
 * synchronous=FULL and a busy time-out; a new file has mode 0600. A file on a
 * network file system, one that a symbolic link, another user or a
 * world-writable folder reaches, and a stray -wal or -journal without its
 * database are refused, with what to do.
 *
 * Or connects to a PostgreSQL by its URL, which libpq completes from its
 * environment and files. A password in the URL, a server that does not sync
 * what it commits, and a database that is not in UTF-8 are refused. libpq is
 * loaded here and only here. The tables are those of the first schema on the
 * search path.
 */
struct database *database_open(const char *name, bool create,
			       struct diag *diag);

enum database_kind database_kind(const struct database *database);

/*
 * Rolls back what is open and closes; a file is checkpointed, so that it alone
 * is left at rest. Where others have it open, that is left to the last of them
 * after a quarter of a second. Frees the database in any case.
 */
bool database_close(struct database *database, struct diag *diag);

/* Runs statements without results: schema, pragmas. */
bool database_execute(struct database *database, const char *sql,
		      struct diag *diag);

/*
 * A transaction that writes; one at a time in a file, or in a schema of a
 * server, others wait their turn. ROLLBACK can't fail for the caller. What is
 * read outside of one is seen as it was at the first reading, until the next
 * transaction begins; statements that write have no place there.
 */
bool database_begin(struct database *database, struct diag *diag);
bool database_commit(struct database *database, struct diag *diag);
void database_rollback(struct database *database);

/*
 * Whether the connection broke in the last commit, so that nobody can say
 * whether it was done. Only database_reconnect goes on from there; it waits
 * for a server that is starting again. A database_begin that succeeds after
 * it has waited for the old transaction to end, one way or the other: what it
 * sees then is what is.
 */
bool database_is_unknown(const struct database *database);
bool database_reconnect(struct database *database, struct diag *diag);

/* A statement, owned by the caller: statement_free before database_close. */
struct statement *statement_new(struct database *database, const char *sql,
				struct diag *diag);

/* The same for a query of many rows, which are not held in memory at once. */
struct statement *statement_new_walk(struct database *database, const char *sql,
				     struct diag *diag);

/*
 * Adds a row to a table by each statement_run, with a parameter for each of
 * its columns. A server is sent many rows at once, so that a row it refuses
 * may be told by a later statement_run or statement_step of any statement, or
 * by the commit; the order of rows is kept within the table only. It is freed
 * after the transaction's end.
 */
struct statement *statement_new_insert(struct database *database,
				       const char *table, int columns,
				       struct diag *diag);
void statement_free(struct statement *statement);

/*
 * Parameters count from 1. Text and blobs are borrowed until the statement is
 * run or reset, which makes all parameters NULL again; what goes wrong in a
 * bind is told by the next step.
 */
void statement_bind_text(struct statement *statement, int index,
			 struct slice text);
void statement_bind_integer(struct statement *statement, int index,
			    int64_t number);
void statement_bind_blob(struct statement *statement, int index,
			 const void *data, size_t length);
void statement_bind_null(struct statement *statement, int index);

/*
 * 1: a row; 0: done (the statement is reset); -1: failure, told in diag. After
 * a failure in a transaction only database_rollback is left.
 */
int statement_step(struct statement *statement, struct diag *diag);
void statement_reset(struct statement *statement);

/*
 * Runs a statement that gives no row and resets it; rows changed (1 for an
 * insert), or -1.
 */
int64_t statement_run(struct statement *statement, struct diag *diag);

/* Columns count from 0; text and blobs are borrowed until the next step. */
struct slice statement_text(struct statement *statement, int column);
int64_t statement_integer(struct statement *statement, int column);
struct slice statement_blob(struct statement *statement, int column);
bool statement_is_null(struct statement *statement, int column);

#endif
