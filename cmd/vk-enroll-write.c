/*
 * What vk-enroll writes of every application: the stream without identities,
 * the identities file, the registry.
 */
#include "vk-enroll.h"

struct outputs {
	struct writer *stream, *identities, *registry;
	struct enroll_columns own;	/* of the stream */
	struct enroll_columns personal; /* of the identities file */
};

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
	enroll_plan_stream(enroll, &outputs->own);
	enroll_plan_identities(enroll, &outputs->personal);
	stream = enroll_writer_columns(&outputs->own);
	personal = enroll_writer_columns(&outputs->personal);
	outputs->stream = tool_writer(enroll->tool, header, &stream);
	outputs->identities =
		tool_side_writer(enroll->tool, path, 0600, header, &personal);
	if (enroll->options.registry_out != NULL)
		outputs->registry = enroll_begin_registry(enroll);
	enroll_begin_papers(enroll);
}

/* hidden has a bit for each field that stays empty. */
static size_t fill_fields(const struct enroll_columns *columns,
			  const struct enrolled *enrolled, uint32_t hidden,
			  struct slice *own)
{
	for (size_t i = 0; i < columns->field_count; i++) {
		enum application_field field = columns->fields[i];

		own[i] = (hidden >> field & 1) != 0
				 ? (struct slice){0}
				 : enrolled->application.fields[field];
	}
	return columns->field_count;
}

/* Either a whole id or nothing. */
static struct slice person_of(const struct enrolled *enrolled)
{
	return (struct slice){enrolled->person, enrolled->person[0] == '\0'
							? 0
							: PERSON_ID_LENGTH};
}

/* A cell beside its column may have been taken for the number. */
static struct slice shown_number(const struct enrolled *enrolled,
				 uint32_t hidden)
{
	struct slice number = strbuf_slice(&enrolled->number);
	bool own = (hidden >> APPLICATION_NUMBER & 1) == 0 ||
		   !identity_is_inside(number);

	return own ? number : (struct slice){0};
}

static void put_stream(struct enroll *enroll, const struct outputs *outputs,
		       const struct enrolled *enrolled)
{
	struct record copy;
	uint32_t hidden;
	const struct record *shown =
		enroll_hide_strays(enroll, enrolled, &copy, &hidden);
	struct slice own[ENROLL_COLUMNS_MAX];
	size_t count = fill_fields(&outputs->own, enrolled, hidden, own);

	own[count++] = person_of(enrolled);
	own[count++] = enroll_status_word(enrolled->verdict.status);
	own[count++] = strbuf_slice(&enrolled->verdict.reasons);
	own[count++] = strbuf_slice(&enrolled->verdict.missing);
	own[count++] = strbuf_slice(&enrolled->duplicate_of);
	own[count++] = strbuf_slice(&enrolled->duplicate_bits);
	own[count++] = enroll->options.listed == NULL
			       ? (struct slice){0}
			       : roster_word(enrolled->listed);
	own[count++] = strbuf_slice(&enrolled->verdict.flags);
	own[count++] = shown_number(enrolled, hidden);
	tool_put(enroll->tool, outputs->stream, shown, own);
}

static void put_identities(struct enroll *enroll, const struct outputs *outputs,
			   const struct enrolled *enrolled)
{
	struct slice own[ENROLL_COLUMNS_MAX];
	size_t count = fill_fields(&outputs->personal, enrolled, 0, own);

	own[count++] = person_of(enrolled);
	own[count++] = strbuf_slice(&enrolled->number);
	own[count++] = enroll_status_word(enrolled->verdict.status);
	own[count++] = slice_of(enroll->key.fingerprint);
	tool_put(enroll->tool, outputs->identities, &enrolled->record, own);
}

static void count_statuses(struct tool *tool,
			   const uint64_t counts[ENROLL_STATUSES])
{
	for (size_t i = 0; i < ENROLL_STATUSES; i++) {
		enum enroll_status status = (enum enroll_status)i;

		if (counts[i] > 0)
			tool_count_many(tool, enroll_status_word(status),
					counts[i], enroll_status_waits(status));
	}
}

void enroll_write(struct enroll *enroll)
{
	uint64_t counts[ENROLL_STATUSES] = {0};
	struct outputs outputs = {0};
	struct enrolled enrolled;

	begin(enroll, &outputs);
	enrolled_init(&enrolled);
	while (enroll_next(enroll, &enrolled)) {
		if (!tool_is_mine(enroll->tool, person_of(&enrolled),
				  strbuf_slice(&enrolled.number)))
			continue;
		if (enrolled.faults.count > 0 ||
		    enroll->tool->errors != TOOL_ERRORS_TEXT)
			enroll_complain(enroll, &enrolled);
		put_stream(enroll, &outputs, &enrolled);
		put_identities(enroll, &outputs, &enrolled);
		if (outputs.registry != NULL)
			enroll_put_registry(enroll, outputs.registry,
					    &enrolled);
		enroll_put_papers(enroll, &enrolled);
		counts[enrolled.verdict.status]++;
	}
	count_statuses(enroll->tool, counts);
	enroll_end_papers(enroll);
	enrolled_release(&enrolled);
}
