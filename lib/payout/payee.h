/*
 * Whom a transfer goes to: names and accounts from the identities file, and
 * what must be looked at before money goes there.
 */
#ifndef PAYOUT_PAYEE_H
#define PAYOUT_PAYEE_H

#include "payout/due.h"
#include "payout/rows.h"

/* A bank and the numbers other banks know it by. */
struct bank {
	const char *code;     /* three digits, "129" */
	const char *name;     /* "BPD BALI" */
	const char *bic;      /* "ABALIDBS" */
	const char *clearing; /* seven digits, "1290013" */
};

/* The bank of a code, name ("Bank BRI" too) or BIC, or NULL. Static. */
const struct bank *bank_find(struct slice text);

/* One row of the identities file. */
struct payee_record {
	struct slice person, application, enroll_status;
	struct slice name, bank, account, account_name;
};

/*
 * Remembers the payee of a person that has claims; others are passed over,
 * and so are a superseded row and one of another application than the claims',
 * or, where these name none, of a duplicate. The account loses blanks, dots and
 * dashes. Two rows that differ in bank or account are marked.
 */
bool payee_add(struct due *due, const struct payee_record *record,
	       struct diag *diag);

/*
 * After the last row: marks people whose account is missing, no account
 * number, of an unusual length, shared with another person of this run, or in
 * another's name.
 */
bool payee_check(struct due *due, const struct pay_settings *settings,
		 struct diag *diag);

#endif
