/*
 * A PostgreSQL as a driver of databases: the session with its server
 * (database_server.c), the statements on it (database_query.c) and the driver
 * (database_postgres.c). Nobody else includes this.
 */
#ifndef SYSTEM_DATABASE_POSTGRES_H
#define SYSTEM_DATABASE_POSTGRES_H

#include "base/strbuf.h"
#include "system/database_driver.h"
#include "system/database_rows.h"
#include "system/postgres.h"

enum { QUERY_NAME_SIZE = 32 };

enum phase {
	IDLE,
	READING, /* in a transaction that only reads */
	WRITING,
	UNKNOWN /* the connection broke in a commit */
};

struct server {
	struct database base;
	struct postgres *postgres;
	enum phase phase;
	unsigned transaction; /* counts: a walk ends with its own */
	unsigned connection;  /* counts: what is prepared is of one */
	unsigned statements;  /* that are not freed */
	unsigned last;	      /* number of the newest statement */
	struct query *waiting;
};

struct query {
	struct statement base;
	struct server *server;
	enum statement_kind kind;
	char *sql; /* of an insert the table */
	char name[QUERY_NAME_SIZE];
	unsigned prepared; /* in this connection */
	unsigned walked;   /* in this transaction; 0 for not */
	struct database_row parameters;
	struct postgres_rows *rows;
	int row, fetched;
	int64_t changes;
	struct strbuf waiting; /* rows of an insert */
	struct query *next;    /* that waits */
};

static inline struct server *server_of(struct database *database)
{
	return (struct server *)database;
}

/* Sends the rows that wait, table by table. */
bool server_flush(struct server *server, struct diag *diag);

/* Begins to read, where no transaction is open. */
bool server_read(struct server *server, struct diag *diag);

/* Rolls back what is open, of reading too. */
void server_rollback(struct server *server);

/* The transaction is over: forgets the rows that still waited. */
void server_end(struct server *server);

/* The driver's functions for statements. */
struct statement *query_new(struct database *database,
			    const struct statement_plan *plan,
			    struct diag *diag);
void query_free(struct statement *statement);
void query_bind(struct statement *statement, int index,
		const struct value *value);
int query_step(struct statement *statement, struct diag *diag);
void query_reset(struct statement *statement);
int64_t query_changes(struct statement *statement);
struct slice query_bytes(struct statement *statement, int column,
			 enum value_kind kind);
int64_t query_integer(struct statement *statement, int column);
bool query_is_null(struct statement *statement, int column);

#endif
