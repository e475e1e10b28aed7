/*
 * What answer_iso.c, answer_status.c and answer_statement.c share: the values
 * of the message as far as it was read. Nobody else includes this.
 */
#ifndef PAYOUT_ANSWER_STATEMENT_H
#define PAYOUT_ANSWER_STATEMENT_H

#include "base/strbuf.h"
#include "payout/bank_answer.h"

/* In the order of the elements that hold them; a currency behind its amount. */
enum iso_field {
	ISO_GROUP_ID,
	ISO_GROUP_STATUS,
	ISO_GROUP_REASON,
	ISO_GROUP_TEXT,
	ISO_PAYMENT_ID,
	ISO_PAYMENT_STATUS,
	ISO_PAYMENT_REASON,
	ISO_PAYMENT_TEXT,
	ISO_END_TO_END,
	ISO_INSTRUCTION,
	ISO_STATUS,
	ISO_REASON,
	ISO_TEXT,
	ISO_AMOUNT,
	ISO_AMOUNT_CURRENCY,
	ISO_ENTRY_AMOUNT,
	ISO_ENTRY_CURRENCY,
	ISO_ENTRY_SIDE,
	ISO_ENTRY_REVERSAL,
	ISO_ENTRY_STATUS,
	ISO_ENTRY_DATE,
	ISO_ENTRY_VALUE_DATE,
	ISO_BALANCE_KIND,
	ISO_BALANCE_AMOUNT,
	ISO_BALANCE_CURRENCY,
	ISO_BALANCE_SIDE,
	ISO_BALANCE_DATE,
	ISO_FIELDS
};

/* A statement's balances, in hundred thousandths of its currency. */
struct iso_sums {
	bool opened, closed, mixed; /* mixed: more than one currency */
	int64_t opening, closing;
	int64_t booked;	 /* all booked entries */
	int64_t forward; /* of them, those valued after the closing day */
	char currency[4], closing_day[12];
};

struct iso_reading {
	const struct answer_sink *sink;
	struct diag *diag;
	const char *format;
	unsigned depth;
	struct strbuf path, text;
	struct strbuf fields[ISO_FIELDS];
	char currency[4]; /* of the element that is open */
	unsigned entry_details;
	bool detail_waits; /* the first one, for an amount */
	struct iso_sums sums;
	struct answer_count count;
};

static inline struct slice iso_value(const struct iso_reading *reading,
				     enum iso_field field)
{
	return strbuf_slice(&reading->fields[field]);
}

/* Hands an answer on, counted; its amount is that of ISO_AMOUNT. */
bool iso_answer(struct iso_reading *reading, struct bank_answer *answer);

/* At the end of a pain.002's elements. */
bool status_of_transfer(struct iso_reading *reading);
bool status_of_payment(struct iso_reading *reading);
bool status_of_group(struct iso_reading *reading);

/* At the beginning and end of a statement's elements. */
void statement_begin(struct iso_reading *reading);
bool statement_balance(struct iso_reading *reading);
bool statement_detail(struct iso_reading *reading);
bool statement_next_detail(struct iso_reading *reading);
bool statement_entry(struct iso_reading *reading);
bool statement_end(struct iso_reading *reading);

#endif
