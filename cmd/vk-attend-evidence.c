/*
 * The evidence: which files there are, what is known of each, the reading.
 */
#include "vk-attend.h"

#include "attend/file_name.h"
#include "attend/vector.h"
#include "system/file.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { PATH_MAX_BYTES = 8192 };

static void complain(struct attend_run *run, const char *path, uint64_t line,
		     const char *code, const char *message)
{
	const struct record place = {.file = path, .line = line};

	attend_refuse(run, &place, code, message);
}

/* The message without the path that it may begin with, since that is shown. */
static const char *without_path(const char *message, const char *path)
{
	size_t length = strlen(path);

	if (strncmp(message, path, length) == 0 &&
	    strncmp(message + length, ": ", 2) == 0)
		return message + length + 2;
	if (message[0] == '"' && strncmp(message + 1, path, length) == 0 &&
	    strncmp(message + 1 + length, "\" ", 2) == 0)
		return message + length + 3;
	return message;
}

/* What is wrong with a file, at the line that its message may tell. */
static void complain_of_file(struct attend_run *run, const char *path,
			     const char *problem)
{
	size_t length = strlen(path);
	char *rest = NULL;
	unsigned long line = 0;

	if (strncmp(problem, path, length) == 0 && problem[length] == ':')
		line = strtoul(problem + length + 1, &rest, 10);
	if (line > 0 && strncmp(rest, ": ", 2) == 0)
		complain(run, path, line, "A-FILE", rest + 2);
	else
		complain(run, path, 0, "A-FILE", without_path(problem, path));
}

static void tell_rejects(struct attend_run *run, const struct source *source,
			 size_t first)
{
	const struct reject *rejects = evidence_rejects(&run->evidence);
	size_t count = evidence_reject_count(&run->evidence);

	for (size_t i = first; i < count; i++)
		complain(run, source->path, rejects[i].line,
			 reject_reason_code(rejects[i].reason),
			 reject_reason_message(rejects[i].reason, LANGUAGE_EN));
}

static void read_rows(struct attend_run *run, struct log *log,
		      enum source_kind forced)
{
	struct tool *tool = run->tool;
	struct reading reading = {.evidence = &run->evidence,
				  .log = log,
				  .session_dates = &run->session_dates,
				  .order = tool->date_order,
				  .as_of = run->as_of,
				  .zone = run->settings.zone};
	size_t first = evidence_reject_count(&run->evidence);
	struct source *source = evidence_source(&run->evidence);

	if (!format_read(&reading, forced, &tool->diag)) {
		if (reading.stop)
			tool_fail(tool);
		evidence_forget(&run->evidence);
		source->problem =
			attend_keep(run, slice_of(tool->diag.message)).data;
	}
	if (source->problem != NULL)
		complain_of_file(run, source->path, source->problem);
	tell_rejects(run, source, first);
}

/* Each further sheet of a workbook is a source of its own: FILE[SHEET]. */
static void read_sheets(struct attend_run *run, const struct source *first,
			struct log *log, enum source_kind forced)
{
	struct tool *tool = run->tool;
	struct strbuf path;
	int found;

	strbuf_init(&path, PATH_MAX_BYTES);
	while ((found = log_follow(log, &tool->diag)) > 0) {
		struct source source = *first;

		attend_describe_sheet(run, &source, log_sheet(log));
		strbuf_reset(&path);
		strbuf_append_format(&path, "%s[%s]", first->path,
				     log_sheet(log));
		source.path = attend_keep(run, strbuf_slice(&path)).data;
		if (!evidence_begin(&run->evidence, &source, &tool->diag))
			tool_fail(tool);
		read_rows(run, log, forced);
	}
	if (found < 0)
		complain_of_file(run, first->path, tool->diag.message);
	strbuf_release(&path);
}

static void read_file(struct attend_run *run, const char *path)
{
	struct tool *tool = run->tool;
	enum source_kind forced;
	struct source source = attend_describe(run, path, &forced),
		      plain = source;
	struct log *log;
	int descriptor;

	if (file_name_is_template(path))
		tool_die(tool,
			 "\"%s\" is a clock's file of users or "
			 "fingerprint templates, which is not read; "
			 "remove it and give attlog.dat alone",
			 path);
	descriptor = file_open_input(path, &tool->diag);
	if (descriptor < 0)
		tool_fail(tool);
	file_close_input(descriptor);
	tool_used(tool, path);
	log = source.problem != NULL ? NULL : log_open(path, &tool->diag);
	if (log != NULL && log_sheet(log) != NULL)
		attend_describe_sheet(run, &source, log_sheet(log));
	else if (log == NULL && source.problem == NULL)
		source.problem =
			attend_keep(run, slice_of(tool->diag.message)).data;
	if (!evidence_begin(&run->evidence, &source, &tool->diag))
		tool_fail(tool);
	if (log == NULL) {
		complain_of_file(run, path, source.problem);
		return;
	}
	read_rows(run, log, forced);
	read_sheets(run, &plain, log, forced);
	log_close(log);
}

static void read_folder(struct attend_run *run, const char *folder)
{
	const char *const *paths;
	size_t count;

	if (!file_list(folder, &run->arena, &paths, &count, &run->tool->diag))
		tool_fail(run->tool);
	for (size_t i = 0; i < count; i++)
		if (!file_name_is_left_behind(paths[i]))
			read_file(run, paths[i]);
}

void attend_load_evidence(struct attend_run *run)
{
	struct tool *tool = run->tool;
	struct stat status;

	attend_collect_dates(run);
	evidence_init(&run->evidence, &run->roll, &run->identify);
	for (size_t i = 0; i < tool->path_count; i++) {
		if (stat(tool->paths[i], &status) == 0 &&
		    S_ISDIR(status.st_mode))
			read_folder(run, tool->paths[i]);
		else
			read_file(run, tool->paths[i]);
	}
	attend_tell_unused_sources(run);
	if (!evidence_sort(&run->evidence, &tool->diag))
		tool_fail(tool);
}
