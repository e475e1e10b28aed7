/*
 * vk-payout approve: somebody else than its maker lets a batch go.
 */
#include "vk-payout-batch.h"

#include "payout/approval.h"
#include "system/file.h"

#include <stdio.h>

int payout_approve(int argc, char **argv)
{
	struct batch_run run;
	struct payout payout;
	const char *path, *evidence;
	struct approval approval = {0};
	struct strbuf manifest;
	struct date value_date;
	char layout[64];

	payout_begin(&payout,
		     &(struct payout_verb){
			     "vk-payout approve",
			     "--by NAME --manifest FILE [options] batch",
			     1U << OPTION_MANIFEST | 1U << OPTION_EVIDENCE |
				     1U << OPTION_SIGNATURE |
				     1U << OPTION_LAYOUT |
				     1U << OPTION_MAKER_SIGNATURE},
		     argc, argv);
	path = payout_required(&payout, OPTION_MANIFEST);
	evidence = payout.given[OPTION_EVIDENCE];
	approval.actor = payout_actor(&payout);
	strbuf_init(&manifest, MANIFEST_MAX);
	if (!file_load(path, MANIFEST_MAX, &manifest, &payout.tool.diag))
		payout_fail(&payout);
	approval.manifest = strbuf_slice(&manifest);
	if (evidence != NULL)
		approval.evidence = payout_evidence(&payout, evidence);
	approval.signature = payout.given[OPTION_SIGNATURE];
	approval.maker_signature = payout.given[OPTION_MAKER_SIGNATURE];
	snprintf(layout, sizeof layout, "%.*s",
		 SLICE_PRINT(manifest_get(approval.manifest, "layout")));
	if (!date_parse(manifest_get(approval.manifest, "value_date"),
			&value_date))
		payout_die(&payout, "\"%s\" is no manifest of vk-payout", path);
	batch_init(&run);
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	batch_manifest(&payout, &run, batch_layout(&payout, layout),
		       batch_operand(&payout), value_date);
	if (!approval_give(payout.ledger, &run.manifest,
			   strbuf_slice(&run.text), &approval,
			   &payout.tool.diag) ||
	    !ledger_commit(payout.ledger, &payout.tool.diag))
		payout_fail(&payout);
	tool_note(&payout.tool, "batch %s is approved",
		  run.manifest.job.batch_name);
	strbuf_release(&manifest);
	strbuf_release(&run.text);
	return payout_done(&payout);
}
