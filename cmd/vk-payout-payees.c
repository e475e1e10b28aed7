/*
 * Names and accounts from the identities file.
 */
#include "vk-payout-payees.h"

#include "payout/payee.h"
#include "system/file.h"

enum {
	PERSON,
	APPLICATION,
	STATUS,
	NAME,
	BANK,
	ACCOUNT,
	ACCOUNT_NAME,
	KEY,
	COLUMNS
};

/* Persons of two keys can't be told apart from persons who are others. */
static void note_key(struct payout *payout, const struct record *record,
		     struct slice key)
{
	if (slice_is_empty(key) || slice_is(key, payout->key))
		return;
	if (!person_key_is_valid(key))
		payout_die(payout,
			   "%s:%llu: \"%.*s\" is no key's fingerprint, which "
			   "has 16 hexadecimal digits",
			   record->file, (unsigned long long)record->line,
			   SLICE_PRINT(slice_part(key, 0, 40)));
	if (payout->key[0] != '\0')
		payout_die(payout,
			   "%s:%llu: is of key %.*s, others of the file are "
			   "of key %s",
			   record->file, (unsigned long long)record->line,
			   SLICE_PRINT(key), payout->key);
	memcpy(payout->key, key.data, key.length);
}

void payout_check_key(struct payout *payout)
{
	if (payout->tool.identities != NULL &&
	    !person_key_check(payout->ledger, payout->key, &payout->tool.diag))
		payout_fail(payout);
}

void payees_load(struct payout *payout, struct due *due)
{
	static const char *const names[COLUMNS] = {
		"person", "application", "enroll_status", "name",
		"bank",	  "account",	 "account_name",  "key"};
	struct tool *tool = &payout->tool;
	struct input *input;
	struct record record;
	size_t columns[COLUMNS];
	enum read_result result;

	if (!file_check_private(tool->identities, &tool->diag))
		payout_fail(payout);
	input = tool_open(tool, payout->policy, &tool->identities, 1, NULL);
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i] =
			header_find(input_header(input), slice_of(names[i]));
	if (columns[PERSON] == COLUMN_NONE || columns[ACCOUNT] == COLUMN_NONE)
		payout_die(payout, "\"%s\" has no columns person and account",
			   tool->identities);
	while ((result = tool_scan(tool, input, &record)) != READ_END) {
		struct payee_record payee = {
			record_field(&record, columns[PERSON]),
			record_field(&record, columns[APPLICATION]),
			record_field(&record, columns[STATUS]),
			record_field(&record, columns[NAME]),
			record_field(&record, columns[BANK]),
			record_field(&record, columns[ACCOUNT]),
			record_field(&record, columns[ACCOUNT_NAME])};

		if (result == READ_RECORD)
			note_key(payout, &record,
				 record_field(&record, columns[KEY]));
		if (result == READ_RECORD &&
		    !payee_add(due, &payee, &tool->diag))
			payout_fail(payout);
	}
	if (!payee_check(due, &payout->settings, &tool->diag))
		payout_fail(payout);
}
