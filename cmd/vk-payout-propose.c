/*
 * vk-payout as a filter: reads what is due, compares it with the ledger, and
 * writes every record on with what becomes of it. "propose" records the new
 * part as a batch.
 */
#include "vk-payout-due.h"

#include "payout/payee.h"
#include "payout/propose.h"
#include "payout/settle.h"
#include "system/file.h"

static void load_payees(struct payout *payout, struct due *due)
{
	static const char *const names[] = {"person",  "application",
					    "name",    "bank",
					    "account", "account_name"};
	struct tool *tool = &payout->tool;
	struct input *input;
	struct record record;
	size_t columns[6];
	bool bad;

	if (!file_check_private(tool->identities, &tool->diag))
		payout_fail(payout);
	input = tool_open(tool, payout->policy, &tool->identities, 1, NULL);
	for (size_t i = 0; i < 6; i++)
		columns[i] =
			header_find(input_header(input), slice_of(names[i]));
	if (columns[0] == COLUMN_NONE || columns[4] == COLUMN_NONE)
		payout_die(payout, "\"%s\" has no columns person and account",
			   tool->identities);
	while (due_read(payout, input, &record, &bad)) {
		struct payee_record payee = {record_field(&record, columns[0]),
					     record_field(&record, columns[1]),
					     record_field(&record, columns[2]),
					     record_field(&record, columns[3]),
					     record_field(&record, columns[4]),
					     record_field(&record, columns[5])};

		if (!bad && !payee_add(due, &payee, &tool->diag))
			payout_fail(payout);
	}
	if (!payee_check(due, &payout->settings, &tool->diag))
		payout_fail(payout);
}

/* The fee that a participant bears, as it is on the as-of day. */
static int64_t participants_fee(struct payout *payout, const struct due *due)
{
	struct diag *diag = &payout->tool.diag;
	struct policy_value value;
	struct money fee;

	if (payout->settings.fee == NULL || due->accrual_count == 0)
		return 0;
	if (!policy_resolve(payout->policy, payout->settings.fee,
			    tool_as_of(&payout->tool), &value, diag) ||
	    !policy_money(value.node, &fee, diag))
		payout_fail(payout);
	if (fee.rupiah < 0)
		payout_die(payout, "payout: fee: a fee is not negative");
	return fee.rupiah;
}

/* A preview looks into a ledger if there is one already. */
static void open_for_preview(struct payout *payout)
{
	if (payout->ledger_path == NULL)
		return;
	if (file_exists(payout->ledger_path))
		payout_open(payout, LEDGER_READ);
	else
		tool_note(&payout->tool,
			  "there is no ledger \"%s\" yet: nothing counts as "
			  "paid",
			  payout->ledger_path);
}

static void record_batch(struct payout *payout, struct due *due, int64_t fee)
{
	struct tool *tool = &payout->tool;
	char digest[DIGEST_HEX_SIZE];
	struct proposal proposal = {
		.actor = payout_actor(payout),
		.policy = slice_of(policy_digest(payout->policy)),
		.fee = fee};

	due_digest(due, digest);
	proposal.input = slice_of(digest);
	payout_write(payout);
	if (!settle(due, payout->ledger, &payout->settings, fee, &tool->diag) ||
	    !propose(due, payout->ledger, &payout->settings, &proposal,
		     &tool->diag))
		payout_fail(payout);
	if (proposal.batch == 0) {
		ledger_rollback(payout->ledger);
		tool_note(tool, "nothing new to propose");
		return;
	}
	if (!ledger_commit(payout->ledger, &tool->diag))
		payout_fail(payout);
	tool_note(tool, "batch %s: %lld transfers, %lld accruals, %lld rupiah",
		  payout_batch_name(payout, proposal.batch),
		  (long long)proposal.transfers, (long long)proposal.accruals,
		  (long long)proposal.net);
}

static int run(int argc, char **argv, bool record)
{
	struct due_run run;
	struct payout *payout = &run.payout;
	int64_t fee;

	due_begin(&run, record, argc, argv);
	due_collect(&run);
	if (payout->tool.identities != NULL)
		load_payees(payout, &run.due);
	else if (record)
		payout_die(payout, "propose needs the accounts: -i FILE or "
				   "VK_IDENTITIES");
	fee = participants_fee(payout, &run.due);
	if (record) {
		payout_open(payout, LEDGER_CREATE);
		record_batch(payout, &run.due, fee);
	} else {
		open_for_preview(payout);
		if (!settle(&run.due, payout->ledger, &payout->settings, fee,
			    &payout->tool.diag))
			payout_fail(payout);
	}
	due_write(&run);
	due_end(&run);
	return payout_done(payout);
}

int payout_preview(int argc, char **argv)
{
	return run(argc, argv, false);
}

int payout_propose(int argc, char **argv)
{
	return run(argc, argv, true);
}
