/*
 * Holding the answers of banks that were kept against what the ledger says that
 * they said: nothing is paid or returned there but by a file that says so, and
 * nothing that a file says so is passed over.
 */
#ifndef PAYOUT_ANSWER_PROOF_H
#define PAYOUT_ANSWER_PROOF_H

#include "base/set.h"
#include "payout/bank_answer.h"
#include "payout/verify.h"

struct answer_proof {
	struct ledger *ledger;
	struct slice office; /* as in the references */
	const struct verify_sink *sink;
	int64_t findings;
	struct slice evidence; /* SHA-256 of the file that is read */
	struct set files;      /* those that were read */
	struct set said; /* what they answer, and say is paid or returned */
};

void answer_proof_init(struct answer_proof *proof);
void answer_proof_release(struct answer_proof *proof);

/* Before each file; evidence is its SHA-256, borrowed while it is read. */
bool answer_proof_file(struct answer_proof *proof, struct slice evidence,
		       struct diag *diag);

/* The sink of answer_read_iso, and for the rows of a table. */
bool answer_proof_take(void *context, const struct bank_answer *answer,
		       struct diag *diag);

/* After the last file: every event that names one, and files that lack. */
bool answer_proof_end(struct answer_proof *proof, struct diag *diag);

#endif
