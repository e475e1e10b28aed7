#include "system/postgres.h"

#include "base/number.h"
#include "system/library.h"

#include <postgresql/libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAME_SIZE = 256, RECONNECTS = 60, PART_MAX = 400 };

struct functions {
	__typeof__(PQconninfoParse) *PQconninfoParse;
	__typeof__(PQconninfoFree) *PQconninfoFree;
	__typeof__(PQconnectdbParams) *PQconnectdbParams;
	__typeof__(PQreset) *PQreset;
	__typeof__(PQfinish) *PQfinish;
	__typeof__(PQstatus) *PQstatus;
	__typeof__(PQerrorMessage) *PQerrorMessage;
	__typeof__(PQdb) *PQdb;
	__typeof__(PQhost) *PQhost;
	__typeof__(PQsetNoticeProcessor) *PQsetNoticeProcessor;
	__typeof__(PQexec) *PQexec;
	__typeof__(PQprepare) *PQprepare;
	__typeof__(PQexecPrepared) *PQexecPrepared;
	__typeof__(PQexecParams) *PQexecParams;
	__typeof__(PQputCopyData) *PQputCopyData;
	__typeof__(PQputCopyEnd) *PQputCopyEnd;
	__typeof__(PQgetResult) *PQgetResult;
	__typeof__(PQresultStatus) *PQresultStatus;
	__typeof__(PQresultErrorField) *PQresultErrorField;
	__typeof__(PQntuples) *PQntuples;
	__typeof__(PQcmdStatus) *PQcmdStatus;
	__typeof__(PQcmdTuples) *PQcmdTuples;
	__typeof__(PQgetisnull) *PQgetisnull;
	__typeof__(PQgetvalue) *PQgetvalue;
	__typeof__(PQgetlength) *PQgetlength;
	__typeof__(PQclear) *PQclear;
};

#define FUNCTION(name)                                                         \
	{                                                                      \
#name, offsetof(struct functions, name)                        \
	}

static const struct library_function wanted[] = {
	FUNCTION(PQconninfoParse),
	FUNCTION(PQconninfoFree),
	FUNCTION(PQconnectdbParams),
	FUNCTION(PQreset),
	FUNCTION(PQfinish),
	FUNCTION(PQstatus),
	FUNCTION(PQerrorMessage),
	FUNCTION(PQdb),
	FUNCTION(PQhost),
	FUNCTION(PQsetNoticeProcessor),
	FUNCTION(PQexec),
	FUNCTION(PQprepare),
	FUNCTION(PQexecPrepared),
	FUNCTION(PQexecParams),
	FUNCTION(PQputCopyData),
	FUNCTION(PQputCopyEnd),
	FUNCTION(PQgetResult),
	FUNCTION(PQresultStatus),
	FUNCTION(PQresultErrorField),
	FUNCTION(PQntuples),
	FUNCTION(PQcmdStatus),
	FUNCTION(PQcmdTuples),
	FUNCTION(PQgetisnull),
	FUNCTION(PQgetvalue),
	FUNCTION(PQgetlength),
	FUNCTION(PQclear),
	{NULL, 0},
};

static const struct library libpq = {"ledgers in PostgreSQL", "libpq.so.5",
				     "libpq5", wanted};

/* A PGresult, under a name of ours. */
struct postgres_rows;

struct postgres {
	struct functions call;
	PGconn *connection;
	char name[NAME_SIZE]; /* "DATABASE at HOST", for messages */
};

static PGresult *result_of(const struct postgres_rows *rows)
{
	return (PGresult *)(uintptr_t)rows;
}

static struct postgres_rows *rows_of(PGresult *result)
{
	return (struct postgres_rows *)(uintptr_t)result;
}

/* The first line of a message: what follows are guesses and details. */
static struct slice first_line(const char *message)
{
	struct slice text = slice_of(message == NULL ? "" : message);

	text = slice_trim(slice_part(text, 0, slice_find(text, '\n')));
	return slice_part(text, 0, PART_MAX);
}

static bool is_state(const struct postgres *postgres, PGresult *result,
		     const char *code)
{
	const char *state =
		postgres->call.PQresultErrorField(result, PG_DIAG_SQLSTATE);

	return state != NULL && strcmp(state, code) == 0;
}

/*
 * Only the message itself is told, never its detail, in which the server may
 * quote a row.
 */
static bool tell(const struct postgres *postgres, PGresult *result,
		 struct diag *diag)
{
	const char *message = postgres->call.PQresultErrorField(
		result, PG_DIAG_MESSAGE_PRIMARY);
	struct slice text;

