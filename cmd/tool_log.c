/*
 * The run log: one line a run, key=value separated by TABs, appended.
 */
#include "tool_run.h"

#include "system/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_BYTES = 64 * 1024, PATH_BYTES = 4096 };

/* Adds a value with what would end it or its line made visible. */
static void add_value(struct strbuf *line, const char *key, const char *value)
{
	strbuf_append_format(line, "\t%s=", key);
	for (; *value != '\0'; value++)
		strbuf_append_byte(line,
				   (unsigned char)*value < ' ' ? '?' : *value);
}

static void add_when(struct strbuf *line)
{
	struct timespec now;
	struct tm utc;
	char text[32];

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	strbuf_append_format(line, "at=%s", text);
}

static void add_who(struct strbuf *line)
{
	const char *name = getenv("LOGNAME");

	strbuf_append_format(line, "\tuid=%lu", (unsigned long)getuid());
	add_value(line, "user", name != NULL ? name : "");
}

static void add_inputs(struct strbuf *line, const struct tool_run *run)
{
	strbuf_append_string(line, "\tinputs=");
	for (size_t i = 0; i < run->input_count; i++) {
		if (i > 0)
			strbuf_append_byte(line, ' ');
		input_describe(run->inputs[i], line);
	}
	strbuf_append_format(line, "%s%s",
			     run->input_count > 0 && run->used.length > 0 ? " "
									  : "",
			     strbuf_string(&run->used));
}

static void add_counts(struct strbuf *line, const struct tool_run *run)
{
	strbuf_append_format(line, "\trecords=%llu\tcounts=",
			     (unsigned long long)run->records);
	for (uint32_t i = 0;
	     i < set_count(&run->statuses) && i < TOOL_CODES_MAX; i++)
		strbuf_append_format(line, "%s%.*s:%llu", i > 0 ? "," : "",
				     SLICE_PRINT(set_string(&run->statuses, i)),
				     (unsigned long long)run->status_counts[i]);
}

/*
 * Where the run log is: --run-log, $VK_RUN_LOG, else below the user's home.
 * The last is made if it can be; a user without a home has none.
 */
static const char *log_path(const struct tool *tool, char path[PATH_BYTES])
{
	static const char *const parts[] = {"/.local", "/.local/state",
					    "/.local/state/vk"};
	const char *home = getenv("HOME");

	if (tool->run_log != NULL && tool->run_log[0] != '\0')
		return tool->run_log;
	if (home == NULL || home[0] == '\0')
		return NULL;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(path, PATH_BYTES, "%s%s", home, parts[i]);
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return NULL;
	}
	snprintf(path, PATH_BYTES, "%s/.local/state/vk/run.log", home);
	return path;
}

void tool_run_log(struct tool *tool, int status)
{
	const struct tool_run *run = tool->run;
	char buffer[PATH_BYTES];
	const char *path = log_path(tool, buffer);
	struct strbuf line;
	struct diag diag;

	if (path == NULL)
		return;
	strbuf_init(&line, LINE_BYTES);
	add_when(&line);
	add_who(&line);
	strbuf_append_format(&line, "\ttool=%s\tversion=%s", tool->name,
			     VK_VERSION);
	add_value(&line, "purpose", tool->purpose != NULL ? tool->purpose : "");
	strbuf_append_format(&line, "\tseal=%s\texit=%d\tpolicy=%s",
			     tool->unsealed ? "ignored" : "checked", status,
			     run->policy_digest);
	add_inputs(&line, run);
	add_counts(&line, run);
	add_value(&line, "output", tool->output);
	if (run->writer != NULL && status != TOOL_NOT_DONE)
		strbuf_append_format(
			&line, "\txxh3=%016llx",
			(unsigned long long)writer_digest(run->writer));
	if (!file_append_line(path, 0600, strbuf_slice(&line), &diag))
		fprintf(stderr, "%s: run log: %s\n", tool->name, diag.message);
	strbuf_release(&line);
}
