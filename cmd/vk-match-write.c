/*
 * The records of vk-match, with what was decided about each.
 */
#include "vk-match.h"

bool match_next_again(struct match_run *run, struct record *record,
		      bool *damaged)
{
	struct tool *tool = run->tool;
	enum read_result result;

	result = run->reads_twice ? tool_scan(tool, run->input, record)
				  : tool_next_held(tool, &run->held, record);
	*damaged = result == READ_BAD;
	return result != READ_END;
}

/* A person who left: "course:answer::". */
static bool fill_left(const struct match_run *run, struct slice person,
		      struct strbuf *reason, struct slice *values)
{
	static const char *const words[] = {
		[ANSWER_DECLINED] = "declined",
		[ANSWER_WITHDRAWN] = "withdrawn",
		[ANSWER_NO_ANSWER] = "no-answer",
	};
	enum rematch_answer answer;
	uint16_t course;

	if (run->options->previous == NULL)
		return false;
	answer = rematch_find(&run->rematch, person, &course);
	if (!rematch_has_left(answer))
		return false;
	strbuf_reset(reason);
	if (course != COURSE_NONE)
		strbuf_append(reason, run->courses.list[course].id);
	strbuf_append_format(reason, ":%s::", words[answer]);
	result_fill_other(MATCH_WITHDRAWN, strbuf_slice(reason), values);
	return true;
}

/* What was decided about a record; next counts the applicants. */
static enum match_status decide(struct match_run *run, struct result *result,
				const struct record *record, uint32_t *next,
				struct slice *values)
{
	struct slice person = record_field(record, run->intake.person);

	if (fill_left(run, person, &run->left_reason, values))
		return MATCH_WITHDRAWN;
	if (*next >= run->applicants.count ||
	    !applicants_is(&run->applicants, *next, person))
		tool_die(run->tool,
			 "the applicants changed while they were read");
	return result_fill(result, (*next)++, record, values);
}

static void write_all(struct match_run *run, struct result *result)
{
	struct slice values[RESULT_COLUMNS];
	uint32_t next = 0;
	struct record record;
	bool damaged;

	while (match_next_again(run, &record, &damaged)) {
		struct slice person = record_field(&record, run->intake.person);
		enum match_status status = MATCH_NOT_CONSIDERED;

		if (damaged || !intake_is_accepted(&run->intake, &record))
			result_fill_other(status, (struct slice){0}, values);
		else
			status = decide(run, result, &record, &next, values);
		run->counts[status]++;
		if (run->tool->explain) {
			match_tell_story(run, person, status, values);
			continue;
		}
		tool_put(run->tool, run->writer, &record, values);
		match_write_slip(run, person, status, values);
		match_add_call(run, next - 1, person, values);
	}
	if (next != run->applicants.count)
		tool_die(run->tool,
			 "the applicants changed while they were read");
	match_end_slips(run);
}

static void count_all(struct match_run *run)
{
	for (size_t i = 0; i < MATCH_STATUSES; i++) {
		if (run->counts[i] > 0)
			tool_count_many(run->tool, slice_of(match_statuses[i]),
					run->counts[i], false);
	}
}

/* A stream of records, or the story of the one person asked about. */
static void begin_output(struct match_run *run)
{
	static const struct writer_columns columns = {
		.own = result_columns, .own_count = RESULT_COLUMNS};

	strbuf_init(&run->asked, 4096);
	if (run->tool->explain) {
		match_ask(run, &run->asked);
		return;
	}
	run->writer =
		tool_writer(run->tool, input_header(run->input), &columns);
	match_begin_slips(run);
	match_begin_calls(run);
}

void match_write(struct match_run *run)
{
	struct tool *tool = run->tool;
	struct result result;

	begin_output(run);
	strbuf_init(&run->left_reason, 4096);
	result_init(&result, &run->first);
	result.shares = &run->shares;
	result.waiting = &run->waiting;
	result.intake = &run->intake;
	result.reasons = &run->reasons;
	if (run->reads_twice)
		tool_rewind(tool, run->input);
	write_all(run, &result);
	result_release(&result);
	strbuf_release(&run->left_reason);
	count_all(run);
	if (tool->explain)
		match_end_story(run);
	if (market_is_common(&run->market))
		tool_note(tool, "one order for all courses: this is serial "
				"dictatorship in that order");
}
