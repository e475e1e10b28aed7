/*
 * Reading one file of evidence: its first rows tell the format, whose reader
 * takes the rest.
 */
#include "attend/format.h"

enum { READING_MAX = 1024 * 1024 * 1024 };

static bool take_sample(struct reading *reading, struct diag *diag)
{
	struct sample *sample = &reading->sample;
	struct log_row row;
	int result = 1;

	sample->count = 0;
	while (sample->count < LOG_SAMPLE &&
	       (result = log_next(reading->log, &row, diag)) > 0) {
		if (!format_copy_row(&reading->arena, &row,
				     sample->rows + sample->count))
			return diag_memory(diag);
		sample->count++;
	}
	return result >= 0 && log_rewind(reading->log, diag);
}

static bool read_by_kind(struct reading *reading, struct diag *diag)
{
	struct source *source = evidence_source(reading->evidence);

	switch (reading->found.kind) {
	case FORMAT_CLOCK:
		return format_read_clock(reading, diag);
	case FORMAT_ACTIONS:
		return format_read_actions(reading, diag);
	case FORMAT_LOG:
		return format_read_log(reading, diag);
	case FORMAT_GRID:
		return format_read_grid(reading, diag);
	case FORMAT_SHEET:
		return format_read_sheet(reading, diag);
	case FORMAT_TEMPLATES:
		reading->stop = true;
		return diag_set(diag,
				"\"%s\" holds fingerprint or face templates, "
				"which are not read; remove it and export the "
				"punches alone",
				source->path);
	case FORMAT_UNKNOWN:
		break;
	}
	source->problem = "no format of attendance that is known; a sign-in "
			  "sheet has a header row with name and date";
	return true;
}

bool format_read(struct reading *reading, enum source_kind forced,
		 struct diag *diag)
{
	struct source *source = evidence_source(reading->evidence);
	bool good;

	arena_init(&reading->arena, READING_MAX);
	reading->stop = false;
	reading->vote = (struct order_vote){0};
	good = take_sample(reading, diag);
	if (good) {
		format_recognise(&reading->sample, forced, &reading->found);
		source->kind = reading->found.source;
		good = read_by_kind(reading, diag);
	}
	arena_release(&reading->arena);
	return good;
}
