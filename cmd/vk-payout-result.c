/*
 * A bank's result as a table: CSV, XLSX, or typed in by hand.
 */
#include "vk-payout-result.h"

#include "system/file.h"

#include <errno.h>
#include <unistd.h>

bool result_is_xml(struct payout *payout, const char *path)
{
	char start[64];
	int descriptor = file_open_input(path, &payout->tool.diag);
	struct slice text = {start, 0};
	ssize_t length;

	if (descriptor < 0)
		payout_fail(payout);
	length = read(descriptor, start, sizeof start);
	if (length < 0) {
		diag_set_errno(&payout->tool.diag, errno, "\"%s\"", path);
		payout_fail(payout);
	}
	file_close_input(descriptor);
	text.length = (size_t)length;
	if (slice_starts(text, "\xef\xbb\xbf"))
		text = slice_part(text, 3, text.length);
	return slice_starts(slice_trim(text), "<");
}

/* Names under which banks and clerks head the columns of a result. */
static const char *const headings[][8] = {
	{"reference", "transfer", "customerreff", "customer_reference",
	 "customerreference", "referensi", "no_referensi", NULL},
	{"end_to_end", "end_to_end_id", "endtoendid", NULL},
	{"status", "hasil", "result", "pay_status", NULL},
	{"amount", "jumlah", "nominal", "amount_due", NULL},
	{"reason", "reason_code", "alasan", "keterangan", "pay_reason", NULL},
	{"date", "tanggal", "paid_on", NULL},
};

enum { REFERENCE, END_TO_END, STATUS, AMOUNT, REASON, DATE, COLUMNS };

struct result_table {
	struct input *input;
	size_t columns[COLUMNS];
};

static void find_columns(struct payout *payout, struct result_table *table)
{
	const struct header *header = input_header(table->input);

	for (int i = 0; i < COLUMNS; i++) {
		table->columns[i] = COLUMN_NONE;
		for (int j = 0;
		     headings[i][j] != NULL && table->columns[i] == COLUMN_NONE;
		     j++)
			table->columns[i] =
				header_find(header, slice_of(headings[i][j]));
	}
	if ((table->columns[REFERENCE] == COLUMN_NONE &&
	     table->columns[END_TO_END] == COLUMN_NONE) ||
	    table->columns[STATUS] == COLUMN_NONE ||
	    table->columns[AMOUNT] == COLUMN_NONE)
		payout_die(payout, "a result needs the columns reference (or "
				   "end_to_end), status and amount");
}

static _Noreturn void refuse_row(struct payout *payout,
				 const struct record *record, const char *why)
{
	payout_die(payout, "%s:%llu: %s: nothing of the file was taken",
		   record->file, (unsigned long long)record->line, why);
}

/* One row; a damaged one ends the file, for its neighbours are doubtful. */
static void take_row(struct payout *payout, struct result_table *table,
		     const struct record *record,
		     const struct answer_sink *sink)
{
	struct slice status = record_field(record, table->columns[STATUS]);
	struct slice amount = record_field(record, table->columns[AMOUNT]);
	struct slice reason = record_field(record, table->columns[REASON]);
	struct money money;
	struct bank_answer answer = {
		.level = ANSWER_TRANSFER,
		.state = answer_state_of(status),
		.end_to_end = record_field(record, table->columns[END_TO_END]),
		.reference = record_field(record, table->columns[REFERENCE]),
		.date = record_field(record, table->columns[DATE]),
		.has_amount = true,
		.line = record->line};

	if (answer.state == TRANSFER_NONE)
		refuse_row(payout, record,
			   "the status is none of paid, rejected, returned, "
			   "sent, unknown");
	if (!money_parse(amount, &money) && !money_parse_office(amount, &money))
		refuse_row(payout, record, "the amount is no whole rupiah");
	answer.rupiah = money.rupiah;
	if (slice_is_empty(reason))
		reason = slice_part(status, slice_find(status, '-') + 1,
				    status.length);
	if (answer.state != TRANSFER_PAID && answer.state != TRANSFER_SENT) {
		answer.reason = return_reason_of(reason);
		answer.code = slice_trim(reason);
	}
	answer.state = answer_state(answer.state, answer.reason);
	if (!sink->take(sink->context, &answer, &payout->tool.diag)) {
		diag_prefix(&payout->tool.diag, "%s:%llu", record->file,
			    (unsigned long long)record->line);
		payout_fail(payout);
	}
}

void result_read(struct payout *payout, const char *path,
		 const struct answer_sink *sink, struct answer_count *count)
{
	struct result_table table;
	struct record record;
	enum read_result result;

	table.input = tool_open(&payout->tool, payout->policy, &path, 1, NULL);
	find_columns(payout, &table);
	*count = (struct answer_count){.format = "table"};
	while ((result = tool_scan(&payout->tool, table.input, &record)) !=
	       READ_END) {
		if (result == READ_BAD)
			refuse_row(payout, &record, record.problem);
		take_row(payout, &table, &record, sink);
		count->answers++;
	}
}
