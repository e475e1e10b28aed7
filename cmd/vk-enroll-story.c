/*
 * The story of one application: what was decided and why, every rule with its
 * value, limit, since when that holds and its source; as text, or (--errors
 * json) as JSON Lines.
 */
#include "vk-enroll.h"

#include "enroll/code_words.h"
#include "enroll/label.h"

bool enroll_find_rule(const struct enroll *enroll,
		      const struct enrolled *enrolled, struct slice item,
		      struct rule_finding *finding)
{
	const struct rule_context context = {
		.household_place = enrolled->known.repeat.household_place};
	struct slice code = slice_part(item, 0, slice_find(item, ':'));

	for (size_t i = 0; i < enroll->rules.count; i++) {
		if (!slice_equal(enroll->rules.rules[i].code, code))
			continue;
		rule_check(&enroll->rules, &enroll->rules.rules[i],
			   &enrolled->application, &context, finding);
		if (finding->result != RULE_OFF)
			return true;
	}
	return false;
}

void enroll_say_rule(const struct enroll *enroll,
		     const struct enrolled *enrolled, struct slice item,
		     struct strbuf *out)
{
	enum language language = enroll->tool->language;
	struct rule_finding finding;

	if (!enroll_find_rule(enroll, enrolled, item, &finding))
		return;
	if (!rule_was_decided(&finding))
		strbuf_append_string(
			out, enroll_result_text(enroll->tool, &finding));
	if (finding.result == RULE_MISSING) {
		strbuf_append_string(out, ": ");
		strbuf_append(out, label_field(finding.missing, language));
	}
	rule_sentence(&finding, language, out);
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
			enroll_tell_rule(enroll->tool, &finding, out);
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

/* Who decided a reason, when, and on what evidence. */
static void tell_decided(const struct enroll *enroll,
			 const struct enrolled *enrolled, struct strbuf *out)
{
	const struct tool *tool = enroll->tool;
	struct slice flags = strbuf_slice(&enrolled->verdict.flags), flag;

	while (slice_next(&flags, ',', &flag)) {
		bool lapsed = slice_starts(flag, "LAPSED:");
		const struct decision_row *row = decisions_row(
			&enroll->decisions, strbuf_slice(&enrolled->number),
			slice_part(flag, slice_find(flag, ':') + 1, SIZE_MAX));

		if (row == NULL || (!lapsed && !slice_starts(flag, "DECIDED:")))
			continue;
		strbuf_append_format(
			out, "  %-16.*s %s %.*s, %.*s: %.*s%s\n",
			SLICE_PRINT(flag),
			row->decision == DECISION_ACCEPT
				? tool_say(tool, "diterima oleh", "accepted by")
				: tool_say(tool, "ditolak oleh", "rejected by"),
			SLICE_PRINT(row->by), SLICE_PRINT(row->at),
			SLICE_PRINT(row->evidence),
			lapsed ? tool_say(tool, " (gugur: dasarnya berubah)",
					  " (lapsed: the grounds changed)")
			       : "");
	}
}

static void tell_list(const char *heading, struct slice list,
		      struct strbuf *out)
{
	if (list.length > 0)
		strbuf_append_format(out, "  %s: %.*s\n", heading,
				     SLICE_PRINT(list));
}

/* The status in the words of a clerk, with what the stream has. */
static void tell_status(const struct tool *tool, enum enroll_status status,
			struct strbuf *out)
{
	static const char *const words[ENROLL_STATUSES] = {
		[ENROLL_ACCEPTED] = "diterima",
		[ENROLL_REVIEW] = "perlu diputuskan",
		[ENROLL_INCOMPLETE] = "perlu dilengkapi",
		[ENROLL_REJECTED] = "ditolak",
		[ENROLL_INVALID] = "rusak",
		[ENROLL_DUPLICATE] = "ganda",
		[ENROLL_SUPERSEDED] = "diganti"};
	const char *own = enroll_status_word(status).data;

	if (tool->language == LANGUAGE_ID)
		strbuf_append_format(out, "%s (%s)\n", words[status], own);
	else
		strbuf_append_format(out, "%s\n", own);
}

void enroll_tell_story(const struct enroll *enroll,
		       const struct enrolled *enrolled, struct strbuf *out)
{
	const struct tool *tool = enroll->tool;

	if (tool->errors != TOOL_ERRORS_JSON) {
		strbuf_append_format(
			out, "%s %s (%s:%llu): ",
			tool_say(tool, "Pendaftaran", "Application"),
			strbuf_string(&enrolled->number), enrolled->record.file,
			(unsigned long long)enrolled->record.line);
		tell_status(tool, enrolled->verdict.status, out);
		tell_list(tool_say(tool, "orang", "person"),
			  slice_of(enrolled->person), out);
		tell_list(tool_say(tool, "alasan", "reasons"),
			  strbuf_slice(&enrolled->verdict.reasons), out);
		tell_list(tool_say(tool, "perlu dilengkapi", "missing"),
			  strbuf_slice(&enrolled->verdict.missing), out);
		tell_list(tool_say(tool, "sama dengan", "duplicate of"),
			  strbuf_slice(&enrolled->duplicate_of), out);
		enroll_tell_bits(enroll, enrolled, out);
		tell_list(tool_say(tool, "catatan", "flags"),
			  strbuf_slice(&enrolled->verdict.flags), out);
		tell_codes(tool, strbuf_slice(&enrolled->verdict.reasons), out);
		tell_codes(tool, strbuf_slice(&enrolled->verdict.flags), out);
		tell_decided(enroll, enrolled, out);
	} else {
		enroll_tell_decision(enroll, enrolled, out);
	}
	tell_rules(enroll, enrolled, out);
}
