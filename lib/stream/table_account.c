#include "stream/table_account.h"

#include "value/identity.h"

/* The usual length of an account at a bank, 0 where it is not known. */
static size_t length_at(struct account_memo *memo, struct slice bank)
{
	size_t hash = bank.length + (unsigned char)bank.data[0] +
		      (unsigned char)bank.data[bank.length - 1];
	struct account_bank *entry = &memo->banks[hash % ACCOUNT_BANKS];

	if (bank.length > ACCOUNT_BANK_SIZE)
		return (size_t)bank_account_length(bank);
	if (bank.length != entry->name_length ||
	    memcmp(bank.data, entry->name, bank.length) != 0) {
		memcpy(entry->name, bank.data, bank.length);
		entry->name_length = bank.length;
		entry->account_length = (size_t)bank_account_length(bank);
	}
	return entry->account_length;
}

bool account_is_short(struct account_memo *memo, struct slice bank,
		      struct slice account)
{
	return bank.length > 0 && account.length > 0 &&
	       account.length < length_at(memo, bank) &&
	       text_is_digits(account);
}
