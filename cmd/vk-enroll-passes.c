/*
 * The two passes of vk-enroll over the applications. A later row may decide
 * about an earlier one (a newer version, the same person again), so that a
 * file is read twice, and a pipe held in memory.
 */
#include "vk-enroll.h"

enum { TEXT_MAX = 64 * 1024 };

/* Whether somebody will ask for the reasons one by one. */
static bool asks_for_items(const struct enroll *enroll)
{
	const struct enroll_options *options = &enroll->options;

	return enroll->tool->explain || options->decision_count > 0 ||
	       options->repair != NULL || options->undecided != NULL ||
	       options->letters != NULL ||
	       enroll->tool->errors != TOOL_ERRORS_TEXT;
}

/*
 * What is wrong with the values is told in the second pass, which has to find
 * it again; flags are not told there.
 */
static unsigned keep(struct enroll *enroll, const struct check_faults *faults)
{
	unsigned kept = KEPT_NONE;

	if (check_are_flags(faults))
		kept = kept_verdicts_add(&enroll->verdicts, &enroll->alone);
	return kept != KEPT_NOTHING && asks_for_items(enroll) ? KEPT_NONE
							      : kept;
}

static void collect(struct enroll *enroll, enum read_result result,
		    const struct record *record)
{
	enum enroll_status status = ENROLL_INVALID;
	struct application application;
	struct check_faults faults;
	unsigned kept = KEPT_NONE;

	application_read(&enroll->layout, record, &application);
	enroll_look_for_strays(enroll, result, record);
	if (result == READ_BAD)
		enroll_doubt_damaged(enroll, record, &application);
	if (result == READ_RECORD) {
		decide_alone(&enroll->rules, &application, &enroll->alone,
			     &faults);
		kept = keep(enroll, &faults);
		enroll_apply_early(enroll, &application, &enroll->alone);
		status = enroll->alone.status;
	}
	enroll_expect_member(enroll, &application);
	if (!repeats_add(&enroll->repeats, &application, status, kept,
			 &enroll->tool->diag))
		tool_fail(enroll->tool);
}

void enroll_first_pass(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;
	struct record record;
	enum read_result result;
	struct diag not_asked;

	enroll->is_pipe = !input_rewind(enroll->input, &not_asked);
	for (;;) {
		result = enroll->is_pipe
				 ? tool_next(tool, enroll->input, &record)
				 : tool_scan(tool, enroll->input, &record);
		if (result == READ_END)
			break;
		collect(enroll, result, &record);
		if (enroll->is_pipe)
			tool_hold(tool, &enroll->held, result, &record);
	}
	enroll_doubt_files(enroll);
	if (!repeats_settle(&enroll->repeats, &tool->diag))
		tool_fail(tool);
	enroll_find_near(enroll);
	if (!repeats_share(&enroll->repeats, &tool->diag))
		tool_fail(tool);
	if (!enroll->is_pipe)
		tool_rewind(tool, enroll->input);
}

void enrolled_init(struct enrolled *enrolled)
{
	*enrolled = (struct enrolled){0};
	verdict_init(&enrolled->verdict);
	strbuf_init(&enrolled->number, TEXT_MAX);
	strbuf_init(&enrolled->duplicate_of, TEXT_MAX);
	strbuf_init(&enrolled->duplicate_bits, TEXT_MAX);
	strbuf_init(&enrolled->same_nik, TEXT_MAX);
}

void enrolled_release(struct enrolled *enrolled)
{
	verdict_release(&enrolled->verdict);
	strbuf_release(&enrolled->number);
	strbuf_release(&enrolled->duplicate_of);
	strbuf_release(&enrolled->duplicate_bits);
	strbuf_release(&enrolled->same_nik);
}

/*
 * Of a record whose verdict was kept nothing more has to be known than who it
 * is, unless somebody wants to see or write the rest.
 */
static void read_application(struct enroll *enroll, enum read_result result,
			     struct enrolled *enrolled)
{
	bool again = enrolled->known.repeat.kept != KEPT_NONE &&
		     enrolled->known.repeat.household_place == 1 &&
		     enroll->layout.respelt == 0 && !enroll->tool->explain &&
		     enroll->options.registry_out == NULL &&
		     enroll->options.listed == NULL &&
		     enroll->options.members == NULL &&
		     enroll->tool->errors == TOOL_ERRORS_TEXT;

	if (again) {
		application_read_again(&enroll->layout, &enrolled->record,
				       &enrolled->application);
		return;
	}
	application_read(&enroll->layout, &enrolled->record,
			 &enrolled->application);
	enroll_doubt(enroll, result, &enrolled->record, &enrolled->application);
}

bool enroll_next(struct enroll *enroll, struct enrolled *enrolled)
{
	struct record *record = &enrolled->record;
	enum read_result result =
		enroll->is_pipe
			? tool_next_held(enroll->tool, &enroll->held, record)
			: tool_next(enroll->tool, enroll->input, record);

	if (result == READ_END)
		return false;
	enrolled->known.repeat = repeats_next(&enroll->repeats);
	read_application(enroll, result, enrolled);
	enroll_decide(enroll, result, enrolled);
	enrolled->listed = enroll->options.listed == NULL
				   ? ROSTER_NO
				   : enroll_match_listed(enroll, enrolled);
	return true;
}
