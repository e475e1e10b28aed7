/*
 * What differs between a ledger in SQLite and one in PostgreSQL: how its
 * tables and triggers are made and checked. The queries are the same, in
 * ledger_sql.c.
 */
#ifndef PAYOUT_LEDGER_DIALECT_H
#define PAYOUT_LEDGER_DIALECT_H

#include "system/database.h"

struct ledger_dialect {
	const char *const *schema; /* in order; NULL ends */
	/* Gives the version as a number: 0 none, -1 tables of others. */
	const char *version;
	const char *set_version; /* to LEDGER_VERSION */
	const char *prepare;	 /* what a new connection needs, or NULL */
	int steps_max;		 /* as ledger_steps_max */
	/* Whether the storage is sound and the schema ours; diag if not. */
	bool (*check)(struct database *database, struct diag *diag);
};

extern const struct ledger_dialect ledger_in_sqlite;
extern const struct ledger_dialect ledger_in_postgres;

#endif
