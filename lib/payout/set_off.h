/*
 * What is set off: money that was paid for days that were not due is taken off
 * the person's next transfer, as far as somebody decided with evidence.
 */
#ifndef PAYOUT_SET_OFF_H
#define PAYOUT_SET_OFF_H

#include "payout/ledger.h"

struct set_off {
	int64_t decided; /* rupiah, by "set-off" events */
	int64_t taken;	 /* of that, by transfers whose days are not free */
};

/* By how much an event raises or lowers what is decided; 0 for others. */
int64_t set_off_decided(const struct event_row *event);

/* Of one person; calls ledger_transfer and ends walks of the person's rows. */
bool set_off_of(struct ledger *ledger, struct slice person,
		struct set_off *set_off, struct diag *diag);

#endif
