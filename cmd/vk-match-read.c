/*
 * Reading the applicants of vk-match.
 */
#include "vk-match.h"

#include "match/budget.h"
#include "match/drawn.h"
#include "match/ranking.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether all operands are regular files, standard input included. */
static bool are_files(const struct tool *tool)
{
	struct stat status;

	if (tool->path_count == 0)
		return fstat(STDIN_FILENO, &status) == 0 &&
		       S_ISREG(status.st_mode);
	for (size_t i = 0; i < tool->path_count; i++) {
		int failed = strcmp(tool->paths[i], "-") == 0
				     ? fstat(STDIN_FILENO, &status)
				     : stat(tool->paths[i], &status);

		if (failed != 0 || !S_ISREG(status.st_mode))
			return false;
	}
	return true;
}

static void bind(struct match_run *run)
{
	struct tool *tool = run->tool;
	const struct header *header = input_header(run->input);
	size_t used;

	if (!intake_init(&run->intake, &run->rules, header, &tool->diag) ||
	    !priority_init(&run->priority, &run->rules, &run->courses, header,
			   &tool->diag))
		tool_fail(tool);
	used = run->intake.width;
	run->market.first_choices = used;
	run->market.choice_numbers = run->intake.choice_numbers;
	if (run->rules.choices_max > 0 &&
	    (size_t)run->rules.choices_max < used) {
		run->market.first_choices = (size_t)run->rules.choices_max;
		if (!run->rules.leftover)
			used = run->market.first_choices;
	}
	run->intake.width = used;
	applicants_init(&run->applicants, used, run->rules.bonus_count,
			run->market.interview != NULL);
	run->reads_twice = are_files(tool);
	if (!run->reads_twice &&
	    !held_init(&run->held, header->count, &tool->diag))
		tool_fail(tool);
}

static void take(struct match_run *run, const struct record *record)
{
	struct slice person = record_field(record, run->intake.person);
	bool again = run->options->previous != NULL;
	struct tool *tool = run->tool;
	struct applicant applicant;
	uint16_t had = COURSE_NONE;

	/* Who left after the previous result is not matched again. */
	if (!intake_is_accepted(&run->intake, record) ||
	    (again && rematch_meet(&run->rematch, person, &had)))
		return;
	intake_read(&run->intake, &run->market, record, &applicant);
	if (!applicants_add(&run->applicants, &applicant, &tool->diag) ||
	    (again &&
	     !rematch_note(&run->rematch, &run->applicants, had, &tool->diag)))
		tool_fail(tool);
}

/* A misspelt person keeps a seat that somebody waits for. */
static void tell_strangers(struct match_run *run)
{
	struct slice first = {0};
	size_t count = run->options->previous != NULL
			       ? rematch_strangers(&run->rematch, &first)
			       : 0;

	if (count > 0)
		tool_note(run->tool,
			  "--previous and --answers: not among the accepted "
			  "applicants: '%.*s'%s",
			  SLICE_PRINT(first), count > 1 ? " and others" : "");
}

static void check_commitment(struct match_run *run)
{
	struct slice wanted = run->rules.commitment;
	char hash[DIGEST_HEX_SIZE];

	if (wanted.length == 0 || run->options->report == REPORT_COMMIT)
		return;
	match_commitment(run, hash);
	if (!slice_is(wanted, hash))
		tool_die(run->tool,
			 "the commitment is '%s', not '%.*s': seed, key id or "
			 "applicants are not those committed to",
			 hash, SLICE_PRINT(wanted));
}

void match_commitment(struct match_run *run, char hash[DIGEST_HEX_SIZE])
{
	const struct applicants *applicants = &run->applicants;
	struct slice *persons = arena_array(&run->arena, applicants->count + 1,
					    sizeof *persons);

	for (uint32_t i = 0; persons != NULL && i < applicants->count; i++) {
		char id[PERSON_MAX];

		persons[i] = arena_copy(&run->arena,
					applicants_id(applicants, i, id));
	}
	if (persons == NULL ||
	    !lottery_commit(run->rules.seed, run->rules.key_id, persons,
			    applicants->count, hash))
		tool_die(run->tool, "out of memory");
}

/* Shares and ranking; a person who is in twice ends the run. */
static void order_all(struct match_run *run)
{
	struct applicants *applicants = &run->applicants;
	struct market *market = &run->market;
	struct tool *tool = run->tool;
	bool has_seed = market_has_seed(market);
	uint32_t *drawn;

	market->lottery = applicants->lottery;
	if (!drawn_check(applicants, has_seed ? market->lottery : NULL, &drawn,
			 &tool->diag))
		tool_fail(tool);
	if (has_seed)
		lottery_shares_init(&run->shares, market->lottery, drawn,
				    applicants->count);
	if (market_is_common(market)) {
		run->ranking = ranking_sort(market, has_seed ? drawn : NULL);
		if (run->ranking == NULL)
			tool_die(tool, "out of memory");
		market->ranking = run->ranking;
	}
	free(drawn);
}

static void lay_out(struct match_run *run)
{
	struct market *market = &run->market;
	struct tool *tool = run->tool;

	if (!seats_init(&run->seats, market, &tool->diag) ||
	    !assignment_init(&run->first, market, &run->seats, &tool->diag))
		tool_fail(tool);
}

void match_load_applicants(struct match_run *run)
{
	struct tool *tool = run->tool;
	enum read_result result;
	struct record record;
	struct match_guess guess = {0};

	run->input = tool_input(tool, run->policy, NULL);
	bind(run);
	while ((result = tool_next(tool, run->input, &record)) != READ_END) {
		if (result == READ_RECORD)
			take(run, &record);
		if (!applicants_expect(&run->applicants,
				       match_guess(&guess, run->input, &record,
						   run->applicants.count)))
			tool_die(tool, "out of memory");
		if (!run->reads_twice)
			tool_hold(tool, &run->held, result, &record);
	}
	order_all(run);
	tell_strangers(run);
	if (run->rules.budget_rupiah >= 0 &&
	    !budget_apply(&run->market, run->rules.budget_rupiah, &tool->diag))
		tool_fail(tool);
	lay_out(run);
	check_commitment(run);
}
