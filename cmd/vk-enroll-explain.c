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

static const char *result_text(const struct tool *tool,
			       const struct rule_finding *finding)
{
	switch (finding->result) {
	case RULE_OFF:
		return tool_say(tool, "tidak berlaku", "does not apply");
	case RULE_PASSES:
		return tool_say(tool, "memenuhi", "passes");
	case RULE_FAILS:
		return tool_say(tool, "tidak memenuhi", "fails");
	case RULE_MISSING:
		return tool_say(tool, "belum diketahui", "not known");
	case RULE_UNSET:
		return tool_say(tool, "batas belum diisi", "no limit set");
	}
	return "";
}

static void tell_rule(const struct tool *tool,
		      const struct rule_finding *finding, struct strbuf *out)
{
	struct slice source = rule_finding_source(finding);
	const struct rule_limit *limit = finding->limit;

	strbuf_append_format(out, "  %-16.*s %s",
			     SLICE_PRINT(finding->rule->code),
			     result_text(tool, finding));
	if (finding->result == RULE_MISSING)
		strbuf_append_format(out, ": %.*s",
				     SLICE_PRINT(finding->missing));
	strbuf_append_byte(out, '\n');
	if (!rule_was_decided(finding))
		return;
	strbuf_append_string(out, "    ");
	rule_sentence(finding, tool->language, out);
	if (limit != NULL && limit->since.days != DATE_EARLIEST.days) {
		strbuf_append_format(out, " (%s ",
				     tool_say(tool, "sejak", "since"));
		date_format_long(limit->since, tool->language, out);
		strbuf_append_byte(out, ')');
	}
	if (source.length > 0)
		strbuf_append_format(out, " [%.*s]", SLICE_PRINT(source));
	strbuf_append_byte(out, '\n');
}

static void tell_rules(const struct enroll *enroll,
		       const struct enrolled *enrolled, struct strbuf *out)
{
	const struct rule_context context = {
		.household_place = enrolled->known.repeat.household_place};
	struct rule_finding finding;

	for (size_t i = 0; i < enroll->rules.count; i++) {
		rule_check(&enroll->rules, &enroll->rules.rules[i],
			   &enrolled->application, &context, &finding);
		if (enroll->tool->errors == TOOL_ERRORS_JSON)
			rule_json(&finding, strbuf_slice(&enrolled->number),
				  enroll->tool->language, out);
		else
			tell_rule(enroll->tool, &finding, out);
	}
}

static void tell_list(const char *heading, struct slice list,
		      struct strbuf *out)
{
	if (list.length > 0)
		strbuf_append_format(out, "  %s: %.*s\n", heading,
				     SLICE_PRINT(list));
}

static void tell_story(const struct enroll *enroll,
		       const struct enrolled *enrolled, struct strbuf *out)
{
	const struct tool *tool = enroll->tool;

	if (tool->errors != TOOL_ERRORS_JSON) {
		strbuf_append_format(
			out, "%s %s (%s:%llu): %s\n",
			tool_say(tool, "Pendaftaran", "Application"),
			strbuf_string(&enrolled->number), enrolled->record.file,
			(unsigned long long)enrolled->record.line,
			enroll_status_word(enrolled->verdict.status).data);
		tell_list(tool_say(tool, "orang", "person"),
			  slice_of(enrolled->person), out);
		tell_list(tool_say(tool, "alasan", "reasons"),
			  strbuf_slice(&enrolled->verdict.reasons), out);
		tell_list(tool_say(tool, "perlu dilengkapi", "missing"),
			  strbuf_slice(&enrolled->verdict.missing), out);
		tell_list(tool_say(tool, "sama dengan", "duplicate of"),
			  strbuf_slice(&enrolled->duplicate_of), out);
		tell_list(tool_say(tool, "catatan", "flags"),
			  strbuf_slice(&enrolled->verdict.flags), out);
	}
	tell_rules(enroll, enrolled, out);
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
		tell_story(enroll, &enrolled, &story);
		tool_print(enroll->tool, strbuf_slice(&story));
	}
	if (found == 0)
		tool_die(enroll->tool, "nobody of that NIK, person or number "
				       "is among the applications");
	enrolled_release(&enrolled);
	strbuf_release(&asked);
	strbuf_release(&story);
}
