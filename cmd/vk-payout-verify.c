/*
 * vk-payout verify: one command and one exit status for whether the ledger,
 * the released files and the acknowledged head are what they were.
 */
#include "vk-payout-answers.h"

#include "payout/journal.h"
#include "system/file.h"

static void tell(void *context, const char *finding)
{
	struct payout *payout = context;
	struct strbuf line;

	strbuf_init(&line, DIAG_SIZE + 2);
	strbuf_append_string(&line, finding);
	strbuf_append_byte(&line, '\n');
	tool_print(&payout->tool, strbuf_slice(&line));
	strbuf_release(&line);
	tool_count(&payout->tool, SLICE("finding"), true);
}

static void print_head(struct payout *payout, struct strbuf *line,
		       const struct head *head)
{
	char hash[DIGEST_HEX_SIZE];

	digest_hex(head->hash, DIGEST_SIZE, hash);
	strbuf_append_format(line, "head %lld %s\n", (long long)head->sequence,
			     hash);
	tool_print(&payout->tool, strbuf_slice(line));
	strbuf_release(line);
}

static void summarise(struct payout *payout, const struct verification *result)
{
	struct strbuf line;

	strbuf_init(&line, DIAG_SIZE);
	strbuf_append_format(
		&line,
		"%lld events, %lld transfers, %lld accruals, %lld "
		"rupiah paid, %lld findings\n",
		(long long)result->events, (long long)result->transfers,
		(long long)result->accruals, (long long)result->paid,
		(long long)result->findings);
	print_head(payout, &line, &result->head);
}

/* A journal that was kept elsewhere, proven without its ledger. */
static void check_journal(struct payout *payout, const char *path)
{
	const size_t maximum = (size_t)2 << 30;
	struct journal_proof proof;
	struct strbuf text, line;
	struct diag diag;
	bool fine;

	strbuf_init(&text, maximum);
	strbuf_init(&line, 2 * DIAG_SIZE);
	if (!file_load(path, maximum, &text, &payout->tool.diag))
		payout_fail(payout);
	tool_used(&payout->tool, path);
	fine = journal_check(strbuf_slice(&text), &proof, &diag);
	strbuf_release(&text);
	if (!fine)
		tell(payout, diag.message);
	strbuf_append_format(&line,
			     "%lld events, %lld transfers, %lld accruals, %d "
			     "findings\n",
			     (long long)proof.events,
			     (long long)proof.transfers,
			     (long long)proof.accruals, !fine);
	print_head(payout, &line, &proof.head);
}

int payout_verify(int argc, char **argv)
{
	struct payout payout;
	struct verification result;
	const struct verify_sink sink = {&payout, tell};
	struct verify_places places = {0};

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout verify", "[options]",
					   1U << OPTION_OUTBOX |
						   1U << OPTION_JOURNAL |
						   1U << OPTION_ANSWERS},
		     argc, argv);
	if (payout.given[OPTION_JOURNAL] != NULL) {
		check_journal(&payout, payout.given[OPTION_JOURNAL]);
		return payout_done(&payout);
	}
	places.outbox = payout.given[OPTION_OUTBOX];
	if (places.outbox == NULL)
		places.outbox = payout.settings.outbox;
	places.allowed_signers = payout.settings.allowed_signers;
	places.signs = payout.settings.approval == PAY_APPROVAL_SSH;
	payout_open_unchecked(&payout);
	if (!verify_ledger(payout.ledger, &places, &sink, &result,
			   &payout.tool.diag))
		payout_fail(&payout);
	if (payout.given[OPTION_ANSWERS] != NULL)
		result.findings += answers_check(
			&payout, payout.given[OPTION_ANSWERS], &sink);
	summarise(&payout, &result);
	return payout_done(&payout);
}
