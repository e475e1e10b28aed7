#include "payout/ingest.h"

#include "base/number.h"
#include "payout/detail.h"

#include <stdio.h>

enum { DETAIL_MAX = 4096, ANSWERED_MAX = 256 * 1024 * 1024 };

void ingest_init(struct ingest *ingest)
{
	*ingest = (struct ingest){0};
	set_init(&ingest->answered, ANSWERED_MAX);
}

void ingest_release(struct ingest *ingest)
{
	set_release(&ingest->answered);
}

/* The number of an attempt of a transfer, for the set of the answered. */
static struct slice attempt_key(int64_t transfer, int64_t attempt,
				char out[2 * NUMBER_SIZE])
{
	int length = snprintf(out, (size_t)2 * NUMBER_SIZE, "%lld/%lld",
			      (long long)transfer, (long long)attempt);

	return (struct slice){out, (size_t)length};
}

/* From which state, and what kind of news the answer is. */
struct step {
	enum transfer_state from;
	enum state_change change;
};

static bool add_event(struct ingest *ingest, const struct transfer_row *row,
		      const struct bank_answer *answer, struct step step,
		      struct diag *diag)
{
	struct event_row event = {.transfer = row->transfer,
				  .attempt = row->attempt,
				  .amount = row->net,
				  .actor = ingest->actor,
				  .evidence = ingest->evidence};
	struct strbuf detail;
	bool fine;

	event.kind = slice_of(state_name(answer->state));
	strbuf_init(&detail, DETAIL_MAX);
	if (step.change == CHANGE_CONTRADICTS)
		event.kind = slice_of(state_name(TRANSFER_UNKNOWN));
	if (step.change == CHANGE_REFUSED)
		event.kind = SLICE("contradicted");
	if (step.change == CHANGE_CONTRADICTS ||
	    step.change == CHANGE_REFUSED) {
		detail_add(&detail, "was", slice_of(state_name(step.from)));
		detail_add(&detail, "said",
			   slice_of(state_name(answer->state)));
		detail_add(&detail, "reason", SLICE("contradiction"));
	} else if (answer->reason != REASON_NONE) {
		detail_add(&detail, "reason",
			   slice_of(return_reason_name(answer->reason)));
		detail_add(&detail, "action",
			   slice_of(return_action_name(return_reason_action(
				   answer->reason, answer->code))));
	}
	/* A bank's own words may name the person, and the chain stays. */
	if (answer->code.length == 4 && !slice_is_empty(answer->code))
		detail_add(&detail, "code", answer->code);
	if (answer->date.length == 10)
		detail_add(&detail, "date", answer->date);
	if (answer->line > 0)
		detail_add_number(&detail, "line", (int64_t)answer->line);
	if (!slice_is_empty(ingest->proof))
		detail_add(&detail, "proof", ingest->proof);
	event.detail = strbuf_slice(&detail);
	fine = (!detail.failed || diag_memory(diag)) &&
	       ledger_add_event(ingest->ledger, &event, diag);
	strbuf_release(&detail);
	return fine;
}

/* Whether a bank once said that this attempt was paid. */
static bool was_paid(struct ingest *ingest, const struct transfer_row *row,
		     bool *paid, struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	*paid = false;
	while ((found = ledger_transfer_events(ingest->ledger, first,
					       row->transfer, &event, diag)) ==
	       1) {
		first = false;
		if (event.attempt == row->attempt &&
		    slice_is(event.kind, "paid"))
			*paid = true;
	}
	return found == 0;
}

static bool apply(struct ingest *ingest, const struct transfer_row *row,
		  const struct bank_answer *answer, struct diag *diag)
{
	enum transfer_state from;
	enum state_change change;
	bool paid;

	if (!ledger_attempt_state(ingest->ledger, row->transfer, row->attempt,
				  &from, diag))
		return false;
	change = state_by_bank(from, answer->state);
	/* "Rejected" said once more clears no contradiction: a person does. */
	if (from == TRANSFER_UNKNOWN && answer->state == TRANSFER_REJECTED &&
	    slice_is_empty(ingest->proof)) {
		if (!was_paid(ingest, row, &paid, diag))
			return false;
		if (paid) {
			ingest->contradicted++;
			return true;
		}
	}
	if (change == CHANGE_SAME) {
		ingest->same++;
		return true;
	}
	if (change == CHANGE_DONE) {
		ingest->counts[answer->state]++;
		if (answer->state == TRANSFER_PAID)
			ingest->paid += row->net;
	} else if (change == CHANGE_CONTRADICTS) {
		ingest->contradicted++;
	} else {
		ingest->unexpected++;
	}
	return add_event(ingest, row, answer, (struct step){from, change},
			 diag);
}

int ingest_find(struct ledger *ledger, const struct bank_answer *answer,
		struct transfer_row *row, struct diag *diag)
{
	int found = 0;

