/*
 * vk-payout as a filter: reads what is due, compares it with the ledger, and
 * writes every record on with what becomes of it. "propose" records the new
 * part as a batch.
 */
#include "vk-payout-due.h"
#include "vk-payout-payees.h"

#include "payout/propose.h"
#include "payout/settle.h"

/* The fee that a participant bears, as it is on the as-of day. */
static int64_t participants_fee(struct payout *payout, const struct due *due)
{
	struct diag *diag = &payout->tool.diag;
	struct policy_value value;
	struct money fee;

	if (payout->settings.fee == NULL || due->accrual_count == 0)
		return 0;
	if (!policy_resolve(payout->policy, payout->settings.fee,
			    tool_as_of(&payout->tool), &value, diag) ||
	    !policy_money(value.node, &fee, diag))
		payout_fail(payout);
	if (fee.rupiah < 0)
		payout_die(payout, "payout: fee: a fee is not negative");
	return fee.rupiah;
}

/* SHA-256 over the claims in an order of their own: what was computed from. */
static void digest_claims(const struct due *due, char hex[DIGEST_HEX_SIZE])
{
	struct digest_stream stream;
	uint8_t digest[DIGEST_SIZE];

	digest_stream_begin(&stream);
	for (size_t i = 0; i < due->claim_count; i++) {
		const struct claim *claim = &due->claims[due->order[i]];

		digest_stream_add(&stream,
				  set_string(&due->persons, claim->person));
		digest_stream_add(&stream, SLICE("\t"));
		digest_stream_add(&stream, claim->course);
		digest_stream_add(&stream, SLICE("\t"));
		digest_stream_add(&stream, claim->application);
		for (uint32_t j = 0; j < claim->day_count; j++) {
			char text[DATE_SIZE];

			digest_stream_add(&stream, SLICE("\t"));
			digest_stream_add(&stream,
					  date_format(claim->days[j], text));
		}
		digest_stream_add(&stream, SLICE("\n"));
	}
	digest_stream_end(&stream, digest);
	digest_hex(digest, DIGEST_SIZE, hex);
}

static void record_batch(struct due_run *run, int64_t fee)
{
	struct payout *payout = &run->payout;
	struct due *due = &run->due;
	struct tool *tool = &payout->tool;
	char digest[DIGEST_HEX_SIZE];
	struct proposal proposal = {
		.actor = payout_actor(payout),
		.policy = slice_of(policy_digest(payout->policy)),
		.key = slice_of(payout->key)};

	digest_claims(due, digest);
	proposal.input = slice_of(digest);
	payout_write(payout);
	payout_check_key(payout);
	if (!settle(due, payout->ledger, &payout->settings, fee, &tool->diag) ||
	    !propose(due, payout->ledger, &payout->settings, &proposal,
		     &tool->diag))
		payout_fail(payout);
	if (proposal.batch == 0) {
		ledger_rollback(payout->ledger);
		tool_note(tool, "nothing new to propose");
		return;
	}
	if (!ledger_commit(payout->ledger, &tool->diag))
		payout_fail(payout);
	run->batch = proposal.batch;
	tool_note(tool, "batch %s: %lld transfers, %lld accruals, %lld rupiah",
		  payout_batch_name(payout, proposal.batch),
		  (long long)proposal.transfers, (long long)proposal.accruals,
		  (long long)proposal.net);
}

static int run(int argc, char **argv, bool record)
{
	struct due_run run;
	struct payout *payout = &run.payout;
	int64_t fee;

	due_begin(&run, record, argc, argv);
	due_collect(&run);
	if (payout->tool.identities != NULL)
		payees_load(payout, &run.due);
	else if (record)
		payout_die(payout, "propose needs the accounts: -i FILE or "
				   "VK_IDENTITIES");
	fee = participants_fee(payout, &run.due);
	if (record) {
		payout_open(payout, LEDGER_CREATE);
		record_batch(&run, fee);
	} else {
		payout_open_preview(payout);
		if (payout->ledger != NULL)
			payout_check_key(payout);
		if (!settle(&run.due, payout->ledger, &payout->settings, fee,
			    &payout->tool.diag))
			payout_fail(payout);
	}
	due_write(&run);
	due_end(&run);
	return payout_done(payout);
}

int payout_preview(int argc, char **argv)
{
	return run(argc, argv, false);
}

int payout_propose(int argc, char **argv)
{
	return run(argc, argv, true);
}
