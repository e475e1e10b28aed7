/*
 * Accounts that are shorter than those of their bank.
 */
#ifndef STREAM_TABLE_ACCOUNT_H
#define STREAM_TABLE_ACCOUNT_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCOUNT_BANKS = 64, ACCOUNT_BANK_SIZE = 24 };

struct account_bank {
	char name[ACCOUNT_BANK_SIZE];
	size_t name_length, account_length;
};

/* Banks met before, so that not every row looks its bank up anew. */
struct account_memo {
	struct account_bank banks[ACCOUNT_BANKS];
};

/* Whether an account of digits lacks some at its bank. */
bool account_is_short(struct account_memo *memo, struct slice bank,
		      struct slice account);

#endif
