/*
 * The rows of the ledger: what is owed, what goes to the bank, what happened.
 *
 * An accrual is the right to money for one day, person and component. A
 * transfer is one bank line: what a person gets in one batch. An event is
 * what somebody did or a bank said. Rows are only ever added.
 */
#ifndef PAYOUT_ROWS_H
#define PAYOUT_ROWS_H

#include "base/text.h"
#include "system/digest.h"

#include <stdint.h>

enum {
	REFERENCE_SIZE = 20,  /* 19 characters and a NUL */
	END_TO_END_SIZE = 35, /* 34 characters and a NUL */
	SALT_SIZE = 16
};

/*
 * The key is day, person, component and round. Round 1 is the first; a round
 * is followed by the next only after its transfer was freed (withdrawn,
 * declined or voided), so that one key never has two live transfers.
 */
struct accrual_row {
	struct slice day, person, component;
	int64_t round;
	int64_t gross, tax; /* rupiah; tax is held back from gross */
	int64_t transfer;
};

/* net = gross - tax - fee - set_off; set_off below 0 is given back. */
struct transfer_row {
	int64_t transfer, attempt;
	int64_t batch, line;
	struct slice reference;	 /* at most 19 characters, unique */
	struct slice end_to_end; /* 34 characters, unique */
	struct slice person;
	int64_t gross, tax, fee, set_off, net;
	struct slice days;    /* comma-separated, in order */
	struct slice courses; /* comma-separated */
	struct slice source;  /* file:line of the records it comes from */
	uint8_t commitment[DIGEST_SIZE];
};

/*
 * Whom and where a transfer goes. The ledger keeps it apart, so that it can be
 * erased; the chain holds only its salted commitment.
 */
struct payee {
	struct slice name, bank, account, account_name;
	uint8_t salt[SALT_SIZE];
};

/* 0 and empty are "none". */
struct event_row {
	int64_t sequence;
	struct slice at; /* YYYY-MM-DDTHH:MM:SSZ */
	struct slice kind;
	int64_t batch, transfer, attempt;
	struct slice person;
	int64_t amount;
	struct slice actor;
	struct slice evidence; /* SHA-256 in hexadecimal */
	struct slice detail;   /* name=value;name=value */
};

#endif
