/*
 * SQLite, and nothing of it outside database.c. One connection, prepared
 * statements, transactions; values are integers, text and blobs.
 */
#ifndef SYSTEM_DATABASE_H
#define SYSTEM_DATABASE_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct database;
struct statement;

/*
 * Opens (creating where create says so) a database in WAL mode with
 * synchronous=FULL and a busy time-out; a new file has mode 0600. A file on a
 * network file system, one that a symbolic link, another user or a
 * world-writable folder reaches, and a stray -wal or -journal without its
 * database are refused, with what to do.
 */
struct database *database_open(const char *path, bool create,
			       struct diag *diag);

/*
 * Rolls back what is open, checkpoints and closes, so that one file is left at
 * rest. Frees the database in any case.
 */
bool database_close(struct database *database, struct diag *diag);

/* Runs statements without results: schema, pragmas. */
bool database_execute(struct database *database, const char *sql,
		      struct diag *diag);

/* BEGIN IMMEDIATE; COMMIT; ROLLBACK (which can't fail for the caller). */
bool database_begin(struct database *database, struct diag *diag);
bool database_commit(struct database *database, struct diag *diag);
void database_rollback(struct database *database);

/* A statement, owned by the caller: statement_free before database_close. */
struct statement *statement_new(struct database *database, const char *sql,
				struct diag *diag);
void statement_free(struct statement *statement);

/*
 * Parameters count from 1. Text and blobs are borrowed until the statement is
 * reset, which makes all parameters NULL again; what goes wrong in a bind is
 * told by the next step.
 */
void statement_bind_text(struct statement *statement, int index,
			 struct slice text);
void statement_bind_integer(struct statement *statement, int index,
			    int64_t number);
void statement_bind_blob(struct statement *statement, int index,
			 const void *data, size_t length);
void statement_bind_null(struct statement *statement, int index);

/* 1: a row; 0: done (the statement is reset); -1: failure, told in diag. */
int statement_step(struct statement *statement, struct diag *diag);
void statement_reset(struct statement *statement);

/* Runs a statement that gives no row and resets it; rows changed, or -1. */
int64_t statement_run(struct statement *statement, struct diag *diag);

/* Columns count from 0; text and blobs are borrowed until the next step. */
struct slice statement_text(struct statement *statement, int column);
int64_t statement_integer(struct statement *statement, int column);
struct slice statement_blob(struct statement *statement, int column);
bool statement_is_null(struct statement *statement, int column);

#endif
