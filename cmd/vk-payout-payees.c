/*
 * Names and accounts from the identities file.
 */
#include "vk-payout-payees.h"

#include "payout/payee.h"
#include "system/file.h"

void payees_load(struct payout *payout, struct due *due)
{
	static const char *const names[] = {"person",  "application",
					    "name",    "bank",
					    "account", "account_name"};
	struct tool *tool = &payout->tool;
	struct input *input;
	struct record record;
	size_t columns[6];
	enum read_result result;

	if (!file_check_private(tool->identities, &tool->diag))
		payout_fail(payout);
	input = tool_open(tool, payout->policy, &tool->identities, 1, NULL);
	for (size_t i = 0; i < 6; i++)
		columns[i] =
			header_find(input_header(input), slice_of(names[i]));
	if (columns[0] == COLUMN_NONE || columns[4] == COLUMN_NONE)
		payout_die(payout, "\"%s\" has no columns person and account",
			   tool->identities);
	while ((result = tool_scan(tool, input, &record)) != READ_END) {
		struct payee_record payee = {record_field(&record, columns[0]),
					     record_field(&record, columns[1]),
					     record_field(&record, columns[2]),
					     record_field(&record, columns[3]),
					     record_field(&record, columns[4]),
					     record_field(&record, columns[5])};

		if (result == READ_RECORD &&
		    !payee_add(due, &payee, &tool->diag))
			payout_fail(payout);
	}
	if (!payee_check(due, &payout->settings, &tool->diag))
		payout_fail(payout);
}
