/*
 * The transfers as they stand: what each has come to, since when, and why.
 */
#ifndef PAYOUT_LISTING_H
#define PAYOUT_LISTING_H

#include "payout/ledger.h"

enum { LISTING_REASON_SIZE = 64 };

/* The last attempt of a transfer and what its last event says. */
struct listed {
	struct transfer_row row;
	enum transfer_state state;
	char since[12]; /* day of the event that brought the state (UTC) */
	char reason[LISTING_REASON_SIZE], action[LISTING_REASON_SIZE];
};

struct listing_sink {
	void *context;
	bool (*take)(void *context, const struct listed *listed,
		     struct diag *diag);
};

/* Gives every transfer's last attempt, in the order of their numbers. */
bool listing_walk(struct ledger *ledger, const struct listing_sink *sink,
		  struct diag *diag);

/*
 * Gives every transfer of a person, oldest first, with the attempt that stands.
 * The sink may add to the ledger, but not call ledger_transfer.
 */
bool listing_person(struct ledger *ledger, struct slice person,
		    const struct listing_sink *sink, struct diag *diag);

/* The state, day and reasons of one attempt. */
bool listing_fill(struct ledger *ledger, struct listed *listed,
		  struct diag *diag);

#endif
