/*
 * What vk-match prints instead of the records: demand, value of seats, other
 * mechanisms, chances, and the commitment before the draw.
 */
#include "vk-match.h"

#include "match/course_result.h"
#include "match/simulation.h"

#include <stdlib.h>

enum { TEXT_MAX = 1 << 28 };

static void print(struct match_run *run, struct strbuf *text)
{
	if (text->failed)
		tool_die(run->tool, "out of memory");
	tool_print(run->tool, strbuf_slice(text));
	strbuf_release(text);
}

static struct course_result *results_of(struct match_run *run)
{
	struct course_result *results = arena_array(
		&run->arena, run->courses.count + 1, sizeof *results);

	if (results == NULL)
		tool_die(run->tool, "out of memory");
	if (!course_results(&run->first, run->has_rest ? &run->rest : NULL,
			    &run->waiting, results, &run->tool->diag))
		tool_fail(run->tool);
	return results;
}

static void report_commitment(struct match_run *run)
{
	char hash[DIGEST_HEX_SIZE];
	struct strbuf text;

	if (!market_has_seed(&run->market))
		tool_die(run->tool, "a commitment needs a seed");
	match_commitment(run, hash);
	strbuf_init(&text, TEXT_MAX);
	strbuf_append_format(&text,
			     "commitment\tkey_id\tapplicants\n"
			     "%s\t%.*s\t%zu\n",
			     hash, SLICE_PRINT(run->rules.key_id),
			     run->applicants.count);
	print(run, &text);
}

/* A course as it stands, and what a seat more or its opening would do. */
static void report_what_if(struct match_run *run)
{
	const struct course_result *results = results_of(run);
	struct strbuf text;

	strbuf_init(&text, TEXT_MAX);
	strbuf_append_string(&text,
			     "course\tstate\tcapacity\tplaced\tseat_placed\t"
			     "seat_improved\topened_placed\topened_change\n");
	for (size_t i = 0; i < run->courses.count; i++) {
		const struct course *c = &run->courses.list[i];
		bool closed = assignment_is_closed(&run->first, (uint16_t)i);
		uint32_t placed;
		int64_t change;

		strbuf_append_format(
			&text, "%.*s\t%s\t%u\t%u\t%d\t%u\t", SLICE_PRINT(c->id),
			closed ? "closed"
			: run->courses.bars[i] & BAR_NOT_TAKING_PART
				? "not_taking_part"
				: "open",
			c->capacity, results[i].placed, results[i].value.placed,
			results[i].value.improved);
		if (closed) {
			if (!whatif_open(&run->first, (uint16_t)i, &placed,
					 &change, &run->tool->diag))
				tool_fail(run->tool);
			strbuf_append_format(&text, "%u\t%lld", placed,
					     (long long)change);
		} else {
			strbuf_append_byte(&text, '\t');
		}
		strbuf_append_byte(&text, '\n');
	}
	print(run, &text);
}

static void report_chances(struct match_run *run)
{
	size_t count = run->applicants.count;
	struct chance *chances = calloc(count + 1, sizeof *chances);
	struct strbuf text;

	if (chances == NULL)
		tool_die(run->tool, "out of memory");
	if (!simulation_run(&run->first, (uint32_t)run->options->draws, chances,
			    &run->tool->diag))
		tool_fail(run->tool);
	strbuf_init(&text, TEXT_MAX);
	strbuf_append_string(&text, "person\tdraws\tplaced\tfirst_choice\t"
				    "chance_per_mille\n");
	for (uint32_t p = 0; p < count; p++) {
		char id[PERSON_MAX];
		struct slice person = applicants_id(&run->applicants, p, id);

		strbuf_append_format(
			&text, "%.*s\t%lld\t%u\t%u\t%llu\n",
			SLICE_PRINT(person), (long long)run->options->draws,
			chances[p].placed, chances[p].first,
			(unsigned long long)(chances[p].placed *
					     UINT64_C(1000) /
					     (uint64_t)run->options->draws));
	}
	print(run, &text);
	free(chances);
}

void match_report(struct match_run *run)
{
	switch (run->options->report) {
	case REPORT_COMMIT:
		report_commitment(run);
		break;
	case REPORT_DEMAND:
		match_report_demand(run);
		break;
	case REPORT_WHAT_IF:
		report_what_if(run);
		break;
	case REPORT_COMPARE:
		match_report_comparison(run);
		break;
	case REPORT_SIMULATE:
		report_chances(run);
		break;
	case REPORT_NONE:
		break;
	}
}
