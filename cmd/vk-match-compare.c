/*
 * vk-match --compare: other mechanisms side by side.
 */
#include "vk-match.h"

#include "match/mechanism.h"

#include <stdlib.h>

enum { TEXT_MAX = 1 << 20 };

static void write_assignments(struct match_run *run,
			      uint8_t *const positions[MECHANISMS])
{
	struct writer_columns columns = {.own_count = MECHANISMS + 1};
	const char *names[MECHANISMS + 1] = {"person"};
	struct slice values[MECHANISMS + 1];
	struct writer *writer;

	for (size_t i = 0; i < MECHANISMS; i++)
		names[i + 1] = mechanism_names[i];
	columns.own = names;
	writer = tool_side_writer(run->tool, run->options->assignments, 0600,
				  NULL, &columns);
	for (uint32_t p = 0; p < run->applicants.count; p++) {
		const uint16_t *row = applicants_choices(&run->applicants, p);
		char id[PERSON_MAX];

		values[0] = applicants_id(&run->applicants, p, id);
		for (size_t i = 0; i < MECHANISMS; i++) {
			uint8_t at = positions[i][p];

			values[i + 1] = at == POSITION_NONE
						? (struct slice){0}
						: run->courses.list[row[at]].id;
		}
		tool_put(run->tool, writer, NULL, values);
	}
}

/*
 * A mechanism that is too large for the machine is left out and said so; its
 * column is empty.
 */
void match_report_comparison(struct match_run *run)
{
	uint8_t *positions[MECHANISMS];
	struct assignment solved = run->first;
	struct tool *tool = run->tool;
	struct strbuf text;

	solved.kept = NULL; /* a seat that is kept is no priority elsewhere */
	strbuf_init(&text, TEXT_MAX);
	strbuf_append_string(&text, "mechanism\tplaced\tfirst_choice\t"
				    "rank_sum\tblocking_pairs\n");
	for (size_t i = 0; i < MECHANISMS; i++) {
		struct mechanism_figures figures;

		positions[i] = malloc(run->applicants.count + 1);
		if (positions[i] == NULL)
			tool_die(tool, "out of memory");
		if (!mechanism_run((enum mechanism)i, &solved, positions[i],
				   &tool->diag)) {
			tool_note(tool, "%s", tool->diag.message);
			continue;
		}
		figures = mechanism_measure(&solved, positions[i], &tool->diag);
		strbuf_append_format(&text, "%s\t%zu\t%zu\t%llu\t%llu\n",
				     mechanism_names[i], figures.placed,
				     figures.first,
				     (unsigned long long)figures.rank_sum,
				     (unsigned long long)figures.blocking);
	}
	tool_print(tool, strbuf_slice(&text));
	strbuf_release(&text);
	if (run->options->assignments != NULL)
		write_assignments(run, positions);
	for (size_t i = 0; i < MECHANISMS; i++)
		free(positions[i]);
}
