/*
 * The placements that come in, and the identities of those placed.
 */
#include "vk-attend.h"

#include "attend/vector.h"
#include "system/file.h"

#include <stdlib.h>

enum { COLUMNS_KEPT = 20 };

#define NUMBERS_MAX ((size_t)4 << 30)

static const char *const placement_names[] = {
	"person",	"application",	 "course",	 "provider",
	"course_start", "course_end",	 "course_days",	 "course_times",
	"course_mode",	"name",		 "email",	 "match_status",
	"died_on",	"reemployed_on", "withdrawn_on", NULL};

static void set_placement(struct placement *placement,
			  const struct slice *fields)
{
	struct slice *const places[] = {
		&placement->person,	 &placement->application,
		&placement->course,	 &placement->provider,
		&placement->start,	 &placement->end,
		&placement->days,	 &placement->times,
		&placement->mode,	 &placement->name,
		&placement->email,	 NULL,
		&placement->died_on,	 &placement->reemployed_on,
		&placement->withdrawn_on};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (places[i] != NULL)
			*places[i] = fields[i];
}

/* Whether a record is somebody in a class; withdrawn ones were. */
static bool is_placed(const struct placement *placement, struct slice status,
		      bool has_status)
{
	if (placement->person.length == 0 || placement->course.length == 0)
		return false;
	return !has_status || slice_is(status, "placed") ||
	       slice_is(status, "withdrawn");
}

static void add_record(struct attend_run *run, const struct record *record,
		       const size_t *at, bool good)
{
	struct slice fields[COLUMNS_KEPT];
	struct placement placement = {0};
	uint32_t number = ROLL_NONE;

	for (size_t i = 0; placement_names[i] != NULL; i++)
		fields[i] = record_field(record, at[i]);
	set_placement(&placement, fields);
	placement.withdrawn = slice_is(fields[11], "withdrawn");
	if (good && is_placed(&placement, fields[11], at[11] != COLUMN_NONE) &&
	    !roll_add(&run->roll, &placement, &number, &run->tool->diag))
		tool_fail(run->tool);
	if (!vector_add(&run->numbers, &number, sizeof number))
		tool_die(run->tool, "too many placements");
}

static void read_placements(struct attend_run *run)
{
	struct tool *tool = run->tool;
	size_t at[COLUMNS_KEPT];
	struct record record;
	enum read_result result;

	for (size_t i = 0; placement_names[i] != NULL; i++)
		at[i] = header_find(input_header(run->placements),
				    slice_of(placement_names[i]));
	while ((result = tool_next(tool, run->placements, &record)) !=
	       READ_END) {
		add_record(run, &record, at, result == READ_RECORD);
		if (run->is_pipe)
			tool_hold(tool, &run->held, result, &record);
	}
	if (!roll_finish(&run->roll, &tool->diag))
		tool_fail(tool);
}

static void take_identity(struct attend_run *run, const struct attend_row *row)
{
	const struct identity identity = {.name = row->fields[1],
					  .email = row->fields[2],
					  .nik = row->fields[3],
					  .kpj = row->fields[4],
					  .status = row->fields[5],
					  .application = row->fields[6]};

	if (!roll_identify(&run->roll, row->fields[0], &identity))
		tool_die(run->tool, "the identities don't fit into memory");
}

static void load_identities(struct attend_run *run)
{
	static const char *const names[] = {
		"person", "name",	   "email",	  "nik",
		"kpj",	  "enroll_status", "application", NULL};
	struct tool *tool = run->tool;

	if (tool->identities == NULL)
		return;
	if (!file_check_private(tool->identities, &tool->diag))
		tool_fail(tool);
	attend_each_row(run, tool->identities, names, 1, take_identity);
}

void attend_load_placements(struct attend_run *run)
{
	struct tool *tool = run->tool;
	const char *path = run->options->placements;
	struct diag unheard;

	if (path == NULL)
		path = "-";
	run->placements = tool_open(tool, run->policy, &path, 1, NULL);
	if (header_find(input_header(run->placements), SLICE("course")) ==
	    COLUMN_NONE)
		tool_note(tool, "the placements have no column \"course\", so "
				"nobody is in a class");
	run->is_pipe = !input_rewind(run->placements, &unheard);
	roll_init(&run->roll);
	strbuf_init(&run->numbers, NUMBERS_MAX);
	if (run->is_pipe &&
	    !held_init(&run->held, input_header(run->placements)->count,
		       &tool->diag))
		tool_fail(tool);
	read_placements(run);
	load_identities(run);
}
