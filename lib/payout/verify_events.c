#include "payout/verify_parts.h"

#include "payout/chain.h"
#include "payout/detail.h"
#include "system/file.h"

#include <stdio.h>
#include <stdlib.h>

static void read_proposed(struct batch_proof *batch,
			  const struct event_row *event)
{
	batch->proposed = true;
	batch->transfers = detail_number(event->detail, "transfers");
	batch->accruals = detail_number(event->detail, "accruals");
	batch->gross = detail_number(event->detail, "gross");
	batch->tax = detail_number(event->detail, "tax");
	batch->net = event->amount;
	verify_copy_digest(batch->accrual_root,
			   detail_get(event->detail, "accrual_root"));
	verify_copy_digest(batch->transfer_root,
			   detail_get(event->detail, "transfer_root"));
}

/* A released file that is still in the outbox must be what was released. */
static bool check_file(struct verifying *verifying,
		       const struct event_row *event)
{
	struct slice name = detail_get(event->detail, "file");
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	char *path = NULL;
	bool fine = true;

	if (verifying->places->outbox == NULL || slice_is_empty(name))
		return true;
	if (asprintf(&path, "%s/%.*s", verifying->places->outbox,
		     SLICE_PRINT(name)) < 0)
		return diag_memory(verifying->diag);
	if (file_exists(path)) {
		fine = digest_file(path, digest, verifying->diag);
		digest_hex(digest, DIGEST_SIZE, hex);
		if (fine && !slice_is(event->evidence, hex))
			verify_tell(verifying,
				    "file %.*s: is not what was released",
				    SLICE_PRINT(name));
	}
	free(path);
	return fine;
}

/* The order of steps a batch may go; approved and exported by whom. */
static bool read_batch_event(struct verifying *verifying,
			     const struct event_row *event,
			     const uint8_t hash[DIGEST_SIZE])
{
	struct batch_proof *batch = verify_batch(verifying, event->batch);
	enum transfer_state state = state_of_kind(event->kind);

	if (batch == NULL) {
		verify_tell(verifying, "event %lld: there is no batch %lld",
			    (long long)event->sequence,
			    (long long)event->batch);
		return true;
	}
	if (state == TRANSFER_PROPOSED) {
		if (batch->proposed)
			verify_tell(verifying,
				    "event %lld: batch %lld is proposed twice",
				    (long long)event->sequence,
				    (long long)event->batch);
		read_proposed(batch, event);
		memcpy(batch->hash, hash, DIGEST_SIZE);
	}
	if (state == TRANSFER_EXPORTED) {
		if (batch->state != TRANSFER_APPROVED &&
		    batch->state != TRANSFER_EXPORTED)
			verify_tell(verifying,
				    "event %lld: batch %lld left the house "
				    "without approval",
				    (long long)event->sequence,
				    (long long)event->batch);
		batch->exported += detail_number(event->detail, "rows");
		batch->exported_sum += event->amount;
		if (!check_file(verifying, event) ||
		    !verify_exported(verifying, event, batch))
			return false;
	}
	if (state != TRANSFER_NONE)
		batch->state = state;
	return state != TRANSFER_APPROVED ||
	       verify_approved(verifying, event, batch);
}

static void read_transfer_event(struct verifying *verifying,
				const struct event_row *event)
{
	struct transfer_proof *transfer =
		verify_transfer(verifying, event->transfer);
	enum transfer_state state = state_of_kind(event->kind);

	if (transfer == NULL) {
		verify_tell(verifying, "event %lld: there is no transfer %lld",
			    (long long)event->sequence,
			    (long long)event->transfer);
		return;
	}
	if (slice_is(event->kind, "contradicted"))
		verify_tell(verifying,
			    "event %lld: a bank spoke of transfer %lld, which "
			    "had not left the house or is void",
			    (long long)event->sequence,
			    (long long)event->transfer);
	if (slice_is(event->kind, "erased")) {
		transfer->erased = true;
		transfer->erased_attempt = event->attempt;
	}
	if (state == TRANSFER_PAID)
		verifying->result->paid += event->amount;
	if (state != TRANSFER_PAID && transfer->state == TRANSFER_PAID &&
	    state != TRANSFER_NONE)
		verifying->result->paid -= transfer->net;
	if (state == TRANSFER_VOIDED)
		transfer->freed_by_event = true;
	if (state != TRANSFER_NONE)
		transfer->state = (uint8_t)state;
}

