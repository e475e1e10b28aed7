#include "payout/ledger_dialect.h"

#include <stddef.h>

/*
 * As in SQLite, but for the types. Text is compared by its bytes whatever the
 * database's language, since the chain and the Merkle trees follow that order.
 */
#define TEXT "text COLLATE \"C\" NOT NULL"
#define NUMBER "bigint NOT NULL"
#define BYTES "bytea NOT NULL"

/*
 * What the triggers run. The tables are those of the trigger's own schema,
 * whatever is on somebody's search path.
 */
#define KEEP_BODY "BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END"
#define ROUND_BODY                                                             \
	"DECLARE free boolean; BEGIN EXECUTE format('SELECT EXISTS (SELECT 1 " \
	"FROM %1$I.accrual AS a JOIN %1$I.freed AS f ON f.transfer = "         \
	"a.transfer WHERE a.day = $1 AND a.person = $2 AND a.component = $3 "  \
	"AND a.round = $4)', TG_TABLE_SCHEMA) INTO free USING NEW.day, "       \
	"NEW.person, NEW.component, NEW.round - 1; IF NOT free THEN RAISE "    \
	"EXCEPTION 'a day is paid by one live transfer only'; END IF; RETURN " \
	"NULL; END"
#define ERASE_BODY                                                             \
	"DECLARE erased boolean; BEGIN EXECUTE format('SELECT EXISTS (SELECT " \
	"1 FROM %1$I.event WHERE transfer = $1 AND transfer > 0 AND kind = "   \
	"''erased'')', TG_TABLE_SCHEMA) INTO erased USING OLD.transfer; IF "   \
	"NOT erased THEN RAISE EXCEPTION 'payees are only erased'; END IF; "   \
	"RETURN OLD; END"
#define FUNCTION(name, body)                                                   \
	"CREATE FUNCTION " name                                                \
	"() RETURNS trigger LANGUAGE plpgsql AS $body$" body "$body$"

enum { FUNCTIONS = 3 }; /* at the beginning of the schema */

static const char *const schema[] = {
	FUNCTION("ledger_keep", KEEP_BODY),
	FUNCTION("ledger_round", ROUND_BODY),
	FUNCTION("ledger_erase", ERASE_BODY),
	"CREATE TABLE event (sequence bigint PRIMARY KEY, at " TEXT
	", kind " TEXT ", batch " NUMBER ", transfer " NUMBER
	", attempt " NUMBER ", person " TEXT ", amount " NUMBER ", actor " TEXT
	", evidence " TEXT ", detail " TEXT ", hash " BYTES ")",
	"CREATE TABLE transfer (transfer " NUMBER ", attempt " NUMBER
	", batch " NUMBER ", line " NUMBER ", reference " TEXT
	" UNIQUE, end_to_end " TEXT " UNIQUE, person " TEXT ", gross " NUMBER
	", tax " NUMBER ", fee " NUMBER ", set_off " NUMBER ", net " NUMBER
	" CHECK (net > 0 AND net = gross - tax - fee - set_off), days " TEXT
	", courses " TEXT ", source " TEXT ", commitment " BYTES
	", PRIMARY KEY (transfer, attempt), UNIQUE (batch, line))",
	"CREATE TABLE accrual (day " TEXT ", person " TEXT ", component " TEXT
	", round " NUMBER " CHECK (round > 0), gross " NUMBER
	" CHECK (gross > 0), tax " NUMBER
	" CHECK (tax BETWEEN 0 AND gross), transfer " NUMBER
	", PRIMARY KEY (day, person, component, round))",
	"CREATE TABLE freed (transfer bigint PRIMARY KEY)",
	"CREATE TABLE payee (transfer " NUMBER ", attempt " NUMBER
	", salt " BYTES ", name " TEXT ", bank " TEXT ", account " TEXT
	", account_name " TEXT ", PRIMARY KEY (transfer, attempt))",
	"CREATE TABLE document (sha256 " TEXT " PRIMARY KEY, kind " TEXT
	", content " BYTES ")",
	LEDGER_INDEXES,
	"CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "
	"event FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep('events are "
	"never changed or removed')",
	"CREATE TRIGGER transfer_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "
	"transfer FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep('transfers "
	"are never changed or removed')",
	"CREATE TRIGGER accrual_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "
	"accrual FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep('accruals "
	"are never changed or removed')",
	"CREATE TRIGGER accrual_round AFTER INSERT ON accrual FOR EACH ROW "
	"WHEN (NEW.round > 1) EXECUTE FUNCTION ledger_round()",
	"CREATE TRIGGER freed_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "
	"freed FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep('a freed "
	"transfer stays so')",
	"CREATE TRIGGER payee_kept BEFORE UPDATE OR TRUNCATE ON payee FOR "
	"EACH STATEMENT EXECUTE FUNCTION ledger_keep('payees are never "
	"changed')",
	"CREATE TRIGGER payee_stays BEFORE DELETE ON payee FOR EACH ROW "
	"EXECUTE FUNCTION ledger_erase()",
	"CREATE TRIGGER document_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "
	"document FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep('documents "
	"are never changed or removed')",
	NULL,
};

