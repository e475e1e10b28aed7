/*
 * vk-payout recover: money that came back for days that were not due.
 */
#include "vk-payout.h"

#include "payout/decision.h"

enum { AMOUNT = PAYOUT_OWN, REASON, EVIDENCE };

static const struct tool_option own[] = {
	PAYOUT_OPTIONS,
	[AMOUNT] = {"amount", 0, "RUPIAH", "jumlah yang dikembalikan",
		    "how much came back"},
	[REASON] = {"reason", 0, "TEXT", "alasan", "why"},
	[EVIDENCE] = {"evidence", 0, "FILE", "bukti setor",
		      "proof of the money"},
};

int payout_recover(int argc, char **argv)
{
	struct payout payout;
	struct decision decision = {0};
	const char *argument, *given[3] = {NULL};
	struct money amount;
	int option;

	payout_begin(&payout, "vk-payout recover",
		     "--by NAME --amount RUPIAH --reason TEXT --evidence FILE "
		     "transfer",
		     own, sizeof own / sizeof *own, argc, argv);
	while ((option = payout_option(&payout, &argument)) >= 0)
		given[option - AMOUNT] = argument;
	decision.actor = payout_actor(&payout);
	decision.reason =
		slice_of(payout_required(&payout, given[1], "reason"));
	decision.evidence = payout_evidence(
		&payout, payout_required(&payout, given[2], "evidence"));
	if (!money_parse(slice_of(payout_required(&payout, given[0], "amount")),
			 &amount))
		payout_die(&payout, "--amount is whole rupiah in plain digits");
	if (payout.tool.path_count != 1)
		payout_die(&payout, "name one transfer");
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	if (!decision_recover(payout.ledger, &decision,
			      slice_of(payout.tool.paths[0]), amount.rupiah,
			      &payout.tool.diag) ||
	    !ledger_commit(payout.ledger, &payout.tool.diag))
		payout_fail(&payout);
	return payout_done(&payout);
}
