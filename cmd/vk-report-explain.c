/*
 * vk-report --explain: what the page makes of one person, and why.
 */
#include "vk-report.h"

#include "report/event.h"

#include <stdio.h>
#include <unistd.h>

enum { ID_MAX = 256 };

/* The person asked for: never from argv, where others could read it. */
static struct slice ask(struct tool *tool, char id[ID_MAX])
{
	for (size_t i = 0; i < tool->path_count; i++)
		if (strcmp(tool->paths[i], "-") == 0)
			tool_die(tool, "--explain reads the person from "
				       "standard input; give the records as "
				       "files");
	if (tool->path_count == 0)
		tool_die(tool, "--explain needs the records as files");
	if (isatty(STDIN_FILENO))
		fputs(tool_say(tool, "person: ", "person: "), stderr);
	if (fgets(id, ID_MAX, stdin) == NULL)
		tool_die(tool, "no person on standard input");
	return slice_trim(slice_of(id));
}

static void say_stage(struct tool *tool, const struct event *event,
		      struct strbuf *out)
{
	static const struct {
		const char *id, *en;
	} texts[EVENT_STAGES] = {
		[EVENT_APPLIED] = {"mendaftar", "applied"},
		[EVENT_ACCEPTED] = {"diterima", "accepted"},
		[EVENT_PLACED] = {"ditempatkan", "placed"},
		[EVENT_STARTED] = {"mulai", "started"},
		[EVENT_COMPLETED] = {"lulus", "completed"},
		[EVENT_CERTIFIED] = {"bersertifikat", "certified"},
	};

	strbuf_append_format(
		out, "  %s",
		tool_say(tool, texts[event->stage].id, texts[event->stage].en));
	if (event->told) {
		strbuf_append_string(out, ", ");
		date_format_long((struct date){event->day}, tool->language,
				 out);
	}
	strbuf_append_byte(out, '\n');
}

/* The words of the stream by which the person was counted. */
static void say_words(const struct people *people, const struct person *person,
		      struct strbuf *out)
{
	static const char *const names[PERSON_KEYS] = {
		"enroll_status", "match_status", "completion", "pay_status",
		"vocation",	 "provider",	 "course",     "district",
		"category",	 "employment",	 "sex",	       "disability"};

	for (size_t i = 0; i < PERSON_KEYS; i++) {
		struct slice word =
			people_word(people, person, (enum person_key)i);

		if (word.length > 0)
			strbuf_append_format(out, "  %s = %.*s\n", names[i],
					     SLICE_PRINT(word));
	}
}

void report_explain(struct tool *tool, struct report_options *options)
{
	const struct event_history none = {0};
	struct event events[EVENT_STAGES];
	struct report_sources sources;
	char buffer[ID_MAX];
	struct slice id = ask(tool, buffer);
	struct strbuf out;
	uint32_t index;

	sources_open(tool, options, &sources);
	sources_people(tool, options, &sources);
	index = set_find(&sources.people.ids, id);
	if (index == SET_NONE)
		tool_die(tool, "no such person in these records");
	strbuf_init(&out, 65536);
	strbuf_append_format(
		&out, "%.*s\n%s\n", SLICE_PRINT(id),
		tool_say(tool, "dihitung di tahap:", "counts at the stages:"));
	for (size_t i = 0,
		    count = event_list(&sources.people, index, &none, events);
	     i < count; i++)
		say_stage(tool, &events[i], &out);
	strbuf_append_format(&out, "%s\n",
			     tool_say(tool, "menurut:", "by these words:"));
	say_words(&sources.people, &sources.people.persons[index], &out);
	tool_print(tool, strbuf_slice(&out));
	strbuf_release(&out);
	sources_close(&sources);
}

void report_check_policy(struct tool *tool, struct report_options *options)
{
	struct report_sources sources;
	struct strbuf out;

	sources_open(tool, options, &sources);
	strbuf_init(&out, 65536);
	for (size_t i = 0; i < sources.setup.target_count; i++) {
		const struct target *target = &sources.setup.targets[i];

		strbuf_append_format(&out, "target %.*s: %lld %.*s\n",
				     SLICE_PRINT(target->name),
				     (long long)target->value,
				     SLICE_PRINT(target->stage));
	}
	strbuf_append_format(&out, "budget: ");
	if (sources.setup.has_budget)
		money_format(sources.setup.budget, &out);
	else
		strbuf_append_string(&out,
				     tool_say(tool, "belum diisi", "not set"));
	strbuf_append_byte(&out, '\n');
	tool_print(tool, strbuf_slice(&out));
	strbuf_release(&out);
	sources_close(&sources);
}
