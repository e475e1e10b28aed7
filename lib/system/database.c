#include "system/database_driver.h"

#include <assert.h>
#include <string.h>

bool database_is_server(const char *name)
{
	struct slice text = slice_of(name);

	return slice_starts(text, "postgresql://") ||
	       slice_starts(text, "postgres://");
}

struct database *database_open(const char *name, bool create, struct diag *diag)
{
	if (database_is_server(name))
		return database_postgres_open(name, diag);
	return database_sqlite_open(name, create, diag);
}

enum database_kind database_kind(const struct database *database)
{
	return database->driver->kind;
}

bool database_close(struct database *database, struct diag *diag)
{
	return database->driver->close(database, diag);
}

bool database_execute(struct database *database, const char *sql,
		      struct diag *diag)
{
	return database->driver->execute(database, sql, diag);
}

bool database_begin(struct database *database, struct diag *diag)
{
	return database->driver->begin(database, diag);
}

bool database_commit(struct database *database, struct diag *diag)
{
	return database->driver->commit(database, diag);
}

void database_rollback(struct database *database)
{
	database->driver->rollback(database);
}

bool database_is_unknown(const struct database *database)
{
	return database->driver->is_unknown != NULL &&
	       database->driver->is_unknown(database);
}

bool database_reconnect(struct database *database, struct diag *diag)
{
	assert(database_is_unknown(database));
	return database->driver->reconnect(database, diag);
}
