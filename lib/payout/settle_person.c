#include "payout/settle_parts.h"

#include "base/number.h"
#include "payout/set_off.h"

/* Of holds that a person can lift with "release". */
enum {
	RELEASABLE = HOLD_TWO_ACCOUNTS | HOLD_SHARED_ACCOUNT |
		     HOLD_CHANGED_ACCOUNT | HOLD_ACCOUNT_NAME |
		     HOLD_ACCOUNT_LENGTH | HOLD_DEATH
};

/* Rupiah of transfers that are due no more; a fee doesn't come back. */
struct stale {
	int64_t sure;
	int64_t perhaps; /* of a course that the run doesn't have */
};

/* Holds and releases of a person, as bits, and money that is out. */
struct decisions {
	unsigned released;
	bool held;
	int64_t released_at[HOLD_BITS]; /* sequence of the last one */
	struct set_off set_off;
	struct stale sent, waiting; /* in transfers that left; in others */
	int64_t newest_batch;	    /* of the person's transfers; 0: none */
	bool account_known;	    /* what one of them was paid to */
};

static bool add(struct settling *settling, int64_t *sum, int64_t rupiah)
{
	return number_add(*sum, rupiah, sum) ||
	       diag_set(settling->diag, "an amount beyond counting");
}

static void note_release(struct decisions *decisions, unsigned bits,
			 int64_t sequence)
{
	decisions->released |= bits;
	for (int i = 0; i < HOLD_BITS; i++)
		if (bits & 1U << i)
			decisions->released_at[i] = sequence;
}

static bool read_decisions(struct settling *settling, struct slice person,
			   struct decisions *decisions)
{
	struct event_row event;
	bool first = true;
	int found;

	*decisions = (struct decisions){0};
	while ((found = ledger_person_events(settling->ledger, first, person,
					     &event, settling->diag)) == 1) {
		struct slice reason = event.detail;
		unsigned bit;

		first = false;
		if (!set_off_hear(&decisions->set_off, &event, settling->diag))
			return false;
		if (!slice_starts(reason, "reason="))
			continue;
		reason = slice_part(reason, 7, reason.length);
		reason = slice_part(reason, 0, slice_find(reason, ';'));
		bit = due_hold_of(reason);
		if (slice_is(event.kind, "held"))
			decisions->held = true;
		else if (slice_is(event.kind, "released") &&
			 bit == HOLD_BY_HAND)
			decisions->held = false;
		else if (slice_is(event.kind, "released"))
			note_release(decisions, bit & RELEASABLE,
				     event.sequence);
	}
	return found == 0;
}

/* The sequence of the event that proposed a batch. */
static bool proposed_at(struct settling *settling, int64_t batch, int64_t *at)
{
	struct event_row event;
	int found = ledger_batch_events(settling->ledger, true, batch, &event,
					settling->diag);

	*at = found == 1 ? event.sequence : 0;
	return found >= 0;
}

/*
 * A new account is held until somebody checked it; the decision is for the
 * account that comes next and lapses with the transfer that used it.
 */
static bool hold_changed(struct settling *settling, struct due_person *person,
			 struct decisions *decisions)
{
	int64_t at;

	if (!proposed_at(settling, decisions->newest_batch, &at))
		return false;
	/* What was said of the old account does not hold for the new one. */
	for (int i = 0; i < HOLD_BITS; i++)
		if (decisions->released_at[i] < at)
			decisions->released &= ~(1U << i);
	person->holds |= HOLD_CHANGED_ACCOUNT;
	return true;
}

/* Compares with the newest transfer whose account was not erased. */
static bool check_change(struct settling *settling, struct due_person *person,
			 const struct transfer_row *row,
			 struct decisions *decisions)
{
	struct payee before;
	int found;

