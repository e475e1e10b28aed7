/*
 * A connection to PostgreSQL, and nothing of libpq outside postgres.c; for
 * this floor only. The library is loaded with the first connection.
 *
 * What crosses is in PostgreSQL's binary form: integers big-endian, text and
 * bytes as they are.
 */
#ifndef SYSTEM_POSTGRES_H
#define SYSTEM_POSTGRES_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct postgres;
struct postgres_rows;

enum {
	POSTGRES_PARAMETERS_MAX = 16,
	POSTGRES_LOCK_SECONDS = 300 /* waited for other writers */
};

/* Parameters of a query; a NULL value is NULL. */
struct postgres_parameters {
	int count;
	uint32_t types[POSTGRES_PARAMETERS_MAX]; /* 0: as the query has it */
	const char *values[POSTGRES_PARAMETERS_MAX];
	int lengths[POSTGRES_PARAMETERS_MAX];
};

enum { POSTGRES_BYTES = 17, POSTGRES_INTEGER = 20, POSTGRES_TEXT = 25 };

/* Connects; a password in the URL is refused. NULL on failure. */
struct postgres *postgres_open(const char *url, struct diag *diag);
void postgres_close(struct postgres *postgres);

/*
 * Makes the settings that a ledger relies on, whatever role and database say,
 * and refuses a server that can't be relied on. For each new connection.
 */
bool postgres_settle(struct postgres *postgres, struct diag *diag);

/* "DATABASE at HOST", for messages. */
const char *postgres_name(const struct postgres *postgres);

/* Connects again, trying for a minute where the server is not there. */
bool postgres_reconnect(struct postgres *postgres, struct diag *diag);

/* False once the connection broke; what was prepared is gone with it. */
bool postgres_is_connected(const struct postgres *postgres);

/* Statements without parameters and results. */
bool postgres_execute(struct postgres *postgres, const char *sql,
		      struct diag *diag);

/* COMMIT: false too where the server says that it rolled back. */
bool postgres_commit(struct postgres *postgres, struct diag *diag);

/* Prepares a query under a name. */
bool postgres_prepare(struct postgres *postgres, const char *name,
		      const char *sql,
		      const struct postgres_parameters *parameters,
		      struct diag *diag);

/* Runs what was prepared, or a text; NULL on failure. */
struct postgres_rows *postgres_run(struct postgres *postgres, const char *name,
				   const struct postgres_parameters *parameters,
				   struct diag *diag);
struct postgres_rows *
postgres_query(struct postgres *postgres, const char *sql,
	       const struct postgres_parameters *parameters, struct diag *diag);

/* COPY table FROM STDIN of bytes in its binary format. */
bool postgres_copy(struct postgres *postgres, const char *table,
		   struct slice bytes, struct diag *diag);

/* Rows are freed by the caller; values are borrowed from them. */
int postgres_count(const struct postgres *postgres,
		   const struct postgres_rows *rows);
int64_t postgres_changes(const struct postgres *postgres,
			 struct postgres_rows *rows);
bool postgres_is_null(const struct postgres *postgres,
		      const struct postgres_rows *rows, int row, int column);
struct slice postgres_value(const struct postgres *postgres,
			    const struct postgres_rows *rows, int row,
			    int column);
void postgres_free(const struct postgres *postgres, struct postgres_rows *rows);

#endif
