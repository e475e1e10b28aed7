/*
 * Letting the bank files of an approved batch out of the house: the ledger
 * first, then the files, so that a crash between them leaves files to be made
 * again and never money that nobody knows of.
 */
#ifndef PAYOUT_RELEASE_H
#define PAYOUT_RELEASE_H

#include "payout/ledger.h"
#include "payout/manifest.h"

/* What was approved: from the batch's last "approved" event. */
struct release_terms {
	char layout[64];
	struct date value_date;
	char manifest[DIGEST_HEX_SIZE];
	enum transfer_state state; /* of the batch, approved or beyond */
};

/* Reads them; a batch that was not approved is refused. */
bool release_terms(struct ledger *ledger, int64_t batch,
		   struct release_terms *terms, struct diag *diag);

/*
 * The text of the manifest that was approved, for making it again; borrowed
 * until the ledger is asked for another document, or the transaction ends.
 */
bool release_approved(struct ledger *ledger, const struct release_terms *terms,
		      struct slice *text, struct diag *diag);

/*
 * Inside a transaction: whether the batch may leave, and one "exported" event
 * a file with its digest, unless they are there already (*again).
 * manifest is made again from the terms and must be the one approved.
 */
bool release_record(struct manifest *manifest, struct slice made_again,
		    struct slice actor, bool *again, struct diag *diag);

/*
 * After the commit: writes one part into the outbox, whole or not at all. A
 * file of that name that is there with the same bytes is left; with others it
 * is refused.
 */
bool release_write(struct bank_job *job, size_t part, const char *outbox,
		   struct diag *diag);

#endif
