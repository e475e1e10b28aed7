/*
 * vk-payout journal: the ledger as text that other programs can check.
 */
#include "vk-payout.h"

#include "payout/journal.h"

static bool print(void *context, struct slice text, struct diag *diag)
{
	(void)diag;
	tool_print(context, text);
	return true;
}

int payout_journal(int argc, char **argv)
{
	struct payout payout;
	const struct journal_sink sink = {&payout.tool, print};

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout journal", "[options]",
					   1U << OPTION_HLEDGER},
		     argc, argv);
	payout_open(&payout, LEDGER_READ);
	if (payout.given[OPTION_HLEDGER] != NULL
		    ? !journal_hledger(payout.ledger, &sink, &payout.tool.diag)
		    : !journal_text(payout.ledger, &sink, &payout.tool.diag))
		payout_fail(&payout);
	return payout_done(&payout);
}
