#include "payout/ledger_parts.h"

#include "payout/chain.h"

#include <assert.h>

static bool next_number(struct ledger *ledger, enum ledger_query query,
			int64_t *number, struct diag *diag)
{
	struct statement *statement = ledger_query(ledger, query, diag);

	if (statement == NULL || statement_step(statement, diag) != 1)
		return false;
	*number = statement_integer(statement, 0);
	statement_reset(statement);
	return true;
}

bool ledger_next_batch(struct ledger *ledger, int64_t *batch, struct diag *diag)
{
	return next_number(ledger, QUERY_NEXT_BATCH, batch, diag);
}

bool ledger_next_transfer(struct ledger *ledger, int64_t *transfer,
			  struct diag *diag)
{
	return next_number(ledger, QUERY_NEXT_TRANSFER, transfer, diag);
}

bool ledger_add_accrual(struct ledger *ledger, const struct accrual_row *row,
			struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_ADD_ACCRUAL, diag);

	assert(ledger->writing);
	if (statement == NULL)
		return false;
	statement_bind_text(statement, 1, row->day);
	statement_bind_text(statement, 2, row->person);
	statement_bind_text(statement, 3, row->component);
	statement_bind_integer(statement, 4, row->round);
	statement_bind_integer(statement, 5, row->gross);
	statement_bind_integer(statement, 6, row->tax);
	statement_bind_integer(statement, 7, row->transfer);
	return ledger_run(statement, diag);
}

static bool add_payee(struct ledger *ledger, const struct transfer_row *row,
		      const struct payee *payee, struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_ADD_PAYEE, diag);

	if (statement == NULL)
		return false;
	statement_bind_integer(statement, 1, row->transfer);
	statement_bind_integer(statement, 2, row->attempt);
	statement_bind_blob(statement, 3, payee->salt, SALT_SIZE);
	statement_bind_text(statement, 4, payee->name);
	statement_bind_text(statement, 5, payee->bank);
	statement_bind_text(statement, 6, payee->account);
	statement_bind_text(statement, 7, payee->account_name);
	return ledger_run(statement, diag);
}

bool ledger_add_transfer(struct ledger *ledger, const struct transfer_row *row,
			 const struct payee *payee, struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_ADD_TRANSFER, diag);

	assert(ledger->writing);
	if (statement == NULL)
		return false;
	statement_bind_integer(statement, 1, row->transfer);
	statement_bind_integer(statement, 2, row->attempt);
	statement_bind_integer(statement, 3, row->batch);
	statement_bind_integer(statement, 4, row->line);
	statement_bind_text(statement, 5, row->reference);
	statement_bind_text(statement, 6, row->end_to_end);
	statement_bind_text(statement, 7, row->person);
	statement_bind_integer(statement, 8, row->gross);
	statement_bind_integer(statement, 9, row->tax);
	statement_bind_integer(statement, 10, row->fee);
	statement_bind_integer(statement, 11, row->set_off);
	statement_bind_integer(statement, 12, row->net);
	statement_bind_text(statement, 13, row->days);
	statement_bind_text(statement, 14, row->courses);
	statement_bind_text(statement, 15, row->source);
	statement_bind_blob(statement, 16, row->commitment, DIGEST_SIZE);
	return ledger_run(statement, diag) &&
	       add_payee(ledger, row, payee, diag);
}

static void bind_event(struct statement *statement, const struct event_row *row,
		       const uint8_t hash[DIGEST_SIZE])
{
	statement_bind_integer(statement, 1, row->sequence);
	statement_bind_text(statement, 2, row->at);
	statement_bind_text(statement, 3, row->kind);
	statement_bind_integer(statement, 4, row->batch);
	statement_bind_integer(statement, 5, row->transfer);
	statement_bind_integer(statement, 6, row->attempt);
	statement_bind_text(statement, 7, row->person);
	statement_bind_integer(statement, 8, row->amount);
	statement_bind_text(statement, 9, row->actor);
	statement_bind_text(statement, 10, row->evidence);
	statement_bind_text(statement, 11, row->detail);
	statement_bind_blob(statement, 12, hash, DIGEST_SIZE);
}

bool ledger_add_event(struct ledger *ledger, const struct event_row *row,
		      struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_ADD_EVENT, diag);
	struct event_row event = *row;
	struct head next;

	assert(ledger->writing);
	if (statement == NULL)
		return false;
	event.sequence = ledger->pending.sequence + 1;
	event.at = slice_of(ledger->now);
	strbuf_reset(&ledger->scratch);
	if (!chain_event(&event, &ledger->scratch))
		return diag_memory(diag);
	next.sequence = event.sequence;
	chain_next(ledger->pending.hash, strbuf_slice(&ledger->scratch),
		   next.hash);
	bind_event(statement, &event, next.hash);
	if (!ledger_run(statement, diag))
		return false;
	ledger->pending = next;
	return true;
}

bool ledger_free(struct ledger *ledger, int64_t transfer, struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_ADD_FREED, diag);

	assert(ledger->writing);
	if (statement == NULL)
		return false;
	statement_bind_integer(statement, 1, transfer);
	return ledger_run(statement, diag);
}

bool ledger_add_document(struct ledger *ledger, struct slice kind,
			 struct slice content, char sha256[DIGEST_HEX_SIZE],
			 struct diag *diag)
{
	struct statement *statement =
		ledger_query(ledger, QUERY_ADD_DOCUMENT, diag);
	uint8_t digest[DIGEST_SIZE];

	assert(ledger->writing);
	if (statement == NULL)
		return false;
	if (content.length > LEDGER_DOCUMENT_MAX)
		return diag_set(diag, "a document of more than %d bytes",
				LEDGER_DOCUMENT_MAX);
	digest_sha256(content, digest);
	digest_hex(digest, DIGEST_SIZE, sha256);
	statement_bind_text(statement, 1, slice_of(sha256));
	statement_bind_text(statement, 2, kind);
	statement_bind_blob(statement, 3, content.data, content.length);
	return ledger_run(statement, diag);
}

bool ledger_erase_payee(struct ledger *ledger, int64_t transfer,
			struct diag *diag)
{
	struct statement *statement = ledger_query(ledger, QUERY_ERASE, diag);

	assert(ledger->writing);
	if (statement == NULL)
		return false;
	statement_bind_integer(statement, 1, transfer);
	return ledger_run(statement, diag);
}
