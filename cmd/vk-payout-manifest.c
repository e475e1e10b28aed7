/*
 * vk-payout manifest: a batch on one page, for its approver.
 */
#include "vk-payout-batch.h"

enum { LAYOUT = PAYOUT_OWN, PAID_ON };

static const struct tool_option manifest_options[] = {
	PAYOUT_OPTIONS,
	[LAYOUT] = {"layout", 0, "NAME", "format berkas bank",
		    "layout of the bank file"},
	[PAID_ON] = {"value-date", 0, "DATE", "tanggal pembayaran",
		     "day on which the bank is to pay"},
};

int payout_manifest(int argc, char **argv)
{
	struct batch_run run;
	struct payout payout;
	const char *argument, *layout = NULL;
	struct date value_date = {0};
	bool dated = false;
	int option;

	payout_begin(&payout, "vk-payout manifest", "[options] batch",
		     manifest_options,
		     sizeof manifest_options / sizeof *manifest_options, argc,
		     argv);
	while ((option = payout_option(&payout, &argument)) >= 0) {
		if (option == LAYOUT)
			layout = argument;
		else if (date_parse(slice_of(argument), &value_date))
			dated = true;
		else
			payout_die(&payout, "--value-date is YYYY-MM-DD");
	}
	batch_init(&run);
	payout_open(&payout, LEDGER_READ);
	if (!dated)
		value_date = tool_as_of(&payout.tool);
	batch_manifest(&payout, &run, layout, batch_operand(&payout),
		       value_date);
	if (!run.layout.verified)
		tool_note(&payout.tool,
			  "layout \"%.*s\" is not verified against the bank's "
			  "own specification",
			  SLICE_PRINT(run.layout.name));
	batch_warn_of_year_end(&payout, value_date);
	tool_print(&payout.tool, strbuf_slice(&run.text));
	strbuf_release(&run.text);
	return payout_done(&payout);
}
