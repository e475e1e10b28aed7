/*
 * The answers of banks that an office kept, held against its ledger.
 */
#ifndef CMD_VK_PAYOUT_ANSWERS_H
#define CMD_VK_PAYOUT_ANSWERS_H

#include "payout/verify.h"
#include "vk-payout.h"

/*
 * Reads what of a folder the ledger was told, and tells what differs; other
 * files in it are passed over. Gives the number of findings.
 */
int64_t answers_check(struct payout *payout, const char *folder,
		      const struct verify_sink *sink);

#endif
