/*
 * --check-policy: runs the policy's own tests, and tells what is not known,
 * what is due for review and what is expected to change.
 */
#include "vk-enroll.h"

#include "enroll/policy_test.h"

enum { REPORT_MAX = 16 * 1024 * 1024 };

/* One line for a value that somebody has to look at. */
static void list_value(const struct tool *tool, const struct policy *policy,
		       struct slice name, struct strbuf *out)
{
	struct policy_value value;
	struct diag unset;
	char text[DATE_SIZE];
	enum policy_lookup found =
		policy_value(policy, name, tool->as_of, &value, &unset);

	if (found == POLICY_UNSET)
		strbuf_append_format(
			out, "  %.*s: %s\n", SLICE_PRINT(name),
			tool_say(tool, "belum diisi", "not known"));
	if (value.overdue)
		strbuf_append_format(out, "  %.*s: %s %s\n", SLICE_PRINT(name),
				     tool_say(tool,
					      "harus ditinjau paling lambat",
					      "was due for review by"),
				     date_format(value.review_by, text).data);
	if (value.expected)
		strbuf_append_format(out, "  %.*s: %s\n", SLICE_PRINT(name),
				     tool_say(tool,
					      "perubahan sudah diumumkan, "
					      "nilainya belum diisi",
					      "a change was announced, its "
					      "value is not filled in"));
	if (found == POLICY_FOUND && value.source.length == 0)
		strbuf_append_format(
			out, "  %.*s: %s\n", SLICE_PRINT(name),
			tool_say(tool, "tanpa sumber", "without a source"));
}

static void list_values(struct tool *tool, const struct policy *policy,
			struct strbuf *out)
{
	struct slice name;

	for (size_t i = 0; (name = policy_value_name(policy, i)).length > 0;
	     i++)
		list_value(tool, policy, name, out);
}

void enroll_check_policy(struct tool *tool, const struct policy *policy)
{
	struct policy_test_report report = {0};
	struct strbuf out;

	strbuf_init(&report.text, REPORT_MAX);
	strbuf_init(&report.untested, REPORT_MAX);
	strbuf_init(&out, REPORT_MAX);
	if (!policy_test_run(policy, &report, &tool->diag))
		tool_fail(tool);
	strbuf_append(&out, strbuf_slice(&report.text));
	strbuf_append_format(&out, "%zu %s, %zu %s\n", report.tests,
			     tool_say(tool, "uji", "tests"), report.failures,
			     tool_say(tool, "gagal", "failed"));
	if (report.untested.length > 0)
		strbuf_append_format(&out, "  %s: %s\n",
				     tool_say(tool, "aturan tanpa uji",
					      "rules without a test"),
				     strbuf_string(&report.untested));
	if (tool->as_of_given)
		list_values(tool, policy, &out);
	tool_print(tool, strbuf_slice(&out));
	tool_count(tool, report.failures > 0 ? SLICE("failed") : SLICE("ok"),
		   report.failures > 0);
	strbuf_release(&out);
	strbuf_release(&report.text);
	strbuf_release(&report.untested);
}

void enroll_note_reviews(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;
	struct policy_value value;
	struct diag not_asked;
	struct slice name;
	char text[DATE_SIZE];

	if (!tool->as_of_given)
		return;
	for (size_t i = 0;
	     (name = policy_value_name(enroll->policy, i)).length > 0; i++) {
		policy_value(enroll->policy, name, tool->as_of, &value,
			     &not_asked);
		if (value.overdue)
			tool_note(tool,
				  "the value \"%.*s\" was due for review by %s",
				  SLICE_PRINT(name),
				  date_format(value.review_by, text).data);
		if (value.expected)
			tool_note(tool,
				  "a change of \"%.*s\" was announced; its "
				  "value is not filled in",
				  SLICE_PRINT(name));
	}
}
