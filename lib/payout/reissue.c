#include "payout/decision.h"

#include "payout/chain.h"
#include "payout/merkle.h"
#include "payout/payee.h"
#include "payout/propose.h"

enum { ROW_MAX = 256 * 1024 };

/* Whether a transfer's last attempt came back from the bank. */
static bool waits(struct reissue *reissue, const struct transfer_row *row,
		  bool *waiting, struct diag *diag)
{
	enum transfer_state state;
	int64_t attempt;

	*waiting = false;
	if (!ledger_state(reissue->ledger, row->transfer, &attempt, &state,
			  diag))
		return false;
	*waiting = attempt == row->attempt &&
		   (state == TRANSFER_REJECTED || state == TRANSFER_RETURNED);
	return true;
}

/* Why a transfer can't be sent again. Returns false. */
static bool refuse(struct reissue *reissue, const struct transfer_row *row,
		   struct diag *diag)
{
	enum transfer_state state;

	if (!ledger_attempt_state(reissue->ledger, row->transfer, row->attempt,
				  &state, diag))
		return false;
	if (state == TRANSFER_REJECTED || state == TRANSFER_RETURNED)
		return diag_set(diag, "transfer %.*s was attempted again since",
				SLICE_PRINT(row->reference));
	return diag_set(diag,
			"transfer %.*s is \"%s\": only a rejected or returned "
			"one is sent again",
			SLICE_PRINT(row->reference), state_name(state));
}

/* Transfers that somebody named: each has to be one that waits. */
static bool check_named(struct reissue *reissue, const struct set *references,
			struct diag *diag)
{
	for (uint32_t i = 0; i < set_count(references); i++) {
		struct slice name = set_string(references, i);
		struct transfer_row row;
		bool waiting;
		int found = ledger_find_reference(reissue->ledger, name, &row,
						  diag);

		if (found == 0)
			diag_set(diag, "there is no transfer \"%.*s\"",
				 SLICE_PRINT(name));
		if (found != 1 || !waits(reissue, &row, &waiting, diag))
			return false;
		if (!waiting)
			return refuse(reissue, &row, diag);
	}
	return true;
}

/* A claim without days: it names the person whose payee is looked for. */
static bool add_person(struct reissue *reissue, const struct transfer_row *row,
		       struct diag *diag)
{
	const struct due_record record = {.person = row->person,
					  .source = row->reference,
					  .number =
						  reissue->payees->claim_count,
					  .stops = {.death = DATE_LATEST,
						    .reemployed = DATE_LATEST,
						    .withdrawn = DATE_LATEST}};

	return due_add(reissue->payees, reissue->settings, &record, diag);
}

bool reissue_collect(struct reissue *reissue, const struct set *references,
		     struct diag *diag)
{
	struct transfer_row row;
	bool first = true, waiting;
	int found;

	if (!check_named(reissue, references, diag))
		return false;
	while ((found = ledger_walk_transfers(reissue->ledger, first, &row,
					      diag)) == 1) {
		first = false;
		if (set_count(references) > 0 &&
		    set_find(references, row.reference) == SET_NONE)
			continue;
		if (!waits(reissue, &row, &waiting, diag))
			return false;
		if (waiting && !add_person(reissue, &row, diag))
			return false;
	}
	return found == 0;
}

/* The tree of a batch in the making, and room for a row. */
struct making {
	struct merkle tree;
	struct strbuf scratch;
};

/* The number behind a transfer's attempts, those taken back included. */
static bool next_number(struct reissue *reissue, const struct transfer_row *row,
			int64_t *attempt, struct diag *diag)
{
	struct transfer_row other;
	int found;

	*attempt = row->attempt;
	do {
		found = ledger_transfer(reissue->ledger, row->transfer,
					++*attempt, &other, diag);
	} while (found == 1);
	return found == 0;
}

/* The claim's transfer as its next attempt. */
static bool next_attempt(struct reissue *reissue, const struct claim *claim,
			 struct payee *payee, struct making *making,
			 struct diag *diag)
{
	struct strbuf *scratch = &making->scratch;
	char reference[REFERENCE_SIZE], end_to_end[END_TO_END_SIZE];
	struct transfer_row row;
	int found = ledger_find_reference(reissue->ledger, claim->source, &row,
					  diag);

	if (found != 1 || !next_number(reissue, &row, &row.attempt, diag))
		return false;
	row.batch = reissue->batch;
	row.line = ++reissue->transfers;
	reissue->total += row.net;
	if (!chain_reference(reissue->settings->office, row.batch, row.line,
			     reference))
		return diag_set(diag, "a batch of too many lines");
	row.reference = slice_of(reference);
	if (!digest_random(payee->salt, SALT_SIZE, diag) ||
	    !chain_end_to_end(&row, scratch, end_to_end) ||
	    !chain_commit(payee, scratch, row.commitment))
		return false;
	row.end_to_end = slice_of(end_to_end);
	strbuf_reset(scratch);
	if (!chain_transfer(&row, scratch))
		return diag_memory(diag);
	merkle_add(&making->tree, strbuf_slice(scratch));
	return ledger_add_transfer(reissue->ledger, &row, payee, diag);
}

static bool add_event(struct reissue *reissue, const struct proposal *proposal,
		      struct making *making, struct diag *diag)
{
	struct strbuf *scratch = &making->scratch;
	struct event_row event = {.kind = SLICE("proposed"),
				  .batch = reissue->batch,
				  .amount = reissue->total,
				  .actor = reissue->decision->actor,
				  .evidence = reissue->decision->evidence};
	struct merkle empty;

	merkle_init(&empty);
	strbuf_reset(scratch);
	if (!propose_detail(proposal, &empty, &making->tree, scratch))
		return diag_memory(diag);
	event.detail = strbuf_slice(scratch);
	return ledger_add_event(reissue->ledger, &event, diag);
}

/* The sums of the batch, for its event. */
static bool sum(struct reissue *reissue, struct proposal *proposal,
		struct diag *diag)
{
	struct transfer_row row;
	bool first = true;
	int found;

	while ((found = ledger_batch_transfers(reissue->ledger, first,
					       reissue->batch, &row, diag)) ==
	       1) {
		first = false;
		proposal->gross += row.gross;
		proposal->tax += row.tax;
	}
	proposal->transfers = reissue->transfers;
	return found == 0;
}

static bool make(struct reissue *reissue, struct making *making,
		 struct diag *diag)
{
	struct due *payees = reissue->payees;
	struct proposal proposal = {.policy = reissue->policy,
				    .key = reissue->key};

	merkle_init(&making->tree);
	if (!ledger_next_batch(reissue->ledger, &reissue->batch, diag))
		return false;
	/* Claims were added in the order of transfers, and lines follow it. */
	for (size_t i = 0; i < payees->claim_count; i++) {
		const struct claim *claim = &payees->claims[i];
		struct due_person *person = due_find(
			payees, set_string(&payees->persons, claim->person));

		if (person->payee == NULL || person->holds != 0) {
			reissue->held++;
			continue;
		}
		if (!next_attempt(reissue, claim, person->payee, making, diag))
			return false;
	}
	if (reissue->transfers == 0) {
		reissue->batch = 0;
		return true;
	}
	return sum(reissue, &proposal, diag) &&
	       add_event(reissue, &proposal, making, diag);
}

bool reissue_make(struct reissue *reissue, struct diag *diag)
{
	struct making making;
	bool fine;

	strbuf_init(&making.scratch, ROW_MAX);
	fine = make(reissue, &making, diag);
	strbuf_release(&making.scratch);
	return fine;
}
