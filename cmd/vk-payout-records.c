/*
 * Reading the records of a run twice.
 */
#include "vk-payout-records.h"

#include <stdlib.h>

static const size_t kept_max = (size_t)4 << 30;

struct kept_record {
	struct kept_record *next;
	struct record record;
	bool bad;
};

void records_begin(struct records *records, struct tool *tool,
		   struct input *input)
{
	struct diag unheard;

	*records = (struct records){.tool = tool, .input = input};
	records->held = !input_rewind(input, &unheard);
	records->last = &records->first;
	arena_init(&records->kept, kept_max);
}

static struct slice *keep_slices(struct arena *arena,
				 const struct slice *slices, size_t count)
{
	struct slice *kept = arena_array(arena, count, sizeof *kept);

	if (kept == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		kept[i] = arena_copy(arena, slices[i]);
		if (kept[i].data == NULL)
			return NULL;
	}
	return kept;
}

static void keep(struct records *records, const struct record *record, bool bad)
{
	struct kept_record *kept = arena_alloc(&records->kept, sizeof *kept);
	bool fine = kept != NULL;

	if (fine) {
		*kept = (struct kept_record){.record = *record, .bad = bad};
		kept->record.text = (struct slice){0};
		kept->record.fields = keep_slices(
			&records->kept, record->fields, record->count);
		if (record->raw != NULL)
			kept->record.raw = keep_slices(
				&records->kept, record->raw, record->count);
		fine = kept->record.fields != NULL &&
		       (record->raw == NULL || kept->record.raw != NULL);
	}
	if (!fine)
		tool_die(records->tool,
			 "the records of a pipe don't fit into memory; give "
			 "them as a file");
	*records->last = kept;
	records->last = &kept->next;
}

bool records_next(struct records *records, struct record *record, bool *bad)
{
	enum read_result result;

	if (records->again && records->held) {
		if (records->next == NULL)
			return false;
		*record = records->next->record;
		*bad = records->next->bad;
		records->next = records->next->next;
		return true;
	}
	result = records->again
			 ? tool_scan(records->tool, records->input, record)
			 : tool_next(records->tool, records->input, record);
	if (result == READ_END)
		return false;
	*bad = result == READ_BAD;
	if (records->held)
		keep(records, record, *bad);
	return true;
}

void records_again(struct records *records)
{
	records->again = true;
	records->next = records->first;
	if (!records->held)
		tool_rewind(records->tool, records->input);
}

void records_end(struct records *records)
{
	arena_release(&records->kept);
}
