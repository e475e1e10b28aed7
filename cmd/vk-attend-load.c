/*
 * What vk-attend starts from: policy, calendar, and rows of small files.
 */
#include "vk-attend.h"

enum { NAMES_MAX = 16 };

#define ARENA_MAX ((size_t)4 << 30)

struct slice attend_keep(struct attend_run *run, struct slice text)
{
	struct slice copy = arena_copy(&run->arena, text);

	if (copy.data == NULL)
		tool_die(run->tool, "out of memory");
	return copy;
}

void attend_refuse(struct attend_run *run, const struct record *record,
		   const char *code, const char *message)
{
	const struct complaint complaint = {.code = code,
					    .severity = "error",
					    .column = COLUMN_NONE,
					    .message = message};

	tool_complain(run->tool, record, &complaint);
	tool_count(run->tool, SLICE("unused"), true);
}

void attend_tell_class(struct attend_run *run, const struct record *record,
		       struct slice id, uint32_t class_index)
{
	const struct complaint complaint = {.code = "V-CLASS",
					    .severity = "warning",
					    .field = "class",
					    .column = COLUMN_NONE,
					    .value = id,
					    .message = "nobody is placed in "
						       "that class"};

	if (id.length > 0 && class_index == ROLL_NONE)
		tool_complain(run->tool, record, &complaint);
}

void attend_each_row(struct attend_run *run, const char *path,
		     const char *const *names, size_t needed, attend_take *take)
{
	struct tool *tool = run->tool;
	struct input *input = tool_open(tool, run->policy, &path, 1, NULL);
	const struct header *header = input_header(input);
	size_t at[NAMES_MAX], count = 0;
	struct record record;
	enum read_result result;

	tool_used(tool, path);
	for (; names[count] != NULL; count++) {
		at[count] = header_find(header, slice_of(names[count]));
		if (count < needed &&
		    !header_require(header, names[count], &at[count],
				    &tool->diag)) {
			diag_prefix(&tool->diag, "%s", path);
			tool_fail(tool);
		}
	}
	while ((result = tool_scan(tool, input, &record)) != READ_END) {
		struct slice fields[NAMES_MAX];

		for (size_t i = 0; i < count; i++)
			fields[i] = slice_trim(record_field(&record, at[i]));
		if (result == READ_BAD)
			attend_refuse(run, &record, record.problem_code,
				      record.problem);
		else
			take(run, &(struct attend_row){&record, fields});
	}
}

/* The holidays file stands beside the policy that names it. */
static const char *beside(struct attend_run *run,
			  const struct policy_node *node)
{
	struct slice folder = slice_of(node->file), path;
	struct strbuf joined;

	while (folder.length > 0 && folder.data[folder.length - 1] != '/')
		folder.length--;
	if (slice_starts(node->scalar, "/"))
		folder.length = 0;
	strbuf_init(&joined, 4096);
	strbuf_append(&joined, folder);
	strbuf_append(&joined, node->scalar);
	path = attend_keep(run, strbuf_slice(&joined));
	strbuf_release(&joined);
	return path.data;
}

static void take_holiday(struct attend_run *run, const struct attend_row *row)
{
	struct holiday holiday = {.kind = HOLIDAY_NATIONAL,
				  .announced = DATE_EARLIEST,
				  .name = row->fields[2]};

	if (!date_parse(row->fields[0], &holiday.date)) {
		attend_refuse(run, row->record, "V-DATE",
			      "the date of a holiday can't be read");
		return;
	}
	if (row->fields[1].length > 0 &&
	    !holiday_kind_parse(row->fields[1], &holiday.kind)) {
		attend_refuse(run, row->record, "V-KIND",
			      "a holiday is national, joint_leave or local");
		return;
	}
	if (row->fields[3].length > 0 &&
	    !date_parse(row->fields[3], &holiday.announced)) {
		attend_refuse(run, row->record, "V-DATE",
			      "the day of announcement can't be read");
		return;
	}
	if (!calendar_add(&run->calendar, &holiday))
		tool_die(run->tool, "too many holidays");
}

void attend_load_policy(struct attend_run *run)
{
	static const char *const names[] = {"date", "kind", "name", "announced",
					    NULL};
	struct tool *tool = run->tool;

	arena_init(&run->arena, ARENA_MAX);
	run->policy = tool_policy(tool, true);
	if (!settings_load(&run->settings, run->policy, &tool->diag))
		tool_fail(tool);
	calendar_init(&run->calendar);
	run->calendar.binding = run->settings.holidays_binding;
	if (run->settings.holidays_file != NULL)
		attend_each_row(run, beside(run, run->settings.holidays_file),
				names, 1, take_holiday);
}