	if (decisions->newest_batch == 0)
		decisions->newest_batch = row->batch;
	if (decisions->account_known || person->payee == NULL)
		return true;
	found = ledger_payee(settling->ledger, row->transfer, row->attempt,
			     &before, settling->diag);
	if (found <= 0)
		return found == 0;
	decisions->account_known = true;
	return (slice_equal(before.bank, person->payee->bank) &&
		slice_equal(before.account, person->payee->account)) ||
	       hold_changed(settling, person, decisions);
}

static void tell_claim(struct claim *claim, const struct transfer_row *row,
		       struct slice reference, enum transfer_state state)
{
	if (row->transfer <= claim->transfer)
		return;
	claim->transfer = row->transfer;
	claim->reference = reference;
	claim->state = state;
}

/*
 * Tells the claims about a transfer that carries days of theirs, or that was
 * for a course of which no day is left. Gives what of it is due as it stands,
 * before tax.
 */
static int64_t tell_claims(struct settling *settling,
			   const struct due_person *person,
			   const struct transfer_row *row,
			   struct slice reference, enum transfer_state state)
{
	struct due *due = settling->due;
	int64_t gross = 0;

	for (size_t i = person->first; i < person->first + person->count; i++) {
		const struct accrual *accrual = &due->accruals[i];
		struct claim *claim = &due->claims[accrual->claim];

		if (accrual->transfer != row->transfer)
			continue;
		tell_claim(claim, row, reference, state);
		if (accrual->fate != ACCRUAL_COVERED)
			continue;
		gross += accrual->gross;
		if (state == TRANSFER_PAID)
			claim->paid_before += accrual->gross - accrual->tax;
	}
	for (size_t i = 0; i < person->claims; i++) {
		struct claim *claim =
			&due->claims[due->order[person->claim_first + i]];

		if (claim->idle &&
		    (slice_is_empty(row->courses)
			     ? slice_is_empty(claim->course)
			     : slice_list_has(row->courses, claim->course)))
			tell_claim(claim, row, reference, state);
	}
	return gross;
}

/* A claim whose course's mode is unknown does not say what is due. */
static bool knows_course(const struct claim *claim, struct slice course)
{
	return !claim->mode_unknown && slice_equal(claim->course, course);
}

static bool courses_are_here(const struct due *due,
			     const struct due_person *person,
			     struct slice courses)
{
	struct slice rest = courses, course = {0};
	bool more = slice_next(&rest, ',', &course);

	do {
		bool here = false;

		for (size_t i = 0; i < person->claims && !here; i++)
			here = knows_course(
				&due->claims[due->order[person->claim_first +
							i]],
				course);
		if (!here)
			return false;
	} while (more && slice_next(&rest, ',', &course));
	return true;
}

/* Whether an accrual that is due has the key of a row of the ledger. */
static bool is_key(const struct settling *settling,
		   const struct accrual *accrual, const struct accrual_row *row,
		   struct slice day)
{
	char text[DATE_SIZE];

	return accrual->transfer == row->transfer &&
	       slice_equal(
		       settling->settings->components[accrual->component].code,
		       row->component) &&
	       slice_equal(date_format(accrual->day, text), day);
}

/* The rupiah of a transfer's keys that are no longer due, day by day. */
static bool count_stale(struct settling *settling,
			const struct due_person *person,
			const struct transfer_row *transfer, int64_t *sum)
{
	struct due *due = settling->due;
	struct slice rest = transfer->days, day;

	*sum = 0;
	while (slice_next(&rest, ',', &day)) {
		struct accrual_row row = {
			.day = day, .person = due_person_text(due, person)};
		bool freed, first = true;
		int found;

		while ((found = ledger_accruals_on(settling->ledger, first,
						   &row, &freed,
						   settling->diag)) == 1) {
			bool due_still = false;

			first = false;
			for (size_t i = person->first;
			     i < person->first + person->count; i++) {
				const struct accrual *each = &due->accruals[i];

				due_still = due_still ||
					    is_key(settling, each, &row, day);
			}
			if (row.transfer == transfer->transfer && !due_still)
				*sum += row.gross - row.tax;
		}
		if (found < 0)
			return false;
	}
	return true;
}

