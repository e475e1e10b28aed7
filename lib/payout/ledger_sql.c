#include "payout/ledger_parts.h"

#include <stddef.h>

#define LINE_COLUMNS                                                           \
	"t.transfer, t.attempt, t.batch, t.line, t.reference, t.end_to_end, "  \
	"t.person, t.gross, t.tax, t.fee, t.set_off, t.net"
#define TRANSFER_COLUMNS                                                       \
	LINE_COLUMNS ", t.days, t.courses, t.source, t.commitment"
#define EVENT_COLUMNS                                                          \
	"sequence, at, kind, batch, transfer, attempt, person, amount, "       \
	"actor, evidence, detail, hash"
#define STATE_KINDS                                                            \
	"('proposed', 'approved', 'exported', 'sent', 'paid', 'rejected', "    \
	"'returned', 'unknown', 'withdrawn', 'declined', 'voided')"

/* The sign keeps the index of batches out, whose order is another. */
#define RANGE                                                                  \
	" FROM transfer AS t WHERE t.transfer >= ?1 AND t.transfer < ?2 AND "  \
	"+t.batch = ?3 ORDER BY t.transfer, t.attempt"

static const char *const queries[LEDGER_QUERIES] = {
	[QUERY_HEAD] = "SELECT sequence, hash FROM event "
		       "ORDER BY sequence DESC LIMIT 1",
	[QUERY_NEXT_BATCH] = "SELECT coalesce(max(batch), 0) + 1 FROM transfer",
	[QUERY_NEXT_TRANSFER] =
		"SELECT coalesce(max(transfer), 0) + 1 FROM transfer",
	[QUERY_ADD_FREED] = "INSERT INTO freed VALUES (?1)",
	[QUERY_ADD_DOCUMENT] = "INSERT INTO document VALUES (?1, ?2, ?3) "
			       "ON CONFLICT DO NOTHING",
	[QUERY_WALK_ACCRUALS] =
		"SELECT day, person, component, round, gross, tax, transfer "
		"FROM accrual ORDER BY day, person, component, round",
	[QUERY_WALK_TRANSFERS] =
		"SELECT " TRANSFER_COLUMNS " FROM transfer AS t "
		"ORDER BY t.transfer, t.attempt",
	[QUERY_WALK_EVENTS] =
		"SELECT " EVENT_COLUMNS " FROM event ORDER BY sequence",
	[QUERY_WALK_DOCUMENTS] =
		"SELECT sha256, content FROM document ORDER BY sha256",
	[QUERY_WALK_FREED] = "SELECT transfer FROM freed ORDER BY transfer",
	[QUERY_ACCRUALS_ON] =
		"SELECT a.day, a.person, a.component, a.round, a.gross, a.tax, "
		"a.transfer, EXISTS (SELECT 1 FROM freed AS f WHERE f.transfer "
		"= a.transfer) FROM accrual AS a WHERE a.day = ?1 AND a.person "
		"= ?2 ORDER BY a.component, a.round",
	[QUERY_ACCRUALS_FROM] =
		"SELECT a.day, a.person, a.component, a.round, a.gross, a.tax, "
		"a.transfer, EXISTS (SELECT 1 FROM freed AS f WHERE f.transfer "
		"= a.transfer) FROM accrual AS a WHERE a.day = ?1 AND a.person "
		">= ?2 ORDER BY a.person, a.component, a.round",
	[QUERY_BATCH_BOUNDS] =
		"SELECT t.transfer, t.attempt, (SELECT max(u.line) FROM "
		"transfer AS u WHERE u.batch = ?1) FROM transfer AS t WHERE "
		"t.batch = ?1 AND t.line = 1",
	[QUERY_RANGE_TRANSFERS] = "SELECT " TRANSFER_COLUMNS RANGE,
	[QUERY_RANGE_LINES] = "SELECT " LINE_COLUMNS RANGE,
	[QUERY_RANGE_PAYEES] =
		"SELECT transfer, attempt, salt, name, bank, account, "
		"account_name FROM payee WHERE transfer >= ?1 AND transfer < "
		"?2 ORDER BY transfer, attempt",
	[QUERY_BATCH_TRANSFERS] = "SELECT " TRANSFER_COLUMNS
				  " FROM transfer AS t WHERE t.batch = ?1 "
				  "ORDER BY t.line",
	[QUERY_BATCH_LINES] =
		"SELECT " LINE_COLUMNS ", p.salt, p.name, p.bank, "
		"p.account, p.account_name FROM transfer AS t LEFT JOIN payee "
		"AS p ON p.transfer = t.transfer AND p.attempt = t.attempt "
		"WHERE t.batch = ?1 ORDER BY t.line",
	[QUERY_PERSON_TRANSFERS] =
		"SELECT " TRANSFER_COLUMNS
		" FROM transfer AS t WHERE t.person = ?1 AND t.attempt = "
		"(SELECT max(u.attempt) FROM transfer AS u WHERE u.transfer = "
		"t.transfer) ORDER BY t.transfer DESC",
	[QUERY_PERSON_EVENTS] = "SELECT " EVENT_COLUMNS
				" FROM event WHERE person = ?1 AND person <> "
				"'' ORDER BY sequence",
	[QUERY_NEXT_SPOKEN_OF] =
		"SELECT person FROM event WHERE person >= ?1 AND person <> '' "
		"ORDER BY person LIMIT 1",
	[QUERY_BATCH_EVENTS] = "SELECT " EVENT_COLUMNS
			       " FROM event WHERE batch = ?1 AND batch > 0 AND "
			       "transfer = 0 ORDER BY sequence",
	[QUERY_TRANSFER_EVENTS] =
		"SELECT " EVENT_COLUMNS " FROM event WHERE transfer = ?1 AND "
		"transfer > 0 ORDER BY sequence",
	[QUERY_TRANSFER] = "SELECT " TRANSFER_COLUMNS
			   " FROM transfer AS t WHERE t.transfer = ?1 AND "
			   "t.attempt = ?2",
	[QUERY_REFERENCE] = "SELECT " TRANSFER_COLUMNS
			    " FROM transfer AS t WHERE t.reference = ?1 OR "
			    "t.end_to_end = ?1",
	[QUERY_PAYEE] = "SELECT salt, name, bank, account, account_name "
			"FROM payee WHERE transfer = ?1 AND attempt = ?2",
	[QUERY_DOCUMENT] = "SELECT content FROM document WHERE sha256 = ?1",
	[QUERY_SHARED] =
		"SELECT 1 FROM payee AS p JOIN transfer AS t ON t.transfer = "
		"p.transfer AND t.attempt = p.attempt WHERE p.account = ?1 AND "
		"p.bank = ?2 AND t.person <> ?3 LIMIT 1",
	[QUERY_KNOWN] =
		"SELECT 1 FROM transfer AS t JOIN payee AS p ON p.transfer = "
		"t.transfer AND p.attempt = t.attempt WHERE t.person = ?3 AND "
		"t.transfer < ?4 AND p.account = ?1 AND p.bank = ?2 LIMIT 1",
	[QUERY_EVENT_HASH] = "SELECT hash FROM event WHERE sequence = ?1",
	[QUERY_EVIDENCE] = "SELECT 1 FROM event WHERE kind = 'ingested' AND "
			   "evidence = ?1 LIMIT 1",
	[QUERY_LAST_ATTEMPT] = "SELECT attempt, batch FROM transfer WHERE "
			       "transfer = ?1 ORDER BY attempt DESC",
	[QUERY_ATTEMPT_KIND] =
		"SELECT kind FROM event WHERE transfer = ?1 AND transfer > 0 "
		"AND attempt = ?2 AND kind IN " STATE_KINDS
		" ORDER BY sequence DESC LIMIT 1",
	[QUERY_BATCH_KIND] =
		"SELECT kind FROM event WHERE batch = ?1 AND batch > 0 AND "
		"transfer = 0 AND kind IN " STATE_KINDS
		" ORDER BY sequence DESC LIMIT 1",
	[QUERY_ERASE] = "DELETE FROM payee WHERE transfer = ?1",
};

