/*
 * The identities file, as propose and reissue read it.
 */
#ifndef CMD_VK_PAYOUT_PAYEES_H
#define CMD_VK_PAYOUT_PAYEES_H

#include "payout/due.h"
#include "vk-payout.h"

/*
 * Joins names and accounts from -i to the people of due, and checks them. The
 * file must be private (0600) and of one key; the run ends otherwise.
 */
void payees_load(struct payout *payout, struct due *due);

#endif