	if (is_state(postgres, result, "55P03"))
		return diag_set(diag,
				"database \"%s\" has been in use by another "
				"run for %d seconds; try again when it has "
				"finished",
				postgres->name, POSTGRES_LOCK_SECONDS);
	if (message == NULL)
		message = postgres->call.PQerrorMessage(postgres->connection);
	text = first_line(message);
	return diag_set(diag, "database \"%s\": %.*s", postgres->name,
			SLICE_PRINT(text));
}

/* Frees a result unless it has what was asked for. */
static PGresult *expect(const struct postgres *postgres, PGresult *result,
			ExecStatusType status, struct diag *diag)
{
	ExecStatusType is = postgres->call.PQresultStatus(result);

	if (is == status ||
	    (is == PGRES_TUPLES_OK && status == PGRES_COMMAND_OK))
		return result;
	tell(postgres, result, diag);
	postgres->call.PQclear(result);
	return NULL;
}

/* A password here would stand in ps(1), the shell's history and the policy. */
static bool check_url(const struct postgres *postgres, const char *url,
		      struct diag *diag)
{
	PQconninfoOption *options = postgres->call.PQconninfoParse(url, NULL);
	bool secret = false;

	if (options == NULL)
		return diag_set(diag, "the ledger's URL can't be read; right "
				      "is postgresql://[user@]host[:port]/"
				      "database[?option=value]");
	for (const PQconninfoOption *each = options; each->keyword != NULL;
	     each++)
		if (each->val != NULL && *each->val != '\0' &&
		    (strcmp(each->keyword, "password") == 0 ||
		     strcmp(each->keyword, "sslpassword") == 0))
			secret = true;
	postgres->call.PQconninfoFree(options);
	return !secret ||
	       diag_set(diag, "the ledger's URL holds a password, which others "
			      "can see there; put it into ~/.pgpass (mode "
			      "0600) and leave it out");
}

