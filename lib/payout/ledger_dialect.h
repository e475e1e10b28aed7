/*
 * What differs between a ledger in SQLite and one in PostgreSQL: how its
 * tables and triggers are made and checked. The queries are the same, in
 * ledger_sql.c.
 */
#ifndef PAYOUT_LEDGER_DIALECT_H
#define PAYOUT_LEDGER_DIALECT_H

#include "system/database.h"

/* What both have in their schemas, word for word. */
#define LEDGER_INDEXES                                                         \
	"CREATE INDEX event_batch ON event (batch) WHERE batch > 0 AND "       \
	"transfer = 0",                                                        \
		"CREATE INDEX event_transfer ON event (transfer) WHERE "       \
		"transfer > 0",                                                \
		"CREATE INDEX event_person ON event (person) WHERE person <> " \
		"''",                                                          \
		"CREATE INDEX event_evidence ON event (evidence) WHERE kind "  \
		"= "                                                           \
		"'ingested'",                                                  \
		"CREATE INDEX transfer_person ON transfer (person)",           \
		"CREATE INDEX payee_account ON payee (account)"

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
