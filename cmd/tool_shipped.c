/*
 * The data that comes with the programs: bank layouts, weights.
 */
#include "tool_run.h"

#include "system/file.h"

#include <limits.h>
#include <unistd.h>

/* The program's own folder, with a slash at its end; empty: not known. */
static struct slice own_folder(char program[PATH_MAX])
{
	ssize_t length = readlink("/proc/self/exe", program, PATH_MAX);
	size_t end = length > 0 && length < PATH_MAX ? (size_t)length : 0;

	while (end > 0 && program[end - 1] != '/')
		end--;
	return (struct slice){program, end};
}

const char *tool_shipped(struct tool *tool, const char *name)
{
	static const char *const places[] = {"share/", "../share/vk/"};
	char program[PATH_MAX];
	struct slice folder = own_folder(program);
	struct strbuf path;
	const char *kept;

	strbuf_init(&path, 3 * PATH_MAX);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		strbuf_reset(&path);
		strbuf_append(&path, folder);
		strbuf_append_string(&path, places[i]);
		strbuf_append_string(&path, name);
		if (file_exists(strbuf_string(&path)))
			break;
	}
	kept = arena_string(&tool->run->paths, strbuf_slice(&path));
	strbuf_release(&path);
	if (kept == NULL)
		tool_die(tool, "out of memory");
	return kept;
}
