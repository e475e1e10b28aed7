/*
 * What vk-report writes person by person: events, and the referral list.
 */
#include "vk-report.h"

#include "report/event.h"
#include "report/referral.h"
#include "system/file.h"

#include <stdlib.h>

/* Earlier events whose day the stream did not tell. */
static void load_history(struct tool *tool, const char *path,
			 struct event_history *history)
{
	static const char *const names[] = {"person", "stage", "date", "basis"};
	struct input *input = tool_open(tool, NULL, &path, 1, NULL);
	size_t columns[4];
	struct record record;

	for (size_t i = 0; i < 4; i++)
		if (!header_require(input_header(input), names[i], &columns[i],
				    &tool->diag))
			tool_fail(tool);
	while (tool_next(tool, input, &record) != READ_END) {
		struct date day;

		if (!slice_is(record_field(&record, columns[3]), "seen") ||
		    !date_parse(record_field(&record, columns[2]), &day))
			continue;
		if (!event_history_add(history,
				       record_field(&record, columns[0]),
				       record_field(&record, columns[1]), day,
				       &tool->diag))
			tool_fail(tool);
	}
}

static int compare(const void *left, const void *right, void *ids)
{
	return slice_compare(set_string(ids, *(const uint32_t *)left),
			     set_string(ids, *(const uint32_t *)right));
}

/* The people in bytewise order of their ids. */
static uint32_t *sorted(struct tool *tool, struct people *people)
{
	size_t count = set_count(&people->ids);
	uint32_t *order = calloc(count + 1, sizeof *order);

	if (order == NULL)
		tool_die(tool, "out of memory");
	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	qsort_r(order, count, sizeof *order, compare, &people->ids);
	return order;
}

static void put_events(struct tool *tool, struct writer *writer,
		       struct people *people, uint32_t person,
		       const struct event_history *history)
{
	struct event events[EVENT_STAGES];
	size_t count = event_list(people, person, history, events);

	for (size_t i = 0; i < count; i++) {
		char day[DATE_SIZE];
		const struct slice fields[] = {
			set_string(&people->ids, person),
			slice_of(event_stage_name(events[i].stage)),
			date_format((struct date){events[i].day}, day),
			events[i].told ? SLICE("told") : SLICE("seen"),
		};

		tool_put(tool, writer, NULL, fields);
	}
}

void report_events(struct tool *tool, struct report_options *options)
{
	static const char *const own[] = {"person", "stage", "date", "basis"};
	const struct writer_columns columns = {.own = own, .own_count = 4};
	struct report_sources sources;
	struct event_history history;
	struct writer *writer;
	uint32_t *order;

	sources_open(tool, options, &sources);
	event_history_init(&history);
	if (options->previous != NULL)
		load_history(tool, options->previous, &history);
	sources_people(tool, options, &sources);
	order = sorted(tool, &sources.people);
	writer = tool_writer(tool, NULL, &columns);
	for (size_t i = 0; i < set_count(&sources.people.ids); i++)
		/* Without a person there is nobody to follow over nights. */
		if (set_string(&sources.people.ids, order[i]).data[0] >= ' ')
			put_events(tool, writer, &sources.people, order[i],
				   &history);
	free(order);
	event_history_release(&history);
	sources_close(&sources);
}

static void join_identities(struct tool *tool, struct referral *referral)
{
	struct input *input;
	struct record record;
	size_t person;

	if (tool->identities == NULL)
		tool_die(tool, "--kur needs the identities file: -i FILE or "
			       "VK_IDENTITIES");
	if (!file_check_private(tool->identities, &tool->diag))
		tool_fail(tool);
	input = tool_open(tool, NULL, &tool->identities, 1, NULL);
	if (!header_require(input_header(input), "person", &person,
			    &tool->diag)) {
		diag_prefix(&tool->diag, "%s", tool->identities);
		tool_fail(tool);
	}
	while (tool_scan(tool, input, &record) != READ_END)
		if (!referral_identify(referral, input_header(input), &record,
				       &tool->diag))
			tool_fail(tool);
}

void report_kur(struct tool *tool, struct report_options *options)
{
	struct report_sources sources;
	const struct outcomes *outcomes;
	struct referral referral;
	struct record record;
	size_t count, nameless;

	sources_open(tool, options, &sources);
	outcomes = options->outcomes == NULL ? NULL : &sources.outcomes;
	sources.input = tool_input(tool, sources.policy, NULL);
	people_init(&sources.people, input_header(sources.input), sources.as_of,
		    NULL, &sources.totals);
	if (!referral_init(&referral, input_header(sources.input), outcomes,
			   &tool->diag)) {
		diag_prefix(&tool->diag, "--kur");
		tool_fail(tool);
	}
	while (tool_next(tool, sources.input, &record) != READ_END)
		if (!referral_add(&referral, &record, outcomes, &tool->diag))
			tool_fail(tool);
	join_identities(tool, &referral);
	if (!referral_write(&referral, tool_side_book(tool, options->kur),
			    sources.as_of, tool->language, &tool->diag))
		tool_fail(tool);
	count = referral_count(&referral, &nameless);
	tool_note(tool, "referred: %zu; of them without identities: %zu", count,
		  nameless);
	referral_release(&referral);
	sources_close(&sources);
}
