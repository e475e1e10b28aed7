/*
 * What decision.c, recovery.c and erasure.c share. Nobody else includes this.
 */
#ifndef PAYOUT_DECISION_PARTS_H
#define PAYOUT_DECISION_PARTS_H

#include "payout/decision.h"

/*
 * Adds an event with the decision's actor, evidence and reason; the reason
 * comes behind what the event's detail says already.
 */
bool decision_record(struct ledger *ledger, const struct decision *decision,
		     struct event_row event, struct diag *diag);

#endif
