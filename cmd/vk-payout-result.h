/*
 * A bank's result as a table.
 */
#ifndef CMD_VK_PAYOUT_RESULT_H
#define CMD_VK_PAYOUT_RESULT_H

#include "payout/ingest.h"
#include "vk-payout.h"

/*
 * Reads a table with reference, status and amount into the ingest. A damaged
 * row or an unknown reference ends the run, with nothing taken.
 */
void result_read(struct payout *payout, const char *path, struct ingest *ingest,
		 struct answer_count *count);

#endif
