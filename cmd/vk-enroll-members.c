/*
 * --members: the core system's extract, and where applications say otherwise.
 */
#include "vk-enroll.h"

/* The path without ":review", which asks for a look at conflicts. */
static const char *take_consequence(struct enroll *enroll)
{
	struct slice argument = slice_of(enroll->options.members);
	const char *path;

	if (!slice_ends(argument, ":review"))
		return enroll->options.members;
	enroll->members_review = true;
	path = arena_string(
		&enroll->arena,
		slice_part(argument, 0, argument.length - strlen(":review")));
	if (path == NULL)
		tool_die(enroll->tool, "out of memory");
	return path;
}

void enroll_expect_member(struct enroll *enroll,
			  const struct application *application)
{
	if (enroll->options.members != NULL &&
	    !members_expect(&enroll->members, application))
		tool_die(enroll->tool, "out of memory");
}

void enroll_read_members(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;
	const char *path = take_consequence(enroll);
	struct input *input = tool_open(tool, enroll->policy, &path, 1, NULL);
	struct members_layout layout;
	struct record record;

	tool_used(tool, path);
	if (!members_layout_init(&layout, input_header(input), &tool->diag))
		tool_die(tool, "%s: %s", path, tool->diag.message);
	while (tool_scan(tool, input, &record) != READ_END)
		members_take(&enroll->members, &layout, &record);
}

/* A conflict is a flag, or with ":review" a reason to look; never more. */
void enroll_add_conflicts(struct enroll *enroll,
			  const struct application *application,
			  struct verdict *verdict)
{
	struct members_conflicts conflicts;

	members_compare(&enroll->members, application, &conflicts);
	for (size_t i = 0; i < conflicts.count; i++) {
		const struct members_conflict *conflict = &conflicts.all[i];

		if (enroll->members_review)
			verdict_add_claim(
				verdict,
				&(struct verdict_claim){
					.code = conflict->code,
					.detail = conflict->detail,
					.status = ENROLL_REVIEW,
					.field =
						slice_of(application_field_name(
							conflict->field))});
		else
			verdict_add_flag(verdict, conflict->code,
					 conflict->detail);
	}
}
