/*
 * The codes of pay_reason.
 */
#include "vk-payout-due.h"

#include "payout/ledger.h"

void reasons_bits(struct strbuf *reasons, unsigned bits)
{
	for (unsigned bit = 1; bit < 1U << HOLD_BITS; bit <<= 1)
		if (bits & bit)
			strbuf_append_item(reasons,
					   slice_of(due_hold_name(bit)));
}

void reasons_amount(struct strbuf *reasons, const char *code, int64_t rupiah)
{
	if (reasons->length > 0)
		strbuf_append_byte(reasons, ',');
	strbuf_append_format(reasons, "%s:%lld", code, (long long)rupiah);
}

void reasons_stops(struct strbuf *reasons, const struct claim *claim)
{
	for (int stop = PAY_AFTER_DEATH; stop <= PAY_ELSEWHERE; stop++)
		if (claim->stops & 1U << stop)
			strbuf_append_item(
				reasons,
				slice_of(pay_stop_name((enum pay_stop)stop)));
	if (claim->twice)
		strbuf_append_item(reasons, SLICE("day-in-two-courses"));
	if (claim->mode_unknown)
		strbuf_append_item(reasons, SLICE("course-mode-unknown"));
}

/* "other-amount:2020-09-07/saku:75000:60000": the ledger's, then today's. */
void reasons_conflict(const struct due_run *run, const struct claim *claim,
		      struct strbuf *reasons)
{
	const struct accrual *accrual = &run->due.accruals[claim->conflict];
	char day[DATE_SIZE];

	date_format(accrual->day, day);
	if (reasons->length > 0)
		strbuf_append_byte(reasons, ',');
	strbuf_append_format(
		reasons, "other-amount:%s/%.*s:%lld:%lld", day,
		SLICE_PRINT(run->payout.settings.components[accrual->component]
				    .code),
		(long long)(claim->conflict_gross - claim->conflict_tax),
		(long long)(accrual->gross - accrual->tax));
}

/* Why the bank didn't pay, from the last event of the transfer. */
void reasons_bank_reason(struct due_run *run, int64_t transfer,
			 struct strbuf *reasons)
{
	struct payout *payout = &run->payout;
	struct event_row event;
	char text[256] = "";
	bool first = true;
	int found;

	while ((found = ledger_transfer_events(payout->ledger, first, transfer,
					       &event, &payout->tool.diag)) ==
	       1) {
		struct slice rest = event.detail, part;

		first = false;
		text[0] = '\0';
		while (slice_next(&rest, ';', &part))
			if (slice_starts(part, "reason=") &&
			    part.length < sizeof text) {
				memcpy(text, part.data + 7, part.length - 7);
				text[part.length - 7] = '\0';
			}
	}
	if (found < 0)
		payout_fail(payout);
	if (text[0] != '\0')
		strbuf_append_item(reasons, slice_of(text));
}
