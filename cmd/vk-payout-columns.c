/*
 * The second reading: every record goes on with what becomes of its days.
 */
#include "vk-payout-due.h"

#include "base/number.h"

enum {
	DAYS_DUE,
	AMOUNT_DUE,
	PAID_BEFORE,
	TRANSFER,
	PAY_STATUS,
	PAY_REASON,
	OWN_COLUMNS
};

static const char *const own_columns[OWN_COLUMNS] = {
	[DAYS_DUE] = "days_due",       [AMOUNT_DUE] = "amount_due",
	[PAID_BEFORE] = "paid_before", [TRANSFER] = "transfer",
	[PAY_STATUS] = "pay_status",   [PAY_REASON] = "pay_reason",
};

enum { REASONS_MAX = 64 * 1024 };

static void put(struct due_run *run, struct writer *writer,
		const struct record *record, const struct claim *claim,
		struct outcome *outcome)
{
	char days[NUMBER_SIZE], due[NUMBER_SIZE], before[NUMBER_SIZE];
	struct slice values[OWN_COLUMNS] = {
		[DAYS_DUE] = SLICE("0"),
		[AMOUNT_DUE] = SLICE("0"),
		[PAID_BEFORE] = SLICE("0"),
		[TRANSFER] = outcome->transfer,
		[PAY_STATUS] = outcome->status,
		[PAY_REASON] = strbuf_slice(&outcome->reasons),
	};

	if (claim != NULL) {
		values[DAYS_DUE] = number_format(claim->days_due, days);
		values[AMOUNT_DUE] = number_format(claim->amount_due, due);
		values[PAID_BEFORE] = number_format(claim->paid_before, before);
	}
	tool_put(&run->payout.tool, writer, record, values);
	tool_count(&run->payout.tool, outcome->status, outcome->waits);
}

void due_write(struct due_run *run)
{
	const struct header *header = input_header(run->input);
	const struct writer_columns columns = {.own = own_columns,
					       .own_count = OWN_COLUMNS};
	size_t person = header_find(header, SLICE("person"));
	size_t days = header_find(header, SLICE("payable_days"));
	struct writer *writer =
		tool_writer(&run->payout.tool, header, &columns);
	struct outcome outcome;
	struct record record;
	size_t next = 0;
	bool bad;

	strbuf_init(&outcome.reasons, REASONS_MAX);
	for (uint64_t number = 0; records_next(&run->records, &record, &bad);
	     number++) {
		struct claim *claim = NULL;

		strbuf_reset(&outcome.reasons);
		outcome.status = SLICE("none");
		outcome.transfer = (struct slice){0};
		outcome.waits = false;
		if (next < run->due.claim_count &&
		    run->due.claims[next].number == number)
			claim = &run->due.claims[next++];
		if (claim != NULL)
			judge_claim(run, record_field(&record, person), claim,
				    &outcome);
		else
			judge_other(bad,
				    slice_is_empty(record_field(&record, days)),
				    &outcome);
		put(run, writer, &record, claim, &outcome);
	}
	strbuf_release(&outcome.reasons);
}
