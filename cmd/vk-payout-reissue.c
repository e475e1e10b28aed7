/*
 * vk-payout reissue: what the bank sent back goes out once more, to the
 * account of today, as a batch that somebody else has to approve.
 */
#include "vk-payout-payees.h"

#include "payout/decision.h"

static const size_t memory_max = (size_t)1 << 30;

static void make(struct payout *payout, struct reissue *reissue,
		 const struct set *references)
{
	struct diag *diag = &payout->tool.diag;
	struct pay_rates rates;

	payout_write(payout);
	if (!reissue_collect(reissue, references, diag) ||
	    !pay_rates_init(&rates, &payout->settings, &payout->arena, diag) ||
	    !due_finish(reissue->payees, &rates, diag))
		payout_fail(payout);
	payees_load(payout, reissue->payees);
	payout_check_key(payout);
	reissue->key = slice_of(payout->key);
	if (!reissue_make(reissue, diag))
		payout_fail(payout);
	if (reissue->batch > 0) {
		if (!ledger_commit(payout->ledger, diag))
			payout_fail(payout);
		tool_note(&payout->tool,
			  "batch %s: %lld transfers, %lld "
			  "rupiah, to be approved",
			  payout_batch_name(payout, reissue->batch),
			  (long long)reissue->transfers,
			  (long long)reissue->total);
	} else {
		ledger_rollback(payout->ledger);
		tool_note(&payout->tool, "nothing to send again");
	}
	if (reissue->held > 0)
		tool_note(&payout->tool,
			  "%lld transfers wait for an account that can be used",
			  (long long)reissue->held);
	tool_count(&payout->tool, SLICE("reissued"), reissue->held > 0);
}

int payout_reissue(int argc, char **argv)
{
	struct payout payout;
	struct due payees;
	struct set references;
	uint32_t index;

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout reissue",
					   "--by NAME -i FILE [transfer ...]",
					   0},
		     argc, argv);
	if (payout.tool.identities == NULL)
		payout_die(&payout, "reissue needs the accounts: -i FILE or "
				    "VK_IDENTITIES");
	due_init(&payees, memory_max);
	set_init(&references, memory_max);
	for (size_t i = 0; i < payout.tool.path_count; i++)
		if (!set_add(&references, slice_of(payout.tool.paths[i]),
			     &index, NULL))
			payout_die(&payout, "out of memory");
	payout_open(&payout, LEDGER_WRITE);
	make(&payout,
	     &(struct reissue){
		     .ledger = payout.ledger,
		     .settings = &payout.settings,
		     .decision =
			     &(struct decision){.actor = payout_actor(&payout)},
		     .payees = &payees,
		     .policy = slice_of(policy_digest(payout.policy))},
	     &references);
	set_release(&references);
	due_release(&payees);
	return payout_done(&payout);
}
