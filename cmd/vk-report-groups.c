/*
 * vk-report --by: the analyst's one-liner.
 */
#include "vk-report.h"

#include <stdio.h>
#include <stdlib.h>

enum { PRINT_PIECE = 1024 * 1024 };

/* Group memory: some twenty million groups; more is a wrong question. */
static const size_t memory_max = (size_t)4 << 30;

void report_print(struct tool *tool, const struct report_options *options,
		  const struct report *report)
{
	struct strbuf out;
	struct slice rest;

	strbuf_init(&out, RENDER_SIZE_MAX);
	if (!render(options->format, report, &out, &tool->diag))
		tool_fail(tool);
	rest = strbuf_slice(&out);
	do {
		tool_print(tool, slice_part(rest, 0, PRINT_PIECE));
		rest = slice_part(rest, PRINT_PIECE, rest.length);
	} while (rest.length > 0);
	strbuf_release(&out);
}

/* A record whose list is taken apart: all fields but one stay borrowed. */
struct exploded {
	size_t column; /* COLUMN_NONE: nothing to take apart */
	struct slice *fields, *raw;
};

static void begin_exploded(struct tool *tool, struct exploded *exploded,
			   const struct report_options *options,
			   const struct header *header)
{
	char name[80] = "";

	exploded->column = COLUMN_NONE;
	if (options->explode.length == 0)
		return;
	if (!schema_is_name(options->explode))
		tool_die(tool, "'%.*s' is no field name",
			 SLICE_PRINT(options->explode));
	memcpy(name, options->explode.data, options->explode.length);
	if (!header_require(header, name, &exploded->column, &tool->diag))
		tool_fail(tool);
	exploded->fields = calloc(header->count, sizeof *exploded->fields);
	exploded->raw = calloc(header->count, sizeof *exploded->raw);
	if (exploded->fields == NULL || exploded->raw == NULL)
		tool_die(tool, "out of memory");
}

/* The record with the next item in the list's place; an empty list is one. */
static bool next_exploded(const struct exploded *exploded,
			  const struct record *record, struct slice *rest,
			  bool *first, struct record *single)
{
	struct slice item = {0};

	if (*first) {
		*rest = record_field(record, exploded->column);
		memcpy(exploded->fields, record->fields,
		       record->count * sizeof *record->fields);
	}
	if (!slice_next(rest, ',', &item) && !*first)
		return false;
	*first = false;
	exploded->fields[exploded->column] = item;
	*single = *record;
	single->fields = exploded->fields;
	single->raw = NULL;
	single->text = (struct slice){0};
	return true;
}

static void tell_misfit(struct tool *tool, const struct record *record,
			const struct group_misfit *misfit)
{
	char message[160];
	const struct complaint complaint = {
		.code = "V-NUMBER",
		.severity = "warning",
		.column = misfit->column,
		.value = misfit->value,
		.message = message,
	};

	snprintf(message, sizeof message,
		 "%.*s is no whole number and no ISO date; left out of the "
		 "measures, not of the count",
		 SLICE_PRINT(misfit->field));
	tool_complain(tool, record, &complaint);
}

/* Counts a record; false, after it was told, where a value is no number. */
static inline bool count_one(struct tool *tool, struct groups *groups,
			     const struct record *record)
{
	struct group_misfit misfit;

	if (!groups_add(groups, record, &misfit, &tool->diag))
		tool_fail(tool);
	if (misfit.column != COLUMN_NONE)
		tell_misfit(tool, record, &misfit);
	return misfit.column == COLUMN_NONE;
}

/* Counts a record, once for each item of an exploded list. */
static bool count_record(struct tool *tool, struct groups *groups,
			 const struct exploded *exploded,
			 const struct record *record)
{
	struct slice rest = {0};
	struct record single;
	bool first = true, fits = true;

	if (exploded->column == COLUMN_NONE)
		return count_one(tool, groups, record);
	while (next_exploded(exploded, record, &rest, &first, &single))
		fits = count_one(tool, groups, &single) && fits;
	return fits;
}

void report_groups(struct tool *tool, struct report_options *options)
{
	struct group_query *query = &options->query;
	struct input *input = tool_input(tool, NULL, NULL);
	struct arena arena;
	struct report report = {.arena = &arena, .language = tool->language};
	struct exploded exploded = {0};
	size_t columns[GROUP_COLUMNS_MAX];
	struct groups *groups;
	struct record record;

	if (query->measure_count == 0)
		group_add_measure(query, MEASURE_COUNT, (struct slice){0},
				  &tool->diag);
	if (!group_resolve(query, input_header(input), &tool->diag))
		tool_fail(tool);
	begin_exploded(tool, &exploded, options, input_header(input));
	tool_choose(tool, input, columns, group_columns(query, columns));
	if (exploded.column != COLUMN_NONE)
		tool_choose(tool, input, &exploded.column, 1);
	groups = groups_new(query, memory_max);
	if (groups == NULL)
		tool_die(tool, "out of memory");
	while (tool_next(tool, input, &record) != READ_END)
		if ((query->condition_count == 0 ||
		     group_passes(query, &record)) &&
		    !count_record(tool, groups, &exploded, &record))
			tool_count(tool, SLICE("invalid"), true);
	arena_init(&arena, memory_max);
	report.ascii = options->ascii;
	if (!groups_show(groups, &report, &tool->diag))
		tool_fail(tool);
	report_print(tool, options, &report);
	arena_release(&arena);
	groups_free(groups);
	free(exploded.fields);
	free(exploded.raw);
}

void report_exploded(struct tool *tool, struct report_options *options)
{
	struct input *input = tool_input(tool, NULL, NULL);
	const struct header *header = input_header(input);
	const char *own[] = {options->explode.data};
	const struct writer_columns columns = {.own = own, .own_count = 1};
	struct exploded exploded = {0};
	struct writer *writer;
	struct record record;

	begin_exploded(tool, &exploded, options, header);
	if (!group_resolve(&options->query, header, &tool->diag))
		tool_fail(tool);
	writer = tool_writer(tool, header, &columns);
	while (tool_next(tool, input, &record) != READ_END) {
		struct slice rest = {0};
		struct record single;
		bool first = true;

		if (!group_passes(&options->query, &record))
			continue;
		while (next_exploded(&exploded, &record, &rest, &first,
				     &single))
			tool_put(tool, writer, &record,
				 &single.fields[exploded.column]);
	}
	free(exploded.fields);
	free(exploded.raw);
}
