/*
 * The corrections: read, and told where they don't fit.
 */
#include "vk-attend.h"

#include "attend/vector.h"

enum { ROWS_MAX = 256 * 1024 * 1024 };

static void take_correction(struct attend_run *run,
			    const struct attend_row *row)
{
	struct tool *tool = run->tool;
	struct correction correction = {.old = attend_keep(run, row->fields[2]),
					.new = attend_keep(run, row->fields[3]),
					.line = row->record->line};

	correction.number =
		(uint32_t)vector_count(&run->corrections, sizeof correction) +
		1;
	if (!correction_parse_key(&run->roll, row->fields[0], &correction,
				  &tool->diag))
		attend_refuse(run, row->record, "C-KEY", tool->diag.message);
	else if (!correction_parse_field(row->fields[1], &correction.field))
		attend_refuse(run, row->record, "C-FIELD",
			      "a correction is of status, minutes, arrived or "
			      "left");
	else if (!correction_check(&correction, &tool->diag))
		attend_refuse(run, row->record, "C-NEW", tool->diag.message);
	else if (row->fields[4].length == 0 || row->fields[5].length == 0 ||
		 row->fields[6].length == 0)
		attend_refuse(run, row->record, "C-UNSIGNED",
			      "a correction needs its reason, by and at");
	else if (!vector_add(&run->corrections, &correction, sizeof correction))
		tool_die(tool, "too many corrections");
}

void attend_load_corrections(struct attend_run *run)
{
	static const char *const names[] = {"key",    "field", "old", "new",
					    "reason", "by",    "at",  NULL};

	strbuf_init(&run->corrections, ROWS_MAX);
	if (run->options->corrections != NULL)
		attend_each_row(run, run->options->corrections, names, 4,
				take_correction);
}

void attend_tell_corrections(struct attend_run *run)
{
	const struct correction *all = vector_items(&run->corrections);
	size_t count = vector_count(&run->corrections, sizeof *all);

	for (size_t i = 0; i < count; i++) {
		const struct record place = {.file = run->options->corrections,
					     .line = all[i].line};

		if (all[i].result == CORRECTION_UNUSED)
			attend_refuse(run, &place, "C-SESSION",
				      "the person has no session at that date "
				      "and start");
		else if (all[i].result == CORRECTION_OLD_DIFFERS)
			attend_refuse(run, &place, "C-OLD",
				      "the old value is not what the evidence "
				      "gives; look at --days");
	}
}
