/*
 * The end of a run that can't go on: what it began to write is removed.
 */
#include "tool_run.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void abandon_outputs(struct tool_run *run)
{
	if (run->main_begun)
		file_output_abandon(&run->main);
	for (size_t i = 0; i < run->side_count; i++)
		file_output_abandon(&run->sides[i].output);
	for (size_t i = 0; i < set_count(&run->paper_paths); i++)
		file_output_abandon(&run->papers[i]);
	run->main_begun = false;
	run->side_count = 0;
}

void tool_fail(struct tool *tool)
{
	bool silent = tool->diag.message[0] == '\0';

	tool_run_end_progress(tool);
	abandon_outputs(tool->run);
	if (silent) {
		/* Whoever read from us has gone: end as the kernel would. */
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	tool_run_tell(tool, tool->diag.message);
	tool_run_log(tool, TOOL_NOT_DONE);
	exit(TOOL_NOT_DONE);
}

void tool_die(struct tool *tool, const char *format, ...)
{
	char text[DIAG_SIZE]; /* the message may be one of the arguments */
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	memcpy(tool->diag.message, text, sizeof text);
	tool_fail(tool);
}
