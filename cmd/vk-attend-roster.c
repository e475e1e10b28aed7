/*
 * For the provider: the sheet to fill in and send back (--roster).
 */
#include "vk-attend.h"

#include "attend/roster.h"
#include "system/file.h"

int attend_roster(struct attend_run *run)
{
	struct tool *tool = run->tool;
	struct file_output output;
	uint32_t class_index =
		roll_find_class(&run->roll, slice_of(run->options->roster));

	if (tool->path_count != 1)
		tool_die(tool, "--roster takes a class and one file to make: "
			       "--roster CLASS FILE.xlsx");
	if (class_index == ROLL_NONE)
		tool_die(tool, "nobody is placed in class \"%s\"",
			 run->options->roster);
	if (!file_output_begin(&output, tool->paths[0], 0600, &tool->diag))
		tool_fail(tool);
	if (!roster_write(&run->roll, class_index, output.temporary, run->as_of,
			  &tool->diag) ||
	    !file_output_commit(&output, &tool->diag)) {
		file_output_abandon(&output);
		tool_fail(tool);
	}
	return tool_finish(tool);
}
