/*
 * The beginning and the end of a run.
 */
#include "tool.h"

#include "system/digest.h"
#include "system/file.h"
#include "tool_run.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static enum language environment_language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && value[0] != '\0')
			return strncmp(value, "id", 2) == 0 ? LANGUAGE_ID
							    : LANGUAGE_EN;
	}
	return LANGUAGE_EN;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && strcmp(value, "1") == 0;
}

void tool_begin(struct tool *tool, const struct tool_about *about, int argc,
		char **argv)
{
	const char *as_of = getenv("VK_AS_OF");

	/* Writes then fail with EPIPE, and what was begun can be removed. */
	signal(SIGPIPE, SIG_IGN);
	*tool = (struct tool){
		.name = about->name,
		.synopsis = about->synopsis,
		.own = about->own,
		.own_count = about->own_count,
		.argc = argc,
		.argv = argv,
		.identities = getenv("VK_IDENTITIES"),
		.output = "-",
		.language = environment_language(),
		.seal = is_set("VK_SEAL"),
		.run_log = getenv("VK_RUN_LOG"),
		.purpose = getenv("VK_PURPOSE"),
		.run = tool_run_new(),
	};
	if (as_of == NULL || as_of[0] == '\0')
		return;
	if (!date_parse(slice_of(as_of), &tool->as_of))
		tool_die(tool, "VK_AS_OF is \"%s\"; a date is YYYY-MM-DD",
			 as_of);
	tool->as_of_given = true;
}

struct date tool_as_of(struct tool *tool)
{
	if (!tool->as_of_given)
		tool_die(tool, "no as-of day; give --as-of YYYY-MM-DD or set "
			       "VK_AS_OF: the clock is not asked");
	return tool->as_of;
}

static void load_policy(struct tool *tool, const char *const *paths,
			size_t count, struct policy **policy)
{
	*policy = policy_load(paths, count, &tool->diag);
	if (*policy == NULL)
		tool_fail(tool);
	snprintf(tool->run->policy_digest, sizeof tool->run->policy_digest,
		 "%s", policy_digest(*policy));
}

struct policy *tool_policy(struct tool *tool, bool optional)
{
	const char *standard = getenv("VK_POLICY");
	struct policy *policy;

	if (tool->policy_count > 0) {
		load_policy(tool, tool->policies, tool->policy_count, &policy);
		return policy;
	}
	if (standard == NULL || standard[0] == '\0') {
		standard = "policy.yaml";
		if (!file_exists(standard)) {
			if (optional)
				return NULL;
			tool_die(tool, "no policy; give -p FILE, set "
				       "VK_POLICY, or have policy.yaml here");
		}
	}
	load_policy(tool, &standard, 1, &policy);
	return policy;
}

void tool_used(struct tool *tool, const char *path)
{
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	if (strcmp(path, "-") == 0)
		return;
	if (!digest_file(path, digest, &tool->diag))
		tool_fail(tool);
	digest_hex(digest, sizeof digest, hex);
	strbuf_append_format(&tool->run->used, "%s%s=%s",
			     tool->run->used.length > 0 ? " " : "", path, hex);
}

void tool_note(struct tool *tool, const char *format, ...)
{
	char text[DIAG_SIZE];
	const struct complaint note = {.code = "note",
				       .severity = "note",
				       .column = COLUMN_NONE,
				       .message = text};
	va_list arguments;

	if (tool->quiet)
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	tool_run_end_progress(tool);
	if (tool->errors == TOOL_ERRORS_TEXT)
		tool_run_tell(tool, text);
	else
		tool_complain(tool, NULL, &note);
}

int tool_finish(struct tool *tool)
{
	int status;

	tool_run_end_progress(tool);
	tool_run_tell_counts(tool);
	tool_run_commit(tool);
	status = tool->run->waiting ? TOOL_WAITING : TOOL_DONE;
	tool_run_log(tool, status);
	return status;
}
