/*
 * What settle.c and settle_person.c share. Nobody else includes this.
 */
#ifndef PAYOUT_SETTLE_PARTS_H
#define PAYOUT_SETTLE_PARTS_H

#include "payout/settle.h"

struct settling {
	struct due *due;
	struct ledger *ledger;
	const struct pay_settings *settings;
	int64_t fee;
	struct diag *diag;
};

/*
 * After the accruals have met the ledger: a person's holds and releases, what
 * the claims' transfers have come to, and money sent for days that are no
 * longer due.
 */
bool settle_person(struct settling *settling, struct due_person *person);

#endif