/* The schema that holds the ledger, or -1. */
static int64_t find_space(struct database *database, struct diag *diag)
{
	struct statement *statement = statement_new(
		database,
		"SELECT relnamespace::bigint FROM pg_class WHERE oid = "
		"to_regclass('event')",
		diag);
	int64_t space = -1;

	if (statement != NULL && statement_step(statement, diag) == 1)
		space = statement_integer(statement, 0);
	statement_free(statement);
	return space;
}

/* Runs a query with the schema and two texts; its number, or -1. */
static int64_t ask(struct database *database, const char *sql, int64_t space,
		   const char *const texts[2], struct diag *diag)
{
	struct statement *statement = statement_new(database, sql, diag);
	int64_t number = -1;

	if (statement == NULL)
		return -1;
	statement_bind_integer(statement, 1, space);
	for (int i = 0; i < 2 && texts[i] != NULL; i++)
		statement_bind_text(statement, i + 2, slice_of(texts[i]));
	if (statement_step(statement, diag) == 1)
		number = statement_integer(statement, 0);
	statement_free(statement);
	return number;
}

static bool changed(struct diag *diag)
{
	return diag_set(diag, "the tables or triggers are not those that "
			      "vk-payout makes");
}

static bool check_functions(struct database *database, int64_t space,
			    struct diag *diag)
{
	static const char *const functions[FUNCTIONS][2] = {
		{"ledger_keep", KEEP_BODY},
		{"ledger_round", ROUND_BODY},
		{"ledger_erase", ERASE_BODY},
	};
	static const char sql[] =
		"SELECT count(*) FROM pg_proc AS p JOIN pg_language AS l ON "
		"l.oid = p.prolang WHERE p.pronamespace::bigint = ?1 AND "
		"p.proname = ?2 AND p.prosrc = ?3 AND l.lanname = 'plpgsql' "
		"AND p.pronargs = 0 AND p.proconfig IS NULL";

	for (int i = 0; i < FUNCTIONS; i++) {
		int64_t same = ask(database, sql, space, functions[i], diag);

		if (same != 1)
			return same >= 0 && changed(diag);
	}
	return true;
}

/*
 * Everything there is about the tables, of the ledger (?1) and of a copy made
 * by the same statements as temporary tables: the number of differences.
 */
