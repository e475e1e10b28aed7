/*
 * vk-enroll: applications in, applicants out. Each leaves once, with a status
 * and all its reasons; identities go to a file of their own.
 */
#include "vk-enroll.h"

#include <stdlib.h>

/* Opens the applications, and binds the policy's rules to their columns. */
static void open_all(struct enroll *enroll)
{
	static const char *const required[] = {"nik", NULL}; /* of a table */
	struct tool *tool = enroll->tool;

	if (enroll->options.unreached != NULL && enroll->options.listed == NULL)
		tool_die(tool, "--unreached needs the list: --listed FILE");
	enroll_load_key(enroll);
	/* Who is there twice is known from all applications alone. */
	tool_read_whole(tool);
	enroll->input = tool_input(tool, enroll->policy, required);
	application_layout_init(&enroll->layout, input_header(enroll->input));
	if (!rule_set_init(&enroll->rules, enroll->policy,
			   input_header(enroll->input), &tool->diag))
		tool_fail(tool);
	if (enroll->rules.needs_as_of)
		rule_set_as_of(&enroll->rules, tool_as_of(tool));
	repeats_init(&enroll->repeats, enroll->rules.counts_households,
		     enroll->options.registry_count > 0 ||
			     enroll->options.registry_out != NULL ||
			     enroll->options.exclude_count > 0);
	members_init(&enroll->members);
	verdict_init(&enroll->alone);
	if (!kept_verdicts_init(&enroll->verdicts))
		tool_die(tool, "out of memory");
	enroll_watch_strays(enroll);
	if (!held_init(&enroll->held, input_header(enroll->input)->count,
		       &tool->diag))
		tool_fail(tool);
}

static void release_all(struct enroll *enroll)
{
	person_key_release(&enroll->key);
	rule_set_release(&enroll->rules);
	repeats_release(&enroll->repeats);
	kept_verdicts_release(&enroll->verdicts);
	verdict_release(&enroll->alone);
	held_release(&enroll->held);
	registry_release(&enroll->registry);
	enroll_end_near(enroll);
	for (size_t i = 0; i < enroll->options.exclude_count; i++)
		exclude_release(&enroll->excludes[i]);
	roster_release(&enroll->roster);
	decisions_release(&enroll->decisions);
	members_release(&enroll->members);
	arena_release(&enroll->arena);
}

/* Others see the command line, and the shell keeps it. */
static void refuse_niks(struct tool *tool)
{
	struct nik nik;

	for (size_t i = 0; i < tool->path_count; i++)
		if (nik_parse(slice_of(tool->paths[i]), &nik) == NIK_VALID)
			tool_die(tool, "a NIK is never given on the command "
				       "line; it is asked for");
}

static void run(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;

	enroll->policy = tool_policy(tool, false);
	if (tool->check_policy) {
		enroll_check_policy(tool, enroll->policy);
		return;
	}
	if (enroll->options.criteria) {
		enroll_criteria(enroll);
		return;
	}
	if (enroll->options.headers) {
		enroll_headers(enroll);
		return;
	}
	open_all(enroll);
	enroll_note_reviews(enroll);
	enroll_read_decisions(enroll);
	enroll_begin_near(enroll);
	enroll_first_pass(enroll);
	enroll_read_lists(enroll);
	enroll_keep_niks_single(enroll);
	if (tool->explain)
		enroll_explain(enroll);
	else
		enroll_write(enroll);
	if (enroll->options.unreached != NULL)
		enroll_write_unreached(enroll);
	release_all(enroll);
}

int main(int argc, char **argv)
{
	const struct tool_about about = {"vk-enroll", "[options] [file ...]",
					 enroll_own, enroll_own_count};
	struct enroll *enroll = calloc(1, sizeof *enroll);
	const char *argument;
	struct tool tool;
	int option, status;

	tool_begin(&tool, &about, argc, argv);
	if (enroll == NULL)
		tool_die(&tool, "out of memory");
	enroll->tool = &tool;
	arena_init(&enroll->arena, ENROLL_ARENA_MAX);
	while ((option = tool_option(&tool, &argument)) >= 0)
		enroll_take_option(&tool, &enroll->options, option, argument);
	refuse_niks(&tool);
	if (enroll->options.new_key != NULL)
		enroll_new_key(&tool, enroll->options.new_key);
	else if (enroll->options.who)
		enroll_who(enroll);
	else if (enroll->options.subject)
		enroll_subject(enroll);
	else if (enroll->options.link)
		enroll_link(enroll);
	else
		run(enroll);
	status = tool_finish(&tool);
	policy_free(enroll->policy);
	free(enroll);
	return status;
}