static void no_notice(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static bool check_connection(struct postgres *postgres, struct diag *diag)
{
	struct functions *call = &postgres->call;
	struct slice line;

	if (call->PQstatus(postgres->connection) == CONNECTION_OK) {
		call->PQsetNoticeProcessor(postgres->connection, no_notice,
					   NULL);
		snprintf(postgres->name, sizeof postgres->name, "%s at %s",
			 call->PQdb(postgres->connection),
			 call->PQhost(postgres->connection));
		return true;
	}
	line = first_line(call->PQerrorMessage(postgres->connection));
	return diag_set(diag, "no connection to the ledger: %.*s",
			SLICE_PRINT(line));
}

struct postgres *postgres_open(const char *url, struct diag *diag)
{
	/* The URL's own options follow ours, and win; the last is fixed. */
	static const char *const keywords[] = {"connect_timeout",
					       "keepalives_idle",
					       "keepalives_interval",
					       "keepalives_count",
					       "tcp_user_timeout",
					       "fallback_application_name",
					       "dbname",
					       "client_encoding",
					       NULL};
	const char *const values[] = {"30", "30", "10",	  "3", "60000",
				      "vk", url,  "UTF8", NULL};
	struct postgres *postgres = calloc(1, sizeof *postgres);

	if (postgres == NULL) {
		diag_memory(diag);
		return NULL;
	}
	/* It stays loaded: libraries behind it have work to do at exit. */
	if (library_open(&libpq, &postgres->call, diag) == NULL ||
	    !check_url(postgres, url, diag)) {
		free(postgres);
		return NULL;
	}
	postgres->connection =
		postgres->call.PQconnectdbParams(keywords, values, 1);
	if (postgres->connection != NULL && check_connection(postgres, diag))
		return postgres;
	if (postgres->connection == NULL)
		diag_memory(diag);
	postgres_close(postgres);
	return NULL;
}

void postgres_close(struct postgres *postgres)
{
	postgres->call.PQfinish(postgres->connection);
	free(postgres);
}

bool postgres_reconnect(struct postgres *postgres, struct diag *diag)
{
	static const struct timespec second = {.tv_sec = 1};

	for (int i = 0; i < RECONNECTS; i++) {
		postgres->call.PQreset(postgres->connection);
		if (check_connection(postgres, diag))
			return true;
		nanosleep(&second, NULL);
	}
	return false;
}

const char *postgres_name(const struct postgres *postgres)
{
	return postgres->name;
}

bool postgres_is_connected(const struct postgres *postgres)
{
	return postgres->call.PQstatus(postgres->connection) == CONNECTION_OK;
}

/* Whether a command went through; frees its result. */
static bool is_done(const struct postgres *postgres, PGresult *result,
		    struct diag *diag)
{
	result = expect(postgres, result, PGRES_COMMAND_OK, diag);
	postgres->call.PQclear(result);
	return result != NULL;
}

bool postgres_execute(struct postgres *postgres, const char *sql,
		      struct diag *diag)
{
	return is_done(postgres,
		       postgres->call.PQexec(postgres->connection, sql), diag);
}

bool postgres_commit(struct postgres *postgres, struct diag *diag)
{
	PGresult *result = expect(
		postgres, postgres->call.PQexec(postgres->connection, "COMMIT"),
		PGRES_COMMAND_OK, diag);
	bool done;

	if (result == NULL)
		return false;
	done = strcmp(postgres->call.PQcmdStatus(result), "COMMIT") == 0;
	postgres->call.PQclear(result);
	return done || diag_set(diag, "database \"%s\": nothing was committed",
				postgres->name);
}

bool postgres_prepare(struct postgres *postgres, const char *name,
		      const char *sql,
		      const struct postgres_parameters *parameters,
		      struct diag *diag)
{
	return is_done(postgres,
		       postgres->call.PQprepare(postgres->connection, name, sql,
						parameters->count,
						parameters->types),
		       diag);
}

static const int binary[POSTGRES_PARAMETERS_MAX] = {1, 1, 1, 1, 1, 1, 1, 1,
						    1, 1, 1, 1, 1, 1, 1, 1};

struct postgres_rows *postgres_run(struct postgres *postgres, const char *name,
				   const struct postgres_parameters *parameters,
				   struct diag *diag)
{
	return rows_of(expect(postgres,
			      postgres->call.PQexecPrepared(
				      postgres->connection, name,
				      parameters->count, parameters->values,
				      parameters->lengths, binary, 1),
			      PGRES_COMMAND_OK, diag));
}

struct postgres_rows *
postgres_query(struct postgres *postgres, const char *sql,
	       const struct postgres_parameters *parameters, struct diag *diag)
{
	return rows_of(
		expect(postgres,
		       postgres->call.PQexecParams(
			       postgres->connection, sql, parameters->count,
			       parameters->types, parameters->values,
			       parameters->lengths, binary, 1),
		       PGRES_COMMAND_OK, diag));
}

bool postgres_copy(struct postgres *postgres, const char *table,
		   struct slice bytes, struct diag *diag)
{
	struct functions *call = &postgres->call;
	PGconn *connection = postgres->connection;
	char sql[NAME_SIZE];
	PGresult *result;
	bool fine;

	snprintf(sql, sizeof sql, "COPY %s FROM STDIN (FORMAT binary)", table);
	result = expect(postgres, call->PQexec(connection, sql), PGRES_COPY_IN,
			diag);
	if (result == NULL)
		return false;
	call->PQclear(result);
	/* What goes wrong in sending is told by the result. */
	if (call->PQputCopyData(connection, bytes.data, (int)bytes.length) == 1)
		call->PQputCopyEnd(connection, NULL);
	fine = is_done(postgres, call->PQgetResult(connection), diag);
	while ((result = call->PQgetResult(connection)) != NULL)
		call->PQclear(result);
	return fine;
}

int postgres_count(const struct postgres *postgres,
		   const struct postgres_rows *rows)
{
	return postgres->call.PQntuples(result_of(rows));
}

int64_t postgres_changes(const struct postgres *postgres,
			 struct postgres_rows *rows)
{
	int64_t changes = 0;

	number_parse(slice_of(postgres->call.PQcmdTuples(result_of(rows))),
		     &changes);
	return changes;
}

bool postgres_is_null(const struct postgres *postgres,
		      const struct postgres_rows *rows, int row, int column)
{
	return postgres->call.PQgetisnull(result_of(rows), row, column) != 0;
}

struct slice postgres_value(const struct postgres *postgres,
			    const struct postgres_rows *rows, int row,
			    int column)
{
	PGresult *result = result_of(rows);

	return (struct slice){
		postgres->call.PQgetvalue(result, row, column),
		(size_t)postgres->call.PQgetlength(result, row, column)};
}

void postgres_free(const struct postgres *postgres, struct postgres_rows *rows)
{
	postgres->call.PQclear(result_of(rows));
}
