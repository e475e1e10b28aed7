/*
 * How a run of vk-payout begins: its options, the policy, the ledger's place.
 */
#include "vk-payout.h"

enum { ARENA_MAX = 64 * 1024 * 1024 };

void payout_begin(struct payout *payout, const struct payout_verb *verb,
		  int argc, char **argv)
{
	unsigned takes = verb->takes | 1U << OPTION_LEDGER | 1U << OPTION_HEAD |
			 1U << OPTION_BY;
	const struct tool_about about = {verb->name, verb->synopsis,
					 payout_options, PAYOUT_OPTIONS};
	struct tool *tool = &payout->tool;
	const char *argument;
	int option;

	*payout = (struct payout){0};
	arena_init(&payout->arena, ARENA_MAX);
	tool_begin(tool, &about, argc, argv);
	while ((option = tool_option(tool, &argument)) >= 0) {
		if (!(takes & 1U << option))
			tool_die(tool, "--%s belongs to another verb",
				 payout_options[option].name);
		payout->given[option] = argument == NULL ? "" : argument;
	}
	/* The usage of verbs without operands ends with their options. */
	if (tool->path_count > 0 &&
	    slice_ends(slice_of(verb->synopsis), "[options]"))
		tool_die(tool, "takes no operand; -h lists the options");
	/* A journal is proven where nothing else of the office is. */
	payout->policy =
		tool_policy(tool, payout->given[OPTION_JOURNAL] != NULL &&
					  !tool->check_policy);
	if (payout->policy != NULL &&
	    !pay_settings_load(payout->policy, &payout->arena,
			       &payout->settings, &tool->diag))
		tool_fail(tool);
	payout_place(payout);
	if (tool->check_policy)
		payout_check_policy(payout);
}
