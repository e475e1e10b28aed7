/*
 * What vk-match starts from: policy, courses, lists, answers, applicants.
 */
#include "vk-match.h"

#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 30)

static void load_courses(struct match_run *run, struct input *input)
{
	struct tool *tool = run->tool;
	struct record record;
	enum read_result result;

	if (!courses_begin(&run->courses, input_header(input), &tool->diag)) {
		diag_prefix(&tool->diag, "%s", run->options->courses);
		tool_fail(tool);
	}
	while ((result = tool_scan(tool, input, &record)) != READ_END) {
		if (result == READ_BAD)
			diag_set(&tool->diag, "%s", record.problem);
		if (result == READ_BAD ||
		    !courses_add(&run->courses, &record, &tool->diag)) {
			diag_prefix(&tool->diag, "%s:%llu", record.file,
				    (unsigned long long)record.line);
			tool_fail(tool);
		}
	}
}

int64_t match_in_person_percent(struct tool *tool, struct policy *policy,
				const struct match_rules *rules)
{
	const struct policy_node *node = rules->in_person_percent;
	struct policy_value value;
	int64_t percent;

	if (node == NULL)
		return -1;
	if (!policy_resolve(policy, node, tool_as_of(tool), &value,
			    &tool->diag) ||
	    !policy_integer(value.node, &percent, &tool->diag))
		tool_fail(tool);
	if (percent < 0 || percent > 100) {
		policy_fail(value.node, &tool->diag, "from 0 to 100 percent");
		tool_fail(tool);
	}
	return percent;
}

/* The health rule scales what is taught in person. */
static void scale_in_person(struct match_run *run)
{
	int64_t percent;

	if (run->courses.columns[COURSE_MODE] == COLUMN_NONE)
		return;
	percent = match_in_person_percent(run->tool, run->policy, &run->rules);
	if (percent >= 0)
		courses_scale_in_person(&run->courses, percent);
}

void match_take_options(const struct match_options *options,
			struct match_rules *rules)
{
	if (options->seed != NULL)
		rules->seed = slice_of(options->seed);
	if (options->key_id != NULL)
		rules->key_id = slice_of(options->key_id);
	if (options->commitment != NULL)
		rules->commitment = slice_of(options->commitment);
	if (options->lottery != NULL)
		rules->lottery_by_course =
			strcmp(options->lottery, "course") == 0;
}

static void add_rank(struct match_run *run, const struct slice *row)
{
	if (!interview_add(&run->interview, &run->courses, row,
			   &run->tool->diag))
		match_fail_row(run, run->options->priorities);
}

static void load_interviews(struct match_run *run)
{
	static const char *const columns[] = {"course", "applicant", "rank",
					      NULL};

	if (run->options->priorities == NULL)
		return;
	if (!interview_init(&run->interview, &run->courses, &run->tool->diag))
		tool_fail(run->tool);
	match_each_row(run, run->options->priorities, columns, add_rank);
	interview_end(&run->interview, &run->courses, run->policy != NULL);
	run->market.interview = &run->interview;
	if (run->interview.unknown > 0)
		tool_note(run->tool,
			  "%s: rows for courses that are not in the courses: "
			  "%llu",
			  run->options->priorities,
			  (unsigned long long)run->interview.unknown);
}

void match_load_rules(struct match_run *run)
{
	const struct match_options *options = run->options;
	struct tool *tool = run->tool;
	struct input *courses;

	arena_init(&run->arena, ARENA_MAX);
	run->policy = tool_policy(tool, true);
	if (!rules_load(&run->rules, run->policy, &run->arena, &tool->diag))
		tool_fail(tool);
	if (tool->check_policy)
		exit(tool_finish(tool));
	match_take_options(options, &run->rules);
	courses = tool_open(tool, run->policy, &options->courses, 1, NULL);
	load_courses(run, courses);
	if (courses_need_day(&run->courses))
		run->day = tool_as_of(tool);
	if (!courses_end(&run->courses, run->day, &tool->diag)) {
		diag_prefix(&tool->diag, "%s", options->courses);
		tool_fail(tool);
	}
	scale_in_person(run);
	run->market = (struct market){.rules = &run->rules,
				      .courses = &run->courses,
				      .applicants = &run->applicants,
				      .priority = &run->priority,
				      .seed = run->rules.seed};
	load_interviews(run);
	match_load_rematch(run);
}
