#include "payout/state.h"

static const char *const names[TRANSFER_STATES] = {
	[TRANSFER_NONE] = "none",	  [TRANSFER_PROPOSED] = "proposed",
	[TRANSFER_APPROVED] = "approved", [TRANSFER_EXPORTED] = "exported",
	[TRANSFER_SENT] = "sent",	  [TRANSFER_PAID] = "paid",
	[TRANSFER_REJECTED] = "rejected", [TRANSFER_RETURNED] = "returned",
	[TRANSFER_UNKNOWN] = "unknown",	  [TRANSFER_WITHDRAWN] = "withdrawn",
	[TRANSFER_DECLINED] = "declined", [TRANSFER_VOIDED] = "voided",
};

const char *state_name(enum transfer_state state)
{
	return names[state];
}

enum transfer_state state_of_kind(struct slice kind)
{
	for (int i = TRANSFER_PROPOSED; i < TRANSFER_STATES; i++)
		if (slice_is(kind, names[i]))
			return (enum transfer_state)i;
	return TRANSFER_NONE;
}

bool state_is_freed(enum transfer_state state)
{
	return state == TRANSFER_WITHDRAWN || state == TRANSFER_DECLINED ||
	       state == TRANSFER_VOIDED;
}

bool state_is_open(enum transfer_state state)
{
	return state == TRANSFER_EXPORTED || state == TRANSFER_SENT ||
	       state == TRANSFER_UNKNOWN;
}

/* The answers that end an open transfer, and what may follow on them. */
static enum state_change after_paid(enum transfer_state to)
{
	if (to == TRANSFER_RETURNED)
		return CHANGE_DONE;
	return to == TRANSFER_REJECTED ? CHANGE_CONTRADICTS : CHANGE_SAME;
}

enum state_change state_by_bank(enum transfer_state from,
				enum transfer_state to)
{
	if (from == to)
		return CHANGE_SAME;
	if (from == TRANSFER_PAID)
		return after_paid(to);
	if (from == TRANSFER_REJECTED)
		return to == TRANSFER_PAID ? CHANGE_CONTRADICTS : CHANGE_SAME;
	if (from == TRANSFER_RETURNED)
		return CHANGE_SAME;
	/* "Sent" clears nothing: a rejection behind it would pay again. */
	if (from == TRANSFER_UNKNOWN && to == TRANSFER_SENT)
		return CHANGE_SAME;
	/* That nothing was paid is what a void says too. */
	if (from == TRANSFER_VOIDED &&
	    (to == TRANSFER_REJECTED || to == TRANSFER_RETURNED))
		return CHANGE_SAME;
	return state_is_open(from) ? CHANGE_DONE : CHANGE_REFUSED;
}
