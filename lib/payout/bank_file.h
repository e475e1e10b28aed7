/*
 * The files of a batch for its bank: a pure function of committed rows, the
 * layout and the value date, so that a file made again is the same bytes.
 */
#ifndef PAYOUT_BANK_FILE_H
#define PAYOUT_BANK_FILE_H

#include "payout/bank_layout.h"
#include "payout/ledger.h"
#include "payout/settings.h"

enum { BANK_PARTS_MAX = 256, BANK_GROUP_SIZE = 32, BANK_FILE_NAME_SIZE = 96 };

/* One file of the batch. */
struct bank_part {
	char group[BANK_GROUP_SIZE]; /* the bank or rail; "" with SPLIT_NONE */
	unsigned number;	     /* of the group's files, from 1 */
	int64_t count, sum;
	char file[BANK_FILE_NAME_SIZE];
	char sha256[DIGEST_HEX_SIZE]; /* bank_digest's; "" before */
};

struct bank_job {
	const struct bank_layout *layout;
	const struct pay_settings *settings;
	struct ledger *ledger;
	int64_t batch;
	const char *batch_name;
	struct date value_date;
	struct bank_part parts[BANK_PARTS_MAX];
	size_t part_count;
	char created[24]; /* when the batch was proposed, from the ledger */
};

/* Where the bytes go. */
struct bank_sink {
	void *context;
	bool (*write)(void *context, struct slice bytes, struct diag *diag);
};

/* Who looks at each transfer on the way. */
struct bank_look {
	void *context;
	bool (*see)(void *context, const struct transfer_row *row,
		    const struct payee *payee, struct diag *diag);
};

/*
 * Reads the batch once and decides the files: one a bank or rail, none longer
 * than the layout's rows, in the order of group and number. A line that
 * bank_write would not take may end it.
 */
bool bank_plan(struct bank_job *job, const struct bank_look *look,
	       struct diag *diag);

/*
 * Writes one part. A line whose text the bank would not take, is too long, or
 * would be run by a spreadsheet ends it, named by its reference.
 */
bool bank_write(struct bank_job *job, size_t part, const struct bank_sink *sink,
		struct diag *diag);

/* The digest of a part's bytes in hexadecimal; made once for a plan. */
bool bank_digest(struct bank_job *job, size_t part, char hex[DIGEST_HEX_SIZE],
		 struct diag *diag);

#endif
