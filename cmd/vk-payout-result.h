/*
 * A bank's result as a table.
 */
#ifndef CMD_VK_PAYOUT_RESULT_H
#define CMD_VK_PAYOUT_RESULT_H

#include "payout/bank_answer.h"
#include "vk-payout.h"

/* Whether a file begins as XML does, a byte order mark aside. */
bool result_is_xml(struct payout *payout, const char *path);

/*
 * Reads a table with reference, status and amount, and gives each row to the
 * sink. A damaged row, or one the sink refuses, ends the run.
 */
void result_read(struct payout *payout, const char *path,
		 const struct answer_sink *sink, struct answer_count *count);

#endif
