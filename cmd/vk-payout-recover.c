/*
 * vk-payout recover: money for days that were not due came back, or is taken
 * off what is due next.
 */
#include "vk-payout.h"

#include "payout/decision.h"

int payout_recover(int argc, char **argv)
{
	struct payout payout;
	struct decision decision = {0};
	struct money amount;
	bool set_off;

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout recover",
					   "--by NAME --amount RUPIAH --reason "
					   "TEXT --evidence FILE "
					   "[--set-off] transfer",
					   1U << OPTION_AMOUNT |
						   1U << OPTION_SET_OFF |
						   1U << OPTION_REASON |
						   1U << OPTION_EVIDENCE},
		     argc, argv);
	decision.actor = payout_actor(&payout);
	decision.reason = slice_of(payout_required(&payout, OPTION_REASON));
	decision.evidence = payout_evidence(
		&payout, payout_required(&payout, OPTION_EVIDENCE));
	if (!money_parse(slice_of(payout_required(&payout, OPTION_AMOUNT)),
			 &amount))
		payout_die(&payout, "--amount is whole rupiah in plain digits");
	if (payout.tool.path_count != 1)
		payout_die(&payout, "name one transfer");
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	set_off = payout.given[OPTION_SET_OFF] != NULL;
	if (!(set_off ? decision_set_off : decision_recover)(
		    payout.ledger, &decision, slice_of(payout.tool.paths[0]),
		    amount.rupiah, &payout.tool.diag) ||
	    !ledger_commit(payout.ledger, &payout.tool.diag))
		payout_fail(&payout);
	return payout_done(&payout);
}
