#include "payout/bank_parts.h"

#include "payout/bank_text.h"
#include "payout/payee.h"
#include "system/xml.h"

enum {
	NAME_MAX_TEXT = 140,  /* Max140Text */
	ACCOUNT_MAX_TEXT = 34 /* Max34Text */
};

static bool is_09(const struct bank_writing *writing)
{
	return writing->job->layout->format == LAYOUT_PAIN_09;
}

/* Room is asked for once: a file has a dozen tags a line. */
static void put_tag(struct strbuf *out, struct slice before, struct slice tag)
{
	if (!strbuf_reserve(out, before.length + tag.length + 1))
		return;
	memcpy(out->data + out->length, before.data, before.length);
	out->length += before.length;
	memcpy(out->data + out->length, tag.data, tag.length);
	out->length += tag.length;
	out->data[out->length++] = '>';
	out->data[out->length] = '\0';
}

static void open_tag(struct strbuf *out, const char *tag)
{
	put_tag(out, SLICE("<"), slice_of(tag));
}

static void close_tag(struct strbuf *out, const char *tag)
{
	put_tag(out, SLICE("</"), slice_of(tag));
}

/* <tag>text</tag>, the text escaped. */
static void put(struct bank_writing *writing, const char *tag,
		struct slice text)
{
	struct slice name = slice_of(tag);

	put_tag(&writing->out, SLICE("<"), name);
	xml_escape(text, &writing->out);
	put_tag(&writing->out, SLICE("</"), name);
}

static void put_number(struct bank_writing *writing, const char *tag,
		       int64_t number)
{
	strbuf_reset(&writing->field);
	strbuf_append_number(&writing->field, number);
	put(writing, tag, strbuf_slice(&writing->field));
}

/* An agent by its BIC, else its clearing code, else its name. */
static void put_agent(struct bank_writing *writing, const char *tag,
		      struct slice text)
{
	const struct bank *bank = bank_find(text);
	struct strbuf *out = &writing->out;

	open_tag(out, tag);
	strbuf_append_string(out, "<FinInstnId>");
	if (bank != NULL)
		put(writing, is_09(writing) ? "BICFI" : "BIC",
		    slice_of(bank->bic));
	else
		put(writing, "Nm", text);
	strbuf_append_string(out, "</FinInstnId>");
	close_tag(out, tag);
}

static void put_account(struct bank_writing *writing, const char *tag,
			struct slice account)
{
	open_tag(&writing->out, tag);
	strbuf_append_string(&writing->out, "<Id><Othr>");
	put(writing, "Id", account);
	strbuf_append_string(&writing->out, "</Othr></Id>");
	close_tag(&writing->out, tag);
}

/* The name of the file without its ending: at most 35 characters. */
static struct slice message_id(const struct bank_writing *writing)
{
	struct slice file = slice_of(writing->part->file);

	return slice_part(file, 0, slice_find(file, '.'));
}

static bool check_debit(struct bank_writing *writing)
{
	const struct pay_settings *settings = writing->job->settings;

	if (slice_is_empty(settings->debit_account) ||
	    slice_is_empty(settings->debit_name) ||
	    slice_is_empty(settings->debit_bank) ||
	    settings->debit_account.length > ACCOUNT_MAX_TEXT)
		return diag_set(writing->diag,
				"pain.001 needs debit_account, debit_name and "
				"debit_bank in the policy's payout section");
	if (message_id(writing).length > 35)
		return diag_set(writing->diag,
				"\"%s\" is longer than a MsgId of 35 "
				"characters",
				writing->part->file);
	return true;
}

static void put_group(struct bank_writing *writing)
{
	const struct pay_settings *settings = writing->job->settings;
	struct slice created = slice_of(writing->job->created);

	strbuf_append_string(&writing->out, "<GrpHdr>");
	put(writing, "MsgId", message_id(writing));
	put(writing, "CreDtTm", created);
	put_number(writing, "NbOfTxs", writing->part->count);
	put_number(writing, "CtrlSum", writing->part->sum);
	strbuf_append_string(&writing->out, "<InitgPty>");
	put(writing, "Nm", settings->debit_name);
	strbuf_append_string(&writing->out, "</InitgPty></GrpHdr>\n");
}

bool bank_pain_begin(struct bank_writing *writing)
{
	const struct pay_settings *settings = writing->job->settings;
	struct strbuf *out = &writing->out;
	char day[DATE_SIZE];

	if (!check_debit(writing))
		return false;
	strbuf_append_format(out,
			     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			     "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"
			     "pain.001.001.%s\"><CstmrCdtTrfInitn>\n",
			     is_09(writing) ? "09" : "03");
	put_group(writing);
	strbuf_append_string(out, "<PmtInf>");
	put(writing, "PmtInfId", message_id(writing));
	strbuf_append_string(out, "<PmtMtd>TRF</PmtMtd>");
	put_number(writing, "NbOfTxs", writing->part->count);
	put_number(writing, "CtrlSum", writing->part->sum);
	strbuf_append_string(out, "<ReqdExctnDt>");
	if (is_09(writing))
		put(writing, "Dt", date_format(writing->job->value_date, day));
	else
		strbuf_append(out, date_format(writing->job->value_date, day));
	strbuf_append_string(out, "</ReqdExctnDt><Dbtr>");
	put(writing, "Nm", settings->debit_name);
	strbuf_append_string(out, "</Dbtr>");
	put_account(writing, "DbtrAcct", settings->debit_account);
	put_agent(writing, "DbtrAgt", settings->debit_bank);
	return strbuf_append_string(out, "\n") || diag_memory(writing->diag);
}

bool bank_pain_line(struct bank_writing *writing, const struct bank_line *line)
{
	struct strbuf *out = &writing->out;
	struct slice name;

	strbuf_append_string(out, "<CdtTrfTxInf><PmtId>");
	put(writing, "InstrId", line->row.reference);
	put(writing, "EndToEndId", line->row.end_to_end);
	strbuf_append_string(out, "</PmtId><Amt><InstdAmt Ccy=\"IDR\">");
	strbuf_append_number(out, line->row.net);
	strbuf_append_string(out, "</InstdAmt></Amt>");
	put_agent(writing, "CdtrAgt", line->payee.bank);
	strbuf_append_string(out, "<Cdtr>");
	strbuf_reset(&writing->field);
	if (!bank_payee_name(writing, line, 0))
		return bank_line_fail(writing, line);
	name = strbuf_slice(&writing->field);
	if (name.length == 0 || text_count(name) > NAME_MAX_TEXT) {
		diag_set(writing->diag,
			 "the payee's name has %zu characters, "
			 "1 to %d are right",
			 text_count(name), NAME_MAX_TEXT);
		return bank_line_fail(writing, line);
	}
	put(writing, "Nm", name);
	strbuf_append_string(out, "</Cdtr>");
	put_account(writing, "CdtrAcct", line->payee.account);
	strbuf_append_string(out, "<Purp><Cd>ALLW</Cd></Purp>");
	if (!slice_is_empty(writing->job->layout->remark)) {
		strbuf_append_string(out, "<RmtInf>");
		put(writing, "Ustrd", writing->job->layout->remark);
		strbuf_append_string(out, "</RmtInf>");
	}
	return strbuf_append_string(out, "</CdtTrfTxInf>\n") ||
	       diag_memory(writing->diag);
}

bool bank_pain_end(struct bank_writing *writing)
{
	return strbuf_append_string(&writing->out,
				    "</PmtInf></CstmrCdtTrfInitn></Document>"
				    "\n") ||
	       diag_memory(writing->diag);
}
