#include "payout/ledger_parts.h"

#include "payout/chain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct statement *ledger_query(struct ledger *ledger, enum ledger_query query,
			       struct diag *diag)
{
	if (ledger->prepared[query] == NULL)
		ledger->prepared[query] = statement_new(
			ledger->database, ledger_sql(query), diag);
	return ledger->prepared[query];
}

bool ledger_run(struct statement *statement, struct diag *diag)
{
	return statement_run(statement, diag) >= 0;
}

bool ledger_read_head(struct ledger *ledger, struct head *head,
		      struct diag *diag)
{
	struct statement *statement = ledger_query(ledger, QUERY_HEAD, diag);
	struct slice hash;
	int found;

	if (statement == NULL)
		return false;
	head->sequence = 0;
	chain_genesis(head->hash);
	found = statement_step(statement, diag);
	if (found <= 0)
		return found == 0;
	head->sequence = statement_integer(statement, 0);
	hash = statement_blob(statement, 1);
	if (hash.length != DIGEST_SIZE)
		diag_set(diag, "the last event of the ledger has no hash; run "
			       "vk-payout verify");
	else
		memcpy(head->hash, hash.data, DIGEST_SIZE);
	statement_reset(statement);
	return hash.length == DIGEST_SIZE;
}

static int64_t read_version(struct ledger *ledger, struct diag *diag)
{
	struct statement *statement =
		statement_new(ledger->database, "PRAGMA user_version", diag);
	int64_t version = -1;

	if (statement != NULL && statement_step(statement, diag) == 1) {
		version = statement_integer(statement, 0);
		statement_reset(statement);
	}
	statement_free(statement);
	return version;
}

static bool make_schema(struct ledger *ledger, struct diag *diag)
{
	for (const char *const *sql = ledger_schema(); *sql != NULL; sql++)
		if (!database_execute(ledger->database, *sql, diag))
			return false;
	return database_execute(ledger->database, "PRAGMA user_version = 1",
				diag);
}

/* Makes the tables in a new file, all of them or none. */
static bool prepare_schema(struct ledger *ledger, const char *path,
			   enum ledger_mode mode, struct diag *diag)
{
	int64_t version;
	bool fine;

	version = read_version(ledger, diag);
	if (version == 0 && mode == LEDGER_CREATE) {
		if (!database_begin(ledger->database, diag))
			return false;
		/* Another command may have been faster. */
		version = read_version(ledger, diag);
		fine = version > 0 ||
		       (version == 0 && make_schema(ledger, diag));
		fine = fine && database_commit(ledger->database, diag);
		database_rollback(ledger->database);
		version = fine ? read_version(ledger, diag) : -1;
	}
	if (version == 0)
		return diag_set(diag,
				"\"%s\" is no ledger yet: nothing was "
				"proposed in it",
				path);
	if (version > 0 && version != LEDGER_VERSION)
		return diag_set(diag,
				"\"%s\" is a ledger of version %lld; this "
				"program knows version %d",
				path, (long long)version, LEDGER_VERSION);
	return version == LEDGER_VERSION;
}

/* A ledger may be ahead of its head, never behind it and never beside it. */
static bool compare_head(struct ledger *ledger, const char *path,
			 struct diag *diag)
{
	uint8_t hash[DIGEST_SIZE];
	struct head head;
	bool found;
	int there;

	if (!ledger_acknowledged(ledger, &head, &found, diag))
		return false;
	if (!found && ledger->head.sequence == 0)
		return true;
	if (!found)
		return diag_set(diag,
				"\"%s\" is missing beside the ledger; see "
				"A LOST HEAD in vk-payout(1)",
				ledger->head_path);
	if (head.sequence > ledger->head.sequence)
		return diag_set(diag,
				"\"%s\" ends at event %lld, but event %lld was "
				"acknowledged: it was cut, or an old copy was "
				"put back",
				path, (long long)ledger->head.sequence,
				(long long)head.sequence);
	if (head.sequence == 0)
		return true;
	there = ledger_event_hash(ledger, head.sequence, hash, diag);
	if (there < 0)
		return false;
	return (there == 1 && memcmp(hash, head.hash, DIGEST_SIZE) == 0) ||
	       diag_set(diag,
			"\"%s\" is not the ledger that was acknowledged: "
			"event %lld differs; run vk-payout verify",
			path, (long long)head.sequence);
}

static struct ledger *open_file(const char *path, enum ledger_mode mode,
				struct diag *diag)
{
	struct ledger *ledger;
	size_t length = strlen(path);

