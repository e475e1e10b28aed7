/*
 * For the provider: the sheet to fill in and send back (--roster).
 */
#include "vk-attend.h"

#include "attend/roster.h"

int attend_roster(struct attend_run *run)
{
	struct tool *tool = run->tool;
	uint32_t class_index =
		roll_find_class(&run->roll, slice_of(run->options->roster));

	if (tool->path_count != 1)
		tool_die(tool, "--roster takes a class and one file to make: "
			       "--roster CLASS FILE.xlsx");
	if (class_index == ROLL_NONE)
		tool_die(tool, "nobody is placed in class \"%s\"",
			 run->options->roster);
	if (!roster_write(&run->roll, class_index,
			  tool_side_book(tool, tool->paths[0]), run->as_of,
			  &tool->diag))
		tool_fail(tool);
	return tool_finish(tool);
}
