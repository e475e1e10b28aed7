/*
 * The lists that vk-enroll looks its applicants up in: registries of earlier
 * enrolments, exclusion lists, and the manpower office's list.
 */
#include "vk-enroll-near.h"

#include "system/file.h"

/* The NIK, or where persons are compared what else tells who is meant. */
static size_t find_nik(struct enroll *enroll, const struct input *input,
		       const char *path)
{
	const struct header *header = input_header(input);
	struct tool *tool = enroll->tool;
	size_t nik = header_find(header, SLICE("nik"));

	if (nik == COLUMN_NONE && enroll->near != NULL &&
	    header_find(header, SLICE("name")) != COLUMN_NONE &&
	    header_find(header, SLICE("birth_date")) != COLUMN_NONE)
		return COLUMN_NONE;
	if (!header_require(header, "nik", &nik, &tool->diag))
		tool_die(tool, "%s: %s", path, tool->diag.message);
	return nik;
}

static void read_exclude(struct enroll *enroll, size_t index)
{
	static const char *const required[] = {"nik", NULL};
	struct tool *tool = enroll->tool;
	struct exclude *exclude = &enroll->excludes[index];
	const char *path = NULL;
	struct near_side *side;
	struct input *input;
	struct record record;
	size_t nik;

	if (!exclude_init(exclude, slice_of(enroll->options.excludes[index]),
			  &enroll->arena, &path, &tool->diag))
		tool_fail(tool);
	tool_used(tool, path);
	input = tool_open(tool, enroll->policy, &path, 1,
			  enroll->near == NULL ? required : NULL);
	nik = find_nik(enroll, input, path);
	side = enroll_near_side(enroll, input);
	while (tool_scan(tool, input, &record) != READ_END) {
		if (!exclude_take(exclude, &enroll->repeats,
				  record_field(&record, nik), &tool->diag))
			tool_fail(tool);
		enroll_near_exclude(enroll, side, exclude, &record);
	}
	enroll_near_side_end(side);
}

/* The office's own registry is read too, and written anew at the end. */
void enroll_read_lists(struct enroll *enroll)
{
	const struct enroll_options *options = &enroll->options;
	bool own_read = options->registry_out == NULL ||
			!file_exists(options->registry_out);

	registry_init(&enroll->registry, &enroll->repeats, &enroll->key,
		      enroll->rules.office);
	for (size_t i = 0; i < options->registry_count; i++) {
		enroll_read_registry(enroll, options->registry[i]);
		own_read = own_read || slice_is(slice_of(options->registry[i]),
						options->registry_out);
	}
	if (!own_read)
		enroll_read_registry(enroll, options->registry_out);
	for (size_t i = 0; i < options->exclude_count; i++)
		read_exclude(enroll, i);
	if (options->members != NULL)
		enroll_read_members(enroll);
	if (options->listed != NULL)
		enroll_read_listed(enroll);
}
