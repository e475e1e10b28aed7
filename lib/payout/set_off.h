/*
 * What is set off: money that was paid for days that were not due is taken off
 * the person's next transfer, as far as somebody decided with evidence; and
 * what was taken off or paid back for days that are due again is given back
 * with it. A transfer's set_off is above 0 for the one, below 0 for the other.
 */
#ifndef PAYOUT_SET_OFF_H
#define PAYOUT_SET_OFF_H

#include "payout/ledger.h"

/* Of one person, in rupiah. */
struct set_off {
	int64_t decided;   /* by "set-off" events */
	int64_t taken;	   /* by transfers whose days are not free, less what
			      they gave back */
	int64_t paid_back; /* by "recovered" events */
};

/* Adds what an event about the person says; others change nothing. */
bool set_off_hear(struct set_off *set_off, const struct event_row *event,
		  struct diag *diag);

/* Adds the set_off of a transfer whose days are not free. */
bool set_off_take(struct set_off *set_off, int64_t rupiah, struct diag *diag);

/* What has come back from the person, by now; below 0: more was given back. */
bool set_off_back(const struct set_off *set_off, int64_t *rupiah,
		  struct diag *diag);

/* How much more may be taken off by what is decided, from 0. */
int64_t set_off_left(const struct set_off *set_off);

/* Of one person; calls ledger_transfer and ends walks of the person's rows. */
bool set_off_of(struct ledger *ledger, struct slice person,
		struct set_off *set_off, struct diag *diag);

#endif
