#include "system/database_postgres.h"

#include <assert.h>
#include <stdlib.h>

static void rollback(struct database *database)
{
	struct server *server = server_of(database);

	if (server->phase == WRITING)
		server_rollback(server);
}

/*
 * The lock comes in a statement of its own, and the next one sees all that the
 * writer before has committed: READ COMMITTED takes a view for each.
 */
static bool begin(struct database *database, struct diag *diag)
{
	static const char sql[] =
		"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
		"SET LOCAL idle_in_transaction_session_timeout = '15min'; "
		"SELECT pg_advisory_xact_lock((x'766b'::bigint << 32) | "
		"to_regnamespace(quote_ident(current_schema()))::oid::bigint)";
	struct server *server = server_of(database);

	assert(server->phase == IDLE || server->phase == READING);
	server_rollback(server);
	server->phase = WRITING;
	if (postgres_execute(server->postgres, sql, diag))
		return true;
	server_rollback(server);
	return false;
}

static bool commit(struct database *database, struct diag *diag)
{
	struct server *server = server_of(database);
	bool done;

	if (server->phase != WRITING)
		return diag_set(diag, "database \"%s\": nothing to commit",
				postgres_name(server->postgres));
	if (!server_flush(server, diag))
		return false;
	done = postgres_commit(server->postgres, diag);
	server_end(server);
	if (!done && !postgres_is_connected(server->postgres))
		server->phase = UNKNOWN;
	return done;
}

static bool is_unknown(const struct database *database)
{
	return ((const struct server *)database)->phase == UNKNOWN;
}

static bool reconnect(struct database *database, struct diag *diag)
{
	struct server *server = server_of(database);

	if (!postgres_reconnect(server->postgres, diag) ||
	    !postgres_settle(server->postgres, diag))
		return false;
	server->phase = IDLE;
	server->connection++;
	return true;
}

static bool execute(struct database *database, const char *sql,
		    struct diag *diag)
{
	struct server *server = server_of(database);

	return server_flush(server, diag) &&
	       postgres_execute(server->postgres, sql, diag);
}

static bool close_server(struct database *database, struct diag *diag)
{
	struct server *server = server_of(database);
	bool fine = server->statements == 0 ||
		    diag_set(diag, "database \"%s\": a statement is left",
			     postgres_name(server->postgres));

	server_rollback(server);
	postgres_close(server->postgres);
	free(server);
	return fine;
}

static const struct database_driver driver = {
	.kind = DATABASE_POSTGRES,
	.close = close_server,
	.execute = execute,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.is_unknown = is_unknown,
	.reconnect = reconnect,
	.prepare = query_new,
	.release = query_free,
	.bind = query_bind,
	.step = query_step,
	.reset = query_reset,
	.changes = query_changes,
	.bytes = query_bytes,
	.integer = query_integer,
	.is_null = query_is_null,
};

struct database *database_postgres_open(const char *url, struct diag *diag)
{
	struct server *server = calloc(1, sizeof *server);

	if (server == NULL) {
		diag_memory(diag);
		return NULL;
	}
	server->base.driver = &driver;
	server->transaction = 1;
	server->connection = 1;
	server->postgres = postgres_open(url, diag);
	if (server->postgres != NULL && postgres_settle(server->postgres, diag))
		return &server->base;
	if (server->postgres != NULL)
		postgres_close(server->postgres);
	free(server);
	return NULL;
}
