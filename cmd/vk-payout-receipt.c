/*
 * vk-payout receipt, statement and trace: papers for people who were paid, and
 * for those who ask where a rupiah came from.
 */
#include "vk-payout.h"

#include "payout/receipt.h"
#include "payout/statement.h"

enum { PAPER_MAX = 16 * 1024 * 1024 };

/* The office's name from the policy, else its code. */
static struct slice office_name(struct payout *payout)
{
	const struct policy_node *office =
		policy_section(payout->policy, "office");
	const struct policy_node *name =
		office == NULL ? NULL : policy_get(office, "name");
	struct slice text;

	if (name != NULL && policy_text(name, &text, &payout->tool.diag))
		return text;
	return payout->settings.office;
}

static struct receipt_terms receipt_terms(struct payout *payout)
{
	return (struct receipt_terms){
		.ledger = payout->ledger,
		.office = office_name(payout),
		.purpose = slice_of(tool_say(&payout->tool,
					     "Uang saku pelatihan vokasi",
					     "Vocational training allowance")),
		.language = payout->tool.language};
}

static void print_all(struct payout *payout, const struct receipt_terms *terms,
		      struct strbuf *paper)
{
	for (size_t i = 0; i < payout->tool.path_count; i++) {
		struct slice reference = slice_of(payout->tool.paths[i]);

		strbuf_reset(paper);
		if (terms != NULL ? !receipt_print(terms, reference, paper,
						   &payout->tool.diag)
				  : !trace_print(payout->ledger, reference,
						 paper, &payout->tool.diag))
			payout_fail(payout);
		tool_print(&payout->tool, strbuf_slice(paper));
	}
}

int payout_receipt(int argc, char **argv)
{
	struct payout payout;
	const char *nominatif;
	struct receipt_terms terms;
	struct strbuf paper;

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout receipt",
					   "[options] transfer ...",
					   1U << OPTION_NOMINATIF},
		     argc, argv);
	nominatif = payout.given[OPTION_NOMINATIF];
	if ((nominatif == NULL) == (payout.tool.path_count == 0))
		payout_die(&payout, "name transfers, or --nominatif BATCH");
	payout_open(&payout, LEDGER_READ);
	terms = receipt_terms(&payout);
	strbuf_init(&paper, PAPER_MAX);
	print_all(&payout, &terms, &paper);
	if (nominatif != NULL) {
		if (!receipt_list(&terms, payout_batch(&payout, nominatif),
				  &paper, &payout.tool.diag))
			payout_fail(&payout);
		tool_print(&payout.tool, strbuf_slice(&paper));
	}
	strbuf_release(&paper);
	return payout_done(&payout);
}

struct stating {
	struct payout payout;
	struct receipt_terms terms;
	struct strbuf paper;
};

static void state(void *context, struct slice person)
{
	struct stating *stating = context;
	struct tool *tool = &stating->payout.tool;

	strbuf_reset(&stating->paper);
	if (!statement_print(&stating->terms, person, &stating->paper,
			     &tool->diag))
		payout_fail(&stating->payout);
	tool_print(tool, strbuf_slice(&stating->paper));
}

int payout_statement(int argc, char **argv)
{
	struct stating stating;
	struct payout *payout = &stating.payout;
	struct strbuf persons;

	payout_begin(
		payout,
		&(struct payout_verb){"vk-payout statement", "[options]", 0},
		argc, argv);
	payout_read_persons(payout, &persons);
	payout_open(payout, LEDGER_READ);
	stating.terms = receipt_terms(payout);
	strbuf_init(&stating.paper, PAPER_MAX);
	payout_each_person(payout, strbuf_slice(&persons), state, &stating);
	strbuf_release(&stating.paper);
	strbuf_release(&persons);
	return payout_done(payout);
}

int payout_trace(int argc, char **argv)
{
	struct payout payout;
	struct strbuf story;

	payout_begin(
		&payout,
		&(struct payout_verb){"vk-payout trace", "transfer ...", 0},
		argc, argv);
	if (payout.tool.path_count == 0)
		payout_die(&payout, "name transfers, such as DPS0001-00001");
	payout_open(&payout, LEDGER_READ);
	strbuf_init(&story, PAPER_MAX);
	print_all(&payout, NULL, &story);
	strbuf_release(&story);
	return payout_done(&payout);
}
