#include "payout/ledger_parts.h"

#include <stddef.h>

/*
 * The texts stand in the file as they stand here, so that verify can compare
 * them. Date first in the key of an accrual, and batches sorted by it: new
 * days go to the end of the tree.
 */
static const char *const schema[] = {
	"CREATE TABLE event (sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, "
	"kind TEXT NOT NULL, batch INTEGER NOT NULL, transfer INTEGER NOT "
	"NULL, attempt INTEGER NOT NULL, person TEXT NOT NULL, amount INTEGER "
	"NOT NULL, actor TEXT NOT NULL, evidence TEXT NOT NULL, detail TEXT "
	"NOT NULL, hash BLOB NOT NULL) STRICT",
	"CREATE TABLE transfer (transfer INTEGER NOT NULL, attempt INTEGER NOT "
	"NULL, batch INTEGER NOT NULL, line INTEGER NOT NULL, reference TEXT "
	"NOT NULL UNIQUE, end_to_end TEXT NOT NULL UNIQUE, person TEXT NOT "
	"NULL, gross INTEGER NOT NULL, tax INTEGER NOT NULL, fee INTEGER NOT "
	"NULL, set_off INTEGER NOT NULL, net INTEGER NOT NULL CHECK (net > 0 "
	"AND net = gross - tax - fee - set_off), days TEXT NOT NULL, courses "
	"TEXT NOT NULL, source TEXT NOT NULL, commitment BLOB NOT NULL, "
	"PRIMARY KEY (transfer, attempt), UNIQUE (batch, line)) STRICT, "
	"WITHOUT ROWID",
	"CREATE TABLE accrual (day TEXT NOT NULL, person TEXT NOT NULL, "
	"component TEXT NOT NULL, round INTEGER NOT NULL CHECK (round > 0), "
	"gross INTEGER NOT NULL CHECK (gross > 0), tax INTEGER NOT NULL CHECK "
	"(tax BETWEEN 0 AND gross), transfer INTEGER NOT NULL, PRIMARY KEY "
	"(day, person, component, round)) STRICT, WITHOUT ROWID",
	"CREATE TABLE freed (transfer INTEGER PRIMARY KEY) STRICT",
	"CREATE TABLE payee (transfer INTEGER NOT NULL, attempt INTEGER NOT "
	"NULL, salt BLOB NOT NULL, name TEXT NOT NULL, bank TEXT NOT NULL, "
	"account TEXT NOT NULL, account_name TEXT NOT NULL, PRIMARY KEY "
	"(transfer, attempt)) STRICT, WITHOUT ROWID",
	"CREATE TABLE document (sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, "
	"content BLOB NOT NULL) STRICT, WITHOUT ROWID",
	"CREATE INDEX event_batch ON event (batch) WHERE batch > 0 AND "
	"transfer = 0",
	"CREATE INDEX event_transfer ON event (transfer) WHERE transfer > 0",
	"CREATE INDEX event_person ON event (person) WHERE person <> ''",
	"CREATE INDEX event_evidence ON event (evidence) WHERE kind = "
	"'ingested'",
	"CREATE INDEX transfer_person ON transfer (person)",
	"CREATE INDEX payee_account ON payee (account)",
	"CREATE TRIGGER event_kept BEFORE UPDATE ON event BEGIN SELECT "
	"RAISE(ABORT, 'events are never changed'); END",
	"CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT "
	"RAISE(ABORT, 'events are never removed'); END",
	"CREATE TRIGGER transfer_kept BEFORE UPDATE ON transfer BEGIN SELECT "
	"RAISE(ABORT, 'transfers are never changed'); END",
	"CREATE TRIGGER transfer_stays BEFORE DELETE ON transfer BEGIN SELECT "
	"RAISE(ABORT, 'transfers are never removed'); END",
	"CREATE TRIGGER accrual_kept BEFORE UPDATE ON accrual BEGIN SELECT "
	"RAISE(ABORT, 'accruals are never changed'); END",
	"CREATE TRIGGER accrual_stays BEFORE DELETE ON accrual BEGIN SELECT "
	"RAISE(ABORT, 'accruals are never removed'); END",
	"CREATE TRIGGER accrual_round BEFORE INSERT ON accrual WHEN NEW.round "
	"> 1 BEGIN SELECT RAISE(ABORT, 'a day is paid by one live transfer "
	"only') WHERE NOT EXISTS (SELECT 1 FROM accrual AS a JOIN freed AS f "
	"ON f.transfer = a.transfer WHERE a.day = NEW.day AND a.person = "
	"NEW.person AND a.component = NEW.component AND a.round = NEW.round - "
	"1); END",
	"CREATE TRIGGER freed_kept BEFORE UPDATE ON freed BEGIN SELECT "
	"RAISE(ABORT, 'a freed transfer stays so'); END",
	"CREATE TRIGGER freed_stays BEFORE DELETE ON freed BEGIN SELECT "
	"RAISE(ABORT, 'a freed transfer stays so'); END",
	"CREATE TRIGGER payee_kept BEFORE UPDATE ON payee BEGIN SELECT "
	"RAISE(ABORT, 'payees are never changed'); END",
	"CREATE TRIGGER payee_stays BEFORE DELETE ON payee WHEN NOT EXISTS "
	"(SELECT 1 FROM event WHERE event.transfer = OLD.transfer AND "
	"event.transfer > 0 AND event.kind = 'erased') BEGIN SELECT "
	"RAISE(ABORT, 'payees are only erased'); END",
	"CREATE TRIGGER document_kept BEFORE UPDATE ON document BEGIN SELECT "
	"RAISE(ABORT, 'documents are never changed'); END",
	"CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN SELECT "
	"RAISE(ABORT, 'documents are never removed'); END",
	NULL,
};

