/*
 * The small files beside the evidence: sessions, identities map, manifest,
 * results.
 */
#include "vk-attend.h"

#include "attend/file_name.h"
#include "attend/moment.h"
#include "attend/vector.h"

#include <stdlib.h>

enum { ROWS_MAX = 256 * 1024 * 1024 };

static bool is_authorised(struct slice name)
{
	return name.length > 0 && !slice_is(name, "-");
}

/* A time of day that may be missing; false for text that is none. */
static bool read_time(struct slice text, int32_t *time)
{
	*time = TIME_NONE;
	return text.length == 0 || time_parse(text, time);
}

static void take_session(struct attend_run *run, const struct attend_row *row)
{
	struct amendment amendment = {
		.class_index = roll_find_class(&run->roll, row->fields[0]),
		.authorised = is_authorised(row->fields[5]),
		.mode = settings_mode_parse(row->fields[6])};

	if (!date_parse(row->fields[1], &amendment.date))
		attend_refuse(run, row->record, "V-DATE",
			      "the date of a session can't be read");
	else if (!read_time(row->fields[3], &amendment.start) ||
		 !read_time(row->fields[4], &amendment.end))
		attend_refuse(run, row->record, "V-TIME",
			      "the time of a session can't be read; write "
			      "08:00");
	else if (!session_state_parse(row->fields[2], &amendment.state))
		attend_refuse(run, row->record, "V-STATE",
			      "a session is held, cancelled, suspended or "
			      "moved");
	else if (amendment.class_index != ROLL_NONE &&
		 !vector_add(&run->amendments, &amendment, sizeof amendment))
		tool_die(run->tool, "too many sessions");
}

static void take_map(struct attend_run *run, const struct attend_row *row)
{
	if (row->fields[0].length == 0 || row->fields[1].length == 0)
		attend_refuse(run, row->record, "missing-cell",
			      "a row of the identities map needs id and "
			      "person");
	else if (!identify_map(&run->identify, row->fields[2], row->fields[3],
			       row->fields[0], row->fields[1]))
		tool_die(run->tool, "too many identities");
}

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

static void take_manifest(struct attend_run *run, const struct attend_row *row)
{
	struct manifest_row manifest = {
		.file = attend_keep(run, row->fields[0]),
		.class_index = roll_find_class(&run->roll, row->fields[1]),
		.kind = source_kind_parse(row->fields[3]),
		.received = DATE_LATEST};
	int32_t time;

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
	else if (!vector_add(&run->manifest, &manifest, sizeof manifest))
		tool_die(run->tool, "too many sources");
	else if (row->fields[4].length > 0 &&
		 moment_parse(row->fields[4], DATE_DAY_FIRST,
			      &manifest.received, &time))
		((struct manifest_row *)vector_items(&run->manifest))
			[vector_count(&run->manifest, sizeof manifest) - 1]
				.received = manifest.received;
}

static void take_result(struct attend_run *run, const struct attend_row *row)
{
	struct assessment_row assessment = {.person = row->fields[0],
					    .result = row->fields[1],
					    .unit = row->fields[2],
					    .kind = row->fields[3],
					    .number = row->fields[4],
					    .issued = DATE_LATEST,
					    .expires = DATE_LATEST};
	const char *problem;

	if ((row->fields[5].length > 0 &&
	     !date_parse_office(row->fields[5], DATE_DAY_FIRST,
				&assessment.issued)) ||
	    (row->fields[6].length > 0 &&
	     !date_parse_office(row->fields[6], DATE_DAY_FIRST,
				&assessment.expires)))
		attend_refuse(run, row->record, "V-DATE",
			      "the date of a result can't be read");
	else if (!certificates_add(&run->certificates, &assessment, &problem)) {
		if (problem == NULL)
			tool_die(run->tool, "too many results");
		attend_refuse(run, row->record, "V-RESULT", problem);
	}
}

/* What the manifest says about how far the sources are in. */
static void collect_coverage(struct attend_run *run)
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

void attend_load_files(struct attend_run *run)
{
	static const char *const sessions[] = {"class", "date", "state",
					       "start", "end",	"authorised_by",
					       "mode",	NULL};
	static const char *const map[] = {"id", "person", "class", "source",
					  NULL};
	static const char *const sources[] = {
		"file",	       "class",	      "date", "format",
		"received_at", "complete_to", NULL};
	static const char *const results[] = {"person",	 "result", "unit",
					      "kind",	 "number", "issued",
					      "expires", NULL};
	const struct attend_options *options = run->options;

	strbuf_init(&run->amendments, ROWS_MAX);
	strbuf_init(&run->manifest, ROWS_MAX);
	strbuf_init(&run->coverage, ROWS_MAX);
	certificates_init(&run->certificates);
	if (!identify_init(&run->identify, &run->roll, &run->tool->diag))
		tool_fail(run->tool);
	if (options->sessions != NULL)
		attend_each_row(run, options->sessions, sessions, 3,
				take_session);
	if (options->map != NULL)
		attend_each_row(run, options->map, map, 2, take_map);
	if (options->sources != NULL)
		attend_each_row(run, options->sources, sources, 1,
				take_manifest);
	collect_coverage(run);
	if (options->results != NULL)
		attend_each_row(run, options->results, results, 1, take_result);
}
