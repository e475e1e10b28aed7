/*
 * Proving a ledger: storage, chain, roots, commitments, keys, sums, approvals
 * and released files, each finding told by itself.
 */
#ifndef PAYOUT_VERIFY_H
#define PAYOUT_VERIFY_H

#include "base/arena.h"
#include "payout/ledger.h"

struct verify_sink {
	void *context;
	/* A finding, such as "event 12: its hash is not that of its row". */
	void (*tell)(void *context, const char *finding);
};

struct verification {
	int64_t events, transfers, accruals, findings;
	int64_t paid; /* rupiah that banks confirmed and did not take back */
	struct head head;
};

/*
 * Reads the whole ledger once. outbox (NULL: not looked at) is where the
 * released files are compared, those that are still there. False only where
 * the ledger can't be read at all; what is wrong in it goes to the sink.
 */
bool verify_ledger(struct ledger *ledger, const char *outbox,
		   const struct verify_sink *sink,
		   struct verification *verification, struct diag *diag);

#endif
