/*
 * vk-payout export: the files of an approved batch leave the house.
 */
#include "vk-payout-batch.h"

#include "payout/release.h"

static void release_files(struct payout *payout, struct batch_run *run,
			  const char *outbox)
{
	struct bank_job *job = &run->manifest.job;

	for (size_t i = 0; i < job->part_count; i++) {
		if (!release_write(job, i, outbox, &payout->tool.diag))
			payout_fail(payout);
		tool_note(&payout->tool, "%s: %lld transfers, %lld rupiah",
			  job->parts[i].file, (long long)job->parts[i].count,
			  (long long)job->parts[i].sum);
	}
}

int payout_export(int argc, char **argv)
{
	struct batch_run run;
	struct payout payout;
	struct release_terms terms;
	const char *outbox;
	int64_t batch;
	bool again;

	payout_begin(&payout,
		     &(struct payout_verb){
			     "vk-payout export", "--by NAME [options] batch",
			     1U << OPTION_OUTBOX | 1U << OPTION_LAYOUT},
		     argc, argv);
	batch = batch_operand(&payout);
	outbox = payout.given[OPTION_OUTBOX];
	if (outbox == NULL)
		outbox = payout.settings.outbox;
	if (outbox == NULL)
		payout_die(&payout, "no outbox; give --outbox DIR or have "
				    "payout: outbox: in the policy");
	batch_init(&run);
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	if (!release_terms(payout.ledger, batch, &terms, &payout.tool.diag) ||
	    !release_approved(payout.ledger, &terms, &run.approved,
			      &payout.tool.diag))
		payout_fail(&payout);
	batch_manifest(&payout, &run, batch_layout(&payout, terms.layout),
		       batch, terms.value_date);
	if (!release_record(&run.manifest, strbuf_slice(&run.text),
			    payout_actor(&payout), &again, &payout.tool.diag))
		payout_fail(&payout);
	if (again)
		ledger_rollback(payout.ledger);
	else if (!ledger_commit(payout.ledger, &payout.tool.diag))
		payout_fail(&payout);
	release_files(&payout, &run, outbox);
	strbuf_release(&run.text);
	return payout_done(&payout);
}
