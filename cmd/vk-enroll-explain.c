/*
 * --explain: one person's whole story. Every rule is told with its value, the
 * limit, since when that holds and its source, as text or (--errors json) as
 * JSON Lines. Who is meant is asked for: a NIK, a person id or an application
 * number, from standard input, or the terminal where that carries the
 * applications.
 */
#include "vk-enroll.h"

enum { STORY_MAX = 1024 * 1024 };

static bool is_asked_for(const struct enrolled *enrolled, struct slice asked,
			 const struct nik *nik)
{
	if (nik != NULL)
		return enrolled->application.nik_fault == NIK_VALID &&
		       strcmp(enrolled->application.nik.digits, nik->digits) ==
			       0;
	return slice_is(asked, enrolled->person) ||
	       slice_equal(asked, strbuf_slice(&enrolled->number));
}

static void ask(struct enroll *enroll, struct strbuf *asked)
{
	struct tool *tool = enroll->tool;
	FILE *from = tool->path_count > 0 ? stdin : fopen("/dev/tty", "r");

	if (from == NULL)
		tool_die(tool, "standard input carries the applications; name "
			       "their files, and give the NIK there");
	if (!enroll_ask(tool,
			tool_say(tool, "NIK, orang atau nomor pendaftaran",
				 "NIK, person or application number"),
			from, asked) ||
	    asked->length == 0)
		tool_die(tool, "nobody was asked for; give a NIK, a person or "
			       "an application number on standard input");
	if (from != stdin)
		fclose(from);
}

void enroll_explain(struct enroll *enroll)
{
	struct enrolled enrolled;
	struct strbuf asked, story;
	struct nik nik;
	size_t found = 0;
	bool by_nik;

	strbuf_init(&asked, STORY_MAX);
	strbuf_init(&story, STORY_MAX);
	ask(enroll, &asked);
	by_nik = nik_parse(strbuf_slice(&asked), &nik) == NIK_VALID;
	enrolled_init(&enrolled);
	while (enroll_next(enroll, &enrolled)) {
		if (!is_asked_for(&enrolled, strbuf_slice(&asked),
				  by_nik ? &nik : NULL))
			continue;
		found++;
		strbuf_reset(&story);
		enroll_tell_story(enroll, &enrolled, &story);
		tool_print(enroll->tool, strbuf_slice(&story));
	}
	if (found == 0)
		tool_die(enroll->tool, "nobody of that NIK, person or number "
				       "is among the applications");
	enrolled_release(&enrolled);
	strbuf_release(&asked);
	strbuf_release(&story);
}
