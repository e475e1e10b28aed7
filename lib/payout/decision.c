#include "payout/decision_parts.h"

#include "base/number.h"
#include "payout/approval.h"
#include "payout/detail.h"

enum { DETAIL_MAX = 4096 };

bool decision_record(struct ledger *ledger, const struct decision *decision,
		     struct event_row event, struct diag *diag)
{
	struct strbuf detail;
	bool fine;

	event.actor = decision->actor;
	event.evidence = decision->evidence;
	strbuf_init(&detail, DETAIL_MAX);
	strbuf_append(&detail, event.detail);
	fine = detail_add(&detail, "reason", decision->reason) ||
	       diag_memory(diag);
	event.detail = strbuf_slice(&detail);
	fine = fine && ledger_add_event(ledger, &event, diag);
	strbuf_release(&detail);
	return fine;
}

bool decision_hold(struct ledger *ledger, const struct decision *decision,
		   struct slice person, struct diag *diag)
{
	const struct event_row event = {.kind = SLICE("held"),
					.person = person};

	return decision_record(ledger, decision, event, diag);
}

bool decision_release(struct ledger *ledger, const struct decision *decision,
		      struct slice person, struct diag *diag)
{
	const struct event_row event = {.kind = SLICE("released"),
					.person = person};

	if (due_hold_of(decision->reason) == 0)
		return diag_set(diag,
				"\"%.*s\" is no hold that is lifted: by-hand, "
				"shared-account, changed-account, "
				"account-name, account-length, two-accounts, "
				"death",
				SLICE_PRINT(decision->reason));
	return decision_record(ledger, decision, event, diag);
}

bool decision_find(struct ledger *ledger, struct slice reference,
		   struct transfer_row *row, enum transfer_state *state,
		   struct diag *diag)
{
	int found = ledger_find_reference(ledger, reference, row, diag);

	if (found < 0)
		return false;
	if (found == 0)
		return diag_set(diag, "there is no transfer \"%.*s\"",
				SLICE_PRINT(slice_part(reference, 0, 40)));
	return ledger_attempt_state(ledger, row->transfer, row->attempt, state,
				    diag);
}

/* Who asked for the void of a transfer, in asked; empty if nobody has. */
static bool who_asked(struct ledger *ledger, const struct transfer_row *row,
		      struct strbuf *asked, struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	while ((found = ledger_transfer_events(ledger, first, row->transfer,
					       &event, diag)) == 1) {
		first = false;
		if (event.attempt == row->attempt &&
		    slice_is(event.kind, "void-asked")) {
			strbuf_reset(asked);
			strbuf_append(asked, event.actor);
		}
	}
	return found == 0;
}

static bool add_void(struct ledger *ledger, const struct decision *decision,
		     const struct transfer_row *row, bool grant,
		     struct diag *diag)
{
	const struct event_row event = {
		.kind = grant ? slice_of(state_name(TRANSFER_VOIDED))
			      : SLICE("void-asked"),
		.transfer = row->transfer,
		.attempt = row->attempt,
		.amount = row->net};

	return decision_record(ledger, decision, event, diag) &&
	       (!grant || ledger_free(ledger, row->transfer, diag));
}

bool decision_void(struct ledger *ledger, const struct decision *decision,
		   struct slice reference, bool *done, struct diag *diag)
{
	enum transfer_state state, last;
	struct transfer_row row;
	struct strbuf asked;
	int64_t attempt;
	bool fine;

	*done = false;
	if (slice_is_empty(decision->evidence))
		return diag_set(diag, "void needs the bank's evidence");
	if (!decision_find(ledger, reference, &row, &state, diag) ||
	    !ledger_state(ledger, row.transfer, &attempt, &last, diag))
		return false;
	if (attempt != row.attempt)
		return diag_set(diag, "transfer %.*s was attempted again since",
				SLICE_PRINT(row.reference));
	if (!state_is_open(state) && state != TRANSFER_REJECTED &&
	    state != TRANSFER_RETURNED)
		return diag_set(diag,
				"transfer %.*s is \"%s\": only one that left "
				"the house and was not paid is voided",
				SLICE_PRINT(row.reference), state_name(state));
	strbuf_init(&asked, DETAIL_MAX);
	fine = who_asked(ledger, &row, &asked, diag);
	*done = asked.length > 0;
	if (fine && *done &&
	    approval_same_actor(strbuf_slice(&asked), decision->actor))
		fine = diag_set(diag,
				"\"%s\" asked for this void: another "
				"person has to grant it",
				strbuf_string(&asked));
	fine = fine && add_void(ledger, decision, &row, *done, diag);
	strbuf_release(&asked);
	return fine;
}
