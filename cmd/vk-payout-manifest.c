/*
 * vk-payout manifest: a batch on one page, for its approver.
 */
#include "vk-payout-batch.h"
#include "vk-payout-year-end.h"

int payout_manifest(int argc, char **argv)
{
	struct batch_run run;
	struct payout payout;
	struct date value_date = {0};
	const char *dated;

	payout_begin(&payout,
		     &(struct payout_verb){
			     "vk-payout manifest", "[options] batch",
			     1U << OPTION_LAYOUT | 1U << OPTION_VALUE_DATE},
		     argc, argv);
	batch_init(&run);
	payout_open(&payout, LEDGER_READ);
	dated = payout.given[OPTION_VALUE_DATE];
	if (dated == NULL)
		value_date = tool_as_of(&payout.tool);
	else if (!date_parse(slice_of(dated), &value_date))
		payout_die(&payout, "--value-date is YYYY-MM-DD");
	batch_manifest(&payout, &run, payout.given[OPTION_LAYOUT],
		       batch_operand(&payout), value_date);
	if (!run.layout.verified)
		tool_note(&payout.tool,
			  "layout \"%.*s\" is not verified against the bank's "
			  "own specification",
			  SLICE_PRINT(run.layout.name));
	year_end_warn(&payout, value_date);
	tool_print(&payout.tool, strbuf_slice(&run.text));
	strbuf_release(&run.text);
	return payout_done(&payout);
}
