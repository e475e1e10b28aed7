/*
 * vk-payout ingest: what the bank says became of the transfers.
 */
#include "payout/ingest.h"
#include "vk-payout-result.h"

static void tell(struct payout *payout, const char *path,
		 const struct ingest *ingest, const struct answer_count *count)
{
	static const enum transfer_state told[] = {
		TRANSFER_SENT, TRANSFER_PAID, TRANSFER_REJECTED,
		TRANSFER_RETURNED, TRANSFER_UNKNOWN};
	struct tool *tool = &payout->tool;

	tool_note(tool, "%s: %s, %lld answers, %lld without news", path,
		  count->format, (long long)count->answers,
		  (long long)ingest->same);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		if (ingest->counts[told[i]] > 0)
			tool_note(tool, "%s: %lld", state_name(told[i]),
				  (long long)ingest->counts[told[i]]);
	if (ingest->unmatched > 0)
		tool_note(tool, "%lld answers about none of our transfers",
			  (long long)ingest->unmatched);
	if (ingest->contradicted > 0)
		tool_note(tool,
			  "%lld transfers are paid and rejected: unknown until "
			  "the bank has cleared it",
			  (long long)ingest->contradicted);
	if (ingest->unexpected > 0)
		tool_note(tool,
			  "%lld answers about transfers that never left the "
			  "house: find out who sent them",
			  (long long)ingest->unexpected);
	if (ingest->credits > 0)
		tool_note(tool,
			  "%lld credits under transfers of ours, without a "
			  "reason for a return: ask the bank, and enter its "
			  "answer by hand",
			  (long long)ingest->credits);
	if (ingest->parts > 0)
		tool_note(tool,
			  "%lld answers about one of several files of a batch: "
			  "ask the bank for each transfer's, or enter them by "
			  "hand",
			  (long long)ingest->parts);
	tool_count(tool, SLICE("ingested"), ingest_waits(ingest));
}

static void take_file(struct payout *payout, const char *path,
		      struct slice proof)
{
	struct diag *diag = &payout->tool.diag;
	struct answer_count count;
	struct ingest ingest;
	const struct answer_sink sink = {&ingest, ingest_answer};
	int before;

	ingest_init(&ingest);
	ingest.ledger = payout->ledger;
	ingest.settings = &payout->settings;
	ingest.actor = payout_actor(payout);
	ingest.evidence = payout_evidence(payout, path);
	ingest.proof = proof;
	payout_write(payout);
	before = ledger_was_ingested(payout->ledger, ingest.evidence, diag);
	if (before < 0)
		payout_fail(payout);
	if (before == 1) {
		ledger_rollback(payout->ledger);
		ingest_release(&ingest);
		tool_note(&payout->tool, "%s was taken in before; nothing new",
			  path);
		return;
	}
	if (result_is_xml(payout, path)) {
		if (!answer_read_iso(path, &sink, &count, diag))
			payout_fail(payout);
	} else {
		result_read(payout, path, &sink, &count);
		if (ingest.unmatched > 0)
			payout_die(
				payout,
				"%s: %lld rows have a reference that is "
				"none of ours: nothing of the file was taken",
				path, (long long)ingest.unmatched);
	}
	if (!ingest_end(&ingest, &count, diag) ||
	    !ledger_commit(payout->ledger, diag))
		payout_fail(payout);
	tell(payout, path, &ingest, &count);
	ingest_release(&ingest);
}

int payout_ingest(int argc, char **argv)
{
	struct payout payout;
	struct slice proof = {0};
	const char *evidence;

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout ingest",
					   "--by NAME [options] file ...",
					   1U << OPTION_EVIDENCE},
		     argc, argv);
	if (payout.tool.path_count == 0)
		payout_die(&payout, "name the bank's answers");
	evidence = payout.given[OPTION_EVIDENCE];
	if (evidence != NULL)
		proof = payout_evidence(&payout, evidence);
	payout_open(&payout, LEDGER_WRITE);
	for (size_t i = 0; i < payout.tool.path_count; i++)
		take_file(&payout, payout.tool.paths[i], proof);
	return payout_done(&payout);
}
