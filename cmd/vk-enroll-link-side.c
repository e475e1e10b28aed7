/*
 * The files of --link: opening one, holding and counting its records.
 */
#include "vk-enroll-link.h"

enum {
	SAMPLE_BYTES = 64 * 1024 * 1024, /* of a file that is counted whole */
	SAMPLE_ONE_IN = 16,		 /* records of a larger one */
	SCRATCH_MAX = 1 << 20,
	ID_MAX = 64 * 1024
};

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
		tool_note(tool,
			  "%s: no column \"%.*s\", the \"id\" of linkage; "
			  "file and record stand for it",
			  path, SLICE_PRINT(link->linkage.id));
	own->is_pipe = !input_rewind(own->input, &not_asked);
	input_progress(own->input, &own->read, &own->bytes);
}

struct slice link_id(const struct link_side *side, const struct record *record,
		     struct strbuf *scratch)
{
	const char *slash = strrchr(side->path, '/');
	struct slice own = record_field(record, side->layout.id);

	if (own.length > 0)
		return own;
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

/* By what is in it, not by where it stands. */
static bool is_in_sample(const struct record *record)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < record->count; i++)
		hash = (hash ^ set_hash(record->fields[i])) *
		       UINT64_C(0x9e3779b97f4a7c15);
	return (hash >> 32) % SAMPLE_ONE_IN == 0;
}

void link_count(struct link *link, struct link_side *side)
{
	struct tool *tool = link->tool;
	bool sampled = side->bytes > SAMPLE_BYTES;
	uint32_t times = sampled ? SAMPLE_ONE_IN : 1;
	struct arena scratch;
	struct record record;

	arena_init(&scratch, SCRATCH_MAX);
	while (tool_scan(tool, side->input, &record) != READ_END) {
		side->records++;
		if (sampled && !is_in_sample(&record))
			continue;
		if (!linker_count(&link->linker, &side->layout, &record, times,
				  &scratch))
			tool_die(tool, "out of memory");
	}
	arena_release(&scratch);
	tool_rewind(tool, side->input);
}