/*
 * The reference of the attempt that stands: the last, or the one before
 * attempts that were taken back.
 */
static bool copy_reference(struct settling *settling,
			   const struct transfer_row *last, int64_t attempt,
			   struct slice *reference)
{
	struct transfer_row row = *last;

	if (attempt != last->attempt &&
	    ledger_transfer(settling->ledger, last->transfer, attempt, &row,
			    settling->diag) != 1)
		return false;
	*reference = arena_copy(&settling->due->arena, row.reference);
	return reference->data != NULL || diag_memory(settling->diag);
}

static bool settle_transfer(struct settling *settling,
			    struct due_person *person,
			    const struct transfer_row *row,
			    struct decisions *decisions)
{
	enum transfer_state state;
	int64_t attempt, stale = 0, most;
	struct slice reference;
	struct stale *sum;

	if (!ledger_state(settling->ledger, row->transfer, &attempt, &state,
			  settling->diag))
		return false;
	if (state_is_freed(state))
		return true;
	if (!set_off_take(&decisions->set_off, row->set_off, settling->diag) ||
	    !copy_reference(settling, row, attempt, &reference))
		return false;
	if (tell_claims(settling, person, row, reference, state) == row->gross)
		return true;
	sum = state == TRANSFER_PAID || state_is_open(state)
		      ? &decisions->sent
		      : &decisions->waiting;
	most = row->gross - row->tax - row->fee;
	if (!courses_are_here(settling->due, person, row->courses))
		return add(settling, &sum->perhaps, most);
	return count_stale(settling, person, row, &stale) &&
	       add(settling, &sum->sure, stale < most ? stale : most);
}

/*
 * Sets what is out for days that are due no more against what came back. What
 * is told, taken off or given back is so whatever the run doesn't know.
 */
static bool weigh(struct settling *settling, struct due_person *person,
		  const struct decisions *decisions)
{
	int64_t back, sure = decisions->sent.sure, most = sure, all;
	int64_t left = set_off_left(&decisions->set_off);

	if (!set_off_back(&decisions->set_off, &back, settling->diag) ||
	    !add(settling, &sure, -back) || !add(settling, &most, -back) ||
	    !add(settling, &most, decisions->sent.perhaps))
		return false;
	all = most;
	if (!add(settling, &all, decisions->waiting.sure) ||
	    !add(settling, &all, decisions->waiting.perhaps))
		return false;
	person->stale = decisions->waiting.sure > 0;
	if (sure > 0)
		person->balance = sure;
	else if (all < 0)
		person->balance = all;
	if (all < 0)
		person->set_off = all;
	else if (most > 0)
		person->set_off = left < most ? left : most;
	return true;
}

bool settle_person(struct settling *settling, struct due_person *person)
{
	struct slice text = due_person_text(settling->due, person);
	struct decisions decisions;
	struct transfer_row row;
	bool first = true;
	int found;

	if (!read_decisions(settling, text, &decisions))
		return false;
	while ((found = ledger_person_transfers(settling->ledger, first, text,
						&row, settling->diag)) == 1) {
		if (!check_change(settling, person, &row, &decisions))
			return false;
		first = false;
		if (!settle_transfer(settling, person, &row, &decisions))
			return false;
	}
	if (found < 0)
		return false;
	if (person->payee != NULL && decisions.newest_batch != 0 &&
	    !decisions.account_known &&
	    !hold_changed(settling, person, &decisions))
		return false;
	if (person->payee != NULL && !(person->holds & HOLD_SHARED_ACCOUNT)) {
		found = ledger_account_shared(settling->ledger, person->payee,
					      text, settling->diag);
		if (found < 0)
			return false;
		if (found == 1)
			person->holds |= HOLD_SHARED_ACCOUNT;
	}
	person->holds &= ~decisions.released;
	if (decisions.held)
		person->holds |= HOLD_BY_HAND;
	return weigh(settling, person, &decisions);
}
