/*
 * The files of a folder that a run writes, as many as they are: each is on the
 * disk before the first one is put in place.
 */
#include "tool_run.h"

#include "system/memory.h"

#include <stdlib.h>

enum { PATH_BYTES = 8192 };

bool tool_paper(struct tool *tool, const char *path, mode_t mode,
		struct slice content)
{
	struct tool_run *run = tool->run;
	size_t count = set_count(&run->paper_paths);
	struct file_output *paper;
	uint32_t index;
	char *kept;

	if (set_find(&run->paper_paths, slice_of(path)) != SET_NONE)
		return false;
	kept = strdup(path);
	if (kept == NULL || !memory_reserve(&run->papers, &run->papers_room,
					    count + 1, sizeof *run->papers))
		tool_die(tool, "out of memory");
	paper = &run->papers[count];
	*paper = (struct file_output){.descriptor = -1};
	if (!set_add(&run->paper_paths, slice_of(path), &index, NULL))
		tool_die(tool, "out of memory");
	if (!file_output_begin(paper, kept, mode, &tool->diag) ||
	    !file_output_write(paper, content.data, content.length,
			       &tool->diag) ||
	    !file_output_close(paper, &tool->diag))
		tool_fail(tool);
	return true;
}

void tool_paper_numbered(struct tool *tool, const char *stem,
			 const char *ending, mode_t mode, struct slice content)
{
	struct strbuf path;
	unsigned number = 1;

	strbuf_init(&path, PATH_BYTES);
	do {
		strbuf_reset(&path);
		strbuf_append_string(&path, stem);
		if (number > 1)
			strbuf_append_format(&path, "__%u", number);
		strbuf_append_string(&path, ending);
		if (path.failed)
			tool_die(tool, "a path is too long");
		number++;
	} while (!tool_paper(tool, strbuf_string(&path), mode, content));
	strbuf_release(&path);
}

void tool_run_commit_papers(struct tool *tool)
{
	struct tool_run *run = tool->run;

	for (size_t i = 0; i < set_count(&run->paper_paths); i++)
		if (!file_output_commit(&run->papers[i], &tool->diag))
			tool_fail(tool);
}
