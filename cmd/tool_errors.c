/*
 * What a run counts: complaints by their code, records by their status.
 */
#include "tool_run.h"

#include "stream/policy.h"

#include <stdio.h>
#include <stdlib.h>

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

/* Every status that any tool counts, so that one list serves a whole night. */
static const char *const statuses[] = {
	"accepted",   "rejected",   "incomplete", "review",
	"duplicate",  "superseded", "invalid",	  "placed",
	"waitlisted", "unplaced",   "withdrawn",  "not_considered",
	"ongoing",    "completed",  "failed",	  "unused",
	"none",	      "proposed",   "approved",	  "exported",
	"sent",	      "paid",	    "returned",	  "unknown",
	"held",	      "conflict",   "overpaid",	  "declined",
	"voided",     "void-asked", "pending",	  "finding",
	"certain",    "ingested",   "reissued",	  "classes",
	"kept",	      "erased",	    "ok",	  NULL};

void tool_check_alarm(struct tool *tool)
{
	struct slice rest = slice_of(tool->alarm_on);

	while (rest.length > 0) {
		size_t end = slice_find(rest, ',');
		struct slice word = slice_part(rest, 0, end);
		const char *nearest = policy_nearest(word, statuses);
		size_t at = 0;

		while (statuses[at] != NULL && !slice_is(word, statuses[at]))
			at++;
		if (statuses[at] == NULL)
			tool_die(tool, "--alarm-on: '%.*s' is no status%s%s%s",
				 SLICE_PRINT(word),
				 nearest != NULL ? "; the nearest is '" : "",
				 nearest != NULL ? nearest : "",
				 nearest != NULL ? "'" : "");
		rest = slice_part(rest, end + 1, rest.length);
	}
}