#define TRANSFER_COLUMNS                                                       \
	"t.transfer, t.attempt, t.batch, t.line, t.reference, t.end_to_end, "  \
	"t.person, t.gross, t.tax, t.fee, t.set_off, t.net, t.days, "          \
	"t.courses, t.source, t.commitment"
#define EVENT_COLUMNS                                                          \
	"sequence, at, kind, batch, transfer, attempt, person, amount, "       \
	"actor, evidence, detail, hash"
#define STATE_KINDS                                                            \
	"('proposed', 'approved', 'exported', 'sent', 'paid', 'rejected', "    \
	"'returned', 'unknown', 'withdrawn', 'declined', 'voided')"

static const char *const queries[LEDGER_QUERIES] = {
	[QUERY_HEAD] = "SELECT sequence, hash FROM event "
		       "ORDER BY sequence DESC LIMIT 1",
	[QUERY_NEXT_BATCH] = "SELECT coalesce(max(batch), 0) + 1 FROM transfer",
	[QUERY_NEXT_TRANSFER] =
		"SELECT coalesce(max(transfer), 0) + 1 FROM transfer",
	[QUERY_ADD_ACCRUAL] =
		"INSERT INTO accrual VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[QUERY_ADD_TRANSFER] =
		"INSERT INTO transfer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
		"?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
	[QUERY_ADD_PAYEE] =
		"INSERT INTO payee VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[QUERY_ADD_EVENT] = "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
			    "?7, ?8, ?9, ?10, ?11, ?12)",
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
	[QUERY_BATCH_TRANSFERS] = "SELECT " TRANSFER_COLUMNS
				  " FROM transfer AS t WHERE t.batch = ?1 "
				  "ORDER BY t.line",
	[QUERY_PERSON_TRANSFERS] =
		"SELECT " TRANSFER_COLUMNS
		" FROM transfer AS t WHERE t.person = ?1 AND t.attempt = "
		"(SELECT max(u.attempt) FROM transfer AS u WHERE u.transfer = "
		"t.transfer) ORDER BY t.transfer DESC",
	[QUERY_PERSON_EVENTS] = "SELECT " EVENT_COLUMNS
				" FROM event WHERE person = ?1 AND person <> "
				"'' ORDER BY sequence",
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
	[QUERY_INTEGRITY] = "PRAGMA integrity_check(1)",
	[QUERY_SCHEMA] = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
			 "ORDER BY rowid",
};

const char *ledger_sql(enum ledger_query query)
{
	return queries[query];
}

const char *const *ledger_schema(void)
{
	return schema;
}
