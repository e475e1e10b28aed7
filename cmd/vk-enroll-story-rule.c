/*
 * A rule in the story of one application: its result, value and limit, since
 * when that holds and its source.
 */
#include "vk-enroll.h"

const char *enroll_result_text(const struct tool *tool,
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

/* Since when the limit holds, and where it is from. */
static void tell_grounds(const struct tool *tool,
			 const struct rule_finding *finding, struct strbuf *out)
{
	struct slice source = rule_finding_source(finding);
	const struct rule_limit *limit = finding->limit;

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

void enroll_tell_rule(const struct tool *tool,
		      const struct rule_finding *finding, struct strbuf *out)
{
	bool has_limit =
		finding->limit != NULL && finding->limit->text.length > 0;

	strbuf_append_format(out, "  %-16.*s %s",
			     SLICE_PRINT(finding->rule->code),
			     enroll_result_text(tool, finding));
	if (finding->result == RULE_MISSING)
		strbuf_append_format(out, ": %.*s",
				     SLICE_PRINT(finding->missing));
	strbuf_append_byte(out, '\n');
	if (finding->result == RULE_OFF ||
	    (!has_limit && rule_finding_source(finding).length == 0 &&
	     !rule_was_decided(finding)))
		return;
	strbuf_append_string(out, "   ");
	if (rule_was_decided(finding)) {
		strbuf_append_byte(out, ' ');
		rule_sentence(finding, tool->language, out);
	} else if (has_limit) {
		strbuf_append_string(out, tool_say(tool, " batas ", " limit "));
		rule_say_limit(finding->rule, finding->limit, tool->language,
			       out);
	}
	tell_grounds(tool, finding, out);
}
