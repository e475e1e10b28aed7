/*
 * vk-payout reject and withdraw: a batch is taken back before it leaves.
 */
#include "vk-payout-batch.h"

#include "payout/approval.h"

enum { REASON = PAYOUT_OWN };

static const struct tool_option own[] = {
	PAYOUT_OPTIONS,
	[REASON] = {"reason", 0, "TEXT", "alasan", "why"},
};

static int take_back(const char *name, enum transfer_state as, int argc,
		     char **argv)
{
	struct payout payout;
	const char *argument, *reason = NULL;
	int64_t batch;

	payout_begin(&payout, name, "--by NAME --reason TEXT batch", own,
		     sizeof own / sizeof *own, argc, argv);
	while (payout_option(&payout, &argument) >= 0)
		reason = argument;
	payout_required(&payout, reason, "reason");
	batch = batch_operand(&payout);
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	if (!approval_take_back(payout.ledger, batch, as, payout_actor(&payout),
				slice_of(reason), &payout.tool.diag) ||
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
