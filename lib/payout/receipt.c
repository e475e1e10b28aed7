#include "payout/receipt.h"

#include "payout/listing.h"
#include "value/date.h"
#include "value/identity.h"
#include "value/money.h"

static const char *say(const struct receipt_terms *terms, const char *id,
		       const char *en)
{
	return terms->language == LANGUAGE_ID ? id : en;
}

static void line(struct strbuf *out, const char *label, struct slice text)
{
	strbuf_append_format(out, "%-18s: %.*s\n", label, SLICE_PRINT(text));
}

/* "7, 8, 10 September 2020" would hide a year; each day is written out. */
static void put_days(const struct receipt_terms *terms, struct slice days,
		     struct strbuf *out)
{
	struct slice text;
	bool first = true;

	if (slice_is_empty(days)) /* it only gives back */
		return;
	strbuf_append_format(out, "%-18s: ", say(terms, "Hari", "Days"));
	while (slice_next(&days, ',', &text)) {
		struct date day;

		if (!first)
			strbuf_append_string(out, "; ");
		first = false;
		if (date_parse(text, &day))
			date_format_long(day, terms->language, out);
	}
	strbuf_append_byte(out, '\n');
}

static void put_amount(struct strbuf *out, const char *label, int64_t rupiah)
{
	strbuf_append_format(out, "%-18s: ", label);
	money_format((struct money){rupiah}, out);
	strbuf_append_byte(out, '\n');
}

static void put_paid_on(const struct receipt_terms *terms, const char *since,
			struct strbuf *out)
{
	struct date day;

	strbuf_append_format(
		out,
		"%-18s: ", say(terms, "Dibayar tercatat", "Recorded as paid"));
	if (date_parse(slice_of(since), &day))
		date_format_long(day, terms->language, out);
	strbuf_append_byte(out, '\n');
}

static void put_payee(const struct receipt_terms *terms,
		      const struct payee *payee, struct strbuf *out)
{
	line(out, say(terms, "Diterima oleh", "Received by"), payee->name);
	strbuf_append_format(out, "%-18s: %.*s ",
			     say(terms, "Rekening", "Account"),
			     SLICE_PRINT(payee->bank));
	identity_mask(payee->account, out);
	strbuf_append_byte(out, '\n');
}

static bool load(const struct receipt_terms *terms, struct slice reference,
		 struct listed *listed, struct diag *diag)
{
	int found = ledger_find_reference(terms->ledger, reference,
					  &listed->row, diag);

	if (found < 0)
		return false;
	if (found == 0)
		return diag_set(diag, "there is no transfer \"%.*s\"",
				SLICE_PRINT(slice_part(reference, 0, 40)));
	return listing_fill(terms->ledger, listed, diag);
}

bool receipt_print(const struct receipt_terms *terms, struct slice reference,
		   struct strbuf *out, struct diag *diag)
{
	const struct transfer_row *row;
	struct listed listed;
	struct payee payee;
	int found;

	if (!load(terms, reference, &listed, diag))
		return false;
	row = &listed.row;
	if (listed.state != TRANSFER_PAID)
		return diag_set(diag,
				"transfer %.*s is \"%s\": a receipt is made "
				"only of a paid one",
				SLICE_PRINT(row->reference),
				state_name(listed.state));
	found = ledger_payee(terms->ledger, row->transfer, row->attempt, &payee,
			     diag);
	if (found == 0)
		return diag_set(diag, "transfer %.*s: its payee was erased",
				SLICE_PRINT(row->reference));
	if (found < 0)
		return false;
	strbuf_append_format(out, "%s\n\n", say(terms, "KUITANSI", "RECEIPT"));
	line(out, say(terms, "Nomor", "Number"), row->reference);
	line(out, say(terms, "Terima dari", "Received from"), terms->office);
	put_amount(out, say(terms, "Uang sejumlah", "The sum of"), row->net);
	strbuf_append_format(out,
			     "%-18s: ", say(terms, "Terbilang", "In words"));
	money_words((struct money){row->net}, out);
	strbuf_append_string(out, " rupiah\n");
	line(out, say(terms, "Untuk", "For"), terms->purpose);
	put_days(terms, row->days, out);
	put_amount(out, say(terms, "Bruto", "Gross"), row->gross);
	put_amount(out, say(terms, "Pajak", "Tax"), row->tax);
	if (row->fee > 0)
		put_amount(out, say(terms, "Biaya transfer", "Transfer fee"),
			   row->fee);
	if (row->set_off > 0)
		put_amount(out, say(terms, "Diperhitungkan", "Set off"),
			   row->set_off);
	if (row->set_off < 0)
		put_amount(out, say(terms, "Dibayar kembali", "Given back"),
			   -row->set_off);
	put_payee(terms, &payee, out);
	put_paid_on(terms, listed.since, out);
	return strbuf_append_format(out, "\n%s: ______________________\n\f",
				    say(terms, "Tanda tangan", "Signature")) ||
	       diag_memory(diag);
}

struct totals {
	int64_t number, sum;
};

static bool list_one(const struct receipt_terms *terms,
		     const struct transfer_row *row, struct totals *totals,
		     struct strbuf *out, struct diag *diag)
{
	struct listed listed = {.row = *row};
	struct payee payee = {0};

	if (!listing_fill(terms->ledger, &listed, diag) ||
	    ledger_payee(terms->ledger, row->transfer, row->attempt, &payee,
			 diag) < 0)
		return false;
	if (listed.state != TRANSFER_PAID)
		return true;
	totals->sum += row->net;
	strbuf_append_format(out, "%lld\t%.*s\t%.*s\t%.*s ",
			     (long long)++totals->number,
			     SLICE_PRINT(row->reference),
			     SLICE_PRINT(payee.name), SLICE_PRINT(payee.bank));
	identity_mask(payee.account, out);
	strbuf_append_format(out, "\t%lld\t%lld\t%lld\t%lld\t\n",
			     (long long)row->gross, (long long)row->tax,
			     (long long)(row->fee + row->set_off),
			     (long long)row->net);
	return !out->failed || diag_memory(diag);
}

bool receipt_list(const struct receipt_terms *terms, int64_t batch,
		  struct strbuf *out, struct diag *diag)
{
	struct transfer_row row;
	struct totals totals = {0};
	bool first = true;
	int found;

	strbuf_append_string(out, say(terms,
				      "no\tnomor\tnama\trekening\tbruto\tpajak"
				      "\tpotongan\tditerima\ttanda tangan\n",
				      "no\tnumber\tname\taccount\tgross\ttax\t"
				      "deducted\treceived\tsignature\n"));
	while ((found = ledger_batch_transfers(terms->ledger, first, batch,
					       &row, diag)) == 1) {
		first = false;
		if (!list_one(terms, &row, &totals, out, diag))
			return false;
	}
	if (found < 0)
		return false;
	if (first)
		return diag_set(diag, "there is no such batch");
	strbuf_append_format(out, "\t\t\t\t\t\t%s\t%lld\t",
			     say(terms, "jumlah", "sum"),
			     (long long)totals.sum);
	money_words((struct money){totals.sum}, out);
	return strbuf_append_string(out, " rupiah\n") || diag_memory(diag);
}
