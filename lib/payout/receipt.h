/*
 * Papers for people: a receipt (kuitansi) for a paid transfer, a list for
 * signature, and the story of a transfer.
 */
#ifndef PAYOUT_RECEIPT_H
#define PAYOUT_RECEIPT_H

#include "base/strbuf.h"
#include "payout/ledger.h"
#include "value/language.h"

struct receipt_terms {
	struct ledger *ledger;
	struct slice office;  /* who pays */
	struct slice purpose; /* for what */
	enum language language;
};

/*
 * A receipt with the amount in words. Refused unless the bank confirmed the
 * payment: nobody signs for money that has not come.
 */
bool receipt_print(const struct receipt_terms *terms, struct slice reference,
		   struct strbuf *out, struct diag *diag);

/* The nominative list of a batch, one line a paid transfer, and its sum. */
bool receipt_list(const struct receipt_terms *terms, int64_t batch,
		  struct strbuf *out, struct diag *diag);

/*
 * From a rupiah to where it came from: days and rates, records, policy,
 * approval, bank file and answers, as "name: value" lines.
 */
bool trace_print(struct ledger *ledger, struct slice reference,
		 struct strbuf *out, struct diag *diag);

#endif
