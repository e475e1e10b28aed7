/*
 * Registries: read to know who was enrolled before, and the office's own
 * written anew with this run's applications.
 */
#include "vk-enroll-near.h"

#include "system/file.h"

void enroll_read_registry(struct enroll *enroll, const char *path)
{
	struct tool *tool = enroll->tool;
	const char *const paths[] = {path};
	struct input *input = tool_open(tool, enroll->policy, paths, 1, NULL);
	struct near_side *side = enroll_near_side(enroll, input);
	struct registry_layout layout;
	struct record record;

	tool_used(tool, path);
	if (!registry_layout_init(&layout, input_header(input), &tool->diag))
		tool_die(tool, "%s: %s", path, tool->diag.message);
	while (tool_scan(tool, input, &record) != READ_END) {
		if (!registry_take(&enroll->registry, &layout, &record,
				   &tool->diag))
			tool_fail(tool);
		enroll_near_registry(enroll, side, &layout, &record);
	}
	enroll_near_side_end(side);
}

static void copy_row(struct enroll *enroll, struct writer *writer,
		     const struct registry_layout *layout,
		     const struct record *record)
{
	struct slice own[REGISTRY_FIELDS];
	enum registry_row fate =
		registry_row_fate(&enroll->registry, layout, record);

	if (fate == REGISTRY_REPLACE)
		return;
	for (size_t i = 0; i < REGISTRY_FIELDS; i++)
		own[i] = record_field(record, layout->columns[i]);
	if (fate == REGISTRY_RETIRE)
		own[REGISTRY_STATUS] = SLICE("superseded");
	tool_put(enroll->tool, writer, NULL, own);
}

/* What is in the office's registry and not of this run's applications. */
struct writer *enroll_begin_registry(struct enroll *enroll)
{
	const struct writer_columns columns = {.own = registry_columns,
					       .own_count = REGISTRY_FIELDS};
	struct tool *tool = enroll->tool;
	const char *path = enroll->options.registry_out;
	struct writer *writer =
		tool_side_writer(tool, path, 0600, NULL, &columns);
	struct registry_layout layout;
	struct input *input;
	struct record record;

	if (!file_exists(path))
		return writer;
	input = tool_open(tool, enroll->policy, &path, 1, NULL);
	if (!registry_layout_init(&layout, input_header(input), &tool->diag))
		tool_die(tool, "%s: %s", path, tool->diag.message);
	while (tool_scan(tool, input, &record) != READ_END)
		copy_row(enroll, writer, &layout, &record);
	return writer;
}

void enroll_put_registry(struct enroll *enroll, struct writer *writer,
			 const struct enrolled *enrolled)
{
	const struct slice *fields = enrolled->application.fields;
	const struct slice own[REGISTRY_FIELDS] = {
		[REGISTRY_PERSON] = slice_of(enrolled->person),
		[REGISTRY_NIK] = fields[APPLICATION_NIK],
		[REGISTRY_NAME] = fields[APPLICATION_NAME],
		[REGISTRY_BIRTH_DATE] = fields[APPLICATION_BIRTH_DATE],
		[REGISTRY_SEX] = fields[APPLICATION_SEX],
		[REGISTRY_DISTRICT] = fields[APPLICATION_DISTRICT],
		[REGISTRY_APPLICATION] = strbuf_slice(&enrolled->number),
		[REGISTRY_OFFICE] = enroll->rules.office,
		[REGISTRY_APPLIED_AT] = fields[APPLICATION_APPLIED_AT],
		[REGISTRY_STATUS] =
			enroll_status_word(enrolled->verdict.status),
		[REGISTRY_KEY] = slice_of(enroll->key.fingerprint),
	};

	if (enrolled->person[0] == '\0' ||
	    enrolled->verdict.status == ENROLL_SUPERSEDED)
		return;
	tool_put(enroll->tool, writer, NULL, own);
}
