/*
 * What vk-enroll writes of every application: the stream without identities,
 * the identities file, the registry.
 */
#include "vk-enroll.h"

/* The columns that vk-enroll adds, in their documented order. */
static const char *const results[] = {
	"enroll_status",  "enroll_reasons", "enroll_missing", "duplicate_of",
	"duplicate_bits", "listed",	    "flags"};

enum { RESULTS = sizeof results / sizeof *results };

/* An output's own columns: the fields that fill them, then fixed ones. */
struct columns {
	const char *names[ENROLL_COLUMNS_MAX];
	enum application_field fields[ENROLL_COLUMNS_MAX];
	size_t field_count, count;
	const char **dropped;
	size_t dropped_count;
};

struct outputs {
	struct writer *stream, *identities, *registry;
	struct columns own;	 /* of the stream */
	struct columns personal; /* of the identities file */
};

/*
 * Which of the two outputs has a field. An account means nothing without its
 * bank, so the bank is in both.
 */
static bool goes_to(struct slice name, bool identities)
{
	return schema_is_identity(name) == identities ||
	       (identities && slice_is(name, "bank"));
}

/*
 * The fields of one output that don't go out as they came in: those that some
 * record of this run needed trimmed or in another spelling.
 */
static void plan_fields(const struct enroll *enroll, bool identities,
			struct columns *columns)
{
	for (size_t i = APPLICATION_NIK; i < APPLICATION_FIELDS; i++) {
		enum application_field field = (enum application_field)i;

		if ((enroll->layout.respelt >> i & 1) == 0 ||
		    !goes_to(slice_of(application_field_name(field)),
			     identities))
			continue;
		columns->fields[columns->count] = field;
		columns->names[columns->count++] =
			application_field_name(field);
	}
	columns->field_count = columns->count;
}

/* Drops the input's columns that the output doesn't have. */
static void plan_dropped(struct enroll *enroll, bool identities,
			 struct columns *columns)
{
	const struct header *header = input_header(enroll->input);

	columns->dropped = arena_array(&enroll->arena, header->count,
				       sizeof *columns->dropped);
	for (size_t i = 0; i < header->count; i++) {
		const char *name =
			arena_string(&enroll->arena, header->names[i]);

		if (columns->dropped == NULL || name == NULL)
			tool_die(enroll->tool, "out of memory");
		if (!goes_to(header->names[i], identities))
			columns->dropped[columns->dropped_count++] = name;
	}
}

static struct writer_columns writer_columns(const struct columns *columns)
{
	return (struct writer_columns){.own = columns->names,
				       .own_count = columns->count,
				       .dropped = columns->dropped,
				       .dropped_count = columns->dropped_count};
}

static void plan(struct enroll *enroll, struct outputs *outputs)
{
	struct columns *own = &outputs->own, *personal = &outputs->personal;

	plan_fields(enroll, false, own);
	plan_dropped(enroll, false, own);
	own->names[own->count++] = "person";
	for (size_t i = 0; i < RESULTS; i++)
		own->names[own->count++] = results[i];
	if (enroll->repeats.unnumbered)
		own->names[own->count++] = "application";
	plan_fields(enroll, true, personal);
	plan_dropped(enroll, true, personal);
	personal->names[personal->count++] = "person";
	personal->names[personal->count++] = "application";
}

static void begin(struct enroll *enroll, struct outputs *outputs)
{
	const struct header *header = input_header(enroll->input);
	const char *path = enroll->tool->identities;
	struct writer_columns stream, personal;

	if (path == NULL) {
		path = "identities.tsv";
		tool_note(enroll->tool,
			  "identities go to \"%s\"; -i or $VK_IDENTITIES "
			  "names another file",
			  path);
	}
	plan(enroll, outputs);
	stream = writer_columns(&outputs->own);
	personal = writer_columns(&outputs->personal);
	outputs->stream = tool_writer(enroll->tool, header, &stream);
	outputs->identities =
		tool_side_writer(enroll->tool, path, 0600, header, &personal);
	if (enroll->options.registry_out != NULL)
		outputs->registry = enroll_begin_registry(enroll);
	enroll_begin_papers(enroll);
}

static size_t fill_fields(const struct columns *columns,
			  const struct enrolled *enrolled, struct slice *own)
{
	for (size_t i = 0; i < columns->field_count; i++)
		own[i] = enrolled->application.fields[columns->fields[i]];
	return columns->field_count;
}

static void put_stream(struct enroll *enroll, const struct outputs *outputs,
		       const struct enrolled *enrolled)
{
	struct slice own[ENROLL_COLUMNS_MAX];
	size_t count = fill_fields(&outputs->own, enrolled, own);

	own[count++] = slice_of(enrolled->person);
	own[count++] = enroll_status_word(enrolled->verdict.status);
	own[count++] = strbuf_slice(&enrolled->verdict.reasons);
	own[count++] = strbuf_slice(&enrolled->verdict.missing);
	own[count++] = strbuf_slice(&enrolled->duplicate_of);
	own[count++] = (struct slice){0};
	own[count++] = enroll->options.listed == NULL
			       ? (struct slice){0}
			       : roster_word(enrolled->listed);
	own[count++] = strbuf_slice(&enrolled->verdict.flags);
	own[count++] = strbuf_slice(&enrolled->number);
	tool_put(enroll->tool, outputs->stream, &enrolled->record, own);
}

static void put_identities(struct enroll *enroll, const struct outputs *outputs,
			   const struct enrolled *enrolled)
{
	struct slice own[ENROLL_COLUMNS_MAX];
	size_t count = fill_fields(&outputs->personal, enrolled, own);

	own[count++] = slice_of(enrolled->person);
	own[count++] = strbuf_slice(&enrolled->number);
	tool_put(enroll->tool, outputs->identities, &enrolled->record, own);
}

void enroll_write(struct enroll *enroll)
{
	struct outputs outputs = {0};
	struct enrolled enrolled;

	begin(enroll, &outputs);
	enrolled_init(&enrolled);
	while (enroll_next(enroll, &enrolled)) {
		enum enroll_status status = enrolled.verdict.status;

		if (enrolled.faults.count > 0 ||
		    enroll->tool->errors != TOOL_ERRORS_TEXT)
			enroll_complain(enroll, &enrolled);
		put_stream(enroll, &outputs, &enrolled);
		put_identities(enroll, &outputs, &enrolled);
		if (outputs.registry != NULL)
			enroll_put_registry(enroll, outputs.registry,
					    &enrolled);
		enroll_put_papers(enroll, &enrolled);
		tool_count(enroll->tool, enroll_status_word(status),
			   enroll_status_waits(status));
	}
	enroll_end_papers(enroll);
	enrolled_release(&enrolled);
}
