/*
 * The run that struct tool keeps to itself: outputs, counts, run log.
 * Included by tool*.c alone.
 */
#ifndef CMD_TOOL_RUN_H
#define CMD_TOOL_RUN_H

#include "base/set.h"
#include "tool.h"

#include <time.h>

enum {
	TOOL_SIDES_MAX = 16,
	TOOL_INPUTS_MAX = 16,
	TOOL_CODES_MAX = 256,
	TOOL_TOLD_MAX = 20 /* of one code, as text */
};

/* A file beside the main output. */
struct tool_side {
	struct file_output output;
	struct writer *writer; /* NULL: written whole by tool_save */
};

struct tool_run {
	struct file_output main;
	bool main_begun;
	struct writer *writer; /* of main, or NULL */
	struct strbuf printed; /* for main, not written yet */
	struct tool_side sides[TOOL_SIDES_MAX];
	size_t side_count;
	struct file_output *papers; /* by index in paper_paths; paths owned */
	size_t papers_room;
	struct set paper_paths;

	struct input *inputs[TOOL_INPUTS_MAX];
	struct input *sharded; /* whose other shards are passed over, or NULL */
	bool reads_whole;
	size_t input_count;
	struct arena paths; /* of the inputs */
	uint64_t records;   /* that came in */
	struct timespec started;
	bool progress_shown;

	struct set codes; /* of complaints, and how often each came */
	uint64_t code_counts[TOOL_CODES_MAX];
	bool errors_begun; /* the heading of --errors csv is out */
	struct set statuses;
	uint64_t status_counts[TOOL_CODES_MAX];
	bool waiting;

	char policy_digest[80];
	struct strbuf used; /* "path=hash " of further input files */
};

/* Starts the run of a tool; no memory for it ends the process. */
struct tool_run *tool_run_new(void);

/* Begins the main output once; ends the run on failure. */
void tool_run_begin_main(struct tool *tool);

/*
 * Puts in place what a run wrote, the files beside the main output first; ends
 * the run on failure.
 */
void tool_run_commit(struct tool *tool);

/* Puts the papers in place. */
void tool_run_commit_papers(struct tool *tool);

/* One more complaint of this code; gives how often it has come. */
uint64_t tool_run_count_code(struct tool_run *run, const char *code);

/* Tells what was counted and not printed. */
void tool_run_tell_counts(struct tool *tool);

/* Ends the run where --alarm-on names what is no status: a misspelt alarm is
 * none. */
void tool_check_alarm(struct tool *tool);

/* Appends the run's line to the run log; status is the exit status. */
void tool_run_log(struct tool *tool, int status);

/*
 * A message's text on standard error. Control bytes, which a value may have
 * brought along, are "?": a terminal would obey them, and a line is a line.
 */
void tool_run_say(const char *text);

/* The same as a line of the tool. */
void tool_run_tell(const struct tool *tool, const char *text);

/* Tells and counts workbooks with sheets that are not read. */
void tool_run_tell_sheets(struct tool *tool, const struct input *input,
			  const char *const *paths, size_t count);

/* Tells what was passed over below the lists of an input that was read. */
void tool_run_tell_footers(struct tool *tool, const struct input *input);

/* The progress line, and its removal. */
void tool_run_progress(struct tool *tool, const struct input *input);
void tool_run_end_progress(struct tool *tool);

#endif
