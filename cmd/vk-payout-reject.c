/*
 * vk-payout reject and withdraw: a batch is taken back before it leaves.
 */
#include "vk-payout-batch.h"

#include "payout/approval.h"

static int take_back(const char *name, enum transfer_state as, int argc,
		     char **argv)
{
	struct taking_back taking = {.as = as};
	struct payout payout;
	const char *reason;
	int64_t batch;

	payout_begin(&payout,
		     &(struct payout_verb){name,
					   "--by NAME --reason TEXT batch",
					   1U << OPTION_REASON},
		     argc, argv);
	reason = payout_required(&payout, OPTION_REASON);
	taking.reason = slice_of(reason);
	taking.actor = payout_actor(&payout);
	batch = batch_operand(&payout);
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	if (!approval_take_back(payout.ledger, batch, &taking,
				&payout.tool.diag) ||
	    !ledger_commit(payout.ledger, &payout.tool.diag))
		payout_fail(&payout);
	tool_note(&payout.tool, "batch %s is %s",
		  payout_batch_name(&payout, batch), state_name(as));
	return payout_done(&payout);
}

int payout_reject(int argc, char **argv)
{
	return take_back("vk-payout reject", TRANSFER_DECLINED, argc, argv);
}

int payout_withdraw(int argc, char **argv)
{
	return take_back("vk-payout withdraw", TRANSFER_WITHDRAWN, argc, argv);
}
