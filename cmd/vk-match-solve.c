/*
 * What vk-match decides once all applicants are known.
 */
#include "vk-match.h"

#include <stdlib.h>

static void refuse_tie(struct match_run *run, uint16_t course)
{
	tool_die(run->tool,
		 "equal priority decides about a seat in course '%.*s' and "
		 "there is no lottery: give --seed, or 'seed' in the policy's "
		 "section 'match'",
		 SLICE_PRINT(run->courses.list[course].id));
}

static void check_ties(struct match_run *run, const struct assignment *a)
{
	uint16_t course;

	if (run->closings.tied)
		refuse_tie(run, run->closings.tied_course);
	if (!market_has_seed(&run->market) && assignment_find_tie(a, &course))
		refuse_tie(run, course);
}

static void solve_again(struct match_run *run)
{
	run->kept = calloc(run->applicants.count + 1, sizeof *run->kept);
	if (run->kept == NULL)
		tool_die(run->tool, "out of memory");
	if (!rematch_solve(&run->rematch, &run->first, run->kept,
			   &run->tool->diag))
		tool_fail(run->tool);
}

static void solve(struct match_run *run)
{
	struct tool *tool = run->tool;

	assignment_solve(&run->first);
	if (!assignment_check(&run->first, &tool->diag) ||
	    !closings_run(&run->closings, &run->first, &tool->diag))
		tool_fail(tool);
}

/* Further choices of those without a seat, for the seats that are left. */
static void fill_leftovers(struct match_run *run)
{
	struct tool *tool = run->tool;

	if (!market_has_rest(&run->market))
		return;
	if (!assignment_add_rest(&run->first, &run->rest, &tool->diag))
		tool_fail(tool);
	run->has_rest = true;
	check_ties(run, &run->rest);
}

void match_solve(struct match_run *run)
{
	struct tool *tool = run->tool;

	if (!closings_init(&run->closings, &run->courses, &tool->diag))
		tool_fail(tool);
	if (run->options->previous != NULL)
		solve_again(run);
	else
		solve(run);
	check_ties(run, &run->first);
	fill_leftovers(run);
	if (run->options->previous != NULL &&
	    !rematch_check(&run->rematch, &run->first, &tool->diag))
		tool_fail(tool);
	if (!waiting_init(&run->waiting, &run->first, &tool->diag) ||
	    !reasons_init(&run->reasons, &run->first, &run->closings,
			  &tool->diag))
		tool_fail(tool);
	run->reasons.rest = run->has_rest ? &run->rest : NULL;
	run->reasons.day = run->day;
	run->reasons.choice_columns = run->intake.choice_columns;
	run->reasons.mode_column = run->intake.mode;
}
