/*
 * What a run reads.
 */
#include "tool_run.h"

#include <stdio.h>

enum { PROGRESS_EVERY = 65536 };

/* The run log names the inputs at the very end, so their names are kept. */
static const char *const *keep_paths(struct tool *tool,
				     const char *const *paths, size_t count)
{
	struct arena *arena = &tool->run->paths;
	const char **kept = arena_array(arena, count + 1, sizeof *kept);

	for (size_t i = 0; kept != NULL && i < count; i++) {
		kept[i] = arena_string(arena, slice_of(paths[i]));
		if (kept[i] == NULL)
			kept = NULL;
	}
	if (kept == NULL) {
		diag_memory(&tool->diag);
		tool_fail(tool);
	}
	return kept;
}

struct input *tool_open(struct tool *tool, struct policy *policy,
			const char *const *paths, size_t count,
			const char *const *required)
{
	struct tool_run *run = tool->run;
	struct input_options options = {
		.kind = tool->input_kind,
		.seal_required = tool->seal,
		.unsealed = tool->unsealed,
		.required = required,
		.date_order = tool->date_order,
	};
	struct input *input;

	if (policy != NULL)
		options.aliases = policy_aliases(policy, &options.alias_count);
	input = input_open(keep_paths(tool, paths, count), count, &options,
			   &tool->diag);
	if (input == NULL)
		tool_fail(tool);
	if (run->input_count < TOOL_INPUTS_MAX)
		run->inputs[run->input_count++] = input;
	tool_run_tell_sheets(tool, input, paths, count);
	return input;
}

struct input *tool_input(struct tool *tool, struct policy *policy,
			 const char *const *required)
{
	struct input *input = tool_open(tool, policy, tool->paths,
					tool->path_count, required);

	if (tool->shards > 0 && !tool->run->reads_whole)
		tool->run->sharded = input;
	return input;
}

static void tell_problem(struct tool *tool, const struct input *input,
			 const struct record *record, const char *severity)
{
	const struct header *header = input_header(input);
	size_t column = record->problem_column;
	char field[SCHEMA_NAME_MAX + 1] = "";
	struct complaint complaint = {
		.code = record->problem_code,
		.severity = severity,
		.column = column,
		.value = record_field(record, column),
		.message = record->problem,
	};

	if (column < header->count) {
		snprintf(field, sizeof field, "%.*s",
			 SLICE_PRINT(header->names[column]));
		complaint.field = field;
	}
	tool_complain(tool, record, &complaint);
}

/* Nothing is lost with it, so that only programs are told. */
static void tell_blank(struct tool *tool, const struct record *record)
{
	const struct record blank = {.file = record->file,
				     .line = record->blank_line,
				     .number = record->number};
	const struct complaint complaint = {
		.code = "blank-row",
		.severity = "note",
		.column = COLUMN_NONE,
		.message = "a row without values before this record",
	};

	if (tool->errors != TOOL_ERRORS_TEXT)
		tool_complain(tool, &blank, &complaint);
}

enum read_result tool_scan(struct tool *tool, struct input *input,
			   struct record *record)
{
	enum read_result result;

	do {
		result = input_next(input, record, &tool->diag);
		if (result == READ_BROKEN)
			tool_fail(tool);
	} while (result != READ_END && input == tool->run->sharded &&
		 !tool_record_is_mine(tool, input, record));
	return result;
}

void tool_choose(struct tool *tool, struct input *input, const size_t *columns,
		 size_t count)
{
	const struct header *header = input_header(input);
	const size_t keys[] = {header_find(header, SLICE("person")),
			       header_find(header, SLICE("application"))};

	for (size_t i = 0; i < count; i++)
		input_choose(input, columns[i]);
	for (size_t i = 0; input == tool->run->sharded && i < 2; i++)
		if (keys[i] != COLUMN_NONE)
			input_choose(input, keys[i]);
}

void tool_rewind(struct tool *tool, struct input *input)
{
	if (!input_rewind(input, &tool->diag))
		tool_fail(tool);
}

void tool_hold(struct tool *tool, struct held *held, enum read_result result,
	       const struct record *record)
{
	if (!held_add(held, result, record, &tool->diag))
		tool_fail(tool);
}

enum read_result tool_next_held(struct tool *tool, struct held *held,
				struct record *record)
{
	enum read_result result = held_next(held, record, &tool->diag);

	if (result == READ_BROKEN)
		tool_fail(tool);
	return result;
}

__attribute__((noinline)) static void tell_record(struct tool *tool,
						  const struct input *input,
						  const struct record *record,
						  enum read_result result)
{
	if (record->blank_line > 0)
		tell_blank(tool, record);
	if (result == READ_BAD)
		tell_problem(tool, input, record, "error");
	else if (record->problem_code != NULL &&
		 tool->errors != TOOL_ERRORS_TEXT)
		tell_problem(tool, input, record, "warning");
}

enum read_result tool_next(struct tool *tool, struct input *input,
			   struct record *record)
{
	enum read_result result = tool_scan(tool, input, record);

	if (result == READ_END) {
		tool_run_tell_footers(tool, input);
		return result;
	}
	if (++tool->run->records % PROGRESS_EVERY == 0)
		tool_run_progress(tool, input);
	if (result == READ_BAD || record->problem_code != NULL ||
	    record->blank_line > 0)
		tell_record(tool, input, record, result);
	return result;
}
