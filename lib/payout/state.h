/*
 * What may happen to a transfer, and when.
 *
 *   proposed -> approved -> exported -> sent -> paid -> returned
 *
 * and from exported or sent: rejected, unknown. Nothing but evidence from the
 * bank leaves unknown; no time-out leads anywhere. A batch is withdrawn by its
 * maker or declined by its approver before it is exported; afterwards only
 * void, asked by one and granted by another with the bank's evidence, sets the
 * days free again.
 */
#ifndef PAYOUT_STATE_H
#define PAYOUT_STATE_H

#include "base/text.h"

#include <stdbool.h>

enum transfer_state {
	TRANSFER_NONE,
	TRANSFER_PROPOSED,
	TRANSFER_APPROVED,
	TRANSFER_EXPORTED,
	TRANSFER_SENT,
	TRANSFER_PAID,
	TRANSFER_REJECTED,
	TRANSFER_RETURNED,
	TRANSFER_UNKNOWN,
	TRANSFER_WITHDRAWN,
	TRANSFER_DECLINED,
	TRANSFER_VOIDED,
	TRANSFER_STATES
};

/* The kind of event that brings a state about, "paid" for TRANSFER_PAID. */
const char *state_name(enum transfer_state state);

/* The state an event of this kind brings; TRANSFER_NONE for other kinds. */
enum transfer_state state_of_kind(struct slice kind);

/* Whether the days of a transfer in this state may be proposed again. */
bool state_is_freed(enum transfer_state state);

/* Whether the bank may still pay: exported, sent or unknown. */
bool state_is_open(enum transfer_state state);

enum state_change {
	CHANGE_DONE,	    /* news */
	CHANGE_SAME,	    /* no news: known, or of a step that is past */
	CHANGE_CONTRADICTS, /* paid and rejected: unknown until cleared */
	CHANGE_REFUSED	    /* it never left the house, or is void */
};

/*
 * What becomes of a transfer of which a bank says sent, paid, rejected,
 * returned or unknown. A returned transfer was paid before, so "paid" behind
 * "returned" is an older answer that came late.
 */
enum state_change state_by_bank(enum transfer_state from,
				enum transfer_state to);

#endif
