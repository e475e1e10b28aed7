/*
 * What vk-report reads: policy, records or totals, and the files beside them.
 */
#include "vk-report.h"

#include "system/file.h"

enum { PREVIOUS_MAX = 16 * 1024 * 1024 };

static void load_setup(struct tool *tool, struct report_sources *sources)
{
	sources->policy = tool_policy(tool, true);
	if (!setup_load(sources->policy, sources->as_of, tool->language,
			&sources->setup, &tool->diag))
		tool_fail(tool);
}

static void load_courses(struct tool *tool, const char *path,
			 struct report_sources *sources)
{
	static const char *const required[] = {"course", NULL};
	struct input *input =
		tool_open(tool, sources->policy, &path, 1, required);
	struct record record;

	while (tool_next(tool, input, &record) != READ_END)
		if (!course_facts_add(&sources->courses, input_header(input),
				      &record, &tool->diag))
			tool_fail(tool);
	for (uint32_t i = 0; i < set_count(&sources->courses.ids); i++) {
		const struct course_fact *course = &sources->courses.list[i];
		struct slice who =
			course->provider.length > 0
				? course->provider
				: set_string(&sources->courses.ids, i);

		if (course->agreement_end > 0 &&
		    !totals_add(&sources->totals, TOTALS_AGREEMENT, who,
				TOTALS_LATEST_DAY, course->agreement_end))
			tool_die(tool, "out of memory");
	}
}

static void load_outcomes(struct tool *tool, const char *path,
			  struct report_sources *sources)
{
	static const char *const required[] = {"person", "observed_on",
					       "outcome", NULL};
	struct input *input =
		tool_open(tool, sources->policy, &path, 1, required);
	struct record record;
	enum read_result result;

	while ((result = tool_next(tool, input, &record)) != READ_END) {
		/* One cell that nobody asks for may be no number. */
		if (result == READ_BAD && record.problem_column == COLUMN_NONE)
			tool_die(tool, "%s:%llu: the row is damaged; mend it",
				 record.file, (unsigned long long)record.line);
		if (!outcomes_add(&sources->outcomes, input_header(input),
				  &record, sources->as_of, &tool->diag))
			tool_fail(tool);
	}
}

static void load_previous(struct tool *tool, const char *path,
			  struct report_sources *sources)
{
	struct strbuf text;

	strbuf_init(&text, PREVIOUS_MAX);
	if (!file_load(path, PREVIOUS_MAX, &text, &tool->diag))
		tool_fail(tool);
	sources->previous = previous_parse(strbuf_slice(&text), &tool->diag);
	strbuf_release(&text);
	if (sources->previous == NULL &&
	    !diag_prefix(&tool->diag, "'%s'", path))
		tool_fail(tool);
	tool_used(tool, path);
}

/* The manpower office's list: each row is a person. */
static void count_listed(struct tool *tool, const char *path,
			 struct report_sources *sources)
{
	struct input *input = tool_open(tool, sources->policy, &path, 1, NULL);
	struct record record;
	int64_t count = 0;

	while (tool_next(tool, input, &record) != READ_END)
		count += tool_is_first(tool);
	sources->setup.has_listed = true;
	if (!totals_add(&sources->totals, TOTALS_ALL, (struct slice){0},
			TOTALS_ON_LIST, count))
		tool_die(tool, "out of memory");
}

/* A seal is known of all the files together. */
static void note_seals(struct tool *tool, struct report_sources *sources)
{
	const struct set *files = &sources->totals.parts[TOTALS_SOURCE].keys;

	for (uint32_t i = 0; i < set_count(files); i++)
		if (input_was_sealed(sources->input) &&
		    !totals_add(&sources->totals, TOTALS_SOURCE,
				set_string(files, i), TOTALS_SEALED, 1))
			tool_die(tool, "out of memory");
}

void sources_people(struct tool *tool, const struct report_options *options,
		    struct report_sources *sources)
{
	struct people *people = &sources->people;
	struct record record;

	sources->input = tool_input(tool, sources->policy, NULL);
	people_init(people, input_header(sources->input), sources->as_of,
		    options->courses == NULL ? NULL : &sources->courses,
		    &sources->totals);
	if (!people_has(people, PEOPLE_PERSON) &&
	    !people_has(people, PEOPLE_APPLICATION))
		tool_die(tool, "no column \"person\" or \"application\": give "
			       "streams of vk-enroll or the tools behind it");
	while (tool_next(tool, sources->input, &record) != READ_END)
		if (!people_add(people, &record, &tool->diag))
			tool_fail(tool);
	note_seals(tool, sources);
	if (!people_total(people, &sources->setup,
			  options->outcomes == NULL ? NULL : &sources->outcomes,
			  &tool->diag))
		tool_fail(tool);
}

/* Partial totals in place of records. */
void sources_merge(struct tool *tool, struct report_sources *sources)
{
	struct input *input;
	struct record record;
	size_t columns[TOTALS_FIELDS];

	tool->input_kind = INPUT_STREAM;
	input = tool_input(tool, NULL, NULL);
	for (size_t i = 0; i < TOTALS_FIELDS; i++)
		if (!header_require(input_header(input), totals_fields[i],
				    &columns[i], &tool->diag))
			tool_fail(tool);
	while (tool_next(tool, input, &record) != READ_END) {
		struct slice fields[TOTALS_FIELDS];

		for (size_t i = 0; i < TOTALS_FIELDS; i++)
			fields[i] = record_field(&record, columns[i]);
		if (totals_merge(&sources->totals, fields, &tool->diag))
			continue;
		diag_prefix(&tool->diag, "%s:%llu", record.file,
			    (unsigned long long)record.line);
		tool_fail(tool);
	}
}

void sources_open(struct tool *tool, const struct report_options *options,
		  struct report_sources *sources)
{
	*sources = (struct report_sources){.as_of = tool_as_of(tool)};
	totals_init(&sources->totals);
	course_facts_init(&sources->courses);
	outcomes_init(&sources->outcomes);
	load_setup(tool, sources);
	if (options->courses != NULL)
		load_courses(tool, options->courses, sources);
	if (options->outcomes != NULL)
		load_outcomes(tool, options->outcomes, sources);
	if (options->listed != NULL)
		count_listed(tool, options->listed, sources);
	if (options->previous != NULL && !options->events)
		load_previous(tool, options->previous, sources);
}

void sources_close(struct report_sources *sources)
{
	if (sources->input != NULL)
		people_release(&sources->people);
	previous_free(sources->previous);
	totals_release(&sources->totals);
	course_facts_release(&sources->courses);
	outcomes_release(&sources->outcomes);
	policy_free(sources->policy);
}
