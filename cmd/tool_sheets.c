/*
 * A table is one sheet of a workbook: rows on another one would be lost without
 * a word.
 */
#include "tool_run.h"

enum { MESSAGE_MAX = 4096 };

static void tell_other(struct tool *tool, const struct input *input,
		       size_t index, const char *path)
{
	const struct record place = {.file = path};
	struct complaint complaint = {.code = "V-SHEET",
				      .severity = "warning",
				      .column = COLUMN_NONE};
	struct strbuf name, message;

	strbuf_init(&name, MESSAGE_MAX);
	strbuf_init(&message, MESSAGE_MAX);
	if (!input_other_sheet(input, index, &name, &tool->diag))
		tool_fail(tool);
	if (name.length > 0) {
		strbuf_append_format(&message,
				     "the first sheet alone is read, and "
				     "\"%s\" has cells too; save it as a file "
				     "of its own, or hide it",
				     strbuf_string(&name));
		complaint.message = strbuf_string(&message);
		tool_complain(tool, &place, &complaint);
		tool_count(tool, SLICE("unused"), true);
	}
	strbuf_release(&name);
	strbuf_release(&message);
}

void tool_run_tell_sheets(struct tool *tool, const struct input *input,
			  const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		tell_other(tool, input, i, paths[i]);
}
