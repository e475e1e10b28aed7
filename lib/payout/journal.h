/*
 * The ledger as text: what it holds, row by row, in the form its hashes were
 * made from, so that awk and sha256sum can check it without this program; and
 * as double entries for hledger.
 */
#ifndef PAYOUT_JOURNAL_H
#define PAYOUT_JOURNAL_H

#include "base/strbuf.h"
#include "payout/ledger.h"

struct journal_sink {
	void *context;
	bool (*print)(void *context, struct slice text, struct diag *diag);
};

/*
 * One line a row: "event", "transfer" or "accrual", TAB, the canonical row of
 * chain.h, and behind an event TAB and its hash. The manifests and signatures
 * of approvals follow: "document", TAB, its SHA-256, TAB, its bytes with the
 * escapes of vk-records(5).
 */
bool journal_text(struct ledger *ledger, const struct journal_sink *sink,
		  struct diag *diag);

/*
 * Proves a journal that journal_text printed, without the ledger it comes
 * from: the chain, every batch's roots, and that the documents are those that
 * approvals name. Signatures are not looked into. What is missing behind the
 * last event shows only beside a head that was kept elsewhere (proof->head).
 * False where something is wrong; the message names the first line or batch.
 */
struct journal_proof {
	int64_t events, transfers, accruals;
	struct head head;
};
bool journal_check(struct slice text, struct journal_proof *proof,
		   struct diag *diag);

/*
 * The money as hledger reads it: a proposed batch owes its participants, a
 * paid transfer settles that from the bank, what comes back is owed again.
 */
bool journal_hledger(struct ledger *ledger, const struct journal_sink *sink,
		     struct diag *diag);

#endif
