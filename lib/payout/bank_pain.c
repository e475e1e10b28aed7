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

static bool add(struct bank_writing *writing, struct slice text)
{
	return strbuf_append(&writing->out, text);
}

/* <tag>text</tag>, the text escaped. */
static void put(struct bank_writing *writing, const char *tag,
		struct slice text)
{
	strbuf_append_format(&writing->out, "<%s>", tag);
	xml_escape(text, &writing->out);
	strbuf_append_format(&writing->out, "</%s>", tag);
}

static void put_number(struct bank_writing *writing, const char *tag,
		       int64_t number)
{
	strbuf_reset(&writing->field);
	strbuf_append_number(&writing->field, number);
	put(writing, tag, strbuf_slice(&writing->field));
}

/* An agent by its BIC, else by its name. */
static void put_agent(struct bank_writing *writing, struct slice text)
{
	const struct bank *bank = bank_find(text);

	add(writing, SLICE("<FinInstnId>"));
	if (bank == NULL) {
		add(writing, SLICE("<Nm>"));
		xml_escape(text, &writing->out);
		add(writing, SLICE("</Nm>"));
	} else if (is_09(writing)) {
		add(writing, SLICE("<BICFI>"));
		add(writing, slice_of(bank->bic));
		add(writing, SLICE("</BICFI>"));
	} else {
		add(writing, SLICE("<BIC>"));
		add(writing, slice_of(bank->bic));
		add(writing, SLICE("</BIC>"));
	}
	add(writing, SLICE("</FinInstnId>"));
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
	add(writing, SLICE("<DbtrAcct><Id><Othr>"));
	put(writing, "Id", settings->debit_account);
	add(writing, SLICE("</Othr></Id></DbtrAcct><DbtrAgt>"));
	put_agent(writing, settings->debit_bank);
	return add(writing, SLICE("</DbtrAgt>\n")) ||
	       diag_memory(writing->diag);
}

/* The payee's name in writing->field, checked. */
static bool take_name(struct bank_writing *writing,
		      const struct bank_line *line)
{
	size_t count;

	strbuf_reset(&writing->field);
	if (!bank_payee_name(writing, line, 0))
		return bank_line_fail(writing, line);
	count = text_count(strbuf_slice(&writing->field));
	if (count > 0 && count <= NAME_MAX_TEXT)
		return true;
	diag_set(writing->diag,
		 "the payee's name has %zu characters, 1 to %d are right",
		 count, NAME_MAX_TEXT);
	return bank_line_fail(writing, line);
}

/* Written in runs, not tag by tag: a file has a hundred thousand of them. */
bool bank_pain_line(struct bank_writing *writing, const struct bank_line *line)
{
	struct slice remark = writing->job->layout->remark;
	struct strbuf *out = &writing->out;

	if (!take_name(writing, line))
		return false;
	add(writing, SLICE("<CdtTrfTxInf><PmtId><InstrId>"));
	xml_escape(line->row.reference, out);
	add(writing, SLICE("</InstrId><EndToEndId>"));
	xml_escape(line->row.end_to_end, out);
	add(writing, SLICE("</EndToEndId></PmtId>"
			   "<Amt><InstdAmt Ccy=\"IDR\">"));
	strbuf_append_number(out, line->row.net);
	add(writing, SLICE("</InstdAmt></Amt><CdtrAgt>"));
	put_agent(writing, line->payee.bank);
	add(writing, SLICE("</CdtrAgt><Cdtr><Nm>"));
	xml_escape(strbuf_slice(&writing->field), out);
	add(writing, SLICE("</Nm></Cdtr><CdtrAcct><Id><Othr><Id>"));
	xml_escape(line->payee.account, out);
	add(writing, SLICE("</Id></Othr></Id></CdtrAcct>"
			   "<Purp><Cd>ALLW</Cd></Purp>"));
	if (!slice_is_empty(remark)) {
		add(writing, SLICE("<RmtInf><Ustrd>"));
		xml_escape(remark, out);
		add(writing, SLICE("</Ustrd></RmtInf>"));
	}
	return add(writing, SLICE("</CdtTrfTxInf>\n")) ||
	       diag_memory(writing->diag);
}

bool bank_pain_end(struct bank_writing *writing)
{
	return strbuf_append_string(&writing->out,
				    "</PmtInf></CstmrCdtTrfInitn></Document>"
				    "\n") ||
	       diag_memory(writing->diag);
}
