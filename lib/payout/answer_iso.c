#include "payout/answer_statement.h"

#include "base/strbuf.h"
#include "system/file.h"
#include "system/xml.h"

#include <errno.h>
#include <unistd.h>

enum {
	PIECE = 64 * 1024,
	PATH_MAX_BYTES = 4096, /* of element names from the root */
	FIELD_MAX = 512	       /* bytes of one value; no id is longer */
};

/* Where a value stands: the end of its path, and the element it belongs to. */
static const struct {
	const char *path;
	enum iso_field field;
} places[] = {
	{"OrgnlGrpInfAndSts/OrgnlMsgId", ISO_GROUP_ID},
	{"OrgnlGrpInfAndSts/GrpSts", ISO_GROUP_STATUS},
	{"OrgnlGrpInfAndSts/StsRsnInf/Rsn/Cd", ISO_GROUP_REASON},
	{"OrgnlGrpInfAndSts/StsRsnInf/AddtlInf", ISO_GROUP_TEXT},
	{"OrgnlPmtInfAndSts/OrgnlPmtInfId", ISO_PAYMENT_ID},
	{"OrgnlPmtInfAndSts/PmtInfSts", ISO_PAYMENT_STATUS},
	{"OrgnlPmtInfAndSts/StsRsnInf/Rsn/Cd", ISO_PAYMENT_REASON},
	{"OrgnlPmtInfAndSts/StsRsnInf/AddtlInf", ISO_PAYMENT_TEXT},
	{"TxInfAndSts/OrgnlEndToEndId", ISO_END_TO_END},
	{"TxInfAndSts/OrgnlInstrId", ISO_INSTRUCTION},
	{"TxInfAndSts/TxSts", ISO_STATUS},
	{"TxInfAndSts/StsRsnInf/Rsn/Cd", ISO_REASON},
	{"TxInfAndSts/StsRsnInf/AddtlInf", ISO_TEXT},
	{"TxInfAndSts/OrgnlTxRef/Amt/InstdAmt", ISO_AMOUNT},
	{"Ntry/Amt", ISO_ENTRY_AMOUNT},
	{"Ntry/CdtDbtInd", ISO_ENTRY_SIDE},
	{"Ntry/RvslInd", ISO_ENTRY_REVERSAL},
	{"Ntry/Sts", ISO_ENTRY_STATUS},
	{"Ntry/Sts/Cd", ISO_ENTRY_STATUS},
	{"Ntry/BookgDt/Dt", ISO_ENTRY_DATE},
	{"Ntry/ValDt/Dt", ISO_ENTRY_VALUE_DATE},
	{"TxDtls/Refs/EndToEndId", ISO_END_TO_END},
	{"TxDtls/Refs/InstrId", ISO_INSTRUCTION},
	{"TxDtls/Amt", ISO_AMOUNT},
	{"TxDtls/AmtDtls/TxAmt/Amt", ISO_AMOUNT},
	{"TxDtls/RtrInf/Rsn/Cd", ISO_REASON},
	{"TxDtls/RtrInf/AddtlInf", ISO_TEXT},
	{"Bal/Tp/CdOrPrtry/Cd", ISO_BALANCE_KIND},
	{"Bal/Amt", ISO_BALANCE_AMOUNT},
	{"Bal/CdtDbtInd", ISO_BALANCE_SIDE},
	{"Bal/Dt/Dt", ISO_BALANCE_DATE},
};

/* Values that are forgotten when an element begins anew. */
static const struct {
	const char *element;
	enum iso_field first, last;
} scopes[] = {
	{"OrgnlPmtInfAndSts", ISO_PAYMENT_ID, ISO_AMOUNT_CURRENCY},
	{"TxInfAndSts", ISO_END_TO_END, ISO_AMOUNT_CURRENCY},
	{"Ntry", ISO_ENTRY_AMOUNT, ISO_ENTRY_VALUE_DATE},
	{"TxDtls", ISO_END_TO_END, ISO_AMOUNT_CURRENCY},
	{"Bal", ISO_BALANCE_KIND, ISO_BALANCE_DATE},
};

static void clear(struct iso_reading *reading, enum iso_field first,
		  enum iso_field last)
{
	for (int i = (int)first; i <= (int)last; i++)
		strbuf_reset(&reading->fields[i]);
}

/* Whether the path of the element that is open ends with these names. */
static bool is_at(const struct iso_reading *reading, const char *path)
{
	struct slice here = strbuf_slice(&reading->path);
	size_t length = strlen(path);

	return here.length > length && slice_ends(here, path) &&
	       here.data[here.length - length - 1] == '/';
}

/* The message kinds that are answers, by the element under the root. */
static bool begin_message(struct iso_reading *reading, const char *name)
{
	if (strcmp(name, "CstmrPmtStsRpt") == 0)
		reading->format = "pain.002";
	else if (strcmp(name, "BkToCstmrStmt") == 0)
		reading->format = "camt.053";
	else if (strcmp(name, "BkToCstmrDbtCdtNtfctn") == 0)
		reading->format = "camt.054";
	else
		return diag_set(reading->diag,
				"<%s> is no answer of a bank: pain.002, "
				"camt.053 and camt.054 are read",
				name);
	return true;
}

