/*
 * A batch: the new accruals of a run and one transfer for each person, put
 * into the ledger with the event that seals them.
 */
#ifndef PAYOUT_PROPOSE_H
#define PAYOUT_PROPOSE_H

#include "payout/due.h"
#include "payout/ledger.h"

struct proposal {
	/* Given by the caller. */
	struct slice actor;
	struct slice policy; /* SHA-256 of the policy, hexadecimal */
	struct slice input;  /* SHA-256 of the records' content, or empty */
	struct slice key;    /* fingerprint of the persons' key, or empty */
	/* The result; batch is 0 where nothing was new. */
	int64_t batch, transfers, accruals;
	int64_t gross, tax, net;
};

/*
 * Inside a transaction of the ledger, after settle: adds the accruals of
 * everybody whom settle_pays, sorted by key, their transfers in the order of
 * persons, and one "proposed" event with both Merkle roots. Fills the new
 * accruals' and people's transfer numbers, and brings their balances down by
 * what the transfers take off or give back.
 */
bool propose(struct due *due, struct ledger *ledger,
	     const struct pay_settings *settings, struct proposal *proposal,
	     struct diag *diag);

/*
 * The detail of a "proposed" event: counts, sums and both roots, as
 * name=value pairs. Used for further attempts too.
 */
struct strbuf;
struct merkle;
bool propose_detail(const struct proposal *proposal,
		    const struct merkle *accruals,
		    const struct merkle *transfers, struct strbuf *out);

#endif
