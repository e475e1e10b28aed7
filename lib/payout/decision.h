/*
 * What persons decide about transfers and people: holds, releases, voids,
 * recoveries, further attempts, erasures. All inside a transaction.
 */
#ifndef PAYOUT_DECISION_H
#define PAYOUT_DECISION_H

#include "base/set.h"
#include "payout/due.h"
#include "payout/ledger.h"
#include "payout/settings.h"

struct decision {
	struct slice actor;
	struct slice evidence; /* SHA-256 of its proof, or empty */
	struct slice reason;
};

/* Holds a person's payments, or lifts one kind of hold (due_hold_name). */
bool decision_hold(struct ledger *ledger, const struct decision *decision,
		   struct slice person, struct diag *diag);
bool decision_release(struct ledger *ledger, const struct decision *decision,
		      struct slice person, struct diag *diag);

/*
 * Voids a transfer that left the house and, by the bank's evidence, will never
 * be paid: the first call asks, a second one by somebody else grants and sets
 * its days free (*done). A paid one is never voided.
 */
bool decision_void(struct ledger *ledger, const struct decision *decision,
		   struct slice reference, bool *done, struct diag *diag);

/* The transfer of a reference, with the state of that attempt. */
bool decision_find(struct ledger *ledger, struct slice reference,
		   struct transfer_row *row, enum transfer_state *state,
		   struct diag *diag);

/* Records money that a person paid back of a transfer, with evidence. */
bool decision_recover(struct ledger *ledger, const struct decision *decision,
		      struct slice reference, int64_t rupiah,
		      struct diag *diag);

/*
 * Records how much of a paid transfer is taken off what is due to the person
 * next, in all: it replaces what was said of that transfer before, and 0 takes
 * it back, also where the bank has returned the money since. Less than was
 * taken off already is refused.
 */
bool decision_set_off(struct ledger *ledger, const struct decision *decision,
		      struct slice reference, int64_t rupiah,
		      struct diag *diag);

/*
 * Erases the names and accounts of a person's transfers (UU 27/2022 articles 8
 * and 43), oldest first, each told: erased, gone before, or kept and why. Kept
 * are those the bank may still speak of, those that wait for another attempt,
 * and those that were paid or voided less than keep_years full years ago.
 */
struct erased {
	struct slice reference;
	const char *status;    /* erased, gone, kept */
	const char *reason;    /* on-its-way, waits, keep-years; "" */
	char until[DATE_SIZE]; /* the last day it is kept; "" */
};
struct erasing {
	struct ledger *ledger;
	const struct decision *decision;
	struct date as_of;
	int64_t keep_years;
	void *context;
	void (*tell)(void *context, const struct erased *erased);
};
bool decision_erase(const struct erasing *erasing, struct slice person,
		    struct diag *diag);

/*
 * A batch of further attempts: for every transfer (by reference; all that wait
 * where references is empty) that the bank rejected or returned and whose
 * payee is in the identities. Their amounts stay, their accounts are those of
 * the due's people. Gives the new batch, or 0 where there is nothing to do.
 */
struct reissue {
	struct ledger *ledger;
	const struct pay_settings *settings;
	const struct decision *decision;
	struct due *payees;  /* people with payees; see reissue_collect */
	struct slice policy; /* SHA-256 */
	struct slice key;    /* as in propose.h */
	int64_t batch, transfers, total;
	int64_t held; /* no account, a shared one, another's name */
};

/*
 * Adds the people whose transfers wait for another attempt. False where one of
 * the references is of no transfer that waits.
 */
bool reissue_collect(struct reissue *reissue, const struct set *references,
		     struct diag *diag);

/* After payee_add and payee_check: makes the batch. */
bool reissue_make(struct reissue *reissue, struct diag *diag);

#endif
