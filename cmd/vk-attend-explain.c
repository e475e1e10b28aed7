/*
 * --explain: one person's days in words, with the rule that decided each.
 */
#include "vk-attend.h"

#include "attend/flag.h"
#include "attend/moment.h"

#include <stdio.h>

enum { ASKED_SIZE = 256, STORY_MAX = 1024 * 1024 };

struct story {
	struct attend_run *run;
	struct strbuf text, flags;
};

/* Reads whom to tell about: a person, from the terminal or standard input. */
static struct slice ask(struct attend_run *run, char asked[ASKED_SIZE])
{
	struct tool *tool = run->tool;
	bool from_input = run->options->placements != NULL;
	FILE *from = from_input ? stdin : fopen("/dev/tty", "r");
	struct slice person;

	if (from == NULL)
		tool_die(tool, "standard input carries the placements; give "
			       "them with --placements, and the person there");
	if (fgets(asked, ASKED_SIZE, from) == NULL)
		asked[0] = '\0';
	if (!from_input)
		fclose(from);
	person = slice_trim(slice_of(asked));
	if (person.length == 0)
		tool_die(tool, "nobody was asked for; give a person on "
			       "standard input");
	return person;
}

static bool tell_day(void *context, uint32_t place, const struct day *day)
{
	struct story *story = context;
	const struct tool *tool = story->run->tool;
	char start[TIME_SIZE], arrived[TIME_SIZE], left[TIME_SIZE];
	struct slice came = time_format(day->arrived, arrived);
	struct slice went = time_format(day->left, left);

	(void)place;
	strbuf_append_string(&story->text, "  ");
	date_format_long(day->session->date, tool->language, &story->text);
	strbuf_append_format(
		&story->text, " %.*s: %s (%s)",
		SLICE_PRINT(time_format(day->session->start, start)),
		day_status_name(day->status), day_rule_name(day->rule));
	if (day->minutes > 0)
		strbuf_append_format(&story->text, ", %d %s %d %s",
				     day->minutes, tool_say(tool, "dari", "of"),
				     day->planned,
				     tool_say(tool, "menit", "minutes"));
	if (came.length > 0)
		strbuf_append_format(&story->text, ", %.*s-%.*s",
				     SLICE_PRINT(came), SLICE_PRINT(went));
	if (flag_list((struct slice){0}, day->flags, &story->flags) &&
	    story->flags.length > 0)
		strbuf_append_format(&story->text, " [%s]",
				     strbuf_string(&story->flags));
	return strbuf_append_byte(&story->text, '\n');
}

static void tell_sum(struct story *story, const struct result *result)
{
	const struct tool *tool = story->run->tool;

	strbuf_append_format(&story->text, "  %s: %s; ",
			     tool_say(tool, "hasil", "result"),
			     completion_name(result->completion));
	if (result->attendance >= 0)
		strbuf_append_format(&story->text, "%d.%d %%; ",
				     result->attendance / 10,
				     result->attendance % 10);
	strbuf_append_format(&story->text, "%s: %.*s\n",
			     tool_say(tool, "hari dibayar", "payable days"),
			     SLICE_PRINT(result->payable_days));
	if (flag_list((struct slice){0}, result->flags, &story->flags) &&
	    story->flags.length > 0)
		strbuf_append_format(&story->text, "  %s: %s\n",
				     tool_say(tool, "catatan", "flags"),
				     strbuf_string(&story->flags));
}

static void tell_place(struct attend_run *run, struct story *story,
		       uint32_t place)
{
	const struct place *mine = roll_places(&run->roll) + place;
	const struct class_roll *class_roll =
		roll_classes(&run->roll) + mine->class_index;
	struct result result;

	strbuf_append_format(&story->text, "%s %.*s\n",
			     tool_say(run->tool, "Kelas", "Class"),
			     SLICE_PRINT(class_roll->id));
	run->attendance.visitor = (struct day_visitor){tell_day, story};
	if (!attendance_place(&run->attendance, place, &result,
			      &run->tool->diag))
		tool_fail(run->tool);
	tell_sum(story, &result);
}

int attend_explain(struct attend_run *run)
{
	char asked[ASKED_SIZE];
	struct slice person = ask(run, asked);
	struct story story = {.run = run};
	size_t found = 0;

	strbuf_init(&story.text, STORY_MAX);
	strbuf_init(&story.flags, 4096);
	for (uint32_t i = 0; i < roll_place_count(&run->roll); i++) {
		if (!slice_equal(roll_person(&run->roll, i), person) &&
		    !slice_equal(roll_places(&run->roll)[i].application,
				 person))
			continue;
		found++;
		tell_place(run, &story, i);
	}
	if (found == 0)
		tool_die(run->tool, "that person is not placed in any class");
	tool_print(run->tool, strbuf_slice(&story.text));
	strbuf_release(&story.text);
	strbuf_release(&story.flags);
	return tool_finish(run->tool);
}