	if (!slice_is_empty(answer->end_to_end))
		found = ledger_find_reference(ledger, answer->end_to_end, row,
					      diag);
	if (found == 0 && !slice_is_empty(answer->reference))
		found = ledger_find_reference(ledger, answer->reference, row,
					      diag);
	return found;
}

/* Money that came in is a return only by the bank's word, or a person's. */
static bool hear_credit(struct ingest *ingest, const struct transfer_row *row,
			struct diag *diag)
{
	enum transfer_state state;

	if (!ledger_attempt_state(ingest->ledger, row->transfer, row->attempt,
				  &state, diag))
		return false;
	if (state != TRANSFER_RETURNED)
		ingest->credits++;
	return true;
}

static bool answer_transfer(struct ingest *ingest,
			    const struct bank_answer *answer, struct diag *diag)
{
	char key[2 * NUMBER_SIZE];
	struct transfer_row row;
	uint32_t index;
	int found = ingest_find(ingest->ledger, answer, &row, diag);

	if (found < 0)
		return false;
	if (answer->state == TRANSFER_NONE)
		return found == 0 || hear_credit(ingest, &row, diag);
	if (found == 0) {
		ingest->unmatched++;
		return true;
	}
	if (answer->has_amount && answer->rupiah != row.net)
		return diag_set(diag,
				"transfer %.*s is %lld rupiah, and the answer "
				"is about another amount: nothing of the file "
				"was taken",
				SLICE_PRINT(row.reference), (long long)row.net);
	if (!set_add(&ingest->answered,
		     attempt_key(row.transfer, row.attempt, key), &index, NULL))
		return diag_memory(diag);
	return apply(ingest, &row, answer, diag);
}

static int64_t batch_of_name(struct slice office, struct slice order)
{
	struct slice name = slice_part(order, 0, slice_find(order, '-'));
	int64_t batch;

	if (name.length <= office.length ||
	    !slice_equal(slice_part(name, 0, office.length), office) ||
	    !number_parse(slice_part(name, office.length, name.length),
			  &batch) ||
	    batch < 1)
		return 0;
	return batch;
}

int ingest_find_order(struct ledger *ledger, struct slice office,
		      struct slice order, int64_t *batch, struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int64_t files = 0;
	int found;

	*batch = batch_of_name(office, order);
	if (*batch == 0)
		return 0;
	while ((found = ledger_batch_events(ledger, first, *batch, &event,
					    diag)) == 1) {
		first = false;
		files += state_of_kind(event.kind) == TRANSFER_EXPORTED;
	}
	if (first)
		*batch = 0;
	return found < 0 ? -1 : !first && files <= 1;
}

/* An answer about all of an order: for those without one of their own. */
static bool answer_order(struct ingest *ingest,
			 const struct bank_answer *answer, struct diag *diag)
{
	struct transfer_row row;
	bool first = true;
	int64_t batch;
	int found = ingest_find_order(ingest->ledger, ingest->settings->office,
				      answer->order, &batch, diag);

	if (found == 0 && batch > 0)
		ingest->parts++;
	else if (found == 0)
		ingest->unmatched++;
	if (found != 1)
		return found == 0;
	while ((found = ledger_batch_transfers(ingest->ledger, first, batch,
					       &row, diag)) == 1) {
		char key[2 * NUMBER_SIZE];

		first = false;
		if (set_find(&ingest->answered,
			     attempt_key(row.transfer, row.attempt, key)) ==
			    SET_NONE &&
		    !apply(ingest, &row, answer, diag))
			return false;
	}
	return found == 0;
}

bool ingest_answer(void *context, const struct bank_answer *answer,
		   struct diag *diag)
{
	struct ingest *ingest = context;

	if (answer->level == ANSWER_TRANSFER)
		return answer_transfer(ingest, answer, diag);
	return answer_order(ingest, answer, diag);
}

bool ingest_end(struct ingest *ingest, const struct answer_count *count,
		struct diag *diag)
{
	struct event_row event = {.kind = SLICE("ingested"),
				  .amount = ingest->paid,
				  .actor = ingest->actor,
				  .evidence = ingest->evidence};
	struct strbuf detail;
	bool fine;

	strbuf_init(&detail, DETAIL_MAX);
	detail_add(&detail, "format", slice_of(count->format));
	detail_add_number(&detail, "answers", count->answers);
	for (int i = TRANSFER_SENT; i <= TRANSFER_UNKNOWN; i++)
		if (ingest->counts[i] > 0)
			detail_add_number(&detail,
					  state_name((enum transfer_state)i),
					  ingest->counts[i]);
	detail_add_number(&detail, "unmatched", ingest->unmatched);
	if (!slice_is_empty(ingest->proof))
		detail_add(&detail, "proof", ingest->proof);
	event.detail = strbuf_slice(&detail);
	fine = (!detail.failed || diag_memory(diag)) &&
	       ledger_add_event(ingest->ledger, &event, diag);
	strbuf_release(&detail);
	return fine;
}
