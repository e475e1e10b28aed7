/*
 * The manpower office's list of laid-off workers: who of the applicants is on
 * it (--listed), and who on it hasn't applied (--unreached).
 */
#include "vk-enroll-near.h"

static struct input *open_listed(struct enroll *enroll,
				 struct application_layout *layout)
{
	struct tool *tool = enroll->tool;
	const char *path = enroll->options.listed;
	struct input *input = tool_open(tool, enroll->policy, &path, 1, NULL);

	application_layout_init(layout, input_header(input));
	if (layout->columns[APPLICATION_NIK] == COLUMN_NONE &&
	    (layout->columns[APPLICATION_NAME] == COLUMN_NONE ||
	     layout->columns[APPLICATION_BIRTH_DATE] == COLUMN_NONE))
		tool_die(tool,
			 "%s: a list of people needs the column nik, or name "
			 "and birth_date",
			 path);
	return input;
}

void enroll_read_listed(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;
	struct application_layout layout;
	struct input *input = open_listed(enroll, &layout);
	struct near_side *side = enroll_near_side(enroll, input);
	struct application row;
	struct record record;

	tool_used(tool, enroll->options.listed);
	roster_init(&enroll->roster);
	while (tool_scan(tool, input, &record) != READ_END) {
		application_read(&layout, &record, &row);
		if (!roster_add(&enroll->roster, &row, &tool->diag))
			tool_fail(tool);
		if (enroll_near_listed(enroll, side, &row))
			roster_reach_last(&enroll->roster);
	}
	enroll_near_side_end(side);
	if (!roster_settle(&enroll->roster, &tool->diag))
		tool_fail(tool);
}

enum roster_match enroll_match_listed(struct enroll *enroll,
				      const struct enrolled *enrolled)
{
	enum roster_match match =
		roster_find(&enroll->roster, &enrolled->application);

	if (match == ROSTER_NO && enroll->near != NULL &&
	    near_find(enroll->near, enroll->repeats.next - 1, NEAR_LISTED) !=
		    NULL)
		return ROSTER_NEAR;
	return match;
}

/* What the rules say of somebody who hasn't applied, as far as they can. */
static void put_unreached(struct enroll *enroll, struct writer *writer,
			  const struct rule_set *rules, struct application *row)
{
	struct verdict verdict;
	struct rule_context context = {0};
	const char *screen = "likely";
	struct slice own[2];

	/* As if they applied on the day of the run. */
	row->applied = rules->as_of;
	row->applied_is = DATE_KNOWN;
	verdict_init(&verdict);
	verdict_add_rules(&verdict, rules, row, &context);
	if (verdict.status == ENROLL_REJECTED)
		screen = "unlikely";
	own[0] = slice_of(screen);
	own[1] = strbuf_slice(&verdict.reasons);
	tool_put(enroll->tool, writer, &row->record[0], own);
	verdict_release(&verdict);
}

void enroll_write_unreached(struct enroll *enroll)
{
	static const char *const added[] = {"screen", "screen_reasons"};
	const struct writer_columns columns = {.own = added, .own_count = 2};
	struct tool *tool = enroll->tool;
	struct application_layout layout;
	struct input *input = open_listed(enroll, &layout);
	struct writer *writer =
		tool_side_writer(tool, enroll->options.unreached, 0600,
				 input_header(input), &columns);
	struct application row;
	struct rule_set rules;
	struct record record;

	if (!rule_set_init(&rules, enroll->policy, input_header(input),
			   &tool->diag))
		tool_fail(tool);
	rule_set_as_of(&rules, tool_as_of(tool));
	for (size_t i = 0; tool_scan(tool, input, &record) != READ_END; i++) {
		if (enroll->roster.entries[i].reached || !tool_is_first(tool))
			continue;
		application_read(&layout, &record, &row);
		put_unreached(enroll, writer, &rules, &row);
	}
	rule_set_release(&rules);
}
