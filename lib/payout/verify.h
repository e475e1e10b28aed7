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

/* What lies outside the ledger; NULL where it isn't looked at. */
struct verify_places {
	const char *outbox; /* released files that are still there */
	const char *allowed_signers;
	bool signs; /* approvals are signed nowadays */
};

/*
 * Reads the whole ledger once, as it is at one moment. Signatures are checked
 * as of the time of their approval, so that a key may expire or be revoked
 * afterwards. False only where the ledger can't be read at all; what is wrong
 * in it goes to the sink.
 */
bool verify_ledger(struct ledger *ledger, const struct verify_places *places,
		   const struct verify_sink *sink,
		   struct verification *verification, struct diag *diag);

#endif
