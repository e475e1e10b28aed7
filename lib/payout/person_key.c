#include "payout/person_key.h"

#include "payout/detail.h"

bool person_key_is_valid(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (strchr("0123456789abcdef", text.data[i]) == NULL ||
		    text.data[i] == '\0')
			return false;
	return text.length == PERSON_KEY_SIZE - 1;
}

bool person_key_of(struct ledger *ledger, char key[PERSON_KEY_SIZE],
		   struct diag *diag)
{
	int64_t next;

	key[0] = '\0';
	if (!ledger_next_batch(ledger, &next, diag))
		return false;
	for (int64_t batch = next - 1; batch > 0; batch--) {
		struct event_row event;
		struct slice found;
		int there =
			ledger_batch_events(ledger, true, batch, &event, diag);

		if (there < 0)
			return false;
		if (there == 0)
			continue;
		found = detail_get(event.detail, "key");
		if (!person_key_is_valid(found))
			continue;
		memcpy(key, found.data, found.length);
		key[found.length] = '\0';
		return true;
	}
	return true;
}

bool person_key_check(struct ledger *ledger, const char *key, struct diag *diag)
{
	char known[PERSON_KEY_SIZE];

	if (!person_key_of(ledger, known, diag))
		return false;
	if (known[0] == '\0' || strcmp(known, key) == 0)
		return true;
	if (key[0] == '\0')
		return diag_set(diag,
				"the identities have no column \"key\", and "
				"the ledger's persons are of key %s; take the "
				"file that vk-enroll wrote",
				known);
	return diag_set(diag,
			"the identities are of key %s, the ledger's persons "
			"of key %s: under another key the same people are "
			"others and would be paid again",
			key, known);
}
