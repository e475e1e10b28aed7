#include "payout/bank_parts.h"

#include "payout/bank_text.h"
#include "payout/payee.h"

bool bank_line_fail(struct bank_writing *writing, const struct bank_line *line)
{
	if (line == NULL)
		return diag_prefix(writing->diag, "the head or foot of the "
						  "bank file");
	return diag_prefix(writing->diag, "transfer %.*s",
			   SLICE_PRINT(line->row.reference));
}

static bool refuse_formula(struct bank_writing *writing)
{
	return diag_set(writing->diag,
			"the name begins with a sign that spreadsheet "
			"programs run as a formula");
}

bool bank_payee_name(struct bank_writing *writing, const struct bank_line *line,
		     char delimiter)
{
	const struct payee *payee = &line->payee;
	struct slice name = slice_is_empty(payee->account_name)
				    ? payee->name
				    : payee->account_name;

	if (text_is_formula(name))
		return refuse_formula(writing);
	if (!bank_text(name, writing->job->layout->charset, delimiter,
		       &writing->field, writing->diag))
		return false;
	/* Another sign may have become one that does: "_" becomes "-". */
	return !text_is_formula(strbuf_slice(&writing->field)) ||
	       refuse_formula(writing);
}

static bool put_ascii(struct bank_writing *writing, struct slice text)
{
	const struct bank_layout *layout = writing->job->layout;

	return bank_text(text, layout->charset,
			 layout->quoted ? 0 : layout->delimiter,
			 &writing->field, writing->diag);
}

static bool put_reference(struct bank_writing *writing,
			  const struct bank_line *line)
{
	return strbuf_append(&writing->field, line->row.reference);
}

static bool put_end_to_end(struct bank_writing *writing,
			   const struct bank_line *line)
{
	return strbuf_append(&writing->field, line->row.end_to_end);
}

static bool put_name(struct bank_writing *writing, const struct bank_line *line)
{
	const struct bank_layout *layout = writing->job->layout;

	return bank_payee_name(writing, line,
			       layout->quoted ? 0 : layout->delimiter);
}

static bool put_account(struct bank_writing *writing,
			const struct bank_line *line)
{
	return strbuf_append(&writing->field, line->payee.account);
}

static bool put_bank(struct bank_writing *writing, const struct bank_line *line)
{
	return put_ascii(writing, line->payee.bank);
}

static bool put_bank_code(struct bank_writing *writing,
			  const struct bank_line *line)
{
	const struct bank *bank = bank_find(line->payee.bank);

	return bank == NULL ||
	       strbuf_append_string(&writing->field, bank->code);
}

static bool put_bic(struct bank_writing *writing, const struct bank_line *line)
{
	const struct bank *bank = bank_find(line->payee.bank);

	return bank == NULL || strbuf_append_string(&writing->field, bank->bic);
}

static bool put_clearing(struct bank_writing *writing,
			 const struct bank_line *line)
{
	const struct bank *bank = bank_find(line->payee.bank);

	return bank == NULL ||
	       strbuf_append_string(&writing->field, bank->clearing);
}

static bool put_amount(struct bank_writing *writing,
		       const struct bank_line *line)
{
	return strbuf_append_number(&writing->field, line->row.net);
}

static bool put_amount_decimal(struct bank_writing *writing,
			       const struct bank_line *line)
{
	return put_amount(writing, line) &&
	       strbuf_append_string(&writing->field, ".00");
}

static bool put_rail(struct bank_writing *writing, const struct bank_line *line)
{
	return line->rail == NULL ||
	       strbuf_append(&writing->field, line->rail->code);
}

static bool put_line_number(struct bank_writing *writing,
			    const struct bank_line *line)
{
	return strbuf_append_number(&writing->field, line->number);
}

static bool put_currency(struct bank_writing *writing,
			 const struct bank_line *line)
{
	(void)line;
	return strbuf_append_string(&writing->field, "IDR");
}

static bool put_remark(struct bank_writing *writing,
		       const struct bank_line *line)
{
	(void)line;
	return put_ascii(writing, writing->job->layout->remark);
}

static bool put_iso_date(struct bank_writing *writing,
			 const struct bank_line *line)
{
	char text[DATE_SIZE];

	(void)line;
	return strbuf_append(&writing->field,
			     date_format(writing->job->value_date, text));
}

static bool put_date(struct bank_writing *writing, const struct bank_line *line)
{
	char text[DATE_SIZE];
	struct slice rest = date_format(writing->job->value_date, text), part;

	(void)line;
	while (slice_next(&rest, '-', &part))
		strbuf_append(&writing->field, part);
	return !writing->field.failed;
}

static bool put_count(struct bank_writing *writing,
		      const struct bank_line *line)
{
	(void)line;
	return strbuf_append_number(&writing->field, writing->part->count);
}

static bool put_sum(struct bank_writing *writing, const struct bank_line *line)
{
	(void)line;
	return strbuf_append_number(&writing->field, writing->part->sum);
}

static bool put_sum_decimal(struct bank_writing *writing,
			    const struct bank_line *line)
{
	return put_sum(writing, line) &&
	       strbuf_append_string(&writing->field, ".00");
}

