/*
 * --subject: what the files that are named hold on one person, who is asked
 * for and never named on the command line.
 */
#include "vk-enroll.h"

#include "enroll/label.h"
#include "enroll/subject.h"
#include "system/file.h"
#include "system/json.h"

#include <sys/stat.h>

enum { PATHS_MAX = 128, TEXT_MAX = 16 * 1024 * 1024 };

/* A file, and where in it the ids stand. */
struct source {
	struct input *input;
	struct subject_layout layout;
	unsigned readings;
};

struct gathering {
	struct enroll *enroll;
	struct subject subject;
	struct source sources[PATHS_MAX];
	size_t count, found;
};

static void open_source(struct gathering *gathering, const char *path)
{
	struct enroll *enroll = gathering->enroll;
	struct source *source = &gathering->sources[gathering->count];

	if (path == NULL || !file_exists(path))
		return;
	if (gathering->count == PATHS_MAX)
		tool_die(enroll->tool, "over %d files", PATHS_MAX);
	gathering->count++;
	tool_used(enroll->tool, path);
	source->input = tool_open(enroll->tool, enroll->policy, &path, 1, NULL);
	subject_layout_init(&source->layout, input_header(source->input));
}

/* FILE of FILE:reject and the like. */
static void open_with_word(struct gathering *gathering, const char *argument)
{
	struct slice text = slice_of(argument);
	struct slice file = slice_part(text, 0, slice_find(text, ':'));

	if (file_exists(argument))
		open_source(gathering, argument);
	else
		open_source(gathering,
			    arena_string(&gathering->enroll->arena, file));
}

static void open_sources(struct gathering *gathering)
{
	const struct enroll_options *options = &gathering->enroll->options;
	const struct tool *tool = gathering->enroll->tool;

	for (size_t i = 0; i < tool->path_count; i++) {
		if (!file_exists(tool->paths[i]))
			tool_die(gathering->enroll->tool, "\"%s\" is not there",
				 tool->paths[i]);
		open_source(gathering, tool->paths[i]);
	}
	open_source(gathering, tool->identities);
	for (size_t i = 0; i < options->registry_count; i++)
		open_source(gathering, options->registry[i]);
	open_source(gathering, options->registry_out);
	for (size_t i = 0; i < options->decision_count; i++)
		open_source(gathering, options->decisions[i]);
	for (size_t i = 0; i < options->exclude_count; i++)
		open_with_word(gathering, options->excludes[i]);
	if (options->members != NULL)
		open_with_word(gathering, options->members);
	open_source(gathering, options->listed);
}

static void tell_text(const struct enroll *enroll, const struct header *header,
		      const struct record *record, struct strbuf *out)
{
	strbuf_append_format(out, "%s:%llu\n", record->file,
			     (unsigned long long)record->line);
	for (size_t i = 0; i < record->count && i < header->count; i++)
		if (record->fields[i].length > 0)
			strbuf_append_format(out, "  %.*s: %.*s\n",
					     SLICE_PRINT(label_field(
						     header->names[i],
						     enroll->tool->language)),
					     SLICE_PRINT(record->fields[i]));
}

static void tell_json(const struct header *header, const struct record *record,
		      struct strbuf *out)
{
	struct json_writer json = {.out = out};
	struct strbuf name;

	strbuf_init(&name, SCHEMA_NAME_MAX + 1);
	json_begin_object(&json);
	json_key(&json, "file");
	json_put_text(&json, slice_of(record->file));
	json_key(&json, "line");
	json_put_integer(&json, (int64_t)record->line);
	for (size_t i = 0; i < record->count && i < header->count; i++) {
		strbuf_reset(&name);
		strbuf_append(&name, header->names[i]);
		if (record->fields[i].length == 0)
			continue;
		json_key(&json, strbuf_string(&name));
		json_put_text(&json, record->fields[i]);
	}
	json_end_object(&json);
	strbuf_append_byte(out, '\n');
	strbuf_release(&name);
}

static void tell(struct gathering *gathering, const struct source *source,
		 const struct record *record)
{
	const struct header *header = input_header(source->input);
	struct tool *tool = gathering->enroll->tool;
	struct strbuf out;

	strbuf_init(&out, TEXT_MAX);
	if (tool->errors == TOOL_ERRORS_JSON)
		tell_json(header, record, &out);
	else
		tell_text(gathering->enroll, header, record, &out);
	tool_print(tool, strbuf_slice(&out));
	strbuf_release(&out);
	gathering->found++;
}

/* Reads a file once; *more where it gave new ids. */
static void read_source(struct gathering *gathering, struct source *source,
			bool telling, bool *more)
{
	struct tool *tool = gathering->enroll->tool;
	struct record record;

	if (source->readings++ > 0) /* its digest is for the run log */
		tool_rewind(tool, source->input);
	while (tool_scan(tool, source->input, &record) != READ_END) {
		if (!subject_owns(&gathering->subject, &source->layout,
				  &record))
			continue;
		if (telling)
			tell(gathering, source, &record);
		else if (!subject_learn(&gathering->subject, &source->layout,
					&record, more))
			tool_die(tool, "out of memory");
	}
}

static void gather(struct gathering *gathering)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < gathering->count; i++)
			read_source(gathering, &gathering->sources[i], false,
				    &more);
	}
	for (size_t i = 0; i < gathering->count; i++)
		read_source(gathering, &gathering->sources[i], true, &more);
}

void enroll_subject(struct enroll *enroll)
{
	struct gathering *gathering =
		arena_alloc(&enroll->arena, sizeof *gathering);
	struct tool *tool = enroll->tool;
	struct strbuf asked;

	if (gathering == NULL)
		tool_die(tool, "out of memory");
	umask(S_IRWXG | S_IRWXO); /* the output is about one person */
	gathering->enroll = enroll;
	enroll_load_key(enroll);
	subject_init(&gathering->subject, &enroll->key);
	strbuf_init(&asked, TEXT_MAX);
	if (!enroll_ask(tool, tool_say(tool, "NIK atau orang", "NIK or person"),
			stdin, &asked) ||
	    !subject_ask(&gathering->subject, strbuf_slice(&asked)))
		tool_die(tool, "nobody was asked for; give a NIK or a person "
			       "on standard input");
	open_sources(gathering);
	gather(gathering);
	if (gathering->found == 0)
		tool_die(tool, "these files hold nothing on that person");
	strbuf_release(&asked);
	subject_release(&gathering->subject);
	person_key_release(&enroll->key);
}
