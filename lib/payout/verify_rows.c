#include "payout/verify_parts.h"

#include "payout/chain.h"

static bool check_payee(struct verifying *verifying,
			const struct transfer_row *row)
{
	uint8_t commitment[DIGEST_SIZE];
	struct payee payee;
	int found = ledger_payee(verifying->ledger, row->transfer, row->attempt,
				 &payee, verifying->diag);
	struct transfer_proof *transfer =
		verify_transfer(verifying, row->transfer);

	if (found < 0)
		return false;
	if (found == 0) {
		transfer->missing = true;
		return true;
	}
	if (transfer->first_payee == 0)
		transfer->first_payee = row->attempt;
	if (!chain_commit(&payee, &verifying->row, commitment))
		return diag_memory(verifying->diag);
	if (memcmp(commitment, row->commitment, DIGEST_SIZE) != 0)
		verify_tell(verifying,
			    "transfer %lld: name or account is not the one "
			    "that was proposed",
			    (long long)row->transfer);
	return true;
}

static void check_numbers(struct verifying *verifying,
			  const struct transfer_row *row)
{
	char end_to_end[END_TO_END_SIZE];

	if (row->net != row->gross - row->tax - row->fee - row->set_off ||
	    row->net <= 0)
		verify_tell(verifying, "transfer %lld: its sums don't agree",
			    (long long)row->transfer);
	if (!chain_end_to_end(row, &verifying->row, end_to_end) ||
	    !slice_is(row->end_to_end, end_to_end))
		verify_tell(verifying,
			    "transfer %lld: its end-to-end number is not made "
			    "from it",
			    (long long)row->transfer);
}

static void add_transfer(struct verifying *verifying,
			 const struct transfer_row *row)
{
	struct transfer_proof *transfer =
		verify_transfer(verifying, row->transfer);

	if (row->attempt != (int64_t)transfer->attempts + 1)
		verify_tell(verifying,
			    "transfer %lld: attempt %lld is out of "
			    "order",
			    (long long)row->transfer, (long long)row->attempt);
	transfer->attempts++;
	if (row->attempt == 1) {
		transfer->batch = row->batch;
		transfer->gross = row->gross;
		transfer->tax = row->tax;
		transfer->set_off = row->set_off;
	} else if (transfer->gross != row->gross || transfer->tax != row->tax ||
		   transfer->set_off != row->set_off ||
		   transfer->net != row->net) {
		verify_tell(verifying,
			    "transfer %lld: attempt %lld is of another amount",
			    (long long)row->transfer, (long long)row->attempt);
	}
	transfer->net = row->net;
}

/* Transfers of one batch lie in the order of their lines: numbers only rise. */
static bool add_to_tree(struct verifying *verifying,
			const struct transfer_row *row)
{
	struct batch_proof *batch = verify_batch(verifying, row->batch);

	strbuf_reset(&verifying->row);
	if (!chain_transfer(row, &verifying->row))
		return diag_memory(verifying->diag);
	if (batch == NULL)
		return diag_set(verifying->diag,
				"transfer %lld: there is no batch %lld",
				(long long)row->transfer,
				(long long)row->batch);
	merkle_add(&batch->transfer_tree, strbuf_slice(&verifying->row));
	batch->transfers_met++;
	batch->gross_met += row->gross;
	batch->tax_met += row->tax;
	batch->net_met += row->net;
	return true;
}

bool verify_transfers(struct verifying *verifying)
{
	struct transfer_row row;
	bool first = true;
	int found;

	while ((found = ledger_walk_transfers(verifying->ledger, first, &row,
					      verifying->diag)) == 1) {
		first = false;
		if (verify_transfer(verifying, row.transfer) == NULL)
			return diag_set(verifying->diag,
					"a transfer numbered %lld",
					(long long)row.transfer);
		verifying->result->transfers++;
		add_transfer(verifying, &row);
		check_numbers(verifying, &row);
		if (!add_to_tree(verifying, &row) ||
		    !verify_deduction(verifying, &row) ||
		    !check_payee(verifying, &row))
			return false;
	}
	return found == 0;
}

bool verify_accruals(struct verifying *verifying)
{
	struct accrual_row row;
	bool first = true;
	int found;

	while ((found = ledger_walk_accruals(verifying->ledger, first, &row,
					     verifying->diag)) == 1) {
		struct transfer_proof *transfer =
			verify_transfer(verifying, row.transfer);
		struct batch_proof *batch =
			transfer == NULL
				? NULL
				: verify_batch(verifying, transfer->batch);

		first = false;
		verifying->result->accruals++;
		if (batch == NULL) {
			verify_tell(verifying,
				    "accrual %.*s: belongs to no transfer",
				    SLICE_PRINT(slice_part(row.day, 0, 10)));
			continue;
		}
		transfer->gross_keys += row.gross;
		transfer->tax_keys += row.tax;
		strbuf_reset(&verifying->row);
		if (!chain_accrual(&row, &verifying->row))
			return diag_memory(verifying->diag);
		merkle_add(&batch->accrual_tree, strbuf_slice(&verifying->row));
		batch->accruals_met++;
	}
	return found == 0;
}
