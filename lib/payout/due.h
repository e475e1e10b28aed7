/*
 * What a run says is owed: the records' payable days, checked against what
 * ends the right to money, turned into accruals person by person.
 *
 * Claims are added record by record; due_finish then decides, independently of
 * the records' order, which claim each day belongs to and what it is worth.
 */
#ifndef PAYOUT_DUE_H
#define PAYOUT_DUE_H

#include "base/arena.h"
#include "base/set.h"
#include "payout/accrual.h"
#include "payout/state.h"

enum {
	DUE_DAYS_MAX = 400 /* payable days of one record */
};

/* One record that has payable days. */
struct claim {
	uint32_t person; /* index in due.persons */
	uint64_t number; /* of the record in the run, from 0 */
	struct slice application, course, course_mode;
	struct slice source; /* file:line */
	struct date *days;   /* in order, each once */
	uint32_t day_count;
	uint32_t days_due;
	unsigned stops;	     /* bit 1 << enum pay_stop, for reasons */
	bool twice;	     /* a day of it belongs to another claim too */
	bool mode_unknown;   /* a component needs the course's mode */
	bool idle;	     /* of a record without days */
	int64_t amount_due;  /* gross less tax of its days */
	int64_t paid_before; /* of that, what the bank has confirmed */
	int64_t transfer;    /* the last one that carries its days; 0 */
	enum transfer_state state; /* of that transfer */
	struct slice reference;	   /* of its last attempt; in the arena */
	uint32_t new_accruals;
	/* Accruals the ledger has with another amount; the first of them. */
	uint32_t conflicts;
	uint32_t conflict;		      /* index in due.accruals */
	int64_t conflict_gross, conflict_tax; /* as the ledger has them */
};

/* What the ledger says of an accrual. */
enum accrual_fate {
	ACCRUAL_NEW,
	ACCRUAL_COVERED, /* a live transfer carries it already */
	ACCRUAL_CONFLICT /* the same, with another amount */
};

struct accrual {
	struct date day;
	uint32_t claim;
	uint8_t component;
	uint8_t fate;
	uint32_t round; /* ACCRUAL_NEW: the round it would have */
	int64_t gross, tax;
	int64_t transfer; /* the live transfer, or the new one; 0 */
};

/* Why a person is not paid now, as bits. */
enum due_hold {
	HOLD_BY_HAND = 1 << 0,
	HOLD_NO_ACCOUNT = 1 << 1,
	HOLD_TWO_ACCOUNTS = 1 << 2,   /* the identities contradict */
	HOLD_SHARED_ACCOUNT = 1 << 3, /* another person has it too */
	HOLD_CHANGED_ACCOUNT = 1 << 4,
	HOLD_ACCOUNT_NAME = 1 << 5, /* not the person's own */
	HOLD_ACCOUNT_LENGTH = 1 << 6,
	HOLD_DEATH = 1 << 7,	   /* present after the date of death */
	HOLD_SMALL = 1 << 8,	   /* not more than the fee */
	HOLD_BAD_ACCOUNT = 1 << 9, /* not 5 to 20 digits */
	HOLD_SET_OFF = 1 << 10,	   /* not more than what is set off */
	HOLD_BITS = 11
};

/* The code of a hold, "shared-account" for HOLD_SHARED_ACCOUNT. Static. */
const char *due_hold_name(unsigned bit);

/* The bit of such a code, or 0. */
unsigned due_hold_of(struct slice name);

struct payee;

/* A person's claims and accruals, and what was decided. */
struct due_person {
	uint32_t person;	    /* index in due.persons */
	size_t first, count;	    /* accruals, by day and component */
	size_t claim_first, claims; /* in due.order */
	struct payee *payee;	    /* NULL: not known */
	unsigned holds;		    /* enum due_hold */
	unsigned notes;		    /* the same bits, told but not held */
	/*
	 * Rupiah that are out for what is due no more; below 0 what came back
	 * for what is due again. What may still be so is counted as neither.
	 */
	int64_t balance;
	bool stale;		 /* due no more, but not yet exported */
	int64_t set_off;	 /* of the new transfer: see set_off.h */
	int64_t gross, tax, fee; /* of the new transfer */
	int64_t transfer;	 /* the new transfer; 0 */
	int64_t line;
};

struct due {
	struct arena arena;
	struct set persons;
	struct claim *claims; /* in the order of their records */
	size_t claim_count, claim_room;
	uint32_t *order; /* claims by person, course, application */
	struct accrual *accruals;
	size_t accrual_count, accrual_room;
	uint32_t *by_key;	   /* accruals by day, person and component */
	struct due_person *people; /* by person's text, those with claims */
	size_t people_count;
};

void due_init(struct due *due, size_t maximum);
void due_release(struct due *due);

/*
 * Adds a record's claim: days is the list of payable ISO dates. Days that the
 * stops end are left out here and remembered as reasons. False for a day that
 * is no date, more than DUE_DAYS_MAX, or memory; the message names the value.
 */
struct due_record {
	struct slice person, application, course, course_mode, category;
	struct slice days, source;
	uint64_t number;
	struct pay_stops stops;
	bool idle; /* without days, and added for what was paid before */
};
bool due_add(struct due *due, const struct pay_settings *settings,
	     const struct due_record *record, struct diag *diag);

/*
 * After the last record: gives each day to one claim, and makes the accruals
 * at the rates of their days.
 */
bool due_finish(struct due *due, struct pay_rates *rates, struct diag *diag);

/* The person's text. */
static inline struct slice due_person_text(const struct due *due,
					   const struct due_person *person)
{
	return set_string(&due->persons, person->person);
}

/* The one whose claims these are, or NULL: people are sorted by text. */
struct due_person *due_find(const struct due *due, struct slice person);

#endif