	if (strncmp(path, "postgresql://", 13) == 0 ||
	    strncmp(path, "postgres://", 11) == 0) {
		diag_set(diag, "a ledger in PostgreSQL is not supported by "
			       "this version; name a file");
		return NULL;
	}
	ledger = calloc(1, sizeof *ledger);
	if (ledger == NULL ||
	    (ledger->head_path = malloc(length + 6)) == NULL) {
		free(ledger);
		diag_memory(diag);
		return NULL;
	}
	snprintf(ledger->head_path, length + 6, "%s.head", path);
	strbuf_init(&ledger->scratch, LEDGER_DOCUMENT_MAX);
	ledger->database = database_open(path, mode == LEDGER_CREATE, diag);
	if (ledger->database != NULL &&
	    database_execute(ledger->database, "PRAGMA cache_size = -16384",
			     diag) &&
	    prepare_schema(ledger, path, mode, diag) &&
	    ledger_read_head(ledger, &ledger->head, diag))
		return ledger;
	ledger_close(ledger, NULL);
	return NULL;
}

struct ledger *ledger_open(const char *path, enum ledger_mode mode,
			   struct diag *diag)
{
	struct ledger *ledger = open_file(path, mode, diag);

	if (ledger == NULL || compare_head(ledger, path, diag))
		return ledger;
	ledger_close(ledger, NULL);
	return NULL;
}

struct ledger *ledger_open_unchecked(const char *path, struct diag *diag)
{
	return open_file(path, LEDGER_READ, diag);
}

bool ledger_close(struct ledger *ledger, struct diag *diag)
{
	struct diag unheard;
	bool fine = true;

	if (ledger == NULL)
		return true;
	if (ledger->writing)
		ledger_rollback(ledger);
	for (size_t i = 0; i < LEDGER_QUERIES; i++)
		statement_free(ledger->prepared[i]);
	if (ledger->database != NULL)
		fine = database_close(ledger->database,
				      diag == NULL ? &unheard : diag);
	strbuf_release(&ledger->scratch);
	free(ledger->head_path);
	free(ledger);
	return fine;
}

/* An unfinished walk would keep its view of the ledger through a commit. */
static void stop_all(struct ledger *ledger)
{
	for (size_t i = 0; i < LEDGER_QUERIES; i++)
		if (ledger->prepared[i] != NULL)
			statement_reset(ledger->prepared[i]);
}

bool ledger_begin(struct ledger *ledger, struct diag *diag)
{
	time_t now = time(NULL);
	struct tm utc;

	if (gmtime_r(&now, &utc) == NULL ||
	    strftime(ledger->now, sizeof ledger->now, "%Y-%m-%dT%H:%M:%SZ",
		     &utc) == 0)
		return diag_set(diag, "the clock shows no time");
	stop_all(ledger);
	if (!database_begin(ledger->database, diag))
		return false;
	ledger->writing = true;
	/* Another command may have written since this one opened. */
	if (!ledger_read_head(ledger, &ledger->head, diag)) {
		ledger_rollback(ledger);
		return false;
	}
	ledger->pending = ledger->head;
	return true;
}

/*
 * The head is saved under the ledger's own write lock, taken once more, so
 * that a slower command can't put an older head over a newer one.
 */
static bool save_head(struct ledger *ledger, struct diag *diag)
{
	bool fine = database_begin(ledger->database, diag) &&
		    ledger_read_head(ledger, &ledger->head, diag) &&
		    head_save(ledger->head_path, &ledger->head, diag);

	database_rollback(ledger->database);
	return fine;
}

bool ledger_commit(struct ledger *ledger, struct diag *diag)
{
	bool first = ledger->head.sequence == 0;

	stop_all(ledger);
	/* A ledger with events and no head is refused, so it comes first. */
	if (first && !head_save(ledger->head_path, &ledger->head, diag))
		return false;
	if (!database_commit(ledger->database, diag))
		return false;
	ledger->writing = false;
	return save_head(ledger, diag);
}

void ledger_rollback(struct ledger *ledger)
{
	stop_all(ledger);
	database_rollback(ledger->database);
	ledger->writing = false;
}

struct head ledger_head(const struct ledger *ledger)
{
	return ledger->writing ? ledger->pending : ledger->head;
}

bool ledger_acknowledged(struct ledger *ledger, struct head *head, bool *found,
			 struct diag *diag)
{
	return head_load(ledger->head_path, head, found, diag);
}

const char *ledger_now(const struct ledger *ledger)
{
	return ledger->now;
}
