#include "payout/ledger_dialect.h"

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
	LEDGER_INDEXES,
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

/* SQLite's own check of the whole file. */
static bool check_file(struct database *database, struct diag *diag)
{
	struct statement *statement =
		statement_new(database, "PRAGMA integrity_check(1)", diag);
	bool fine;

	if (statement == NULL)
		return false;
	fine = statement_step(statement, diag) == 1 &&
	       (slice_is(statement_text(statement, 0), "ok") ||
		diag_set(diag, "the file is damaged: %.*s",
			 SLICE_PRINT(statement_text(statement, 0))));
	statement_free(statement);
	return fine;
}

static bool check_schema(struct database *database, struct diag *diag)
{
	struct statement *statement = statement_new(
		database,
		"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
		"ORDER BY rowid",
		diag);
	const char *const *sql = schema;
	bool same = true;
	int result;

	if (statement == NULL)
		return false;
	while ((result = statement_step(statement, diag)) == 1) {
		same = same && *sql != NULL &&
		       slice_is(statement_text(statement, 0), *sql);
		if (*sql != NULL)
			sql++;
	}
	statement_free(statement);
	return result == 0 &&
	       ((same && *sql == NULL) ||
		diag_set(diag, "the tables or triggers are not those that "
			       "vk-payout makes"));
}

static bool check(struct database *database, struct diag *diag)
{
	return check_file(database, diag) && check_schema(database, diag);
}

const struct ledger_dialect ledger_in_sqlite = {
	.schema = schema,
	.version = "PRAGMA user_version",
	.set_version = "PRAGMA user_version = 1",
	.prepare = "PRAGMA cache_size = -2048",
	.steps_max = 16,
	.check = check,
};
