/*
 * vk-payout verify: one command and one exit status for whether the ledger,
 * the released files and the acknowledged head are what they were.
 */
#include "vk-payout.h"

#include "payout/verify.h"

#include <stdio.h>

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

static void summarise(struct payout *payout, const struct verification *result)
{
	char hash[DIGEST_HEX_SIZE];
	struct strbuf line;

	digest_hex(result->head.hash, DIGEST_SIZE, hash);
	strbuf_init(&line, DIAG_SIZE);
	strbuf_append_format(
		&line,
		"%lld events, %lld transfers, %lld accruals, %lld "
		"rupiah paid, %lld findings\n",
		(long long)result->events, (long long)result->transfers,
		(long long)result->accruals, (long long)result->paid,
		(long long)result->findings);
	strbuf_append_format(&line, "head %lld %s\n",
			     (long long)result->head.sequence, hash);
	tool_print(&payout->tool, strbuf_slice(&line));
	strbuf_release(&line);
}

int payout_verify(int argc, char **argv)
{
	struct payout payout;
	struct verification result;
	const struct verify_sink sink = {&payout, tell};
	struct verify_places places = {0};

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout verify", "[options]",
					   1U << OPTION_OUTBOX},
		     argc, argv);
	places.outbox = payout.given[OPTION_OUTBOX];
	if (places.outbox == NULL)
		places.outbox = payout.settings.outbox;
	places.allowed_signers = payout.settings.allowed_signers;
	payout_open_unchecked(&payout);
	if (!verify_ledger(payout.ledger, &places, &sink, &result,
			   &payout.tool.diag))
		payout_fail(&payout);
	summarise(&payout, &result);
	return payout_done(&payout);
}
