#include "stream/table_account.h"

#include "value/identity.h"

/* The usual length of an account at a bank, 0 where it is not known. */
static size_t length_at(struct account_memo *memo, struct slice bank)
{
	size_t place = memo->next;

	for (size_t i = 0; i < ACCOUNT_BANKS; i++)
		if (slice_equal(bank,
				(struct slice){memo->banks[i].name,
					       memo->banks[i].name_length}))
			return memo->banks[i].account_length;
	if (bank.length > ACCOUNT_BANK_SIZE)
		return (size_t)bank_account_length(bank);
	memcpy(memo->banks[place].name, bank.data, bank.length);
	memo->banks[place].name_length = bank.length;
	memo->banks[place].account_length = (size_t)bank_account_length(bank);
	memo->next = (place + 1) % ACCOUNT_BANKS;
	return memo->banks[place].account_length;
}

bool account_is_short(struct account_memo *memo, struct slice bank,
		      struct slice account)
{
	return bank.length > 0 && account.length > 0 &&
	       account.length < length_at(memo, bank) &&
	       text_is_digits(account);
}
