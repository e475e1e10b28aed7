/*
 * What of a file is no record of its table, and would be lost without a word:
 * rows on another sheet of a workbook, and what stands below a list of people.
 */
#include "tool_run.h"

#include <stdio.h>

enum { MESSAGE_MAX = 4096, FOOTER_MESSAGE_MAX = 96 };

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

void tool_run_tell_footers(struct tool *tool, const struct input *input)
{
	struct record place;
	uint64_t count;

	for (size_t i = 0; input_footer(input, i, &place, &count); i++) {
		char message[FOOTER_MESSAGE_MAX];
		const struct complaint complaint = {.code = "V-FOOTER",
						    .severity = "note",
						    .column = COLUMN_NONE,
						    .message = message};

		snprintf(message, sizeof message,
			 "totals, a date or signatures from here on (%llu "
			 "rows) are passed over",
			 (unsigned long long)count);
		if (count > 0)
			tool_complain(tool, &place, &complaint);
	}
}
