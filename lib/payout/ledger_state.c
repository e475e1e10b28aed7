#include "payout/ledger_parts.h"

#include <string.h>

bool ledger_read_payee(struct statement *statement, int column,
		       struct payee *payee, struct diag *diag)
{
	struct slice salt = statement_blob(statement, column);

	if (salt.length != SALT_SIZE) {
		statement_reset(statement);
		return diag_set(diag, "a payee's salt has a wrong length");
	}
	memcpy(payee->salt, salt.data, SALT_SIZE);
	payee->name = statement_text(statement, column + 1);
	payee->bank = statement_text(statement, column + 2);
	payee->account = statement_text(statement, column + 3);
	payee->account_name = statement_text(statement, column + 4);
	return true;
}

int ledger_payee(struct ledger *ledger, int64_t transfer, int64_t attempt,
		 struct payee *payee, struct diag *diag)
{
	struct statement *statement = ledger_query(ledger, QUERY_PAYEE, diag);
	int result;

	if (statement == NULL)
		return -1;
	statement_reset(statement);
	statement_bind_integer(statement, 1, transfer);
	statement_bind_integer(statement, 2, attempt);
	result = statement_step(statement, diag);
	if (result != 1)
		return result;
	return ledger_read_payee(statement, 0, payee, diag) ? 1 : -1;
}

int ledger_document(struct ledger *ledger, struct slice sha256,
		    struct slice *content, struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_DOCUMENT, diag);
	int result;

	if (statement == NULL)
		return -1;
	statement_reset(statement);
	statement_bind_text(statement, 1, sha256);
	result = statement_step(statement, diag);
	if (result == 1)
		*content = statement_blob(statement, 0);
	return result;
}

/* Whether a bound query gives a row. */
static int is_there(struct statement *statement, struct diag *diag)
{
	int result = statement_step(statement, diag);

	if (result == 1)
		statement_reset(statement);
	return result;
}

int ledger_account_shared(struct ledger *ledger, const struct payee *payee,
			  struct slice person, struct diag *diag)
{
	struct statement *statement = ledger_query(ledger, QUERY_SHARED, diag);

	if (statement == NULL)
		return -1;
	statement_bind_text(statement, 1, payee->account);
	statement_bind_text(statement, 2, payee->bank);
	statement_bind_text(statement, 3, person);
	return is_there(statement, diag);
}

int ledger_account_known(struct ledger *ledger, const struct payee *payee,
			 struct slice person, int64_t transfer,
			 struct diag *diag)
{
	struct statement *statement = ledger_query(ledger, QUERY_KNOWN, diag);

	if (statement == NULL)
		return -1;
	statement_bind_text(statement, 1, payee->account);
	statement_bind_text(statement, 2, payee->bank);
	statement_bind_text(statement, 3, person);
	statement_bind_integer(statement, 4, transfer);
	return is_there(statement, diag);
}

int ledger_event_hash(struct ledger *ledger, int64_t sequence,
		      uint8_t hash[DIGEST_SIZE], struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_EVENT_HASH, diag);
	struct slice blob;
	int found;

	if (statement == NULL)
		return -1;
	statement_bind_integer(statement, 1, sequence);
	found = statement_step(statement, diag);
	if (found != 1)
		return found;
	blob = statement_blob(statement, 0);
	if (blob.length == DIGEST_SIZE)
		memcpy(hash, blob.data, DIGEST_SIZE);
	else
		memset(hash, 0, DIGEST_SIZE);
	statement_reset(statement);
	return 1;
}

int ledger_was_ingested(struct ledger *ledger, struct slice sha256,
			struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_EVIDENCE, diag);

	if (statement == NULL)
		return -1;
	statement_bind_text(statement, 1, sha256);
	return is_there(statement, diag);
}

/* The state that the kind in a bound query's first row brings. */
static bool kind_state(struct statement *statement, enum transfer_state *state,
		       struct diag *diag)
{
	int result = statement_step(statement, diag);

	*state = TRANSFER_NONE;
	if (result != 1)
		return result == 0;
	*state = state_of_kind(statement_text(statement, 0));
	statement_reset(statement);
	return true;
}

bool ledger_batch_state(struct ledger *ledger, int64_t batch,
			enum transfer_state *state, struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_BATCH_KIND, diag);

	if (statement == NULL)
		return false;
	statement_bind_integer(statement, 1, batch);
	return kind_state(statement, state, diag);
}

/* One attempt and the batch it is in. */
struct attempt {
	int64_t transfer, attempt, batch;
};

static bool attempt_state(struct ledger *ledger, const struct attempt *key,
			  enum transfer_state *state, struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_ATTEMPT_KIND, diag);

	if (statement == NULL)
		return false;
	statement_bind_integer(statement, 1, key->transfer);
	statement_bind_integer(statement, 2, key->attempt);
	if (!kind_state(statement, state, diag))
		return false;
	return *state != TRANSFER_NONE ||
	       ledger_batch_state(ledger, key->batch, state, diag);
}

bool ledger_attempt_state(struct ledger *ledger, int64_t transfer,
			  int64_t attempt, enum transfer_state *state,
			  struct diag *diag)
{
	struct transfer_row row;
	int found = ledger_transfer(ledger, transfer, attempt, &row, diag);

	*state = TRANSFER_NONE;
	if (found <= 0)
		return found == 0;
	return attempt_state(ledger,
			     &(struct attempt){transfer, attempt, row.batch},
			     state, diag);
}

/* A further attempt that was withdrawn leaves the one before it standing. */
bool ledger_state(struct ledger *ledger, int64_t transfer, int64_t *attempt,
		  enum transfer_state *state, struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_LAST_ATTEMPT, diag);
	int result = 0;

	*state = TRANSFER_NONE;
	*attempt = 0;
	if (statement == NULL)
		return false;
	statement_reset(statement);
	statement_bind_integer(statement, 1, transfer);
	while ((result = statement_step(statement, diag)) == 1) {
		const struct attempt key = {transfer,
					    statement_integer(statement, 0),
					    statement_integer(statement, 1)};

		*attempt = key.attempt;
		if (!attempt_state(ledger, &key, state, diag))
			return false;
		if (*attempt == 1 || (*state != TRANSFER_WITHDRAWN &&
				      *state != TRANSFER_DECLINED)) {
			statement_reset(statement);
			return true;
		}
	}
	return result == 0;
}
