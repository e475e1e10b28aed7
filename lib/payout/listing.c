#include "payout/listing.h"

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
