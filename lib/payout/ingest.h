/*
 * A bank's answers, taken into the ledger.
 */
#ifndef PAYOUT_INGEST_H
#define PAYOUT_INGEST_H

#include "base/set.h"
#include "payout/bank_answer.h"
#include "payout/ledger.h"
#include "payout/settings.h"

/* What came of one file; all of it in one transaction. */
struct ingest {
	/* Given by the caller. */
	struct ledger *ledger;
	const struct pay_settings *settings;
	struct slice actor;
	struct slice evidence; /* SHA-256 of the answer, hexadecimal */
	struct slice proof;    /* of a hand-entered one: the evidence file's */
	/* Counted. */
	int64_t counts[TRANSFER_STATES]; /* news, by state */
	int64_t same;			 /* no news */
	int64_t unmatched;    /* no transfer of ours has that number */
	int64_t contradicted; /* paid and rejected: unknown now */
	int64_t unexpected;   /* a transfer that never left the house */
	int64_t credits;      /* money came in, and nobody says why */
	int64_t parts;	      /* about one of several files of a batch */
	int64_t paid;	      /* rupiah newly paid */
	/* Transfers that had an answer of their own in this file. */
	struct set answered;
};

void ingest_init(struct ingest *ingest);
void ingest_release(struct ingest *ingest);

/*
 * The sink for answer_read_iso and answer_table. An answer whose amount isn't
 * the transfer's ends the file: it is another's, or damaged.
 */
bool ingest_answer(void *context, const struct bank_answer *answer,
		   struct diag *diag);

/*
 * The transfer that an answer names, by end-to-end number or reference: 1, 0,
 * -1.
 */
int ingest_find(struct ledger *ledger, const struct bank_answer *answer,
		struct transfer_row *row, struct diag *diag);

/*
 * The batch whose file an order was, by the name we gave it,
 * "DPS0003-pain-001-03": 1; 0 where it is none of ours, or one of several files
 * of a batch (*batch is that, else 0), for then nobody knows which transfers it
 * held; -1 on failure.
 */
int ingest_find_order(struct ledger *ledger, struct slice office,
		      struct slice order, int64_t *batch, struct diag *diag);

/* After the last answer: the event that names the file. */
bool ingest_end(struct ingest *ingest, const struct answer_count *count,
		struct diag *diag);

/* Whether something was told that a person must look into. */
static inline bool ingest_waits(const struct ingest *ingest)
{
	return ingest->contradicted + ingest->unexpected + ingest->credits +
		       ingest->parts + ingest->counts[TRANSFER_REJECTED] +
		       ingest->counts[TRANSFER_RETURNED] +
		       ingest->counts[TRANSFER_UNKNOWN] >
	       0;
}

#endif
