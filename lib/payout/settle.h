/*
 * What is owed, compared with what the ledger has: which accruals are new,
 * which a live transfer carries, which clash; who is held; who has been sent
 * money for days that are no longer due, and whose days are due again.
 */
#ifndef PAYOUT_SETTLE_H
#define PAYOUT_SETTLE_H

#include "payout/due.h"
#include "payout/ledger.h"

/*
 * Fills the fates of the accruals and the findings of people and claims.
 * ledger may be NULL: all is new. fee is what the participant bears of a
 * transfer. Call payee_check before where payees are known.
 */
bool settle(struct due *due, struct ledger *ledger,
	    const struct pay_settings *settings, int64_t fee,
	    struct diag *diag);

/* Whether there is nothing new for a person but what is given back. */
static inline bool settle_only_gives_back(const struct due_person *person)
{
	return person->gross == 0 && person->set_off < 0;
}

/* Whether a person gets a transfer: something new, and nothing holds it. */
static inline bool settle_pays(const struct due_person *person)
{
	return (person->gross > 0 || person->set_off < 0) && person->holds == 0;
}

#endif
