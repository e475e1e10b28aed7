/*
 * The progress line on a terminal.
 */
#include "tool_run.h"

#include <stdio.h>
#include <unistd.h>

static double seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

void tool_run_progress(struct tool *tool, const struct input *input)
{
	struct tool_run *run = tool->run;
	double seconds = seconds_since(&run->started);
	uint64_t done, total;

	if (tool->quiet || seconds < 1 || !isatty(STDERR_FILENO))
		return;
	input_progress(input, &done, &total);
	fprintf(stderr, "\r%s: %llu records, %.0f MB/s", tool->name,
		(unsigned long long)run->records, (double)done / 1e6 / seconds);
	if (total > 0)
		fprintf(stderr, ", %.0f %%",
			100.0 * (double)done / (double)total);
	fputs("   ", stderr);
	run->progress_shown = true;
}

void tool_run_end_progress(struct tool *tool)
{
	if (tool->run->progress_shown)
		fputs("\r\033[K", stderr);
	tool->run->progress_shown = false;
}