static bool put_debit_account(struct bank_writing *writing,
			      const struct bank_line *line)
{
	(void)line;
	return strbuf_append(&writing->field,
			     writing->job->settings->debit_account);
}

static bool put_debit_name(struct bank_writing *writing,
			   const struct bank_line *line)
{
	(void)line;
	return put_ascii(writing, writing->job->settings->debit_name);
}

static bool put_batch(struct bank_writing *writing,
		      const struct bank_line *line)
{
	(void)line;
	return strbuf_append_string(&writing->field, writing->job->batch_name);
}

/* How each value gets into writing->field. */
static const struct {
	bool (*put)(struct bank_writing *writing, const struct bank_line *line);
	bool of_line; /* a transfer's, not the file's */
} putters[LAYOUT_VALUES] = {
	[VALUE_REFERENCE] = {put_reference, true},
	[VALUE_END_TO_END] = {put_end_to_end, true},
	[VALUE_NAME] = {put_name, true},
	[VALUE_ACCOUNT] = {put_account, true},
	[VALUE_BANK] = {put_bank, true},
	[VALUE_BANK_CODE] = {put_bank_code, true},
	[VALUE_BIC] = {put_bic, true},
	[VALUE_CLEARING] = {put_clearing, true},
	[VALUE_AMOUNT] = {put_amount, true},
	[VALUE_AMOUNT_DECIMAL] = {put_amount_decimal, true},
	[VALUE_RAIL] = {put_rail, true},
	[VALUE_LINE] = {put_line_number, true},
	[VALUE_CURRENCY] = {put_currency, false},
	[VALUE_REMARK] = {put_remark, false},
	[VALUE_DATE] = {put_date, false},
	[VALUE_ISO_DATE] = {put_iso_date, false},
	[VALUE_COUNT] = {put_count, false},
	[VALUE_SUM] = {put_sum, false},
	[VALUE_SUM_DECIMAL] = {put_sum_decimal, false},
	[VALUE_DEBIT_ACCOUNT] = {put_debit_account, false},
	[VALUE_DEBIT_NAME] = {put_debit_name, false},
	[VALUE_BATCH] = {put_batch, false},
};

static bool fill_field(struct bank_writing *writing,
		       const struct layout_field *field,
		       const struct bank_line *line)
{
	size_t count;

	strbuf_reset(&writing->field);
	if (field->value == VALUE_LITERAL) {
		strbuf_append(&writing->field, field->literal);
	} else if (line == NULL && putters[field->value].of_line) {
		return diag_set(writing->diag,
				"the layout asks for a transfer's value in its "
				"header or footer");
	} else if (!putters[field->value].put(writing, line) &&
		   !writing->field.failed) {
		return false;
	}
	if (writing->field.failed)
		return diag_memory(writing->diag);
	count = text_count(strbuf_slice(&writing->field));
	if (count == 0 && !field->optional)
		return diag_set(writing->diag,
				"the layout needs %s, and it is empty; if the "
				"bank doesn't need it, the field is optional",
				layout_value_name(field->value));
	if (field->width > 0 && count > field->width)
		return diag_set(writing->diag,
				"a text of %zu characters where the layout "
				"has room for %u; it is never cut: give the "
				"account's name as the bank writes it",
				count, field->width);
	return true;
}

static void put_field(struct bank_writing *writing,
		      const struct layout_field *field)
{
	const struct bank_layout *layout = writing->job->layout;
	struct slice text = strbuf_slice(&writing->field);
	size_t count = text_count(text);
	size_t fill = field->pad != 0 && field->width > count
			      ? field->width - count
			      : 0;
	bool quote = layout->quoted && layout->delimiter != 0 &&
		     (slice_find(text, layout->delimiter) < text.length ||
		      slice_find(text, '"') < text.length);

	for (size_t i = 0; field->pad_left && i < fill; i++)
		strbuf_append_byte(&writing->out, field->pad);
	if (quote)
		strbuf_append_byte(&writing->out, '"');
	for (size_t i = 0; i < text.length; i++) {
		if (quote && text.data[i] == '"')
			strbuf_append_byte(&writing->out, '"');
		strbuf_append_byte(&writing->out, text.data[i]);
	}
	if (quote)
		strbuf_append_byte(&writing->out, '"');
	for (size_t i = 0; !field->pad_left && i < fill; i++)
		strbuf_append_byte(&writing->out, field->pad);
}

bool bank_put_record(struct bank_writing *writing, enum layout_record record,
		     const struct bank_line *line)
{
	const struct bank_layout *layout = writing->job->layout;
	bool first = true;

	for (size_t i = 0; i < layout->field_count; i++) {
		const struct layout_field *field = &layout->fields[i];

		if (field->record != record)
			continue;
		if (!first && layout->delimiter != 0)
			strbuf_append_byte(&writing->out, layout->delimiter);
		first = false;
		if (!fill_field(writing, field, line))
			return bank_line_fail(writing, line);
		put_field(writing, field);
	}
	if (!first)
		strbuf_append_string(&writing->out,
				     layout->crlf ? "\r\n" : "\n");
	return !writing->out.failed || diag_memory(writing->diag);
}
