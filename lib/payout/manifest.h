/*
 * What an approver looks at and signs: a batch on one page.
 *
 * The text is a function of the ledger up to the batch's own event, the layout
 * and the value date; made again it is the same bytes, so that an approval
 * given for it can be checked later. How many accounts are new is what the
 * ledger knew when it was approved: earlier payees may be erased, and other
 * attempts be added, before the batch is exported or exported again.
 */
#ifndef PAYOUT_MANIFEST_H
#define PAYOUT_MANIFEST_H

#include "payout/bank_file.h"

enum { MANIFEST_MAX = 256 * 1024 };

struct manifest {
	struct bank_job job;   /* planned: the files of the batch */
	struct slice approved; /* given: its text as approved, else empty */
	char made_by[128];
	char made_at[24];
	int64_t transfers, accruals, fee, set_off, given_back, total;
	int64_t largest, new_accounts;
	int64_t previous_batch, previous_total; /* 0: there is none */
};

/*
 * Computes the manifest of a batch; the job's layout, settings, ledger, batch,
 * batch_name and value_date are given, and approved, which is borrowed for the
 * call. The text is appended to out.
 */
bool manifest_make(struct manifest *manifest, const char *layout_sha256,
		   struct strbuf *out, struct diag *diag);

/* The value of a line of a manifest's text; empty where it isn't. */
struct slice manifest_get(struct slice text, const char *name);

#endif
