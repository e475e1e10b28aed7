/*
 * What a run writes: the main output, and files beside it.
 */
#include "tool_run.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	PRINT_FLUSH = 256 * 1024,
	PRINT_MAX = 64 * 1024 * 1024,
	PAPERS_MAX = 1 << 30
};

struct tool_run *tool_run_new(void)
{
	struct tool_run *run = calloc(1, sizeof *run);

	if (run == NULL) {
		fputs("vk: out of memory\n", stderr);
		exit(TOOL_NOT_DONE);
	}
	strbuf_init(&run->printed, PRINT_MAX);
	arena_init(&run->paths, PRINT_MAX);
	strbuf_init(&run->used, PRINT_FLUSH);
	set_init(&run->paper_paths, PAPERS_MAX);
	set_init(&run->codes, PRINT_FLUSH);
	set_init(&run->statuses, PRINT_FLUSH);
	clock_gettime(CLOCK_MONOTONIC, &run->started);
	return run;
}

void tool_run_begin_main(struct tool *tool)
{
	struct tool_run *run = tool->run;

	if (run->main_begun)
		return;
	if (!file_output_begin(&run->main, tool->output, 0644, &tool->diag))
		tool_fail(tool);
	run->main_begun = true;
}

struct writer *tool_writer(struct tool *tool, const struct header *input,
			   const struct writer_columns *columns)
{
	struct tool_run *run = tool->run;

	tool_run_begin_main(tool);
	run->writer = writer_open(&run->main, input, columns, tool->seal,
				  &tool->diag);
	if (run->writer == NULL)
		tool_fail(tool);
	return run->writer;
}

void tool_put(struct tool *tool, struct writer *writer,
	      const struct record *record, const struct slice *own)
{
	if (!writer_put(writer, record, own, &tool->diag))
		tool_fail(tool);
}

void tool_print(struct tool *tool, struct slice text)
{
	struct tool_run *run = tool->run;

	tool_run_begin_main(tool);
	if (!strbuf_append(&run->printed, text)) {
		diag_memory(&tool->diag);
		tool_fail(tool);
	}
	if (run->printed.length < PRINT_FLUSH)
		return;
	if (!file_output_write(&run->main, run->printed.data,
			       run->printed.length, &tool->diag))
		tool_fail(tool);
	strbuf_reset(&run->printed);
}

static struct tool_side *add_side(struct tool *tool, const char *path,
				  mode_t mode)
{
	struct tool_run *run = tool->run;
	struct tool_side *side = run->sides + run->side_count;

	if (run->side_count == TOOL_SIDES_MAX)
		tool_die(tool, "more than %d files beside the output",
			 TOOL_SIDES_MAX);
	if (!file_output_begin(&side->output, path, mode, &tool->diag))
		tool_fail(tool);
	run->side_count++;
	return side;
}

struct file_output *tool_side(struct tool *tool, const char *path, mode_t mode)
{
	return &add_side(tool, path, mode)->output;
}

const char *tool_side_book(struct tool *tool, const char *path)
{
	struct file_output *output = tool_side(tool, path, 0600);

	if (output->temporary == NULL)
		tool_die(tool, "a workbook goes to a file; name it");
	return output->temporary;
}

void tool_save(struct tool *tool, const char *path, mode_t mode,
	       struct slice content)
{
	struct file_output *output = tool_side(tool, path, mode);

	if (!file_output_write(output, content.data, content.length,
			       &tool->diag))
		tool_fail(tool);
}

struct writer *tool_side_writer(struct tool *tool, const char *path,
				mode_t mode, const struct header *input,
				const struct writer_columns *columns)
{
	struct tool_side *side = add_side(tool, path, mode);

	side->writer = writer_open(&side->output, input, columns, tool->seal,
				   &tool->diag);
	if (side->writer == NULL)
		tool_fail(tool);
	return side->writer;
}

/*
 * Everything but the main output's seal, so that a full disk is met before
 * anything is committed.
 */
static void write_all(struct tool *tool)
{
	struct tool_run *run = tool->run;
	struct slice printed = strbuf_slice(&run->printed);

	for (size_t i = 0; i < run->side_count; i++) {
		struct writer *writer = run->sides[i].writer;

		if (writer != NULL && !writer_end(writer, &tool->diag))
			tool_fail(tool);
	}
	if (run->writer != NULL && !writer_flush(run->writer, &tool->diag))
		tool_fail(tool);
	if (printed.length > 0 &&
	    !file_output_write(&run->main, printed.data, printed.length,
			       &tool->diag))
		tool_fail(tool);
}

/* The main output ends last: whoever reads it finds the files beside it. */
static void commit_all(struct tool *tool)
{
	struct tool_run *run = tool->run;

	tool_run_commit_papers(tool);
	for (size_t i = 0; i < run->side_count; i++) {
		if (!file_output_commit(&run->sides[i].output, &tool->diag))
			tool_fail(tool);
	}
	if (run->writer != NULL && !writer_end(run->writer, &tool->diag))
		tool_fail(tool);
	if (run->main_begun && !file_output_commit(&run->main, &tool->diag))
		tool_fail(tool);
}

void tool_run_commit(struct tool *tool)
{
	write_all(tool);
	commit_all(tool);
}
