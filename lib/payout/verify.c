#include "payout/verify_parts.h"

#include "payout/detail.h"
#include "system/file.h"

enum { ROW_MAX = 4 * 1024 * 1024 };

static const size_t memory_max = (size_t)2 << 30;

/* The highest batch and transfer numbers, so that proofs have their room. */
static bool make_room(struct verifying *verifying)
{
	int64_t batches, transfers;

	if (!ledger_next_batch(verifying->ledger, &batches, verifying->diag) ||
	    !ledger_next_transfer(verifying->ledger, &transfers,
				  verifying->diag))
		return false;
	if (batches < 1 || transfers < 1)
		return diag_set(verifying->diag, "numbers below 1");
	verifying->batch_count = (size_t)batches - 1;
	verifying->transfer_count = (size_t)transfers - 1;
	verifying->batches =
		arena_array(&verifying->arena, verifying->batch_count + 1,
			    sizeof *verifying->batches);
	verifying->transfers =
		arena_array(&verifying->arena, verifying->transfer_count + 1,
			    sizeof *verifying->transfers);
	if (verifying->batches == NULL || verifying->transfers == NULL)
		return diag_memory(verifying->diag);
	return true;
}

static void check_root(struct verifying *verifying, size_t batch,
		       const char *what, const struct merkle *tree,
		       const char *told)
{
	uint8_t root[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	merkle_root(tree, root);
	digest_hex(root, DIGEST_SIZE, hex);
	if (strcmp(hex, told) != 0)
		verify_tell(verifying,
			    "batch %zu: its %s are not those that were "
			    "proposed",
			    batch, what);
}

static void check_batch(struct verifying *verifying, size_t number)
{
	const struct batch_proof *batch = &verifying->batches[number - 1];

	if (!batch->proposed) {
		verify_tell(verifying, "batch %zu: no event proposed it",
			    number);
		return;
	}
	check_root(verifying, number, "accruals", &batch->accrual_tree,
		   batch->accrual_root);
	check_root(verifying, number, "transfers", &batch->transfer_tree,
		   batch->transfer_root);
	if (batch->transfers != batch->transfers_met ||
	    batch->accruals != batch->accruals_met ||
	    batch->gross != batch->gross_met || batch->tax != batch->tax_met ||
	    batch->net != batch->net_met)
		verify_tell(verifying,
			    "batch %zu: its event tells %lld transfers and "
			    "%lld rupiah, its rows are %lld and %lld",
			    number, (long long)batch->transfers,
			    (long long)batch->net,
			    (long long)batch->transfers_met,
			    (long long)batch->net_met);
	if (batch->exported > 0 && (batch->exported != batch->transfers ||
				    batch->exported_sum != batch->net))
		verify_tell(verifying,
			    "batch %zu: its files had %lld transfers and %lld "
			    "rupiah, not %lld and %lld",
			    number, (long long)batch->exported,
			    (long long)batch->exported_sum,
			    (long long)batch->transfers, (long long)batch->net);
}

static void check_erased(struct verifying *verifying, size_t number)
{
	const struct transfer_proof *transfer =
		&verifying->transfers[number - 1];

	if (transfer->missing && !transfer->erased)
		verify_tell(verifying,
			    "transfer %zu: name and account are missing, and "
			    "no event erased them",
			    number);
	if (transfer->erased && transfer->first_payee > 0 &&
	    transfer->first_payee <= transfer->erased_attempt)
		verify_tell(verifying,
			    "transfer %zu: an event erased name and account, "
			    "and they are there",
			    number);
}

static void check_transfer(struct verifying *verifying, size_t number)
{
	const struct transfer_proof *transfer =
		&verifying->transfers[number - 1];

	if (transfer->attempts == 0) {
		verify_tell(verifying, "transfer %zu is missing", number);
		return;
	}
	if (transfer->gross != transfer->gross_keys ||
	    transfer->tax != transfer->tax_keys)
		verify_tell(verifying,
			    "transfer %zu: is %lld rupiah before tax, its "
			    "days are %lld",
			    number, (long long)transfer->gross,
			    (long long)transfer->gross_keys);
	check_erased(verifying, number);
	if (transfer->live > 1)
		verify_tell(verifying,
			    "transfer %zu: %u attempts of it are paid or may "
			    "be paid",
			    number, transfer->live);
	if (transfer->freed != transfer->freed_by_event)
		verify_tell(verifying,
			    transfer->freed
				    ? "transfer %zu: its days are free, and no "
				      "event freed them"
				    : "transfer %zu: an event freed its days, "
				      "and they are not free",
			    number);
}

static bool check_freed(struct verifying *verifying)
{
	int64_t number;
	bool first = true;
	int found;

	while ((found = ledger_walk_freed(verifying->ledger, first, &number,
					  verifying->diag)) == 1) {
		struct transfer_proof *transfer =
			verify_transfer(verifying, number);

		first = false;
		if (transfer == NULL)
			verify_tell(verifying,
				    "freed: there is no transfer %lld",
				    (long long)number);
		else
			transfer->freed = true;
	}
	return found == 0;
}

static bool check_documents(struct verifying *verifying)
{
	struct slice sha256, content;
	bool first = true;
	int found;

	while ((found = ledger_walk_documents(verifying->ledger, first, &sha256,
					      &content, verifying->diag)) ==
	       1) {
		uint8_t digest[DIGEST_SIZE];
		char hex[DIGEST_HEX_SIZE];

		first = false;
		digest_sha256(content, digest);
		digest_hex(digest, DIGEST_SIZE, hex);
		if (!slice_is(sha256, hex))
			verify_tell(verifying,
				    "document %.*s: its bytes have another "
				    "digest",
				    SLICE_PRINT(slice_part(sha256, 0, 64)));
	}
	return found == 0;
}

/* The parts, each told of where it can't be read to its end. */
static void check_all(struct verifying *verifying)
{
	static bool (*const parts[])(struct verifying *) = {
		verify_transfers, verify_events, verify_accruals, check_freed,
		check_documents};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!parts[i](verifying))
			verify_tell(verifying, "%s", verifying->diag->message);
	for (size_t i = 1; i <= verifying->transfer_count; i++)
		check_transfer(verifying, i);
	for (size_t i = 1; i <= verifying->batch_count; i++)
		check_batch(verifying, i);
}

bool verify_ledger(struct ledger *ledger, const struct verify_places *places,
		   const struct verify_sink *sink,
		   struct verification *verification, struct diag *diag)
{
	struct verifying verifying = {.ledger = ledger,
				      .places = places,
				      .sink = sink,
				      .result = verification,
				      .diag = diag};

	*verification = (struct verification){0};
	arena_init(&verifying.arena, memory_max);
	set_init(&verifying.deductions.persons, memory_max);
	strbuf_init(&verifying.row, ROW_MAX);
	if (!ledger_check_storage(ledger, diag))
		verify_tell(&verifying, "%s", diag->message);
	verification->head = ledger_head(ledger);
	if (make_room(&verifying))
		check_all(&verifying);
	else
		verify_tell(&verifying, "%s", diag->message);
	strbuf_release(&verifying.row);
	set_release(&verifying.deductions.persons);
	arena_release(&verifying.arena);
	return true;
}
