/*
 * vk-payout hold and release: whose payments wait, and from when they go on.
 */
#include "vk-payout.h"

#include "payout/decision.h"

struct deciding {
	struct payout payout;
	struct decision decision;
	bool hold;
	int64_t strangers; /* without a transfer */
};

/* Somebody who was never paid may be held, but may be mistyped, too. */
static void count_stranger(struct deciding *deciding, struct slice person)
{
	struct payout *payout = &deciding->payout;
	struct transfer_row row;
	int found = ledger_person_transfers(payout->ledger, true, person, &row,
					    &payout->tool.diag);

	if (found < 0)
		payout_fail(payout);
	deciding->strangers += found == 0;
}

static void decide(void *context, struct slice person)
{
	struct deciding *deciding = context;
	struct payout *payout = &deciding->payout;

	if (!(deciding->hold ? decision_hold : decision_release)(
		    payout->ledger, &deciding->decision, person,
		    &payout->tool.diag))
		payout_fail(payout);
	count_stranger(deciding, person);
}

static int run(const char *name, bool hold, int argc, char **argv)
{
	struct deciding deciding = {.hold = hold};
	struct payout *payout = &deciding.payout;
	struct decision *decision = &deciding.decision;
	const char *evidence;
	struct strbuf persons;
	int64_t count;

	payout_begin(payout,
		     &(struct payout_verb){
			     name, "--by NAME --reason TEXT [options]",
			     1U << OPTION_REASON | 1U << OPTION_EVIDENCE},
		     argc, argv);
	decision->actor = payout_actor(payout);
	decision->reason = slice_of(payout_required(payout, OPTION_REASON));
	evidence = hold ? payout->given[OPTION_EVIDENCE]
			: payout_required(payout, OPTION_EVIDENCE);
	if (evidence != NULL)
		decision->evidence = payout_evidence(payout, evidence);
	payout_read_persons(payout, &persons);
	payout_open(payout, LEDGER_WRITE);
	payout_write(payout);
	count = payout_each_person(payout, strbuf_slice(&persons), decide,
				   &deciding);
	if (!ledger_commit(payout->ledger, &payout->tool.diag))
		payout_fail(payout);
	tool_note(&payout->tool, "%lld persons %s", (long long)count,
		  hold ? "are held" : "are released");
	if (deciding.strangers > 0)
		tool_note(&payout->tool,
			  "of them %lld have no transfer in the ledger",
			  (long long)deciding.strangers);
	strbuf_release(&persons);
	return payout_done(payout);
}

int payout_hold(int argc, char **argv)
{
	return run("vk-payout hold", true, argc, argv);
}

int payout_release(int argc, char **argv)
{
	return run("vk-payout release", false, argc, argv);
}
