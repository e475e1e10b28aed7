/*
 * vk-payout hold and release: whose payments wait, and from when they go on.
 * The persons come on standard input, one a line, so that nobody's id stands
 * in a command line.
 */
#include "vk-payout-batch.h"

#include "payout/decision.h"
#include "system/file.h"

enum { PERSONS_MAX = 16 * 1024 * 1024 };

static int64_t decide_all(struct payout *payout,
			  const struct decision *decision, struct slice persons,
			  bool hold)
{
	struct slice line;
	int64_t count = 0;

	while (slice_next(&persons, '\n', &line)) {
		struct slice person = slice_trim(line);

		if (slice_is_empty(person))
			continue;
		if (!text_is_valid(person))
			payout_die(payout, "persons come one a line");
		if (hold ? !decision_hold(payout->ledger, decision, person,
					  &payout->tool.diag)
			 : !decision_release(payout->ledger, decision, person,
					     &payout->tool.diag))
			payout_fail(payout);
		count++;
	}
	if (count == 0)
		payout_die(payout, "give the persons on standard input, one a "
				   "line");
	return count;
}

static int run(const char *name, bool hold, int argc, char **argv)
{
	struct payout payout;
	struct decision decision = {0};
	const char *evidence;
	struct strbuf persons;
	int64_t count;

	payout_begin(&payout,
		     &(struct payout_verb){
			     name, "--by NAME --reason TEXT [options]",
			     1U << OPTION_REASON | 1U << OPTION_EVIDENCE},
		     argc, argv);
	decision.actor = payout_actor(&payout);
	decision.reason = slice_of(payout_required(&payout, OPTION_REASON));
	evidence = hold ? payout.given[OPTION_EVIDENCE]
			: payout_required(&payout, OPTION_EVIDENCE);
	if (evidence != NULL)
		decision.evidence = payout_evidence(&payout, evidence);
	strbuf_init(&persons, PERSONS_MAX);
	if (!file_load("-", PERSONS_MAX, &persons, &payout.tool.diag))
		payout_fail(&payout);
	payout_open(&payout, LEDGER_WRITE);
	payout_write(&payout);
	count = decide_all(&payout, &decision, strbuf_slice(&persons), hold);
	if (!ledger_commit(payout.ledger, &payout.tool.diag))
		payout_fail(&payout);
	tool_note(&payout.tool, "%lld persons %s", (long long)count,
		  hold ? "are held" : "are released");
	strbuf_release(&persons);
	return payout_done(&payout);
}

int payout_hold(int argc, char **argv)
{
	return run("vk-payout hold", true, argc, argv);
}

int payout_release(int argc, char **argv)
{
	return run("vk-payout release", false, argc, argv);
}
