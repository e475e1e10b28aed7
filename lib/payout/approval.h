/*
 * The steps between a proposal and its file: approve, decline, withdraw, and
 * the release of the bank files.
 */
#ifndef PAYOUT_APPROVAL_H
#define PAYOUT_APPROVAL_H

#include "payout/ledger.h"
#include "payout/manifest.h"

struct approval {
	struct slice actor;
	struct slice evidence; /* SHA-256; portal mode */
	struct slice manifest; /* the text that was approved */
	const char *signature, *maker_signature; /* ssh mode */
};

/*
 * Inside a transaction: approves a batch whose manifest, made again, is the
 * text given. Refused when the approver is the maker, the batch is in another
 * state, its total is over batch_max, an earlier attempt of one of its
 * transfers is not settled, or a signature isn't good.
 */
bool approval_give(struct ledger *ledger, struct manifest *manifest,
		   struct slice made_again, const struct approval *approval,
		   struct diag *diag);

/*
 * Inside a transaction: takes a batch back before it was exported and sets its
 * days free; as TRANSFER_WITHDRAWN by its maker, or as TRANSFER_DECLINED by
 * somebody else.
 */
struct taking_back {
	enum transfer_state as;
	struct slice actor, reason;
};
bool approval_take_back(struct ledger *ledger, int64_t batch,
			const struct taking_back *taking, struct diag *diag);

/* Whether two names are one person's: case and blanks don't count. */
bool approval_same_actor(struct slice left, struct slice right);

/*
 * Whether every transfer of the batch may leave the house now: nobody is held
 * by hand, and earlier attempts ended with the bank's evidence.
 */
bool approval_may_leave(struct ledger *ledger, int64_t batch,
			struct diag *diag);

#endif