static bool begin(void *context, const char *name,
		  const char *const *attributes)
{
	struct iso_reading *reading = context;
	const char *currency = xml_attribute(attributes, "Ccy");

	reading->depth++;
	if (reading->depth == 2 && !begin_message(reading, name))
		return false;
	strbuf_append_byte(&reading->path, '/');
	if (!strbuf_append_string(&reading->path, name))
		return diag_set(reading->diag, "elements too deep");
	strbuf_reset(&reading->text);
	if (strcmp(name, "TxDtls") == 0 && !statement_next_detail(reading))
		return false;
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
		if (strcmp(name, scopes[i].element) == 0)
			clear(reading, scopes[i].first, scopes[i].last);
	if (strcmp(name, "TxDtls") == 0)
		reading->entry_details++;
	if (strcmp(name, "Ntry") == 0)
		reading->entry_details = 0;
	if (strcmp(name, "Stmt") == 0)
		statement_begin(reading);
	reading->currency[0] = '\0';
	if (currency != NULL && strlen(currency) == 3)
		memcpy(reading->currency, currency, 4);
	return true;
}

/* Keeps the text of the element that ends where a place says so. */
static bool keep(struct iso_reading *reading)
{
	struct slice text = slice_trim(strbuf_slice(&reading->text));

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct strbuf *field = &reading->fields[places[i].field];

		if (!is_at(reading, places[i].path) || slice_is_empty(text))
			continue;
		/* A transfer's own amount goes before its details'. */
		if (places[i].field == ISO_AMOUNT && field->length > 0)
			continue;
		strbuf_reset(field);
		if (!strbuf_append(field, text))
			return diag_set(reading->diag,
					"a value of %zu bytes in <%s>",
					text.length, places[i].path);
		if (places[i].field == ISO_AMOUNT ||
		    places[i].field == ISO_BALANCE_AMOUNT ||
		    places[i].field == ISO_ENTRY_AMOUNT) {
			field = &reading->fields[places[i].field + 1];
			strbuf_reset(field);
			strbuf_append_string(field, reading->currency);
		}
	}
	return true;
}

static bool end(void *context, const char *name)
{
	struct iso_reading *reading = context;
	bool fine = keep(reading);

	if (strcmp(name, "TxInfAndSts") == 0)
		fine = fine && status_of_transfer(reading);
	else if (strcmp(name, "OrgnlPmtInfAndSts") == 0)
		fine = fine && status_of_payment(reading);
	else if (strcmp(name, "CstmrPmtStsRpt") == 0)
		fine = fine && status_of_group(reading);
	else if (strcmp(name, "TxDtls") == 0)
		fine = fine && statement_detail(reading);
	else if (strcmp(name, "Ntry") == 0)
		fine = fine && statement_entry(reading);
	else if (strcmp(name, "Bal") == 0)
		fine = fine && statement_balance(reading);
	else if (strcmp(name, "Stmt") == 0)
		fine = fine && statement_end(reading);
	strbuf_reset(&reading->text);
	reading->path.length -= strlen(name) + 1;
	reading->path.data[reading->path.length] = '\0';
	reading->depth--;
	return fine;
}

static bool text(void *context, struct slice piece)
{
	struct iso_reading *reading = context;

	return strbuf_append(&reading->text, piece) ||
	       diag_set(reading->diag,
			"a value of more than %d bytes in "
			"\"%s\"",
			PIECE, strbuf_string(&reading->path));
}

static bool feed(struct xml *xml, int descriptor, const char *path,
		 struct diag *diag)
{
	char piece[PIECE];

	for (;;) {
		ssize_t length = read(descriptor, piece, sizeof piece);

		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0)
			return diag_set_errno(diag, errno, "\"%s\"", path);
		if (!xml_feed(xml, (struct slice){piece, (size_t)length},
			      length == 0, diag))
			return false;
		if (length == 0)
			return true;
	}
}

static bool read_file(struct iso_reading *reading, const char *path,
		      struct diag *diag)
{
	const struct xml_handler handler = {reading, begin, end, text};
	struct xml *xml = xml_new(&handler);
	int descriptor = file_open_input(path, diag);
	bool fine = false;

	if (xml == NULL)
		diag_memory(diag);
	else if (descriptor >= 0)
		fine = feed(xml, descriptor, path, diag);
	/* A handler that stopped has said why in the reading's own diag. */
	if (!fine && diag->message[0] == '\0')
		diag_set(diag, "%s", reading->diag->message);
	if (descriptor >= 0)
		file_close_input(descriptor);
	xml_free(xml);
	return fine;
}

bool answer_read_iso(const char *path, const struct answer_sink *sink,
		     struct answer_count *count, struct diag *diag)
{
	struct diag inner = {""};
	struct iso_reading reading = {.sink = sink, .diag = &inner};
	bool fine;

	*diag = (struct diag){""};
	strbuf_init(&reading.path, PATH_MAX_BYTES);
	strbuf_init(&reading.text, PIECE);
	for (int i = 0; i < ISO_FIELDS; i++)
		strbuf_init(&reading.fields[i], FIELD_MAX);
	fine = read_file(&reading, path, diag);
	if (fine && reading.format == NULL)
		fine = diag_set(diag, "no answer of a bank is in it");
	*count = reading.count;
	count->format = reading.format;
	strbuf_release(&reading.path);
	strbuf_release(&reading.text);
	for (int i = 0; i < ISO_FIELDS; i++)
		strbuf_release(&reading.fields[i]);
	return fine || diag_prefix(diag, "\"%s\"", path);
}
