/*
 * vk-match for people: result slips, and one person's story.
 */
#include "vk-match.h"

#include "match/words.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STORY_MAX = 1 << 20, PATH_BYTES = 4096, OTHERS_MAX = 1 << 30 };

void match_begin_slips(struct match_run *run)
{
	const char *folder = run->options->slips;

	if (folder == NULL)
		return;
	set_init(&run->others, OTHERS_MAX);
	if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
		diag_set_errno(&run->tool->diag, errno, "%s", folder);
		tool_fail(run->tool);
	}
}

/* A person's code becomes a file name; it must not lead anywhere else. */
static bool is_file_name(struct slice person)
{
	for (size_t i = 0; i < person.length; i++) {
		char byte = text_lower(person.data[i]);

		if (!text_is_digit(byte) && !(byte >= 'a' && byte <= 'z') &&
		    byte != '-' && byte != '_')
			return false;
	}
	return person.length > 0 && person.length <= 64;
}

/* One that is there already stays. */
static void put_slip(struct match_run *run, struct slice person,
		     const struct slice *values)
{
	struct tool *tool = run->tool;
	struct strbuf story;
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/%.*s.txt", run->options->slips,
		 SLICE_PRINT(person));
	strbuf_init(&story, STORY_MAX);
	if (!words_tell(person, values, tool->language, &story))
		tool_die(tool, "out of memory");
	tool_paper(tool, path, 0600, strbuf_slice(&story));
	strbuf_release(&story);
}

/* Somebody may have records that took no part beside the one that did. */
void match_write_slip(struct match_run *run, struct slice person,
		      enum match_status status, const struct slice *values)
{
	struct tool *tool = run->tool;
	uint32_t index;

	if (run->options->slips == NULL || person.length == 0)
		return;
	if (!is_file_name(person))
		tool_die(tool, "person '%.*s' can't name a slip",
			 SLICE_PRINT(person));
	if (status != MATCH_NOT_CONSIDERED)
		put_slip(run, person, values);
	else if (!set_add(&run->others, person, &index, NULL))
		tool_die(tool, "out of memory");
}

void match_end_slips(struct match_run *run)
{
	struct slice values[RESULT_COLUMNS];

	if (run->options->slips == NULL)
		return;
	result_fill_other(MATCH_NOT_CONSIDERED, (struct slice){0}, values);
	for (uint32_t i = 0; i < set_count(&run->others); i++)
		put_slip(run, set_string(&run->others, i), values);
	set_release(&run->others);
}

/* The person asked about, from the terminal or standard input. */
void match_ask(struct match_run *run, struct strbuf *asked)
{
	struct tool *tool = run->tool;
	int byte;
	FILE *from = tool->path_count > 0 ? stdin : fopen("/dev/tty", "r");

	if (from == NULL)
		tool_die(tool, "'--explain' asks on the terminal; where there "
			       "is none, name the applicants' file and give "
			       "the person on standard input");
	if (isatty(fileno(from)))
		fputs(tool_say(tool, "Peserta: ", "Person: "), stderr);
	while ((byte = getc(from)) != EOF && byte != '\n')
		strbuf_append_byte(asked, (char)byte);
	if (from != stdin)
		fclose(from);
	if (asked->length == 0)
		tool_die(tool, "nobody was asked for");
}

static void tell_story(struct match_run *run, struct slice person,
		       const struct slice *values)
{
	struct strbuf story;

	strbuf_init(&story, STORY_MAX);
	if (!words_tell(person, values, run->tool->language, &story))
		tool_die(run->tool, "out of memory");
	tool_print(run->tool, strbuf_slice(&story));
	strbuf_release(&story);
	run->told = true;
}

void match_tell_story(struct match_run *run, struct slice person,
		      enum match_status status, const struct slice *values)
{
	if (!slice_equal(person, strbuf_slice(&run->asked)))
		return;
	if (status == MATCH_NOT_CONSIDERED)
		run->met = true;
	else
		tell_story(run, person, values);
}

void match_end_story(struct match_run *run)
{
	struct slice values[RESULT_COLUMNS];

	if (!run->met && !run->told)
		tool_die(run->tool,
			 "nobody of that name is among the applicants");
	result_fill_other(MATCH_NOT_CONSIDERED, (struct slice){0}, values);
	if (!run->told)
		tell_story(run, strbuf_slice(&run->asked), values);
}
