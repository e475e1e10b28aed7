/*
 * What vk-enroll writes of every application: the stream without identities,
 * the identities file, the registry, and the complaints about values.
 */
#include "vk-enroll.h"

/* The columns that vk-enroll adds, in their documented order. */
static const char *const results[] = {
	"enroll_status",  "enroll_reasons", "enroll_missing", "duplicate_of",
	"duplicate_bits", "listed",	    "flags"};

enum { RESULTS = sizeof results / sizeof *results };

static const enum application_field identities[] = {
	APPLICATION_NIK,     APPLICATION_KPJ,	  APPLICATION_KK,
	APPLICATION_NAME,    APPLICATION_PHONE,	  APPLICATION_EMAIL,
	APPLICATION_ADDRESS, APPLICATION_ACCOUNT, APPLICATION_ACCOUNT_NAME};

enum { IDENTITIES = sizeof identities / sizeof *identities };

/* Columns of one output and the fields that fill them. */
struct columns {
	const char *names[ENROLL_COLUMNS_MAX];
	enum application_field fields[ENROLL_COLUMNS_MAX]; /* of the middle */
	size_t first, count; /* the middle is between these */
};

struct outputs {
	struct writer *stream, *identities, *registry;
	struct columns own;	 /* of the stream */
	struct columns personal; /* of the identities file */
	const char *dropped[IDENTITIES];
};

/* application, person, the words put into one spelling, the results. */
static void plan_stream(const struct enroll *enroll, struct columns *columns)
{
	uint32_t worded = application_worded_fields();
	size_t count = 0;

	columns->names[count++] = "application";
	columns->names[count++] = "person";
	columns->first = count;
	for (size_t i = 0; i < APPLICATION_FIELDS; i++) {
		if ((worded >> i & 1) == 0 ||
		    enroll->layout.columns[i] == COLUMN_NONE)
			continue;
		columns->fields[count] = (enum application_field)i;
		columns->names[count++] =
			application_field_name((enum application_field)i);
	}
	columns->count = count;
	for (size_t i = 0; i < RESULTS; i++)
		columns->names[count++] = results[i];
}

static void plan_identities(const struct enroll *enroll,
			    struct columns *columns)
{
	size_t count = 0;

	columns->names[count++] = "person";
	columns->names[count++] = "application";
	columns->first = count;
	for (size_t i = 0; i < IDENTITIES; i++) {
		if (enroll->layout.columns[identities[i]] == COLUMN_NONE)
			continue;
		columns->fields[count] = identities[i];
		columns->names[count++] = application_field_name(identities[i]);
	}
	columns->count = count;
}

static void begin(struct enroll *enroll, struct outputs *outputs)
{
	struct writer_columns stream = {.own = outputs->own.names,
					.dropped = outputs->dropped,
					.dropped_count = IDENTITIES};
	struct writer_columns personal = {.own = outputs->personal.names};
	const char *path = enroll->tool->identities;

	if (path == NULL) {
		path = "identities.tsv";
		tool_note(enroll->tool,
			  "identities go to \"%s\"; -i or $VK_IDENTITIES "
			  "names another file",
			  path);
	}
	plan_stream(enroll, &outputs->own);
	plan_identities(enroll, &outputs->personal);
	stream.own_count = outputs->own.count + RESULTS;
	personal.own_count = outputs->personal.count;
	for (size_t i = 0; i < IDENTITIES; i++)
		outputs->dropped[i] = application_field_name(identities[i]);
	outputs->stream =
		tool_writer(enroll->tool, input_header(enroll->input), &stream);
	outputs->identities =
		tool_side_writer(enroll->tool, path, 0600, NULL, &personal);
	if (enroll->options.registry_out != NULL)
		outputs->registry = enroll_begin_registry(enroll);
}

static void put_stream(struct enroll *enroll, const struct outputs *outputs,
		       const struct enrolled *enrolled)
{
	const struct columns *columns = &outputs->own;
	struct slice own[ENROLL_COLUMNS_MAX];
	size_t count = 0;

	own[count++] = strbuf_slice(&enrolled->number);
	own[count++] = slice_of(enrolled->person);
	for (; count < columns->count; count++)
		own[count] =
			enrolled->application.fields[columns->fields[count]];
	own[count++] = enroll_status_word(enrolled->verdict.status);
	own[count++] = strbuf_slice(&enrolled->verdict.reasons);
	own[count++] = strbuf_slice(&enrolled->verdict.missing);
	own[count++] = strbuf_slice(&enrolled->duplicate_of);
	own[count++] = (struct slice){0};
	own[count++] = enroll->options.listed == NULL
			       ? (struct slice){0}
			       : roster_word(enrolled->listed);
	own[count++] = strbuf_slice(&enrolled->verdict.flags);
	tool_put(enroll->tool, outputs->stream, &enrolled->record, own);
}

static void put_identities(struct enroll *enroll, const struct outputs *outputs,
			   const struct enrolled *enrolled)
{
	const struct columns *columns = &outputs->personal;
	struct slice own[ENROLL_COLUMNS_MAX];
	size_t count = 0;

	own[count++] = slice_of(enrolled->person);
	own[count++] = strbuf_slice(&enrolled->number);
	for (; count < columns->count; count++)
		own[count] =
			enrolled->application.fields[columns->fields[count]];
	tool_put(enroll->tool, outputs->identities, NULL, own);
}

/* Errors always, flags only where a program reads them. */
static void complain(struct enroll *enroll, const struct enrolled *enrolled)
{
	for (size_t i = 0; i < enrolled->faults.count; i++) {
		const struct check_fault *fault = &enrolled->faults.faults[i];
		bool flag = fault->weight == CHECK_FLAG;
		struct complaint complaint = {
			.code = fault->code,
			.severity = flag ? "warning" : "error",
			.field = application_field_name(fault->field),
			.column = enroll->layout.columns[fault->field],
			.value = enrolled->application.fields[fault->field],
			.message = fault->message,
		};

		if (!flag || enroll->tool->errors != TOOL_ERRORS_TEXT)
			tool_complain(enroll->tool, &enrolled->record,
				      &complaint);
	}
}

void enroll_write(struct enroll *enroll)
{
	struct outputs outputs = {0};
	struct enrolled enrolled;

	begin(enroll, &outputs);
	enrolled_init(&enrolled);
	while (enroll_next(enroll, &enrolled)) {
		enum enroll_status status = enrolled.verdict.status;

		if (enrolled.faults.count > 0)
			complain(enroll, &enrolled);
		put_stream(enroll, &outputs, &enrolled);
		put_identities(enroll, &outputs, &enrolled);
		if (outputs.registry != NULL)
			enroll_put_registry(enroll, outputs.registry,
					    &enrolled);
		tool_count(enroll->tool, enroll_status_word(status),
			   enroll_status_waits(status));
	}
	enrolled_release(&enrolled);
}
