/*
 * The second reading: every record goes on with what becomes of its days.
 */
#include "vk-payout-due.h"

#include "base/number.h"
#include "payout/chain.h"
#include "payout/settle.h"

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

/* Where the second reading looks, and whether its row is damaged. */
struct columns_read {
	size_t person, days;
	bool bad;
};

static void set_transfer(struct due_run *run, const struct due_person *person,
			 const struct claim *claim, struct outcome *outcome)
{
	if (claim->new_accruals > 0 && person->transfer > 0) {
		if (!chain_reference(run->payout.settings.office, run->batch,
				     person->line, outcome->reference))
			payout_die(&run->payout, "a reference too long");
		outcome->transfer = slice_of(outcome->reference);
		outcome->status = slice_of(state_name(TRANSFER_PROPOSED));
		return;
	}
	if (claim->transfer == 0)
		return;
	outcome->transfer = claim->reference;
	outcome->status = slice_of(state_name(claim->state));
	if (claim->state == TRANSFER_REJECTED ||
	    claim->state == TRANSFER_RETURNED ||
	    claim->state == TRANSFER_UNKNOWN) {
		outcome->waits = true;
		reasons_bank_reason(run, claim->transfer, &outcome->reasons);
	}
}

/* Whether the person's new days, or an unpaid transfer, are held. */
static bool is_held(const struct due_person *person, const struct claim *claim,
		    const struct outcome *outcome)
{
	if (claim->mode_unknown)
		return true;
	if (claim->new_accruals > 0)
		return person->holds != 0;
	return person->holds & HOLD_BY_HAND &&
	       !slice_is(outcome->status, "paid");
}

/* Money in transfers for days that are not due, or due at another amount. */
static void set_clashes(struct due_run *run, const struct due_person *person,
			const struct claim *claim, struct outcome *outcome)
{
	struct strbuf *reasons = &outcome->reasons;

	if (person->overpaid > 0) {
		outcome->status = SLICE("overpaid");
		if (reasons->length > 0)
			strbuf_append_byte(reasons, ',');
		strbuf_append_format(reasons, "no-longer-due:%lld",
				     (long long)person->overpaid);
	}
	if (person->stale)
		strbuf_append_item(reasons, SLICE("withdraw-batch"));
	if (claim->conflicts > 0)
		reasons_conflict(run, claim, reasons);
	if (claim->conflicts > 0 || person->stale)
		outcome->status = SLICE("conflict");
	if (claim->conflicts > 0 || person->stale || person->overpaid > 0)
		outcome->waits = true;
}

/* What outranks the state of a transfer, the gravest last. */
static void set_findings(struct due_run *run, const struct due_person *person,
			 const struct claim *claim, struct outcome *outcome)
{
	if (is_held(person, claim, outcome)) {
		outcome->status = SLICE("held");
		outcome->waits = true;
		reasons_bits(&outcome->reasons,
			     claim->new_accruals > 0
				     ? person->holds
				     : person->holds & HOLD_BY_HAND);
	} else if (claim->new_accruals > 0 && !run->record) {
		outcome->status = SLICE("none");
		strbuf_append_item(&outcome->reasons, SLICE("due"));
	}
	reasons_bits(&outcome->reasons, person->notes);
	set_clashes(run, person, claim, outcome);
}

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

/* What becomes of one record; claim is NULL where it has no days. */
static void judge(struct due_run *run, const struct record *record,
		  const struct columns_read *columns, struct claim *claim,
		  struct outcome *outcome)
{
	struct slice person = record_field(record, columns->person);

	if (claim != NULL) {
		const struct due_person *found = due_find(&run->due, person);

		set_transfer(run, found, claim, outcome);
		set_findings(run, found, claim, outcome);
		reasons_stops(&outcome->reasons, claim);
		return;
	}
	if (slice_is_empty(record_field(record, columns->days)) &&
	    !columns->bad) {
		strbuf_append_item(&outcome->reasons, SLICE("no-days"));
		return;
	}
	outcome->status = SLICE("held");
	outcome->waits = true;
	strbuf_append_item(&outcome->reasons, columns->bad
						      ? SLICE("bad-record")
						      : SLICE("no-person"));
}

void due_write(struct due_run *run)
{
	const struct header *header = input_header(run->input);
	const struct writer_columns columns = {.own = own_columns,
					       .own_count = OWN_COLUMNS};
	struct columns_read read = {
		.person = header_find(header, SLICE("person")),
		.days = header_find(header, SLICE("payable_days"))};
	struct writer *writer =
		tool_writer(&run->payout.tool, header, &columns);
	struct outcome outcome;
	struct record record;
	size_t next = 0;

	strbuf_init(&outcome.reasons, REASONS_MAX);
	for (uint64_t number = 0;
	     records_next(&run->records, &record, &read.bad); number++) {
		struct claim *claim = NULL;

		strbuf_reset(&outcome.reasons);
		outcome.status = SLICE("none");
		outcome.transfer = (struct slice){0};
		outcome.waits = false;
		if (next < run->due.claim_count &&
		    run->due.claims[next].number == number)
			claim = &run->due.claims[next++];
		judge(run, &record, &read, claim, &outcome);
		put(run, writer, &record, claim, &outcome);
	}
	strbuf_release(&outcome.reasons);
}