/* Tables that get many rows, and how many columns they have. */
static const struct {
	const char *table;
	int columns;
} inserts[LEDGER_QUERIES] = {
	[QUERY_ADD_ACCRUAL] = {"accrual", 7},
	[QUERY_ADD_TRANSFER] = {"transfer", 16},
	[QUERY_ADD_PAYEE] = {"payee", 7},
	[QUERY_ADD_EVENT] = {"event", 12},
};

/* Queries that may give more rows than should be held at once. */
static const bool walks[LEDGER_QUERIES] = {
	[QUERY_WALK_ACCRUALS] = true,	[QUERY_WALK_TRANSFERS] = true,
	[QUERY_WALK_EVENTS] = true,	[QUERY_WALK_DOCUMENTS] = true,
	[QUERY_WALK_FREED] = true,	[QUERY_ACCRUALS_FROM] = true,
	[QUERY_BATCH_TRANSFERS] = true, [QUERY_BATCH_LINES] = true,
	[QUERY_RANGE_TRANSFERS] = true, [QUERY_RANGE_LINES] = true,
	[QUERY_RANGE_PAYEES] = true,
};

struct statement *ledger_statement(struct database *database,
				   enum ledger_query query, struct diag *diag)
{
	if (inserts[query].table != NULL)
		return statement_new_insert(database, inserts[query].table,
					    inserts[query].columns, diag);
	if (walks[query])
		return statement_new_walk(database, queries[query], diag);
	return statement_new(database, queries[query], diag);
}

struct statement *ledger_query(struct ledger *ledger, enum ledger_query query,
			       struct diag *diag)
{
	if (ledger->prepared[query] == NULL)
		ledger->prepared[query] =
			ledger_statement(ledger->database, query, diag);
	return ledger->prepared[query];
}

bool ledger_run(struct statement *statement, struct diag *diag)
{
	return statement_run(statement, diag) >= 0;
}
