/*
 * The names that --alarm-on may take.
 */
#include "tool_run.h"

#include "stream/policy.h"

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
