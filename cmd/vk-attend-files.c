/*
 * The small files beside the evidence: sessions, identities map, manifest,
 * results.
 */
#include "vk-attend.h"

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

	attend_tell_class(run, row->record, row->fields[0],
			  amendment.class_index);
	if (!date_parse(row->fields[1], &amendment.date))
		attend_refuse(run, row->record, "V-DATE",
			      "the date of a session can't be read");
	else if (!read_time(row->fields[3], &amendment.start) ||
		 !read_time(row->fields[4], &amendment.end) ||
		 (amendment.start >= 0 && amendment.end >= 0 &&
		  amendment.end <= amendment.start))
		attend_refuse(run, row->record, "V-TIME",
			      "the time of a session can't be read, or its end "
			      "is not after its start; write 08:00");
	else if (row->fields[6].length > 0 && amendment.mode == MODE_ANY)
		attend_refuse(run, row->record, "V-MODE",
			      "a mode is in_person, online or blended");
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
	     !date_parse(row->fields[5], &assessment.issued)) ||
	    (row->fields[6].length > 0 &&
	     !date_parse(row->fields[6], &assessment.expires)))
		attend_refuse(run, row->record, "V-DATE",
			      "the date of a result can't be read");
	else if (!certificates_add(&run->certificates, &assessment, &problem)) {
		if (problem == NULL)
			tool_die(run->tool, "too many results");
		attend_refuse(run, row->record, "V-RESULT", problem);
	}
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
				attend_take_manifest);
	attend_collect_coverage(run);
	if (options->results != NULL)
		attend_each_row(run, options->results, results, 1, take_result);
}
