/*
 * --fit: new weights from the data, in a new file. Weights that are in use are
 * never changed: their verdicts would flip overnight.
 */
#include "vk-enroll-link.h"

#include "enroll/fit.h"
#include "system/file.h"

struct fit_file {
	struct tool *tool;
	struct writer *writer;
};

static bool put_row(void *context, const struct slice row[WEIGHTS_COLUMNS])
{
	struct fit_file *file = context;

	tool_put(file->tool, file->writer, NULL, row);
	return true;
}

void link_fit(struct link *link, const char *path)
{
	const struct writer_columns columns = {.own = weights_columns,
					       .own_count = WEIGHTS_COLUMNS};
	struct tool *tool = link->tool;
	struct fit_file file = {.tool = tool};
	struct fit fit;

	if (file_exists(path))
		tool_die(tool,
			 "\"%s\" is there already; weights are kept by "
			 "version, so name a new file",
			 path);
	if (!fit_run(&link->linker, &fit, &tool->diag))
		tool_fail(tool);
	file.writer = tool_side_writer(tool, path, 0644, NULL, &columns);
	if (!fit_rows(&link->linker, &fit, put_row, &file))
		tool_die(tool, "out of memory");
	tool_note(tool, "%llu pairs of one person expected, after %u rounds",
		  (unsigned long long)fit.matches, fit.rounds);
}
