/*
 * What a bank says became of transfers, whatever form it says it in.
 */
#ifndef PAYOUT_BANK_ANSWER_H
#define PAYOUT_BANK_ANSWER_H

#include "base/diag.h"
#include "base/text.h"
#include "payout/state.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Why money did not arrive. The first eight are the official reasons of the
 * wage subsidy's returns (ministry's statement of 18 January 2021).
 */
enum return_reason {
	REASON_NONE,
	REASON_DUPLICATE_ACCOUNT,
	REASON_INVALID_ACCOUNT, /* the name differs, or no such account */
	REASON_CLOSED_ACCOUNT,
	REASON_NOT_IN_CLEARING,
	REASON_DORMANT_ACCOUNT,
	REASON_NIK_DIFFERS,
	REASON_FROZEN_ACCOUNT,
	REASON_YEAR_END,
	REASON_DUPLICATE_PAYMENT, /* the bank has had this order already */
	REASON_TIME_OUT,
	REASON_OUR_FILE, /* amounts, dates or form of our order */
	REASON_NO_FUNDS,
	REASON_DECEASED,
	REASON_OTHER,
	RETURN_REASONS
};

enum return_action {
	ACTION_NONE,
	ACTION_REPAIR_ACCOUNT,
	ACTION_REPAIR_NAME,
	ACTION_RETRY_LATER,
	ACTION_OUR_FAULT,
	ACTION_LOOK_UP_FIRST, /* find what became of the first order */
	ACTION_ASK_BANK,
	ACTION_ASK_HEIRS,
	RETURN_ACTIONS
};

/* "closed_account", "repair_account". Static. */
const char *return_reason_name(enum return_reason reason);
const char *return_action_name(enum return_action action);

/* What a reason asks for; code may tell more (BE01: the name). */
enum return_action return_reason_action(enum return_reason reason,
					struct slice code);

/*
 * The reason of an ISO 20022 external status reason code such as AC04, or of
 * a word as banks and clerks write it ("rekening tutup", "dormant").
 * REASON_OTHER for what is not known, REASON_NONE for nothing.
 */
enum return_reason return_reason_of(struct slice text);

/* Whether a bank's free text speaks of an order it has had already. */
bool answer_speaks_of_duplicate(struct slice text);

/* How much of an order an answer is about; the finer one holds. */
enum answer_level {
	ANSWER_TRANSFER,
	ANSWER_PAYMENT, /* all of a payment block or file */
	ANSWER_GROUP	/* all of a message */
};

/* Slices are borrowed until the sink returns. */
struct bank_answer {
	enum answer_level level;
	/*
	 * sent, paid, rejected, returned, unknown; none: money came in under a
	 * transfer's number, and the bank doesn't say why.
	 */
	enum transfer_state state;
	struct slice end_to_end, reference; /* of a transfer */
	struct slice order;		    /* id of a payment or message */
	bool has_amount;
	int64_t rupiah; /* -1: not whole rupiah */
	struct slice code, date;
	enum return_reason reason;
	uint64_t line; /* in a table; 0 elsewhere */
};

struct answer_sink {
	void *context;
	bool (*take)(void *context, const struct bank_answer *answer,
		     struct diag *diag);
};

/* What was read. */
struct answer_count {
	const char *format; /* "pain.002", "camt.053", "camt.054", "table" */
	int64_t answers;
	int64_t other_entries; /* of a statement: not about our orders */
};

/*
 * The state that a rejection really leaves: of a duplicate or time-out nobody
 * knows whether the money went, so it is unknown, never free to send again.
 */
enum transfer_state answer_state(enum transfer_state said,
				 enum return_reason reason);

/*
 * The state that a word in a result file means ("SUCCESS - ...", "retur",
 * "diproses"); TRANSFER_NONE for other words.
 */
enum transfer_state answer_state_of(struct slice word);

/*
 * Reads pain.002, camt.053 or camt.054 by local element names, with or
 * without a namespace. A statement whose opening balance and entries don't
 * give its closing balance is refused, and so is any other XML.
 */
bool answer_read_iso(const char *path, const struct answer_sink *sink,
		     struct answer_count *count, struct diag *diag);

#endif
