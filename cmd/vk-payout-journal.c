/*
 * vk-payout journal: the ledger as text that other programs can check.
 */
#include "vk-payout.h"

#include "payout/journal.h"

enum { HLEDGER = PAYOUT_OWN };

static const struct tool_option own[] = {
	PAYOUT_OPTIONS,
	[HLEDGER] = {"hledger", 0, NULL, "sebagai jurnal hledger",
		     "as a journal for hledger"},
};

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
	const char *argument;
	bool hledger = false;

	payout_begin(&payout, "vk-payout journal", "[options]", own,
		     sizeof own / sizeof *own, argc, argv);
	while (payout_option(&payout, &argument) >= 0)
		hledger = true;
	payout_open(&payout, LEDGER_READ);
	if (hledger ? !journal_hledger(payout.ledger, &sink, &payout.tool.diag)
		    : !journal_text(payout.ledger, &sink, &payout.tool.diag))
		payout_fail(&payout);
	return payout_done(&payout);
}
