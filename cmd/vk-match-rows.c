/*
 * Small files of vk-match's own, row by row: the previous result, answers.
 */
#include "vk-match.h"

enum {
	ROW_MAX = 4,
	GUESS_AFTER = 8192, /* records */
	GUESS_MARGIN = 32   /* one of so many more */
};

size_t match_guess(struct match_guess *guess, const struct input *input,
		   const struct record *record, size_t count)
{
	uint64_t done, total;

	if (guess->records >= GUESS_AFTER || record->text.data == NULL)
		return 0;
	guess->bytes += record->text.length + 1;
	if (++guess->records < GUESS_AFTER)
		return 0;
	input_progress(input, &done, &total);
	count = (size_t)(count * total / guess->bytes);
	return count + count / GUESS_MARGIN;
}

void match_fail_row(struct match_run *run, const char *path)
{
	diag_prefix(&run->tool->diag, "%s:%llu", path, run->row_line);
	tool_fail(run->tool);
}

void match_each_row(struct match_run *run, const char *path,
		    const char *const *columns,
		    void (*take)(struct match_run *run,
				 const struct slice *row))
{
	struct tool *tool = run->tool;
	struct input *input = tool_open(tool, run->policy, &path, 1, NULL);
	size_t at[ROW_MAX], count = 0;
	struct record record;
	enum read_result result;

	for (; columns[count] != NULL; count++) {
		if (!header_require(input_header(input), columns[count],
				    &at[count], &tool->diag)) {
			diag_prefix(&tool->diag, "%s", path);
			tool_fail(tool);
		}
	}
	while ((result = tool_scan(tool, input, &record)) != READ_END) {
		struct slice row[ROW_MAX];

		if (result == READ_BAD)
			tool_die(tool, "%s:%llu: %s", path,
				 (unsigned long long)record.line,
				 record.problem);
		for (size_t i = 0; i < count; i++)
			row[i] = record_field(&record, at[i]);
		run->row_line = record.line;
		take(run, row);
	}
}

static void add_previous(struct match_run *run, const struct slice *row)
{
	if (!slice_is(row[2], "placed"))
		return;
	if (!rematch_add_placed(&run->rematch, &run->courses, row[0], row[1],
				&run->tool->diag))
		match_fail_row(run, run->options->previous);
}

static void add_answer(struct match_run *run, const struct slice *row)
{
	if (!rematch_add_answer(&run->rematch, row[0], row[1],
				&run->tool->diag))
		match_fail_row(run, run->options->answers);
}

void match_load_rematch(struct match_run *run)
{
	static const char *const previous[] = {"person", "course",
					       "match_status", NULL};
	static const char *const answers[] = {"person", "answer", NULL};
	const struct match_options *options = run->options;

	if (options->previous == NULL && options->answers == NULL &&
	    options->rematch == NULL)
		return;
	if (options->previous == NULL)
		tool_die(run->tool, "'--%s' needs '--previous'",
			 options->answers != NULL ? "answers" : "rematch");
	if (!rematch_init(&run->rematch, &run->courses, &run->tool->diag))
		tool_fail(run->tool);
	run->rematch.freeze = options->rematch != NULL &&
			      strcmp(options->rematch, "freeze") == 0;
	match_each_row(run, options->previous, previous, add_previous);
	if (options->answers != NULL)
		match_each_row(run, options->answers, answers, add_answer);
}
