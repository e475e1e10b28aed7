/*
 * The records of vk-match, with what was decided about each.
 */
#include "vk-match.h"

bool match_next_again(struct match_run *run, struct record *record,
		      bool *damaged)
{
	struct tool *tool = run->tool;
	enum read_result result;

	if (!run->reads_twice) {
		tool->diag.message[0] = '\0';
		if (held_next(&run->held, record, damaged, &tool->diag))
			return true;
		if (tool->diag.message[0] != '\0')
			tool_fail(tool);
		return false;
	}
	result = tool_scan(tool, run->input, record);
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

static void write_all(struct match_run *run, struct result *result,
		      struct writer *writer)
{
	struct slice values[RESULT_COLUMNS];
	uint32_t next = 0;
	struct record record;
	struct strbuf reason;
	bool damaged;

	strbuf_init(&reason, 4096);
	while (match_next_again(run, &record, &damaged)) {
		struct slice person = record_field(&record, run->intake.person);
		enum match_status status = MATCH_NOT_CONSIDERED;

		if (damaged || !intake_is_accepted(&run->intake, &record)) {
			result_fill_other(status, (struct slice){0}, values);
		} else if (fill_left(run, person, &reason, values)) {
			status = MATCH_WITHDRAWN;
		} else {
			if (next >= run->applicants.count ||
			    !applicants_is(&run->applicants, next, person))
				tool_die(run->tool,
					 "the applicants changed while they "
					 "were read");
			status = result_fill(result, next++, &record, values);
		}
		run->counts[status]++;
		tool_put(run->tool, writer, &record, values);
	}
	if (next != run->applicants.count)
		tool_die(run->tool,
			 "the applicants changed while they were read");
	strbuf_release(&reason);
}

static void count_all(struct match_run *run)
{
	for (size_t i = 0; i < MATCH_STATUSES; i++) {
		for (size_t j = 0; j < run->counts[i]; j++)
			tool_count(run->tool, slice_of(match_statuses[i]),
				   false);
	}
}

void match_write(struct match_run *run)
{
	struct tool *tool = run->tool;
	struct writer_columns columns = {.own = result_columns,
					 .own_count = RESULT_COLUMNS};
	struct writer *writer =
		tool_writer(tool, input_header(run->input), &columns);
	struct result result;

	run->writer = writer;
	if (!result_init(&result, &run->first, &tool->diag))
		tool_fail(tool);
	result.waiting = &run->waiting;
	result.intake = &run->intake;
	result.reasons = &run->reasons;
	if (run->reads_twice)
		tool_rewind(tool, run->input);
	write_all(run, &result, writer);
	result_release(&result);
	count_all(run);
	if (market_is_common(&run->market))
		tool_note(tool, "one order for all courses: this is serial "
				"dictatorship in that order");
}