static const char differences[] =
	"WITH place AS (SELECT ?1::bigint AS space UNION SELECT "
	"pg_my_temp_schema()::bigint), thing AS (SELECT c.* FROM pg_class AS c "
	"WHERE c.relnamespace::bigint IN (SELECT space FROM place) AND "
	"c.relname IN ('event', 'transfer', 'accrual', 'freed', 'payee', "
	"'document')), part (space, text) AS ("
	"SELECT relnamespace, format('table %s %s %s %s', relname, relkind, "
	"relrowsecurity, CASE WHEN relnamespace = pg_my_temp_schema() THEN "
	"'p' ELSE relpersistence END) FROM thing "
	"UNION ALL SELECT c.relnamespace, format('column %s %s %s %s %s %s "
	"%s', "
	"c.relname, a.attnum, a.attname, format_type(a.atttypid, "
	"a.atttypmod), a.attnotnull, a.attcollation, a.atthasdef) FROM thing "
	"AS c JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE a.attnum > 0 "
	"UNION ALL SELECT c.relnamespace, format('constraint %s %s %s', "
	"c.relname, k.conname, pg_get_constraintdef(k.oid)) FROM thing AS c "
	"JOIN pg_constraint AS k ON k.conrelid = c.oid "
	"UNION ALL SELECT c.relnamespace, format('index %s %s', i.indisvalid, "
	"regexp_replace(pg_get_indexdef(i.indexrelid), "
	"' ON (\"[^\"]*\"|[^ .\"]+)[.]', ' ON ')) FROM thing AS c JOIN "
	"pg_index AS i ON i.indrelid = c.oid "
	"UNION ALL SELECT c.relnamespace, format('trigger %s %s', t.tgenabled, "
	"regexp_replace(pg_get_triggerdef(t.oid), "
	"' ON (\"[^\"]*\"|[^ .\"]+)[.]', ' ON ')) FROM thing AS c JOIN "
	"pg_trigger AS t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal "
	"UNION ALL SELECT c.relnamespace, format('rule %s', r.rulename) FROM "
	"thing AS c JOIN pg_rewrite AS r ON r.ev_class = c.oid), "
	"one AS (SELECT text FROM part WHERE space::bigint = ?1), "
	"two AS (SELECT text FROM part WHERE space::bigint <> ?1) "
	"SELECT count(*) FROM ((SELECT text FROM one EXCEPT SELECT text FROM "
	"two) UNION ALL (SELECT text FROM two EXCEPT SELECT text FROM one)) AS "
	"different";

/* Inside a transaction that is rolled back. */
static bool check_tables(struct database *database, int64_t space,
			 struct diag *diag)
{
	static const char *const none[2] = {NULL, NULL};
	int64_t count;

	/* Tables are made in the first place; functions are not looked for. */
	if (!database_execute(database,
			      "SELECT set_config('search_path', 'pg_temp, ' || "
			      "quote_ident(nspname), true) FROM pg_namespace "
			      "AS n JOIN pg_class AS c ON c.relnamespace = "
			      "n.oid WHERE c.oid = to_regclass('event')",
			      diag))
		return false;
	for (const char *const *sql = schema + FUNCTIONS; *sql != NULL; sql++)
		if (!database_execute(database, *sql, diag))
			return false;
	count = ask(database, differences, space, none, diag);
	return count == 0 || (count > 0 && changed(diag));
}

static bool check(struct database *database, struct diag *diag)
{
	int64_t space;
	bool fine;

	if (!database_begin(database, diag))
		return false;
	space = find_space(database, diag);
	fine = space >= 0 && check_functions(database, space, diag) &&
	       check_tables(database, space, diag);
	database_rollback(database);
	return fine;
}

/*
 * By way of pg_class: to_regclass alone would not hear of tables that another
 * run made while this one waited for its turn.
 */
static const char version[] =
	"SELECT coalesce((SELECT coalesce(substring(obj_description(c.oid, "
	"'pg_class') FROM '^vk-payout ledger ([0-9]{1,9})$')::bigint, -1) FROM "
	"pg_class AS c WHERE c.oid = to_regclass('event')), 0)";

const struct ledger_dialect ledger_in_postgres = {
	.schema = schema,
	.version = version,
	.set_version = "COMMENT ON TABLE event IS 'vk-payout ledger 1'",
	.steps_max = 300,
	.check = check,
};
