/*
 * The nightly page: people from records, totals from people (or from partial
 * totals), exhibits from the totals.
 */
#include "vk-report.h"

#include "report/publish.h"
#include "report/words.h"

#include <errno.h>
#include <sys/stat.h>

static const size_t page_memory_max = (size_t)1 << 30;

/* A queue waits for a person: the exit status says so, unless narrowed. */
static void count_queues(struct tool *tool, const struct totals *totals)
{
	int64_t waiting = page_waiting(totals);

	for (const struct page_queue *queue = page_queues();
	     queue->name != NULL; queue++)
		for (int64_t left =
			     totals_get(totals, TOTALS_QUEUE,
					slice_of(queue->name), TOTALS_RECORDS);
		     left > 0; left--)
			tool_count(tool, slice_of(queue->status), true);
	if (waiting > 0)
		tool_note(tool, "%lld cases wait for a person",
			  (long long)waiting);
}

static void print_text(struct tool *tool, struct strbuf *text)
{
	if (text->failed)
		tool_die(tool, "out of memory");
	tool_print(tool, strbuf_slice(text));
	strbuf_release(text);
}

/* One CSV file an exhibit, and the package that describes them. */
static void publish(struct tool *tool, struct report_options *options,
		    const struct report *report)
{
	const char *folder = options->publish;
	struct strbuf text;

	if (mkdir(folder, 0755) < 0 && errno != EEXIST)
		tool_die(tool, "can't make folder '%s'", folder);
	strbuf_init(&text, RENDER_SIZE_MAX);
	for (size_t i = 0; i <= report->exhibit_count; i++) {
		bool package = i == report->exhibit_count;
		struct slice names[] = {slice_of(folder),
					package ? SLICE("datapackage.json")
						: report->exhibits[i]->id};
		struct slice path =
			words_fill(&options->paths,
				   package ? "$1/$2" : "$1/$2.csv", names, 2);

		strbuf_reset(&text);
		if (package)
			publish_package(report, &text);
		else
			render_csv_exhibit(report->exhibits[i], &text);
		if (path.data == NULL || text.failed)
			tool_die(tool, "out of memory");
		tool_paper(tool, path.data, 0644, strbuf_slice(&text));
	}
	strbuf_release(&text);
}

static void print_page(struct tool *tool, struct report_sources *sources,
		       struct report_options *options)
{
	const struct page_input input = {
		.totals = &sources->totals,
		.setup = &sources->setup,
		.previous = sources->previous,
		.as_of = sources->as_of,
		.language = tool->language,
	};
	struct arena arena;
	struct report report = {.arena = &arena, .ascii = options->ascii};
	struct strbuf text;

	if (options->oneline) {
		strbuf_init(&text, RENDER_SIZE_MAX);
		page_line(&input, &text);
		print_text(tool, &text);
		return;
	}
	arena_init(&arena, page_memory_max);
	words_choose(tool->language, VK_LOCALEDIR);
	if (!(options->public ? page_build_public : page_build)(&input, &report,
								&tool->diag))
		tool_fail(tool);
	if (options->publish != NULL)
		publish(tool, options, &report);
	report_print(tool, options, &report);
	arena_release(&arena);
}

struct totals_writer {
	struct tool *tool;
	struct writer *writer;
};

static bool put_line(void *context, const struct slice fields[TOTALS_FIELDS])
{
	const struct totals_writer *to = context;

	tool_put(to->tool, to->writer, NULL, fields);
	return true;
}

static void write_totals(struct tool *tool, const struct totals *totals)
{
	const struct writer_columns columns = {.own = totals_fields,
					       .own_count = TOTALS_FIELDS};
	struct totals_writer to = {tool, tool_writer(tool, NULL, &columns)};

	if (!totals_tell(totals, put_line, &to))
		tool_die(tool, "out of memory");
}

void report_page(struct tool *tool, struct report_options *options)
{
	struct report_sources sources;

	sources_open(tool, options, &sources);
	if (options->merge)
		sources_merge(tool, &sources);
	else
		sources_people(tool, options, &sources);
	if (options->partial)
		write_totals(tool, &sources.totals);
	else
		print_page(tool, &sources, options);
	if (!options->public)
		count_queues(tool, &sources.totals);
	sources_close(&sources);
}
