/*
 * vk-payout approve: somebody else than its maker lets a batch go.
 */
#include "vk-payout-batch.h"

#include "payout/approval.h"
#include "system/file.h"

#include <stdio.h>

enum { MANIFEST = PAYOUT_OWN, EVIDENCE, SIGNATURE, MAKER_SIGNATURE };

static const struct tool_option approve_options[] = {
	PAYOUT_OPTIONS,
	[MANIFEST] = {"manifest", 0, "FILE", "manifes yang disetujui",
		      "the manifest that is approved"},
	[EVIDENCE] = {"evidence", 0, "FILE", "bukti persetujuan",
		      "proof of the approval"},
	[SIGNATURE] = {"signature", 0, "FILE", "tanda tangan penyetuju",
		       "the approver's signature"},
	[MAKER_SIGNATURE] = {"maker-signature", 0, "FILE",
			     "tanda tangan pembuat", "the maker's signature"},
};

int payout_approve(int argc, char **argv)
{
	struct batch_run run;
	struct payout payout;
	const char *argument, *given[4] = {NULL};
	struct approval approval = {0};
	struct strbuf manifest;
	struct date value_date;
	char layout[64];
	int option;

	payout_begin(
		&payout, "vk-payout approve",
		"--by NAME --manifest FILE [options] batch", approve_options,
		sizeof approve_options / sizeof *approve_options, argc, argv);
	while ((option = payout_option(&payout, &argument)) >= 0)
		given[option - MANIFEST] = argument;
	payout_required(&payout, given[0], "manifest");
	approval.actor = payout_actor(&payout);
	strbuf_init(&manifest, MANIFEST_MAX);
	if (!file_load(given[0], MANIFEST_MAX, &manifest, &payout.tool.diag))
		payout_fail(&payout);
	approval.manifest = strbuf_slice(&manifest);
	if (given[1] != NULL)
		approval.evidence = payout_evidence(&payout, given[1]);
	approval.signature = given[2];
	approval.maker_signature = given[3];
	snprintf(layout, sizeof layout, "%.*s",
		 SLICE_PRINT(manifest_get(approval.manifest, "layout")));
	if (!date_parse(manifest_get(approval.manifest, "value_date"),
			&value_date))
		payout_die(&payout, "\"%s\" is no manifest of vk-payout",
			   given[0]);
	batch_init(&run);
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	batch_manifest(&payout, &run, layout, batch_operand(&payout),
		       value_date);
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
