/*
 * --repair: the rows that the office can mend, with what is wrong.
 */
#include "vk-enroll.h"

void enroll_begin_repair(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;

	if (enroll->options.repair != NULL &&
	    !repair_begin(&enroll->repair,
			  tool_side(tool, enroll->options.repair, 0600),
			  input_header(enroll->input), tool_as_of(tool),
			  &tool->diag))
		tool_fail(tool);
}

/* Values that are wrong or not there; what a rule refuses can't be mended. */
void enroll_put_repair(struct enroll *enroll, const struct enrolled *enrolled)
{
	enum enroll_status status = enrolled->verdict.status;
	const struct repair_row row = {
		.record = &enrolled->record,
		.application = strbuf_slice(&enrolled->number),
		.status = enroll_status_word(status),
		.reasons = strbuf_slice(&enrolled->verdict.reasons),
		.missing = strbuf_slice(&enrolled->verdict.missing)};

	if (status != ENROLL_INCOMPLETE && status != ENROLL_INVALID)
		return;
	if (!repair_put(&enroll->repair, &row, &enroll->tool->diag))
		tool_fail(enroll->tool);
}

void enroll_end_repair(struct enroll *enroll)
{
	if (enroll->options.repair != NULL &&
	    !repair_end(&enroll->repair, &enroll->tool->diag))
		tool_fail(enroll->tool);
}
