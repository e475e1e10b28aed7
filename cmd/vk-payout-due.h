/*
 * The filter's two readings: what the records claim, and what is written on.
 */
#ifndef CMD_VK_PAYOUT_DUE_H
#define CMD_VK_PAYOUT_DUE_H

#include "payout/due.h"
#include "vk-payout-records.h"
#include "vk-payout.h"

struct stop_list;

struct due_run {
	struct payout payout;
	struct due due;
	struct pay_rates rates;
	struct input *input;
	struct records records;
	struct stop_list *stops; /* NULL without --stops */
	bool record;		 /* propose: new accruals are in the ledger */
	int64_t batch;		 /* that holds them */
};

/* Reads the options and opens the records. */
void due_begin(struct due_run *run, bool record, int argc, char **argv);

/* The first reading: claims and their accruals. */
void due_collect(struct due_run *run);

/* The second reading: every record with its six columns. */
void due_write(struct due_run *run);

void due_end(struct due_run *run);

/* What becomes of one record. */
struct outcome {
	struct slice status;
	bool waits;
	struct slice transfer; /* borrows reference */
	char reference[REFERENCE_SIZE];
	struct strbuf reasons;
};

/* Judges a record that is a claim. */
void judge_claim(struct due_run *run, struct slice person,
		 const struct claim *claim, struct outcome *outcome);

/* Another one: it is damaged, or has no person. */
void judge_other(bool bad, bool no_days, struct outcome *outcome);

/* Codes for pay_reason. */
void reasons_bits(struct strbuf *reasons, unsigned bits);
void reasons_amount(struct strbuf *reasons, const char *code, int64_t rupiah);
void reasons_stops(struct strbuf *reasons, const struct claim *claim);
void reasons_conflict(const struct due_run *run, const struct claim *claim,
		      struct strbuf *reasons);
void reasons_bank_reason(struct due_run *run, int64_t transfer,
			 struct strbuf *reasons);

/* Reads --stops: person, kind (death reemployed withdrawn paid), date. */
void stops_load(struct due_run *run);

/* Adds what the file says of a person to the stops of a record. */
void stops_apply(const struct stop_list *list, struct slice person,
		 struct pay_stops *stops, struct strbuf *elsewhere);

void stops_free(struct stop_list *list);

#endif
