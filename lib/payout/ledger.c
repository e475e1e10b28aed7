#include "payout/ledger_parts.h"

#include "payout/chain.h"
#include "system/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* -1 on failure, and where the tables are somebody else's. */
static int64_t read_version(struct database *database,
			    const struct ledger_dialect *dialect,
			    struct diag *diag)
{
	struct statement *statement =
		statement_new(database, dialect->version, diag);
	int64_t version = -1;

	if (statement != NULL && statement_step(statement, diag) == 1) {
		version = statement_integer(statement, 0);
		statement_reset(statement);
		if (version < 0)
			diag_set(diag, "there is a table \"event\" that is not "
				       "a ledger's; give the ledger a schema "
				       "of its own");
	}
	statement_free(statement);
	return version;
}

static bool make_schema(struct ledger *ledger, struct diag *diag)
{
	for (const char *const *sql = ledger->dialect->schema; *sql != NULL;
	     sql++)
		if (!database_execute(ledger->database, *sql, diag))
			return false;
	return database_execute(ledger->database, ledger->dialect->set_version,
				diag);
}

/* Makes the tables in a new file, all of them or none. */
static bool prepare_schema(struct ledger *ledger, const char *path,
			   enum ledger_mode mode, struct diag *diag)
{
	int64_t version;
	bool fine;

	version = read_version(ledger->database, ledger->dialect, diag);
	if (version == 0 && mode == LEDGER_CREATE) {
		if (!database_begin(ledger->database, diag))
			return false;
		/* Another command may have been faster. */
		version = read_version(ledger->database, ledger->dialect, diag);
		fine = version > 0 ||
		       (version == 0 && make_schema(ledger, diag));
		fine = fine && database_commit(ledger->database, diag);
		database_rollback(ledger->database);
		version = fine ? read_version(ledger->database, ledger->dialect,
					      diag)
			       : -1;
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

static void look_at_head(struct ledger *ledger)
{
	struct acknowledged *seen = &ledger->acknowledged;

	seen->readable = head_load(ledger->head_path, &seen->head, &seen->found,
				   &seen->diag);
}

bool ledger_acknowledged(struct ledger *ledger, struct head *head, bool *found,
			 struct diag *diag)
{
	struct acknowledged *seen = &ledger->acknowledged;

	/*
	 * Another command may have begun the ledger, which saves the head
	 * first. How far it has come since is not to be compared.
	 */
	if (!seen->found) {
		look_at_head(ledger);
		seen->head.sequence = 0;
	}
	*head = seen->head;
	*found = seen->found;
	if (!seen->readable)
		*diag = seen->diag;
	return seen->readable;
}

/* A ledger may be ahead of its head, never behind it and never beside it. */
static bool compare_head(struct ledger *ledger,
			 const struct ledger_place *place, struct diag *diag)
{
	const char *path = place->ledger;
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
				"\"%s\" is missing %s; see A LOST HEAD in "
				"vk-payout(1)",
				ledger->head_path,
				place->head == NULL
					? "beside the ledger"
					: "on this host, and the ledger is not "
					  "empty");
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

static const struct ledger_dialect *dialect_of(const char *ledger)
{
	return database_is_server(ledger) ? &ledger_in_postgres
					  : &ledger_in_sqlite;
}

/* The head is beside a file, and where it is said for a server. */
static char *head_path(const struct ledger_place *place, struct diag *diag)
{
	char *path;
	int made = place->head != NULL
			   ? asprintf(&path, "%s", place->head)
			   : asprintf(&path, "%s.head", place->ledger);

	if (made >= 0)
		return path;
	diag_memory(diag);
	return NULL;
}

static struct ledger *open_at(const struct ledger_place *place,
			      enum ledger_mode mode, struct diag *diag)
{
	bool create = mode == LEDGER_CREATE;
	struct ledger *ledger = calloc(1, sizeof *ledger);

	if (ledger == NULL) {
		diag_memory(diag);
		return NULL;
	}
	strbuf_init(&ledger->scratch, LEDGER_DOCUMENT_MAX);
	ledger->dialect = dialect_of(place->ledger);
	ledger->head_path = head_path(place, diag);
	if (ledger->head_path != NULL) {
		/* One that is read later may be newer than the ledger. */
		look_at_head(ledger);
		ledger->database = database_open(place->ledger, create, diag);
	}
	if (ledger->database != NULL &&
	    (ledger->dialect->prepare == NULL ||
	     database_execute(ledger->database, ledger->dialect->prepare,
			      diag)) &&
	    prepare_schema(ledger, place->ledger, mode, diag) &&
	    ledger_read_head(ledger, &ledger->head, diag))
		return ledger;
	ledger_close(ledger, NULL);
	return NULL;
}

struct ledger *ledger_open(const struct ledger_place *place,
			   enum ledger_mode mode, struct diag *diag)
{
	struct ledger *ledger = open_at(place, mode, diag);

	if (ledger == NULL || compare_head(ledger, place, diag))
		return ledger;
	ledger_close(ledger, NULL);
	return NULL;
}

struct ledger *ledger_open_unchecked(const struct ledger_place *place,
				     struct diag *diag)
{
	return open_at(place, LEDGER_READ, diag);
}

int ledger_is_there(const struct ledger_place *place, struct diag *diag)
{
	struct database *database;
	struct diag unheard;
	int64_t version;

	if (!database_is_server(place->ledger))
		return file_exists(place->ledger);
	database = database_open(place->ledger, false, diag);
	if (database == NULL)
		return -1;
	version = read_version(database, dialect_of(place->ledger), diag);
	if (!database_close(database, version < 0 ? &unheard : diag))
		return -1;
	return version < 0 ? -1 : version > 0;
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

/*
 * The connection broke in the commit: the ledger itself tells whether it was
 * done. To begin waits for the old transaction to end, so that what is there
 * then is all that will ever be there of it.
 */
static bool is_recorded(struct ledger *ledger, struct diag *diag)
{
	uint8_t hash[DIGEST_SIZE];
	int found;

	ledger->writing = false;
	if (!database_reconnect(ledger->database, diag) ||
	    !database_begin(ledger->database, diag))
		return diag_prefix(diag, "it is not known whether this was "
					 "recorded; run the command again, "
					 "which does nothing twice");
	found = ledger_event_hash(ledger, ledger->pending.sequence, hash, diag);
	database_rollback(ledger->database);
	if (found < 0)
		return diag_prefix(diag, "it is not known whether this was "
					 "recorded; run the command again, "
					 "which does nothing twice");
	return (found == 1 &&
		memcmp(hash, ledger->pending.hash, DIGEST_SIZE) == 0) ||
	       diag_set(diag, "the connection to the ledger broke and nothing "
			      "was recorded; run the command again");
}

bool ledger_commit(struct ledger *ledger, struct diag *diag)
{
	bool first = ledger->head.sequence == 0;

	stop_all(ledger);
	/* A ledger with events and no head is refused, so it comes first. */
	if (first && !head_save(ledger->head_path, &ledger->head, diag))
		return false;
	if (!database_commit(ledger->database, diag) &&
	    !(database_is_unknown(ledger->database) &&
	      is_recorded(ledger, diag)))
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

bool ledger_check_storage(struct ledger *ledger, struct diag *diag)
{
	struct diag unheard;
	bool sound = ledger->dialect->check(ledger->database, diag);

	/* A server's is checked in a transaction, which ends what was read. */
	return ledger_read_head(ledger, &ledger->head,
				sound ? diag : &unheard) &&
	       sound;
}

const char *ledger_now(const struct ledger *ledger)
{
	return ledger->now;
}