static bool read_event(struct verifying *verifying,
		       const struct event_row *event,
		       uint8_t previous[DIGEST_SIZE],
		       const uint8_t hash[DIGEST_SIZE])
{
	int64_t number = ++verifying->result->events;
	uint8_t wanted[DIGEST_SIZE];

	if (event->sequence != number)
		return diag_set(verifying->diag, "event %lld is missing",
				(long long)number);
	strbuf_reset(&verifying->row);
	if (!chain_event(event, &verifying->row))
		return diag_memory(verifying->diag);
	chain_next(previous, strbuf_slice(&verifying->row), wanted);
	if (memcmp(wanted, hash, DIGEST_SIZE) != 0)
		return diag_set(verifying->diag,
				"event %lld: its hash is not that of its row "
				"and the one before",
				(long long)number);
	memcpy(previous, hash, DIGEST_SIZE);
	if (!verify_deduction_event(verifying, event))
		return false;
	if (event->batch > 0 && event->transfer == 0)
		return read_batch_event(verifying, event, hash);
	if (event->transfer > 0)
		read_transfer_event(verifying, event);
	return true;
}

static bool check_head(struct verifying *verifying)
{
	uint8_t hash[DIGEST_SIZE];
	struct head head;
	bool found;

	if (!ledger_acknowledged(verifying->ledger, &head, &found,
				 verifying->diag))
		return false;
	if (!found) {
		if (verifying->result->events > 0)
			verify_tell(verifying, "the acknowledged head is "
					       "missing");
		return true;
	}
	if (head.sequence > verifying->result->events) {
		verify_tell(verifying,
			    "event %lld was acknowledged, and the ledger ends "
			    "at %lld",
			    (long long)head.sequence,
			    (long long)verifying->result->events);
		return true;
	}
	if (head.sequence > 0 &&
	    (ledger_event_hash(verifying->ledger, head.sequence, hash,
			       verifying->diag) != 1 ||
	     memcmp(hash, head.hash, DIGEST_SIZE) != 0))
		verify_tell(verifying,
			    "event %lld is not the one that was acknowledged",
			    (long long)head.sequence);
	return true;
}

/* What a batch's end means for its transfers. */
static void count_attempts(struct verifying *verifying)
{
	for (size_t i = 0; i < verifying->transfer_count; i++) {
		struct transfer_proof *transfer = &verifying->transfers[i];
		struct batch_proof *batch =
			verify_batch(verifying, transfer->batch);

		if (batch != NULL && (batch->state == TRANSFER_WITHDRAWN ||
				      batch->state == TRANSFER_DECLINED))
			transfer->freed_by_event = true;
	}
}

static bool count_live(struct verifying *verifying)
{
	for (size_t i = 1; i <= verifying->transfer_count; i++) {
		struct transfer_proof *transfer = &verifying->transfers[i - 1];

		if (transfer->attempts < 2)
			continue;
		for (int64_t attempt = 1;
		     attempt <= (int64_t)transfer->attempts; attempt++) {
			enum transfer_state state;

			if (!ledger_attempt_state(verifying->ledger, (int64_t)i,
						  attempt, &state,
						  verifying->diag))
				return false;
			if (state == TRANSFER_PAID || state_is_open(state))
				transfer->live++;
		}
	}
	return true;
}

bool verify_events(struct verifying *verifying)
{
	uint8_t previous[DIGEST_SIZE], hash[DIGEST_SIZE];
	struct event_row event;
	bool first = true;
	int found;

	chain_genesis(previous);
	while ((found = ledger_walk_events(verifying->ledger, first, &event,
					   hash, verifying->diag)) == 1) {
		first = false;
		if (!read_event(verifying, &event, previous, hash)) {
			ledger_stop(verifying->ledger, LEDGER_EVENTS);
			return false;
		}
	}
	if (found < 0)
		return false;
	count_attempts(verifying);
	return count_live(verifying) && check_head(verifying);
}
