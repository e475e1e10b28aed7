/*
 * The story of one application: what was decided and why, every rule with its
 * value, limit, since when that holds and its source; as text, or (--errors
 * json) as JSON Lines.
 */
#include "vk-enroll.h"

#include "enroll/code_words.h"
#include "system/json.h"

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

/* Codes of values and duplicates in words; rules are told by themselves. */
static void tell_codes(const struct tool *tool, struct slice list,
		       struct strbuf *out)
{
	struct slice item;

	while (slice_next(&list, ',', &item)) {
		const char *words = code_words(item, tool->language);

		if (words != NULL)
			strbuf_append_format(out, "  %-16.*s %s\n",
					     SLICE_PRINT(item), words);
	}
}

static void tell_list(const char *heading, struct slice list,
		      struct strbuf *out)
{
	if (list.length > 0)
		strbuf_append_format(out, "  %s: %.*s\n", heading,
				     SLICE_PRINT(list));
}

static void put_pair(struct json_writer *json, const char *key,
		     struct slice text)
{
	json_key(json, key);
	json_put_text(json, text);
}

/* The first of the JSON Lines; one for each rule follows. */
static void tell_decision(const struct enrolled *enrolled, struct strbuf *out)
{
	const struct verdict *verdict = &enrolled->verdict;
	struct json_writer json = {.out = out};

	json_begin_object(&json);
	put_pair(&json, "application", strbuf_slice(&enrolled->number));
	put_pair(&json, "person", slice_of(enrolled->person));
	put_pair(&json, "enroll_status", enroll_status_word(verdict->status));
	put_pair(&json, "enroll_reasons", strbuf_slice(&verdict->reasons));
	put_pair(&json, "enroll_missing", strbuf_slice(&verdict->missing));
	put_pair(&json, "duplicate_of", strbuf_slice(&enrolled->duplicate_of));
	put_pair(&json, "flags", strbuf_slice(&verdict->flags));
	put_pair(&json, "file", slice_of(enrolled->record.file));
	json_key(&json, "line");
	json_put_integer(&json, (int64_t)enrolled->record.line);
	json_end_object(&json);
	strbuf_append_byte(out, '\n');
}

void enroll_tell_story(const struct enroll *enroll,
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
		tell_codes(tool, strbuf_slice(&enrolled->verdict.reasons), out);
		tell_codes(tool, strbuf_slice(&enrolled->verdict.flags), out);
	} else {
		tell_decision(enrolled, out);
	}
	tell_rules(enroll, enrolled, out);
}
