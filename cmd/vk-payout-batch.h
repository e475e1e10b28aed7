/*
 * What the verbs that work on one batch share.
 */
#ifndef CMD_VK_PAYOUT_BATCH_H
#define CMD_VK_PAYOUT_BATCH_H

#include "payout/manifest.h"
#include "vk-payout.h"

struct batch_run {
	struct bank_layout layout;
	char layout_sha256[DIGEST_HEX_SIZE];
	struct slice approved; /* the text that was approved, if one was */
	struct manifest manifest;
	struct strbuf text; /* of the manifest */
};

void batch_init(struct batch_run *run);

/* The one operand of a verb, a batch. */
int64_t batch_operand(struct payout *payout);

/*
 * Where the layout is that a manifest names: --layout, the policy's own file if
 * that has this name, else the name.
 */
const char *batch_layout(struct payout *payout, const char *name);

/*
 * Makes the manifest of a batch with a layout (a name, a path, or NULL for the
 * policy's) and value date, or ends the run.
 */
void batch_manifest(struct payout *payout, struct batch_run *run,
		    const char *layout, int64_t batch, struct date value_date);

#endif
