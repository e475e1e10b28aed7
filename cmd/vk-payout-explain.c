/*
 * vk-payout --explain and --check-policy: what the ledger knows of one person,
 * and what the policy pays and still lacks.
 */
#include "vk-payout.h"

#include "payout/receipt.h"
#include "system/file.h"

#include <stdlib.h>

enum { PERSON_MAX = 4096, STORY_MAX = 16 * 1024 * 1024 };

/* The references of a person's transfers, by commas, latest first. */
static void list_references(struct payout *payout, struct slice person,
			    struct strbuf *references)
{
	struct transfer_row row;
	bool first = true;
	int found;

	while ((found = ledger_person_transfers(payout->ledger, first, person,
						&row, &payout->tool.diag)) ==
	       1) {
		first = false;
		strbuf_append_item(references, row.reference);
	}
	if (found < 0)
		payout_fail(payout);
}

void payout_explain(struct payout *payout)
{
	struct strbuf asked, references, story;
	struct slice rest, reference;

	strbuf_init(&asked, PERSON_MAX);
	strbuf_init(&references, STORY_MAX);
	strbuf_init(&story, STORY_MAX);
	if (!file_load("-", PERSON_MAX, &asked, &payout->tool.diag))
		payout_fail(payout);
	payout_open(payout, LEDGER_READ);
	list_references(payout, slice_trim(strbuf_slice(&asked)), &references);
	rest = strbuf_slice(&references);
	if (slice_is_empty(rest))
		tool_print(&payout->tool,
			   slice_of(tool_say(&payout->tool,
					     "Belum ada pembayaran.\n",
					     "No transfers yet.\n")));
	while (slice_next(&rest, ',', &reference)) {
		if (!trace_print(payout->ledger, reference, &story,
				 &payout->tool.diag))
			payout_fail(payout);
		strbuf_append_byte(&story, '\n');
	}
	tool_print(&payout->tool, strbuf_slice(&story));
	strbuf_release(&story);
	strbuf_release(&references);
	strbuf_release(&asked);
}

static void check_rate(struct payout *payout,
		       const struct pay_component *component, struct date day,
		       struct strbuf *out)
{
	struct policy_value value;
	struct diag why;

	strbuf_append_format(out, "%.*s: ", SLICE_PRINT(component->code));
	if (policy_resolve(payout->policy, component->rate, day, &value, &why))
		strbuf_append_format(out, "%.*s  (%.*s)\n",
				     SLICE_PRINT(value.node->scalar),
				     SLICE_PRINT(value.source));
	else
		strbuf_append_format(out, "%s\n", why.message);
}

void payout_check_policy(struct payout *payout)
{
	const struct pay_settings *settings = &payout->settings;
	struct date day = tool_as_of(&payout->tool);
	struct strbuf out;

	strbuf_init(&out, STORY_MAX);
	for (size_t i = 0; i < settings->component_count; i++)
		check_rate(payout, &settings->components[i], day, &out);
	tool_print(&payout->tool, strbuf_slice(&out));
	strbuf_release(&out);
	exit(payout_done(payout));
}
