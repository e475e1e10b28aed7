/*
 * The manifest (--sources): what is told of files that they don't tell.
 */
#include "vk-attend.h"

#include "attend/file_name.h"
#include "attend/moment.h"
#include "attend/vector.h"

/* A day stands for its end; a moment for itself. */
static bool read_complete(struct slice text, int64_t *seconds)
{
	struct date date;
	int32_t time;

	*seconds = INT64_MIN;
	if (text.length == 0)
		return true;
	if (!moment_parse(text, DATE_DAY_FIRST, &date, &time))
		return false;
	*seconds =
		moment_of(date, time == TIME_NONE ? SECONDS_PER_DAY - 1 : time)
			.seconds;
	return true;
}

void attend_take_manifest(struct attend_run *run, const struct attend_row *row)
{
	struct manifest_row manifest = {
		.file = attend_keep(run, row->fields[0]),
		.class_index = roll_find_class(&run->roll, row->fields[1]),
		.kind = source_kind_parse(row->fields[3]),
		.received = DATE_LATEST,
		.line = row->record->line};
	int32_t time;

	attend_tell_class(run, row->record, row->fields[1],
			  manifest.class_index);
	manifest.elsewhere =
		row->fields[1].length > 0 && manifest.class_index == ROLL_NONE;
	if (row->fields[1].length == 0)
		manifest.class_index =
			file_name_class(&run->roll, manifest.file.data);
	manifest.dated = row->fields[2].length > 0;
	if (manifest.dated &&
	    !date_parse_office(row->fields[2], DATE_DAY_FIRST, &manifest.date))
		attend_refuse(run, row->record, "V-DATE",
			      "the date of a source can't be read");
	else if (!read_complete(row->fields[5], &manifest.complete_to))
		attend_refuse(run, row->record, "V-DATE",
			      "complete_to can't be read; write 2020-09-11");
	else if (row->fields[4].length > 0 &&
		 !moment_parse(row->fields[4], DATE_DAY_FIRST,
			       &manifest.received, &time))
		attend_refuse(run, row->record, "V-DATE",
			      "received_at can't be read; write 2020-09-11");
	else if (row->fields[3].length > 0 && manifest.kind == SOURCE_UNKNOWN)
		attend_refuse(run, row->record, "V-FORMAT",
			      "a format is signin, grid, zkteco, teams, zoom, "
			      "meet or moodle");
	else if (!vector_add(&run->manifest, &manifest, sizeof manifest))
		tool_die(run->tool, "too many sources");
}

void attend_collect_coverage(struct attend_run *run)
{
	const struct manifest_row *rows = vector_items(&run->manifest);
	size_t count = vector_count(&run->manifest, sizeof *rows);

	for (size_t i = 0; i < count; i++) {
		const struct coverage coverage = {
			.class_index = rows[i].class_index,
			.kind = rows[i].kind,
			.date = rows[i].date,
			.dated = rows[i].dated,
			.complete_to = rows[i].complete_to};

		if (rows[i].complete_to != INT64_MIN &&
		    rows[i].class_index != ROLL_NONE &&
		    !vector_add(&run->coverage, &coverage, sizeof coverage))
			tool_die(run->tool, "too many sources");
	}
	coverage_sort(vector_items(&run->coverage),
		      vector_count(&run->coverage, sizeof(struct coverage)));
}

void attend_tell_unused_sources(struct attend_run *run)
{
	const struct manifest_row *rows = vector_items(&run->manifest);
	size_t count = vector_count(&run->manifest, sizeof *rows);

	for (size_t i = 0; i < count; i++) {
		const struct record place = {.file = run->options->sources,
					     .line = rows[i].line};
		const struct complaint complaint = {
			.code = "A-SOURCE",
			.severity = "warning",
			.field = "file",
			.column = COLUMN_NONE,
			.message = "no file of the evidence ends so"};

		if (!rows[i].used && rows[i].file.length > 0)
			tool_complain(run->tool, &place, &complaint);
	}
}
