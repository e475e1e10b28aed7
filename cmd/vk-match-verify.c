/*
 * vk-match --verify: proves a published result from its inputs.
 */
#include "vk-match.h"

#include "match/audit.h"

/* Names findings as lines: finding, subject, message. */
static void tell(void *context, const char *code, struct slice subject,
		 const char *message)
{
	struct tool *tool = context;
	struct strbuf line;

	strbuf_init(&line, 4096);
	strbuf_append_format(&line, "%s\t%.*s\t%s\n", code,
			     SLICE_PRINT(subject), message);
	tool_print(tool, strbuf_slice(&line));
	strbuf_release(&line);
	tool_count(tool, SLICE("finding"), true);
}

static void check(struct match_run *run, bool good)
{
	if (!good)
		tool_fail(run->tool);
}

static void audit_courses(struct match_run *run)
{
	struct tool *tool = run->tool;
	struct audit *audit = run->audit;
	struct input *input =
		tool_open(tool, run->policy, &run->options->courses, 1, NULL);
	enum read_result result;
	struct record record;

	check(run,
	      audit_begin_courses(audit, input_header(input), &tool->diag));
	while ((result = tool_scan(tool, input, &record)) != READ_END) {
		if (result == READ_BAD)
			tool_die(tool, "%s: a damaged row",
				 run->options->courses);
		check(run, audit_add_course(audit, &record, &tool->diag));
	}
	if (tool->as_of_given)
		audit->day = tool->as_of;
	check(run, audit_end_courses(audit,
				     match_in_person_percent(tool, run->policy,
							     &run->rules),
				     &tool->diag));
}

static void add_rank(struct match_run *run, const struct slice *row)
{
	check(run, audit_add_rank(run->audit, row, &run->tool->diag));
}

static void add_previous(struct match_run *run, const struct slice *row)
{
	if (slice_is(row[2], "placed"))
		check(run, audit_add_previous(run->audit, row[0], row[1],
					      &run->tool->diag));
}

static void add_answer(struct match_run *run, const struct slice *row)
{
	check(run,
	      audit_add_answer(run->audit, row[0], row[1], &run->tool->diag));
}

static void audit_lists(struct match_run *run)
{
	static const char *const ranks[] = {"course", "applicant", "rank",
					    NULL};
	static const char *const previous[] = {"person", "course",
					       "match_status", NULL};
	static const char *const answers[] = {"person", "answer", NULL};
	const struct match_options *options = run->options;

	if (options->priorities != NULL) {
		run->audit->has_lists = true;
		match_each_row(run, options->priorities, ranks, add_rank);
	}
	if (options->previous != NULL)
		match_each_row(run, options->previous, previous, add_previous);
	if (options->answers != NULL)
		match_each_row(run, options->answers, answers, add_answer);
	run->audit->rematch = options->previous != NULL;
	run->audit->freeze = options->rematch != NULL &&
			     strcmp(options->rematch, "freeze") == 0;
}

static void audit_applicants(struct match_run *run)
{
	struct tool *tool = run->tool;
	struct input *input = tool_input(tool, run->policy, NULL);
	struct match_guess guess = {0};
	enum read_result result;
	struct record record;

	check(run, audit_begin_applicants(run->audit, input_header(input),
					  &tool->diag));
	while ((result = tool_next(tool, input, &record)) != READ_END) {
		check(run,
		      audit_add_applicant(run->audit, &record,
					  result == READ_BAD, &tool->diag));
		if (!audit_expect(run->audit,
				  match_guess(&guess, input, &record,
					      run->audit->count)))
			tool_die(tool, "out of memory");
	}
}

static void audit_result(struct match_run *run)
{
	struct tool *tool = run->tool;
	struct input *input =
		tool_open(tool, run->policy, &run->options->verify, 1, NULL);
	enum read_result result;
	struct record record;

	check(run,
	      audit_begin_result(run->audit, input_header(input), &tool->diag));
	while ((result = tool_scan(tool, input, &record)) != READ_END)
		check(run, audit_check_row(run->audit, &record,
					   result == READ_BAD, &tool->diag));
	check(run, audit_end_result(run->audit, &tool->diag));
}

int match_verify(struct tool *tool, const struct match_options *options)
{
	struct audit audit;
	struct match_run run = {
		.tool = tool, .options = options, .audit = &audit};

	arena_init(&run.arena, (size_t)1 << 30);
	run.policy = tool_policy(tool, true);
	if (!rules_load(&run.rules, run.policy, &run.arena, &tool->diag))
		tool_fail(tool);
	match_take_options(options, &run.rules);
	audit_init(&audit, &run.rules);
	audit.has_policy = run.policy != NULL;
	audit.tell = tell;
	audit.context = tool;
	tool_print(tool, SLICE("finding\tsubject\tmessage\n"));
	audit_courses(&run);
	audit_lists(&run);
	audit_applicants(&run);
	check(&run, audit_solve(&audit, &tool->diag));
	audit_result(&run);
	tool_note(tool, "%llu findings in %zu persons",
		  (unsigned long long)audit.findings, audit.count);
	return tool_finish(tool);
}
