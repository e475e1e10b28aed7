#include "payout/listing.h"

#include "base/strbuf.h"
#include "payout/detail.h"

static void copy(char *out, size_t size, struct slice text)
{
	size_t length = text.length < size ? text.length : size - 1;

	if (length > 0)
		memcpy(out, text.data, length);
	out[length] = '\0';
}

/* Takes over what an event says of the attempt, if it brings a state. */
static void follow(struct listed *listed, const struct event_row *event)
{
	enum transfer_state state = state_of_kind(event->kind);

	if (state == TRANSFER_NONE)
		return;
	listed->state = state;
	copy(listed->since, sizeof listed->since, slice_part(event->at, 0, 10));
	copy(listed->reason, sizeof listed->reason,
	     detail_get(event->detail, "reason"));
	copy(listed->action, sizeof listed->action,
	     detail_get(event->detail, "action"));
}

bool listing_fill(struct ledger *ledger, struct listed *listed,
		  struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	listed->state = TRANSFER_NONE;
	listed->since[0] = listed->reason[0] = listed->action[0] = '\0';
	while ((found = ledger_batch_events(ledger, first, listed->row.batch,
					    &event, diag)) == 1) {
		first = false;
		follow(listed, &event);
	}
	if (found < 0)
		return false;
	first = true;
	while ((found = ledger_transfer_events(ledger, first,
					       listed->row.transfer, &event,
					       diag)) == 1) {
		first = false;
		if (event.attempt == listed->row.attempt)
			follow(listed, &event);
	}
	return found == 0;
}

bool listing_walk(struct ledger *ledger, const struct listing_sink *sink,
		  struct diag *diag)
{
	struct listed listed;
	bool first = true;
	int found;

	while ((found = ledger_walk_transfers(ledger, first, &listed.row,
					      diag)) == 1) {
		enum transfer_state state;
		int64_t attempt;

		first = false;
		if (!ledger_state(ledger, listed.row.transfer, &attempt, &state,
				  diag))
			return false;
		if (attempt != listed.row.attempt)
			continue;
		if (!listing_fill(ledger, &listed, diag) ||
		    !sink->take(sink->context, &listed, diag))
			return false;
	}
	return found == 0;
}

enum { NUMBERS_MAX = 16 * 1024 * 1024 };

/* The numbers of a person's transfers, latest first. */
static bool list_numbers(struct ledger *ledger, struct slice person,
			 struct strbuf *numbers, struct diag *diag)
{
	struct transfer_row row;
	bool first = true;
	int found;

	while ((found = ledger_person_transfers(ledger, first, person, &row,
						diag)) == 1) {
		first = false;
		strbuf_append(numbers,
			      (struct slice){(const char *)&row.transfer,
					     sizeof row.transfer});
	}
	return found == 0 && (!numbers->failed || diag_memory(diag));
}

static bool give(struct ledger *ledger, int64_t transfer,
		 const struct listing_sink *sink, struct diag *diag)
{
	enum transfer_state state;
	struct listed listed;
	int64_t attempt;

	if (!ledger_state(ledger, transfer, &attempt, &state, diag) ||
	    ledger_transfer(ledger, transfer, attempt, &listed.row, diag) !=
		    1 ||
	    !listing_fill(ledger, &listed, diag))
		return false;
	return sink->take(sink->context, &listed, diag);
}

bool listing_person(struct ledger *ledger, struct slice person,
		    const struct listing_sink *sink, struct diag *diag)
{
	struct strbuf numbers;
	bool fine;

	strbuf_init(&numbers, NUMBERS_MAX);
	fine = list_numbers(ledger, person, &numbers, diag);
	for (size_t i = numbers.length / sizeof(int64_t); fine && i > 0; i--) {
		int64_t transfer;

		memcpy(&transfer, numbers.data + (i - 1) * sizeof transfer,
		       sizeof transfer);
		fine = give(ledger, transfer, sink, diag);
	}
	strbuf_release(&numbers);
	return fine;
}
