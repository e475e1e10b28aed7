#include "payout/decision_parts.h"

#include "base/number.h"
#include "payout/detail.h"
#include "payout/set_off.h"

enum { DETAIL_MAX = 4096 };

/* A paid transfer, what became of its money, whether this proof was used. */
struct recovered {
	struct transfer_row row;
	enum transfer_state state;
	int64_t paid_back, set_off;
	bool by_this_proof;
};

static bool find_recovered(struct ledger *ledger,
			   const struct decision *decision,
			   struct recovered *recovered, struct diag *diag)
{
	const struct transfer_row *row = &recovered->row;
	struct event_row event;
	bool first = true;
	int found;

	while ((found = ledger_person_events(ledger, first, row->person, &event,
					     diag)) == 1) {
		bool paid_back = slice_is(event.kind, "recovered");

		first = false;
		if (paid_back &&
		    slice_equal(event.evidence, decision->evidence))
			recovered->by_this_proof = true;
		if (!slice_equal(detail_get(event.detail, "transfer"),
				 row->reference))
			continue;
		if (slice_is(event.kind, "set-off"))
			recovered->set_off = event.amount;
		if (paid_back && !number_add(recovered->paid_back, event.amount,
					     &recovered->paid_back))
			return diag_set(diag, "an amount beyond counting");
	}
	return found == 0;
}

/* About the person: it counts against what was overpaid. */
static bool add_event(struct ledger *ledger, const struct decision *decision,
		      const struct recovered *recovered,
		      struct event_row *event, struct diag *diag)
{
	const struct transfer_row *row = &recovered->row;
	struct strbuf detail;
	bool fine;

	event->person = row->person;
	strbuf_init(&detail, DETAIL_MAX);
	if (slice_is(event->kind, "set-off"))
		detail_add_number(&detail, "was", recovered->set_off);
	fine = detail_add(&detail, "transfer", row->reference) ||
	       diag_memory(diag);
	event->detail = strbuf_slice(&detail);
	fine = fine && decision_record(ledger, decision, *event, diag);
	strbuf_release(&detail);
	return fine;
}

/* The transfer that is spoken of, and what became of its money so far. */
static bool find(struct ledger *ledger, const struct decision *decision,
		 struct slice reference, struct recovered *recovered,
		 struct diag *diag)
{
	*recovered = (struct recovered){0};
	if (slice_is_empty(decision->evidence))
		return diag_set(diag, "recover needs evidence of the money");
	return decision_find(ledger, reference, &recovered->row,
			     &recovered->state, diag) &&
	       find_recovered(ledger, decision, recovered, diag);
}

static bool is_paid(const struct recovered *recovered, struct diag *diag)
{
	return recovered->state == TRANSFER_PAID ||
	       diag_set(diag,
			"transfer %.*s is \"%s\": only paid money comes back "
			"this way",
			SLICE_PRINT(recovered->row.reference),
			state_name(recovered->state));
}

bool decision_recover(struct ledger *ledger, const struct decision *decision,
		      struct slice reference, int64_t rupiah, struct diag *diag)
{
	struct event_row event = {.kind = SLICE("recovered"), .amount = rupiah};
	struct recovered recovered;
	const struct transfer_row *row = &recovered.row;

	if (!find(ledger, decision, reference, &recovered, diag) ||
	    !is_paid(&recovered, diag))
		return false;
	if (recovered.by_this_proof)
		return diag_set(diag, "this proof is recorded already: one "
				      "payment back is one entry");
	if (rupiah <= 0 ||
	    rupiah > row->net - recovered.paid_back - recovered.set_off)
		return diag_set(diag,
				"transfer %.*s was %lld rupiah, of which %lld "
				"came back and %lld are set off: --amount "
				"takes 1 to the rest",
				SLICE_PRINT(row->reference),
				(long long)row->net,
				(long long)recovered.paid_back,
				(long long)recovered.set_off);
	return add_event(ledger, decision, &recovered, &event, diag);
}

/* What is said of all the person's transfers covers what was taken off. */
static bool covers_taken(struct ledger *ledger, struct slice person,
			 int64_t change, struct diag *diag)
{
	struct set_off all;

	if (!set_off_of(ledger, person, &all, diag))
		return false;
	return all.decided + change >= all.taken ||
	       diag_set(diag,
			"%lld rupiah are taken off already; less can't be set "
			"off",
			(long long)all.taken);
}

bool decision_set_off(struct ledger *ledger, const struct decision *decision,
		      struct slice reference, int64_t rupiah, struct diag *diag)
{
	struct event_row event = {.kind = SLICE("set-off"), .amount = rupiah};
	struct recovered recovered;
	const struct transfer_row *row = &recovered.row;

	if (!find(ledger, decision, reference, &recovered, diag))
		return false;
	/* Of one that was returned later less may be set off, but not more. */
	if (rupiah >= recovered.set_off && !is_paid(&recovered, diag))
		return false;
	if (rupiah < 0 || rupiah > row->net - recovered.paid_back)
		return diag_set(diag,
				"transfer %.*s was %lld rupiah, of which %lld "
				"came back: --amount takes 0 to the rest, all "
				"of it that is set off",
				SLICE_PRINT(row->reference),
				(long long)row->net,
				(long long)recovered.paid_back);
	if (rupiah == recovered.set_off)
		return diag_set(diag,
				"%lld rupiah of transfer %.*s are set off "
				"already",
				(long long)rupiah, SLICE_PRINT(row->reference));
	if (!covers_taken(ledger, row->person, rupiah - recovered.set_off,
			  diag))
		return false;
	return add_event(ledger, decision, &recovered, &event, diag);
}
