/*
 * The ledger: every right to money, every bank line, every event, for ever.
 *
 * One SQLite file, or a database of a PostgreSQL where several hosts pay. Rows
 * are added and never changed: the state of a transfer is what its last event
 * says. All that a command does is one transaction, whose events are chained
 * by SHA-256 (chain.h); after the commit the acknowledged head is written
 * beside the ledger, or on each host that uses a server's (head.h).
 *
 * Storage is reached only through this header.
 */
#ifndef PAYOUT_LEDGER_H
#define PAYOUT_LEDGER_H

#include "base/diag.h"
#include "payout/head.h"
#include "payout/rows.h"
#include "payout/state.h"

#include <stdbool.h>

struct ledger;

enum ledger_mode {
	LEDGER_READ,
	LEDGER_WRITE,
	LEDGER_CREATE /* write, and make the file if there is none */
};

/* Where a ledger is. */
struct ledger_place {
	const char *ledger; /* a file, or a postgresql:// URL */
	const char *head;   /* NULL beside a file */
};

/*
 * Opens a ledger and compares it with its acknowledged head; a ledger that is
 * behind or differs is refused, with what to do. NULL on failure.
 */
struct ledger *ledger_open(const struct ledger_place *place,
			   enum ledger_mode mode, struct diag *diag);

/* Whether there is a file, or tables of a ledger: 1, 0, -1 for a failure. */
int ledger_is_there(const struct ledger_place *place, struct diag *diag);

/* As ledger_open, without comparing; for verify, which tells the difference. */
struct ledger *ledger_open_unchecked(const struct ledger_place *place,
				     struct diag *diag);

/* Leaves one file at rest. An unfinished transaction is undone. */
bool ledger_close(struct ledger *ledger, struct diag *diag);

/*
 * Starts the one transaction of a writing command. Beginning, commit and
 * rollback end all walks; rows that were borrowed are gone.
 */
bool ledger_begin(struct ledger *ledger, struct diag *diag);

/*
 * Makes everything since ledger_begin durable, then writes the head. False
 * after a commit whose head could not be written: the ledger is whole then,
 * and the next command catches up. Where a server was lost in the commit, the
 * ledger itself is asked what became of it; false with a message of its own
 * where it can't be asked.
 */
bool ledger_commit(struct ledger *ledger, struct diag *diag);
void ledger_rollback(struct ledger *ledger);

/* The last event of the chain. */
struct head ledger_head(const struct ledger *ledger);

/* When the open transaction began, YYYY-MM-DDTHH:MM:SSZ. */
const char *ledger_now(const struct ledger *ledger);

/*
 * The acknowledged head, as its file was when the ledger was opened: it is no
 * newer than what is read of the ledger, whatever others write meanwhile. Its
 * sequence is 0 where the file is only there since then.
 */
bool ledger_acknowledged(struct ledger *ledger, struct head *head, bool *found,
			 struct diag *diag);

/* The number the next batch or transfer gets. */
bool ledger_next_batch(struct ledger *ledger, int64_t *batch,
		       struct diag *diag);
bool ledger_next_transfer(struct ledger *ledger, int64_t *transfer,
			  struct diag *diag);

/* Adding rows; inside a transaction only. */
bool ledger_add_accrual(struct ledger *ledger, const struct accrual_row *row,
			struct diag *diag);
bool ledger_add_transfer(struct ledger *ledger, const struct transfer_row *row,
			 const struct payee *payee, struct diag *diag);

/* Adds an event; its sequence and time are given by the ledger. */
bool ledger_add_event(struct ledger *ledger, const struct event_row *row,
		      struct diag *diag);

/* Sets the days of a transfer free: it was withdrawn, declined or voided. */
bool ledger_free(struct ledger *ledger, int64_t transfer, struct diag *diag);

/* Keeps a manifest or signature, by its SHA-256 (twice is once). */
bool ledger_add_document(struct ledger *ledger, struct slice kind,
			 struct slice content, char sha256[DIGEST_HEX_SIZE],
			 struct diag *diag);

/*
 * Asking. The functions below give 1 with a row, 0 at the end, -1 on failure.
 * Slices are borrowed until the next call of the same function; a walk that
 * is left before its end is ended by ledger_stop.
 */
enum ledger_walk {
	LEDGER_ACCRUALS,
	LEDGER_TRANSFERS,
	LEDGER_EVENTS,
	LEDGER_DOCUMENTS,
	LEDGER_FREED,
	LEDGER_WALKS
};

/* All of a kind in the order of its key; begin with first = true. */
int ledger_walk_accruals(struct ledger *ledger, bool first,
			 struct accrual_row *row, struct diag *diag);
int ledger_walk_transfers(struct ledger *ledger, bool first,
			  struct transfer_row *row, struct diag *diag);
int ledger_walk_events(struct ledger *ledger, bool first, struct event_row *row,
		       uint8_t hash[DIGEST_SIZE], struct diag *diag);
