/*
 * vk-payout list: the transfers as they stand, as a record stream; and how
 * long they have stood so.
 */
#include "vk-payout-year-end.h"

#include "base/number.h"

static const char *const columns[] = {
	"transfer",   "attempt", "batch",      "person",
	"pay_status", "since",	 "days_since", "rupiah",
	"pay_reason", "action",	 "days",       "end_to_end",
};

enum { COLUMNS = sizeof columns / sizeof *columns };

struct run {
	struct payout *payout;
	struct writer *writer;
	struct slice states; /* empty: all */
	struct date as_of;
	struct year_end year_end;
};

static bool waits(enum transfer_state state)
{
	return state == TRANSFER_REJECTED || state == TRANSFER_RETURNED ||
	       state == TRANSFER_UNKNOWN;
}

static bool put(void *context, const struct listed *listed, struct diag *diag)
{
	struct run *run = context;
	const struct transfer_row *row = &listed->row;
	struct slice state = slice_of(state_name(listed->state));
	char attempt[NUMBER_SIZE], age[NUMBER_SIZE], net[NUMBER_SIZE];
	struct slice values[COLUMNS];
	struct date since;

	(void)diag;
	year_end_count(run->payout, listed, &run->year_end);
	if (!slice_is_empty(run->states) && !slice_list_has(run->states, state))
		return true;
	values[0] = row->reference;
	values[1] = number_format(row->attempt, attempt);
	values[2] = slice_of(payout_batch_name(run->payout, row->batch));
	values[3] = row->person;
	values[4] = state;
	values[5] = slice_of(listed->since);
	values[6] = (struct slice){0};
	if (run->payout->tool.as_of_given &&
	    date_parse(slice_of(listed->since), &since))
		values[6] = number_format(run->as_of.days - since.days, age);
	values[7] = number_format(row->net, net);
	values[8] = slice_of(listed->reason);
	values[9] = slice_of(listed->action);
	values[10] = row->days;
	values[11] = row->end_to_end;
	tool_put(&run->payout->tool, run->writer, NULL, values);
	tool_count(&run->payout->tool, state, waits(listed->state));
	return true;
}

/* A word that is no state would list nothing, as if there were nothing. */
static void check_states(struct payout *payout, struct slice states)
{
	struct slice word;

	while (slice_next(&states, ',', &word))
		if (state_of_kind(word) == TRANSFER_NONE)
			payout_die(
				payout,
				"--state takes proposed, approved, exported, "
				"sent, paid, rejected, returned, unknown, "
				"withdrawn, declined, voided; not \"%.*s\"",
				SLICE_PRINT(word));
}

int payout_list(int argc, char **argv)
{
	const struct writer_columns written = {.own = columns,
					       .own_count = COLUMNS};
	struct payout payout;
	struct run run = {.payout = &payout};
	const struct listing_sink sink = {&run, put};

	payout_begin(&payout,
		     &(struct payout_verb){"vk-payout list", "[options]",
					   1U << OPTION_STATE},
		     argc, argv);
	if (payout.given[OPTION_STATE] != NULL)
		run.states = slice_of(payout.given[OPTION_STATE]);
	check_states(&payout, run.states);
	run.as_of = payout.tool.as_of;
	payout_open(&payout, LEDGER_READ);
	run.writer = tool_writer(&payout.tool, NULL, &written);
	if (!listing_walk(payout.ledger, &sink, &payout.tool.diag))
		payout_fail(&payout);
	year_end_tell(&payout, &run.year_end);
	return payout_done(&payout);
}
