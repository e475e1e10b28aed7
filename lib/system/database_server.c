/*
 * A session with a PostgreSQL server: its transactions, and the rows that wait
 * to be written in one COPY.
 */
#include "system/database_postgres.h"

bool server_flush(struct server *server, struct diag *diag)
{
	bool fine = true;

	while (fine && server->waiting != NULL) {
		struct query *query = server->waiting;

		server->waiting = query->next;
		fine = database_rows_end(&query->waiting)
			       ? postgres_copy(server->postgres, query->sql,
					       strbuf_slice(&query->waiting),
					       diag)
			       : diag_memory(diag);
		strbuf_reset(&query->waiting);
	}
	return fine;
}

void server_end(struct server *server)
{
	for (struct query *query = server->waiting; query != NULL;
	     query = query->next)
		strbuf_reset(&query->waiting);
	server->waiting = NULL;
	server->phase = IDLE;
	server->transaction++;
}

void server_rollback(struct server *server)
{
	struct diag unheard;

	if (server->phase == READING || server->phase == WRITING) {
		postgres_execute(server->postgres, "ROLLBACK", &unheard);
		server_end(server);
	}
}

bool server_read(struct server *server, struct diag *diag)
{
	if (server->phase != IDLE)
		return true;
	if (!postgres_execute(server->postgres,
			      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
			      diag))
		return false;
	server->phase = READING;
	return true;
}
