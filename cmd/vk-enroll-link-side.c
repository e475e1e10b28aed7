/*
 * The files of --link: opening one, and holding its records.
 */
#include "vk-enroll-link.h"

enum { ID_MAX = 64 * 1024 };

void link_open(struct link *link, size_t side)
{
	struct tool *tool = link->tool;
	struct link_side *own = &link->sides[side];
	const char *path = tool->path_count == 0 ? "-" : tool->paths[side];
	struct diag not_asked;

	own->path = path;
	own->input = tool_open(tool, link->policy, &path, 1, NULL);
	if (!linkage_bind(&link->linkage, input_header(own->input),
			  &own->layout, &tool->diag))
		tool_fail(tool);
	if (link->linkage.id.length > 0 && own->layout.id == COLUMN_NONE)
		tool_die(tool,
			 "%s: no column \"%.*s\", which is the \"id\" of "
			 "linkage",
			 path, SLICE_PRINT(link->linkage.id));
	own->is_pipe = !input_rewind(own->input, &not_asked);
	input_progress(own->input, &own->read, &own->bytes);
}

struct slice link_id(const struct link_side *side, const struct record *record,
		     struct strbuf *scratch)
{
	const char *slash = strrchr(side->path, '/');

	if (side->layout.id != COLUMN_NONE)
		return record_field(record, side->layout.id);
	strbuf_reset(scratch);
	strbuf_append_string(scratch, slash == NULL ? side->path : slash + 1);
	strbuf_append_byte(scratch, ':');
	strbuf_append_number(scratch, (int64_t)record->number);
	return strbuf_slice(scratch);
}

void link_hold(struct link *link, struct link_side *side)
{
	struct tool *tool = link->tool;
	struct record record;
	struct strbuf id;

	strbuf_init(&id, ID_MAX);
	while (tool_scan(tool, side->input, &record) != READ_END) {
		if (!linker_add(&link->linker, &side->layout, &record,
				link_id(side, &record, &id)))
			tool_die(tool, "out of memory");
		side->records++;
	}
	strbuf_release(&id);
}
