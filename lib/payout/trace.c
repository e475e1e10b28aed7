#include "payout/receipt.h"

#include "payout/detail.h"

static void put(struct strbuf *out, const char *name, struct slice value)
{
	if (!slice_is_empty(value))
		strbuf_append_format(out, "%s: %.*s\n", name,
				     SLICE_PRINT(value));
}

static void put_event(const struct event_row *event, struct strbuf *out)
{
	strbuf_append_format(out, "event %lld: %.*s %.*s by %.*s, %lld rupiah",
			     (long long)event->sequence, SLICE_PRINT(event->at),
			     SLICE_PRINT(event->kind),
			     SLICE_PRINT(event->actor),
			     (long long)event->amount);
	if (!slice_is_empty(event->evidence))
		strbuf_append_format(out, ", evidence sha256 %.*s",
				     SLICE_PRINT(event->evidence));
	strbuf_append_byte(out, '\n');
}

static void put_details(const struct event_row *event, struct strbuf *out)
{
	static const char *const names[] = {
		"policy", "input", "key",  "manifest", "layout",
		"mode",	  "file",  "code", "reason",   "action",
		"date",	  "line",  "was",  "said",     "proof"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct slice value = detail_get(event->detail, names[i]);

		if (!slice_is_empty(value))
			strbuf_append_format(out, "  %s: %.*s\n", names[i],
					     SLICE_PRINT(value));
	}
}

/* The days and components a transfer pays. */
static bool put_accruals(struct ledger *ledger, const struct transfer_row *row,
			 struct strbuf *out, struct diag *diag)
{
	struct slice rest = row->days, day;

	while (slice_next(&rest, ',', &day)) {
		struct accrual_row accrual = {.day = day,
					      .person = row->person};
		bool freed, first = true;
		int found;

		while ((found = ledger_accruals_on(ledger, first, &accrual,
						   &freed, diag)) == 1) {
			first = false;
			if (accrual.transfer == row->transfer)
				strbuf_append_format(
					out,
					"accrual: %.*s %.*s %lld, tax %lld%s\n",
					SLICE_PRINT(day),
					SLICE_PRINT(accrual.component),
					(long long)accrual.gross,
					(long long)accrual.tax,
					freed ? ", freed" : "");
		}
		if (found < 0)
			return false;
	}
	return true;
}

static bool put_events(struct ledger *ledger, const struct transfer_row *row,
		       struct strbuf *out, struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	while ((found = ledger_batch_events(ledger, first, row->batch, &event,
					    diag)) == 1) {
		first = false;
		put_event(&event, out);
		put_details(&event, out);
	}
	if (found < 0)
		return false;
	first = true;
	while ((found = ledger_transfer_events(ledger, first, row->transfer,
					       &event, diag)) == 1) {
		first = false;
		if (event.attempt == row->attempt) {
			put_event(&event, out);
			put_details(&event, out);
		}
	}
	return found == 0;
}

/* What the person paid back of this transfer, or what is set off. */
static bool put_recoveries(struct ledger *ledger,
			   const struct transfer_row *row, struct strbuf *out,
			   struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	while ((found = ledger_person_events(ledger, first, row->person, &event,
					     diag)) == 1) {
		first = false;
		if ((!slice_is(event.kind, "recovered") &&
		     !slice_is(event.kind, "set-off")) ||
		    !slice_equal(detail_get(event.detail, "transfer"),
				 row->reference))
			continue;
		put_event(&event, out);
		put_details(&event, out);
	}
	return found == 0;
}

/* The other attempts to pay the same days, and what each came to. */
static bool put_attempts(struct ledger *ledger, const struct transfer_row *row,
			 struct strbuf *out, struct diag *diag)
{
	struct transfer_row other;
	int found;

	for (int64_t attempt = 1;
	     (found = ledger_transfer(ledger, row->transfer, attempt, &other,
				      diag)) == 1;
	     attempt++) {
		enum transfer_state state;

		if (attempt == row->attempt)
			continue;
		strbuf_append_format(out, "attempt %lld: %.*s, ",
				     (long long)attempt,
				     SLICE_PRINT(other.reference));
		if (!ledger_attempt_state(ledger, row->transfer, attempt,
					  &state, diag))
			return false;
		strbuf_append_format(out, "%s\n", state_name(state));
	}
	return found == 0;
}

static void put_transfer(const struct transfer_row *row, struct strbuf *out)
{
	put(out, "transfer", row->reference);
	put(out, "end_to_end", row->end_to_end);
	put(out, "person", row->person);
	strbuf_append_format(out, "attempt: %lld\n", (long long)row->attempt);
	strbuf_append_format(out, "gross: %lld\ntax: %lld\nfee: %lld\n",
			     (long long)row->gross, (long long)row->tax,
			     (long long)row->fee);
	strbuf_append_format(out, "set off: %lld\nnet: %lld\n",
			     (long long)row->set_off, (long long)row->net);
	put(out, "courses", row->courses);
	put(out, "records", row->source);
}

bool trace_print(struct ledger *ledger, struct slice reference,
		 struct strbuf *out, struct diag *diag)
{
	struct transfer_row row;
	int found = ledger_find_reference(ledger, reference, &row, diag);

	if (found < 0)
		return false;
	if (found == 0)
		return diag_set(diag, "there is no transfer \"%.*s\"",
				SLICE_PRINT(slice_part(reference, 0, 40)));
	put_transfer(&row, out);
	return put_accruals(ledger, &row, out, diag) &&
	       put_attempts(ledger, &row, out, diag) &&
	       put_events(ledger, &row, out, diag) &&
	       put_recoveries(ledger, &row, out, diag) &&
	       (!out->failed || diag_memory(diag));
}
