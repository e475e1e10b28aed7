/*
 * vk-payout erase: names and accounts of persons leave the ledger, as far as
 * nothing says that they must be kept.
 */
#include "vk-payout.h"

#include "payout/decision.h"

static const char *const columns[] = {"person", "transfer", "erase_status",
				      "erase_reason", "kept_until"};

enum { COLUMNS = sizeof columns / sizeof *columns };

struct run {
	struct payout payout;
	struct decision decision;
	struct erasing erasing;
	struct writer *writer;
	struct slice person;
};

static void put(void *context, const struct erased *erased)
{
	struct run *run = context;
	struct slice values[COLUMNS] = {
		run->person, erased->reference, slice_of(erased->status),
		slice_of(erased->reason), slice_of(erased->until)};

	tool_put(&run->payout.tool, run->writer, NULL, values);
	tool_count(&run->payout.tool, values[2], slice_is(values[2], "kept"));
}

static void erase(void *context, struct slice person)
{
	struct run *run = context;

	run->person = person;
	if (!decision_erase(&run->erasing, person, &run->payout.tool.diag))
		payout_fail(&run->payout);
}

static void prepare(struct run *run)
{
	struct payout *payout = &run->payout;

	run->decision.actor = payout_actor(payout);
	run->decision.reason = slice_of(payout_required(payout, OPTION_REASON));
	run->decision.evidence = payout_evidence(
		payout, payout_required(payout, OPTION_EVIDENCE));
	if (payout->settings.keep_years < 0)
		payout_die(payout, "payout: keep_years is not set: for how "
				   "many years the papers of a payment are "
				   "kept");
	run->erasing =
		(struct erasing){.decision = &run->decision,
				 .as_of = tool_as_of(&payout->tool),
				 .keep_years = payout->settings.keep_years,
				 .context = run,
				 .tell = put};
}

int payout_erase(int argc, char **argv)
{
	const struct writer_columns written = {.own = columns,
					       .own_count = COLUMNS};
	struct run run = {0};
	struct payout *payout = &run.payout;
	struct strbuf persons;

	payout_begin(payout,
		     &(struct payout_verb){"vk-payout erase",
					   "--by NAME --reason TEXT --evidence "
					   "FILE [options]",
					   1U << OPTION_REASON |
						   1U << OPTION_EVIDENCE},
		     argc, argv);
	prepare(&run);
	payout_read_persons(payout, &persons);
	payout_open(payout, LEDGER_WRITE);
	run.erasing.ledger = payout->ledger;
	run.writer = tool_writer(&payout->tool, NULL, &written);
	payout_write(payout);
	payout_each_person(payout, strbuf_slice(&persons), erase, &run);
	if (!ledger_commit(payout->ledger, &payout->tool.diag))
		payout_fail(payout);
	strbuf_release(&persons);
	return payout_done(payout);
}
