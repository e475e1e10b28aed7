#include "system/database_postgres.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	/* Rows of a walk at once: few are often enough, then twice as many. */
	FETCH_FIRST = 64,
	FETCH_MAX = 4096,
	WAITING_MAX = 1 << 20 /* bytes of rows that wait in a statement */
};

static struct query *query_of(struct statement *statement)
{
	return (struct query *)statement;
}

static void free_rows(struct query *query)
{
	if (query->rows != NULL)
		postgres_free(query->server->postgres, query->rows);
	query->rows = NULL;
}

void query_reset(struct statement *statement)
{
	struct query *query = query_of(statement);
	struct server *server = query->server;
	char sql[2 * QUERY_NAME_SIZE];
	struct diag unheard;

	free_rows(query);
	database_row_clear(&query->parameters);
	if (query->walked == server->transaction && server->phase != IDLE) {
		snprintf(sql, sizeof sql, "CLOSE %s", query->name);
		postgres_execute(server->postgres, sql, &unheard);
	}
	query->walked = 0;
}

/* The next rows of a walk. */
static bool fetch(struct query *query, struct diag *diag)
{
	struct server *server = query->server;
	const struct postgres_parameters none = {0};
	char sql[2 * QUERY_NAME_SIZE];

	if (query->rows == NULL)
		query->fetched = FETCH_FIRST;
	else if (query->fetched < FETCH_MAX)
		query->fetched *= 2;
	free_rows(query);
	snprintf(sql, sizeof sql, "FETCH %d FROM %s", query->fetched,
		 query->name);
	query->row = -1;
	query->rows = postgres_query(server->postgres, sql, &none, diag);
	return query->rows != NULL;
}

static bool start_walk(struct query *query, struct diag *diag)
{
	struct server *server = query->server;
	struct postgres_parameters parameters;
	struct postgres_rows *none;

	database_row_parameters(&query->parameters, &parameters);
	none = postgres_query(server->postgres, query->sql, &parameters, diag);
	if (none == NULL)
		return false;
	postgres_free(server->postgres, none);
	query->walked = server->transaction;
	return fetch(query, diag);
}

static bool start_plain(struct query *query, struct diag *diag)
{
	struct server *server = query->server;
	struct postgres_parameters parameters;

	database_row_parameters(&query->parameters, &parameters);
	if (query->prepared != server->connection &&
	    !postgres_prepare(server->postgres, query->name, query->sql,
			      &parameters, diag))
		return false;
	query->prepared = server->connection;
	query->row = -1;
	query->rows =
		postgres_run(server->postgres, query->name, &parameters, diag);
	if (query->rows != NULL)
		query->changes =
			postgres_changes(server->postgres, query->rows);
	return query->rows != NULL;
}

static bool start(struct query *query, struct diag *diag)
{
	return server_read(query->server, diag) &&
	       server_flush(query->server, diag) &&
	       (query->kind == STATEMENT_WALK ? start_walk(query, diag)
					      : start_plain(query, diag));
}

static bool add_row(struct query *query, struct diag *diag)
{
	struct server *server = query->server;

	assert(server->phase == WRITING);
	if (query->waiting.length == 0) {
		query->next = server->waiting;
		server->waiting = query;
	}
	if (!database_rows_add(&query->waiting, &query->parameters))
		return diag_memory(diag);
	query->changes = 1;
	return query->waiting.length < WAITING_MAX ||
	       server_flush(server, diag);
}

/* 1: a row, 0: none left, -1: failure. */
static int next_row(struct query *query, struct diag *diag)
{
	struct postgres *postgres = query->server->postgres;

	if (query->rows == NULL && !start(query, diag))
		return -1;
	if (++query->row < postgres_count(postgres, query->rows))
		return 1;
	if (query->kind == STATEMENT_PLAIN || query->row < query->fetched)
		return 0;
	if (!fetch(query, diag))
		return -1;
	return ++query->row < postgres_count(postgres, query->rows) ? 1 : 0;
}

int query_step(struct statement *statement, struct diag *diag)
{
	struct query *query = query_of(statement);
	int result;

	if (query->kind == STATEMENT_INSERT)
		result = add_row(query, diag) ? 0 : -1;
	else
		result = next_row(query, diag);
	if (result == 1)
		return 1;
	/* What read can read again; what wrote has to begin anew. */
	if (result < 0 && query->server->phase == READING)
		server_rollback(query->server);
	query_reset(statement);
	return result;
}

void query_bind(struct statement *statement, int index,
		const struct value *value)
{
	database_row_set(&query_of(statement)->parameters, index, value);
}

int64_t query_changes(struct statement *statement)
{
	return query_of(statement)->changes;
}

struct slice query_bytes(struct statement *statement, int column,
			 enum value_kind kind)
{
	struct query *query = query_of(statement);

	(void)kind;
	return postgres_value(query->server->postgres, query->rows, query->row,
			      column);
}

int64_t query_integer(struct statement *statement, int column)
{
	return database_row_integer(
		query_bytes(statement, column, VALUE_INTEGER));
}

bool query_is_null(struct statement *statement, int column)
{
	struct query *query = query_of(statement);

	return postgres_is_null(query->server->postgres, query->rows,
				query->row, column);
}

void query_free(struct statement *statement)
{
	struct query *query = query_of(statement);

	/* Rows that wait would be lost without a word. */
	assert(query->waiting.length == 0);
	query_reset(statement);
	query->server->statements--;
	strbuf_release(&query->waiting);
	free(query->sql);
	free(query);
}

/* The text of a query as PostgreSQL has it: $1 for ?1, a walk as a cursor. */
static char *text_of(const struct query *query,
		     const struct statement_plan *plan)
{
	char *text = NULL;

	if (plan->kind == STATEMENT_INSERT)
		return strdup(plan->table);
	if (asprintf(&text, "%s%s%s%s",
		     plan->kind == STATEMENT_WALK ? "DECLARE " : "",
		     plan->kind == STATEMENT_WALK ? query->name : "",
		     plan->kind == STATEMENT_WALK ? " NO SCROLL CURSOR FOR "
						  : "",
		     plan->sql) < 0)
		return NULL;
	for (char *mark = text; (mark = strchr(mark, '?')) != NULL;)
		*mark = '$';
	return text;
}

struct statement *query_new(struct database *database,
			    const struct statement_plan *plan,
			    struct diag *diag)
{
	struct server *server = server_of(database);
	struct query *query = calloc(1, sizeof *query);

	if (query == NULL) {
		diag_memory(diag);
		return NULL;
	}
	query->base.driver = database->driver;
	query->server = server;
	query->kind = plan->kind;
	database_row_init(&query->parameters, plan->columns);
	strbuf_init(&query->waiting, 2 * WAITING_MAX);
	snprintf(query->name, sizeof query->name, "vk%u", ++server->last);
	query->sql = text_of(query, plan);
	if (query->sql == NULL) {
		free(query);
		diag_memory(diag);
		return NULL;
	}
	server->statements++;
	return &query->base;
}
