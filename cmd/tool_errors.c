/*
 * What a run counts: complaints by their code, records by their status.
 */
#include "tool_run.h"

#include <stdio.h>

uint64_t tool_run_count_code(struct tool_run *run, const char *code)
{
	uint32_t index;

	if (!set_add(&run->codes, slice_of(code), &index, NULL) ||
	    index >= TOOL_CODES_MAX)
		return 1;
	return ++run->code_counts[index];
}

void tool_run_say(const char *text)
{
	for (; *text != '\0'; text++)
		fputc((unsigned char)*text < ' ' || *text == 0x7f ? '?' : *text,
		      stderr);
}

void tool_run_tell(const struct tool *tool, const char *text)
{
	fprintf(stderr, "%s: ", tool->name);
	tool_run_say(text);
	fputc('\n', stderr);
}

void tool_run_tell_counts(struct tool *tool)
{
	const struct tool_run *run = tool->run;

	if (tool->errors != TOOL_ERRORS_TEXT)
		return;
	for (uint32_t i = 0; i < set_count(&run->codes); i++)
		if (i < TOOL_CODES_MAX && run->code_counts[i] > TOOL_TOLD_MAX)
			fprintf(stderr,
				"%s: %.*s: %llu more like these "
				"(--errors csv lists them all)\n",
				tool->name,
				SLICE_PRINT(set_string(&run->codes, i)),
				(unsigned long long)run->code_counts[i] -
					TOOL_TOLD_MAX);
}

void tool_count_many(struct tool *tool, struct slice status, uint64_t count,
		     bool waits)
{
	struct tool_run *run = tool->run;
	uint32_t index;

	if (set_add(&run->statuses, status, &index, NULL) &&
	    index < TOOL_CODES_MAX)
		run->status_counts[index] += count;
	if (tool->alarm_on != NULL)
		waits = slice_list_has(slice_of(tool->alarm_on), status);
	run->waiting = run->waiting || waits;
}
