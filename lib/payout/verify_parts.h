/*
 * What the verify*.c files share. Nobody else includes this.
 */
#ifndef PAYOUT_VERIFY_PARTS_H
#define PAYOUT_VERIFY_PARTS_H

#include "base/set.h"
#include "base/strbuf.h"
#include "payout/merkle.h"
#include "payout/set_off.h"
#include "payout/verify.h"

/* A batch as its event tells it and as its rows are. */
struct batch_proof {
	bool proposed;				      /* its event was met */
	int64_t transfers, accruals, gross, tax, net; /* told */
	int64_t transfers_met, accruals_met;	      /* found */
	int64_t gross_met, tax_met, net_met;
	int64_t exported, exported_sum; /* rows and rupiah of its files */
	char accrual_root[DIGEST_HEX_SIZE], transfer_root[DIGEST_HEX_SIZE];
	uint8_t hash[DIGEST_SIZE];	/* of that event */
	char manifest[DIGEST_HEX_SIZE]; /* what was approved; "" */
	struct merkle accrual_tree, transfer_tree;
	enum transfer_state state; /* of the batch as a whole */
	uint32_t deductions;	   /* the last of its first attempts, from 1 */
};

/* A transfer, by its number from 1. */
struct transfer_proof {
	int64_t batch;		      /* of attempt 1 */
	int64_t gross, tax;	      /* of its line */
	int64_t gross_keys, tax_keys; /* of its accruals */
	int64_t set_off, net;
	uint32_t attempts;
	uint32_t live;		/* attempts that are paid or may still be */
	bool missing, erased;	/* a payee; all, by an event */
	int64_t erased_attempt; /* the one that stood then */
	int64_t first_payee;	/* the first attempt that has one; 0 */
	bool freed, freed_by_event;
	uint8_t state;	    /* of the last attempt that has one of its own */
	uint32_t deduction; /* its own, from 1; 0 */
};

/* What transfers take off and give back, and what was decided of persons. */
struct deductions {
	struct deduction *list; /* in the order of their transfers */
	size_t count, room;
	struct set persons;
	struct set_off *sums; /* by person, as of the event that is read */
	size_t sum_room;
};

struct verifying {
	struct ledger *ledger;
	const struct verify_places *places;
	const struct verify_sink *sink;
	struct verification *result;
	struct diag *diag;
	struct arena arena;
	struct strbuf row;
	struct batch_proof *batches; /* by number, from 1 */
	size_t batch_count;
	struct transfer_proof *transfers;
	size_t transfer_count;
	struct deductions deductions;
	bool met_signed; /* an approval with signatures */
};

/* Tells a finding. */
void verify_tell(struct verifying *verifying, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

struct batch_proof *verify_batch(struct verifying *verifying, int64_t batch);
struct transfer_proof *verify_transfer(struct verifying *verifying,
				       int64_t transfer);

/* A digest's text, or "" for what is too long to be one. */
void verify_copy_digest(char out[DIGEST_HEX_SIZE], struct slice digest);

/* The events: chain, head, what they say of batches and transfers. */
bool verify_events(struct verifying *verifying);

/* What was approved is this batch, with the signatures of ssh mode. */
bool verify_approved(struct verifying *verifying, const struct event_row *event,
		     struct batch_proof *batch);

/* What left the house is what was approved. */
bool verify_exported(struct verifying *verifying, const struct event_row *event,
		     const struct batch_proof *batch);

/* Every transfer, in order; then every event: what was set off, when. */
bool verify_deduction(struct verifying *verifying,
		      const struct transfer_row *row);
bool verify_deduction_event(struct verifying *verifying,
			    const struct event_row *event);

/* Transfers with their payees, and accruals; roots and sums. */
bool verify_transfers(struct verifying *verifying);
bool verify_accruals(struct verifying *verifying);

#endif
