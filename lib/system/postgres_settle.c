#include "system/postgres.h"

#include <stddef.h>

/* The columns of the query below that are looked at. */
enum { ENCODING, FSYNC, SCHEMA };

/*
 * Somebody's statement_timeout must not end a run, a host that vanished must
 * not hold the lock for hours, and what is committed has to be on disk.
 */
static const char settings[] =
	"SELECT current_setting('server_encoding'), current_setting('fsync'), "
	"coalesce(current_schema(), ''), "
	"set_config('synchronous_commit', CASE "
	"current_setting('synchronous_commit') WHEN 'remote_apply' THEN "
	"'remote_apply' ELSE 'on' END, false), "
	"set_config('lock_timeout', '300s', false), "
	"set_config('statement_timeout', '0', false), "
	"set_config('idle_in_transaction_session_timeout', '0', false), "
	"set_config('tcp_keepalives_idle', '30', false), "
	"set_config('tcp_keepalives_interval', '10', false), "
	"set_config('tcp_keepalives_count', '3', false), "
	"set_config('jit', 'off', false)";

static bool check(const struct postgres *postgres,
		  const struct postgres_rows *row, struct diag *diag)
{
	const char *name = postgres_name(postgres);

	if (!slice_is(postgres_value(postgres, row, 0, ENCODING), "UTF8"))
		return diag_set(diag,
				"database \"%s\" is not in UTF-8; make one "
				"with createdb -E UTF8 -T template0",
				name);
	if (!slice_is(postgres_value(postgres, row, 0, FSYNC), "on"))
		return diag_set(
			diag,
			"the server of database \"%s\" runs with fsync "
			"off and may lose what it confirmed; turn it on",
			name);
	return !slice_is_empty(postgres_value(postgres, row, 0, SCHEMA)) ||
	       diag_set(diag,
			"database \"%s\" has none of the schemas on the search "
			"path; make one",
			name);
}

bool postgres_settle(struct postgres *postgres, struct diag *diag)
{
	const struct postgres_parameters none = {0};
	struct postgres_rows *row =
		postgres_query(postgres, settings, &none, diag);
	bool fine;

	if (row == NULL)
		return false;
	fine = check(postgres, row, diag);
	postgres_free(postgres, row);
	return fine;
}
