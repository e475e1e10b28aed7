/*
 * The statement of one person: every transfer, what was paid back or set off,
 * and what that comes to.
 */
#ifndef PAYOUT_STATEMENT_H
#define PAYOUT_STATEMENT_H

#include "payout/receipt.h"

/*
 * Appends it: a head, a line a transfer with its fields parted by TABs, a line
 * a recovery, and the sums. Transfers that never left the house are left out:
 * their days stand in a later one, if in any.
 */
bool statement_print(const struct receipt_terms *terms, struct slice person,
		     struct strbuf *out, struct diag *diag);

#endif
