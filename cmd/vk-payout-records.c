/*
 * Reading the records of a run twice.
 */
#include "vk-payout-records.h"

void records_begin(struct records *records, struct tool *tool,
		   struct input *input)
{
	struct diag unheard;

	*records = (struct records){.tool = tool, .input = input};
	records->is_pipe = !input_rewind(input, &unheard);
	if (!held_init(&records->held, input_header(input)->count, &tool->diag))
		tool_fail(tool);
}

static enum read_result next(struct records *records, struct record *record)
{
	struct tool *tool = records->tool;
	enum read_result result;

	if (records->again && records->is_pipe)
		return tool_next_held(tool, &records->held, record);
	if (records->again)
		return tool_scan(tool, records->input, record);
	result = tool_next(tool, records->input, record);
	if (records->is_pipe && result != READ_END)
		tool_hold(tool, &records->held, result, record);
	return result;
}

bool records_next(struct records *records, struct record *record, bool *bad)
{
	enum read_result result = next(records, record);

	*bad = result == READ_BAD;
	return result != READ_END;
}

void records_again(struct records *records)
{
	records->again = true;
	if (!records->is_pipe)
		tool_rewind(records->tool, records->input);
}

void records_end(struct records *records)
{
	held_release(&records->held);
}