int ledger_walk_documents(struct ledger *ledger, bool first,
			  struct slice *sha256, struct slice *content,
			  struct diag *diag);
int ledger_walk_freed(struct ledger *ledger, bool first, int64_t *transfer,
		      struct diag *diag);
void ledger_stop(struct ledger *ledger, enum ledger_walk walk);

/*
 * The accruals of one day and person, freed ones marked, later rounds last.
 * With first = true row's day and person say which, and have to stay.
 */
int ledger_accruals_on(struct ledger *ledger, bool first,
		       struct accrual_row *row, bool *freed, struct diag *diag);

/*
 * The accruals of a day from a person on, by person: for going through many
 * people of one day. Begin with first = true at any person.
 */
int ledger_accruals_from(struct ledger *ledger, bool first,
			 struct accrual_row *row, bool *freed,
			 struct diag *diag);

/* How many rows are sooner stepped over than jumped by a new beginning. */
int ledger_steps_max(const struct ledger *ledger);

/* The transfers of a batch in the order of their lines. */
int ledger_batch_transfers(struct ledger *ledger, bool first, int64_t batch,
			   struct transfer_row *row, struct diag *diag);

/* The same with the payee of each, and without the rows' days, courses, source
   and commitment. */
struct ledger_line {
	struct transfer_row row;
	struct payee payee;
	bool erased; /* and the payee is empty */
};
int ledger_batch_lines(struct ledger *ledger, bool first, int64_t batch,
		       struct ledger_line *line, struct diag *diag);

/* The transfers of a person, latest first: last attempts only. */
int ledger_person_transfers(struct ledger *ledger, bool first,
			    struct slice person, struct transfer_row *row,
			    struct diag *diag);

/* The events of a person (holds, releases, recoveries), oldest first. */
int ledger_person_events(struct ledger *ledger, bool first, struct slice person,
			 struct event_row *row, struct diag *diag);

/* The first person from this one on about whom there are events: 1, 0, -1. */
int ledger_next_spoken_of(struct ledger *ledger, struct slice from,
			  struct slice *person, struct diag *diag);

/* The events that belong to one batch as a whole, oldest first. */
int ledger_batch_events(struct ledger *ledger, bool first, int64_t batch,
			struct event_row *row, struct diag *diag);

/* The events of one transfer, all attempts, oldest first. */
int ledger_transfer_events(struct ledger *ledger, bool first, int64_t transfer,
			   struct event_row *row, struct diag *diag);

/* One row: 1 found, 0 not there, -1 failure. */
int ledger_transfer(struct ledger *ledger, int64_t transfer, int64_t attempt,
		    struct transfer_row *row, struct diag *diag);
int ledger_find_reference(struct ledger *ledger, struct slice reference,
			  struct transfer_row *row, struct diag *diag);
int ledger_payee(struct ledger *ledger, int64_t transfer, int64_t attempt,
		 struct payee *payee, struct diag *diag);
int ledger_document(struct ledger *ledger, struct slice sha256,
		    struct slice *content, struct diag *diag);

/* Another person whose transfers went to this account: 1, 0, -1. */
int ledger_account_shared(struct ledger *ledger, const struct payee *payee,
			  struct slice person, struct diag *diag);

/* Whether a person's earlier transfer went to this account: 1, 0, -1. */
int ledger_account_known(struct ledger *ledger, const struct payee *payee,
			 struct slice person, int64_t transfer,
			 struct diag *diag);

/* The hash of an event: 1, 0, -1. */
int ledger_event_hash(struct ledger *ledger, int64_t sequence,
		      uint8_t hash[DIGEST_SIZE], struct diag *diag);

/* Whether a bank's answer with this digest was taken in: 1, 0, -1. */
int ledger_was_ingested(struct ledger *ledger, struct slice sha256,
			struct diag *diag);

/* The last attempt of a transfer and its state. */
bool ledger_state(struct ledger *ledger, int64_t transfer, int64_t *attempt,
		  enum transfer_state *state, struct diag *diag);

/* The state of one attempt; calls ledger_transfer. */
bool ledger_attempt_state(struct ledger *ledger, int64_t transfer,
			  int64_t attempt, enum transfer_state *state,
			  struct diag *diag);

/* The state a batch as a whole is in; TRANSFER_NONE for no such batch. */
bool ledger_batch_state(struct ledger *ledger, int64_t batch,
			enum transfer_state *state, struct diag *diag);

/* Erases name and account of a transfer; the chain stays whole. */
bool ledger_erase_payee(struct ledger *ledger, int64_t transfer,
			struct diag *diag);

/*
 * The storage's own integrity check, where it has one, and the schema; a
 * message in diag if not. Not inside a transaction. What is read afterwards,
 * and the head, may be newer than what was read before.
 */
bool ledger_check_storage(struct ledger *ledger, struct diag *diag);

#endif
