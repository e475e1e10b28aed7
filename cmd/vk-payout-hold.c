/*
 * vk-payout hold and release: whose payments wait, and from when they go on.
 */
#include "vk-payout.h"

#include "payout/decision.h"

struct deciding {
	struct payout payout;
	struct decision decision;
	bool hold;
};

static void decide(void *context, struct slice person)
{
	struct deciding *deciding = context;
	struct payout *payout = &deciding->payout;

	if (!(deciding->hold ? decision_hold : decision_release)(
		    payout->ledger, &deciding->decision, person,
		    &payout->tool.diag))
		payout_fail(payout);
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
