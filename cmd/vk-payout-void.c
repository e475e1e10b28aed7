/*
 * vk-payout void: transfers that, by the bank's evidence, will never be paid.
 * One person asks, another grants; then their days are free.
 */
#include "vk-payout.h"

#include "payout/decision.h"

int payout_void(int argc, char **argv)
{
	struct payout payout;
	struct decision decision = {0};
	bool done;

	payout_begin(
		&payout,
		&(struct payout_verb){
			"vk-payout void",
			"--by NAME --reason TEXT --evidence FILE transfer ...",
			1U << OPTION_REASON | 1U << OPTION_EVIDENCE},
		argc, argv);
	decision.actor = payout_actor(&payout);
	decision.reason = slice_of(payout_required(&payout, OPTION_REASON));
	decision.evidence = payout_evidence(
		&payout, payout_required(&payout, OPTION_EVIDENCE));
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	for (size_t i = 0; i < payout.tool.path_count; i++) {
		const char *reference = payout.tool.paths[i];

		if (!decision_void(payout.ledger, &decision,
				   slice_of(reference), &done,
				   &payout.tool.diag))
			payout_fail(&payout);
		tool_note(&payout.tool,
			  done ? "%s is void, its days are free"
			       : "%s waits for a second person's void",
			  reference);
		tool_count(&payout.tool,
			   done ? SLICE("voided") : SLICE("void-asked"), !done);
	}
	if (payout.tool.path_count == 0)
		payout_die(&payout, "name the transfers");
	if (!ledger_commit(payout.ledger, &payout.tool.diag))
		payout_fail(&payout);
	return payout_done(&payout);
}
