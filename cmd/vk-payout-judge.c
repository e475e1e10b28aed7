/*
 * What becomes of a record's days.
 */
#include "vk-payout-due.h"

#include "payout/chain.h"
#include "payout/settle.h"

/* Whether a claim has a part in the person's new transfer. */
static bool has_news(const struct due_person *person, const struct claim *claim)
{
	return claim->new_accruals > 0 || settle_only_gives_back(person);
}

static void set_transfer(struct due_run *run, const struct due_person *person,
			 const struct claim *claim, struct outcome *outcome)
{
	if (has_news(person, claim) && person->transfer > 0) {
		if (!chain_reference(run->payout.settings.office, run->batch,
				     person->line, outcome->reference))
			payout_die(&run->payout, "a reference too long");
		outcome->transfer = slice_of(outcome->reference);
		outcome->status = slice_of(state_name(TRANSFER_PROPOSED));
		return;
	}
	if (claim->transfer == 0)
		return;
	outcome->transfer = claim->reference;
	outcome->status = slice_of(state_name(claim->state));
	if (claim->state == TRANSFER_REJECTED ||
	    claim->state == TRANSFER_RETURNED ||
	    claim->state == TRANSFER_UNKNOWN) {
		outcome->waits = true;
		reasons_bank_reason(run, claim->transfer, &outcome->reasons);
	}
}

/* Whether the person's new days, or an unpaid transfer, are held. */
static bool is_held(const struct due_person *person, const struct claim *claim,
		    const struct outcome *outcome)
{
	if (claim->mode_unknown)
		return true;
	if (has_news(person, claim))
		return person->holds != 0;
	return person->holds & HOLD_BY_HAND &&
	       !slice_is(outcome->status, "paid");
}

/* Money in transfers for days that are not due, or due at another amount. */
static void set_clashes(struct due_run *run, const struct due_person *person,
			const struct claim *claim, struct outcome *outcome)
{
	struct strbuf *reasons = &outcome->reasons;

	if (person->balance > 0) {
		outcome->status = SLICE("overpaid");
		reasons_amount(reasons, "no-longer-due", person->balance);
	}
	if (person->balance < 0)
		reasons_amount(reasons, "due-again", -person->balance);
	if (person->stale)
		strbuf_append_item(reasons, SLICE("withdraw-batch"));
	if (claim->conflicts > 0)
		reasons_conflict(run, claim, reasons);
	if (claim->conflicts > 0 || person->stale)
		outcome->status = SLICE("conflict");
	if (claim->conflicts > 0 || person->stale || person->balance > 0)
		outcome->waits = true;
}

/* What outranks the state of a transfer, the gravest last. */
static void set_findings(struct due_run *run, const struct due_person *person,
			 const struct claim *claim, struct outcome *outcome)
{
	if (is_held(person, claim, outcome)) {
		outcome->status = SLICE("held");
		outcome->waits = true;
		reasons_bits(&outcome->reasons,
			     has_news(person, claim)
				     ? person->holds
				     : person->holds & HOLD_BY_HAND);
	} else if (has_news(person, claim) && !run->record) {
		outcome->status = SLICE("none");
		if (claim->new_accruals > 0)
			strbuf_append_item(&outcome->reasons, SLICE("due"));
	}
	reasons_bits(&outcome->reasons, person->notes);
	set_clashes(run, person, claim, outcome);
}

/* A record without days, which may have been paid before. */
static void judge_idle(struct due_run *run, const struct due_person *person,
		       const struct claim *claim, struct outcome *outcome)
{
	strbuf_append_item(&outcome->reasons, SLICE("no-days"));
	if (claim->transfer == 0)
		return;
	set_transfer(run, person, claim, outcome);
	set_findings(run, person, claim, outcome);
}

void judge_claim(struct due_run *run, struct slice person,
		 const struct claim *claim, struct outcome *outcome)
{
	const struct due_person *found = due_find(&run->due, person);

	if (claim->idle) {
		judge_idle(run, found, claim, outcome);
		return;
	}
	set_transfer(run, found, claim, outcome);
	set_findings(run, found, claim, outcome);
	reasons_stops(&outcome->reasons, claim);
}

void judge_other(bool bad, bool no_days, struct outcome *outcome)
{
	if (no_days && !bad) {
		strbuf_append_item(&outcome->reasons, SLICE("no-days"));
		return;
	}
	outcome->status = SLICE("held");
	outcome->waits = true;
	strbuf_append_item(&outcome->reasons,
			   bad ? SLICE("bad-record") : SLICE("no-person"));
}
