#include "payout/statement.h"

#include "base/number.h"
#include "payout/detail.h"
#include "payout/listing.h"
#include "value/money.h"

static const struct {
	const char *id, *en;
} states[TRANSFER_STATES] = {
	[TRANSFER_NONE] = {"-", "-"},
	[TRANSFER_PROPOSED] = {"diusulkan", "proposed"},
	[TRANSFER_APPROVED] = {"disetujui", "approved"},
	[TRANSFER_EXPORTED] = {"ke bank", "to the bank"},
	[TRANSFER_SENT] = {"diproses bank", "at the bank"},
	[TRANSFER_PAID] = {"dibayar", "paid"},
	[TRANSFER_REJECTED] = {"ditolak bank", "rejected by the bank"},
	[TRANSFER_RETURNED] = {"dikembalikan bank", "returned by the bank"},
	[TRANSFER_UNKNOWN] = {"ditanyakan ke bank", "asked of the bank"},
	[TRANSFER_WITHDRAWN] = {"-", "-"},
	[TRANSFER_DECLINED] = {"-", "-"},
	[TRANSFER_VOIDED] = {"batal, tidak dibayar", "void, not paid"},
};

struct statement {
	const struct receipt_terms *terms;
	struct strbuf *out;
	int64_t lines, recoveries, paid, waiting, paid_back;
};

static const char *say(const struct statement *statement, const char *id,
		       const char *en)
{
	return statement->terms->language == LANGUAGE_ID ? id : en;
}

static bool too_much(struct diag *diag)
{
	return diag_set(diag, "an amount beyond counting");
}

static bool put_transfer(void *context, const struct listed *listed,
			 struct diag *diag)
{
	struct statement *statement = context;
	const struct transfer_row *row = &listed->row;
	int64_t *sum = listed->state == TRANSFER_PAID ? &statement->paid
						      : &statement->waiting;

	if (listed->state == TRANSFER_WITHDRAWN ||
	    listed->state == TRANSFER_DECLINED)
		return true;
	if (statement->lines++ == 0)
		strbuf_append_string(
			statement->out,
			say(statement,
			    "nomor\thari\tbruto\tpajak\tpotongan\tditerima\t"
			    "keadaan\tsejak\n",
			    "number\tdays\tgross\ttax\tdeducted\treceived\t"
			    "state\tsince\n"));
	strbuf_append_format(statement->out, "%.*s\t%.*s\t%lld\t%lld\t%lld\t",
			     SLICE_PRINT(row->reference),
			     SLICE_PRINT(row->days), (long long)row->gross,
			     (long long)row->tax,
			     (long long)(row->fee + row->set_off));
	strbuf_append_format(statement->out, "%lld\t%s\t%s\n",
			     (long long)row->net,
			     say(statement, states[listed->state].id,
				 states[listed->state].en),
			     listed->since);
	return listed->state == TRANSFER_VOIDED ||
	       number_add(*sum, row->net, sum) || too_much(diag);
}

static bool put_recovery(struct statement *statement,
			 const struct event_row *event, struct diag *diag)
{
	bool back = slice_is(event->kind, "recovered");

	if (!back && !slice_is(event->kind, "set-off"))
		return true;
	if (statement->recoveries++ == 0)
		strbuf_append_byte(statement->out, '\n');
	strbuf_append_format(
		statement->out, "%.*s: %s %lld, %.*s (%.*s)\n",
		SLICE_PRINT(slice_part(event->at, 0, 10)),
		back ? say(statement, "dikembalikan peserta", "paid back")
		     : say(statement, "diperhitungkan", "to be set off"),
		(long long)event->amount,
		SLICE_PRINT(detail_get(event->detail, "transfer")),
		SLICE_PRINT(detail_get(event->detail, "reason")));
	return !back ||
	       number_add(statement->paid_back, event->amount,
			  &statement->paid_back) ||
	       too_much(diag);
}

static bool put_recoveries(struct statement *statement, struct slice person,
			   struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	while ((found = ledger_person_events(statement->terms->ledger, first,
					     person, &event, diag)) == 1) {
		first = false;
		if (!put_recovery(statement, &event, diag))
			return false;
	}
	return found == 0;
}

static void put_sum(struct statement *statement, const char *label,
		    int64_t rupiah)
{
	strbuf_append_format(statement->out, "%-18s: ", label);
	money_format((struct money){rupiah}, statement->out);
	strbuf_append_byte(statement->out, '\n');
}

static void put_sums(struct statement *statement)
{
	put_sum(statement, say(statement, "Dibayar", "Paid"), statement->paid);
	put_sum(statement, say(statement, "Dikembalikan", "Paid back"),
		statement->paid_back);
	put_sum(statement, say(statement, "Diterima bersih", "Kept"),
		statement->paid - statement->paid_back);
	put_sum(statement, say(statement, "Belum dibayar", "Not paid yet"),
		statement->waiting);
}

bool statement_print(const struct receipt_terms *terms, struct slice person,
		     struct strbuf *out, struct diag *diag)
{
	struct statement statement = {.terms = terms, .out = out};
	const struct listing_sink sink = {&statement, put_transfer};

	strbuf_append_format(
		out, "%s\n\n%-18s: %.*s\n%-18s: %.*s\n\n",
		say(&statement, "REKAPITULASI PEMBAYARAN",
		    "STATEMENT OF PAYMENTS"),
		say(&statement, "Peserta", "Person"), SLICE_PRINT(person),
		say(&statement, "Dari", "From"), SLICE_PRINT(terms->office));
	if (!listing_person(terms->ledger, person, &sink, diag))
		return false;
	if (statement.lines == 0)
		strbuf_append_string(out,
				     say(&statement, "Belum ada pembayaran.\n",
					 "No transfers yet.\n"));
	if (!put_recoveries(&statement, person, diag))
		return false;
	strbuf_append_byte(out, '\n');
	put_sums(&statement);
	return strbuf_append_byte(out, '\f') || diag_memory(diag);
}
