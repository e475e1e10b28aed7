/*
 * A PDF through groff (ms, tbl), where it is installed. The date in the file
 * is the report's day, so that equal reports are equal bytes.
 */
#include "report/render.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Text that troff shall print as it is, inside a line or a cell of a table. */
static void put_text(struct slice text, struct strbuf *out)
{
	strbuf_append_string(out, "\\&");
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (byte == '\\')
			strbuf_append_string(out, "\\e");
		else if ((unsigned char)byte < 0x20 || byte == 0x7f)
			strbuf_append_byte(out, ' ');
		else
			strbuf_append_byte(out, byte);
	}
}

static void put_line(const char *request, struct slice text, struct strbuf *out)
{
	if (request != NULL)
		strbuf_append_format(out, "%s\n", request);
	put_text(text, out);
	strbuf_append_byte(out, '\n');
}

static void put_row(const struct report *report, const struct exhibit *exhibit,
		    const struct exhibit_row *row, struct strbuf *out)
{
	bool ids = !slice_is_empty(exhibit->row_id);

	if (ids) {
		strbuf_append_string(out, "T{\n.ad l\n.nh\n");
		put_text(row->label, out);
		strbuf_append_string(out, "\nT}");
	}
	for (size_t i = 0; i < exhibit->column_count; i++) {
		struct strbuf text;

		if (exhibit_is_blank(exhibit, i, SIZE_MAX))
			continue;
		if (i > 0 || ids)
			strbuf_append_byte(out, '\t');
		strbuf_init(&text, RENDER_SIZE_MAX);
		cell_human(&row->cells[i], report->language, &text);
		put_text(strbuf_slice(&text), out);
		strbuf_release(&text);
	}
	strbuf_append_byte(out, '\n');
}

static void put_table(const struct report *report,
		      const struct exhibit *exhibit, struct strbuf *out)
{
	bool ids = !slice_is_empty(exhibit->row_id);
	const char *const formats[] = {"b", ""};

	strbuf_append_string(out, ".LP\n.TS H\n");
	for (size_t f = 0; f < 2; f++) {
		if (ids)
			strbuf_append_format(out, "l%sw(6.5c) ", formats[f]);
		for (size_t i = 0; i < exhibit->column_count; i++)
			if (!exhibit_is_blank(exhibit, i, SIZE_MAX))
				strbuf_append_format(out, "r%s ", formats[f]);
		strbuf_append_string(out, f == 0 ? "\n" : ".\n");
	}
	if (ids)
		put_text(exhibit->row_label, out);
	for (size_t i = 0; i < exhibit->column_count; i++) {
		if (exhibit_is_blank(exhibit, i, SIZE_MAX))
			continue;
		if (i > 0 || ids)
			strbuf_append_byte(out, '\t');
		put_text(exhibit->columns[i].label, out);
	}
	strbuf_append_string(out, "\n_\n.TH\n");
	for (size_t r = 0; r < exhibit->row_count; r++)
		put_row(report, exhibit, &exhibit->rows[r], out);
	strbuf_append_string(out, ".TE\n");
}

static void put_source(const struct report *report, struct strbuf *out)
{
	strbuf_append_string(out, ".nr PS 9\n.nr VS 11\n.nr LL 17c\n"
				  ".nr PO 2c\n.ds CH\n.ds CF %\n");
	if (!slice_is_empty(report->title)) {
		put_line(".LP\n.ps 14", report->title, out);
		put_line(".ps\n.br", report->office, out);
		put_line(".br", report->standfirst, out);
		put_line(".br", report->summary, out);
	}
	for (size_t i = 0; i < report->exhibit_count; i++) {
		const struct exhibit *exhibit = report->exhibits[i];

		put_line(".SH", exhibit->caption, out);
		if (exhibit->column_count > 0 && exhibit->row_count > 0)
			put_table(report, exhibit, out);
		for (size_t n = 0; n < exhibit->note_count; n++)
			put_line(".LP", exhibit->notes[n], out);
	}
}

/* The source in a file without a name, at its start. */
static int open_source(struct slice source, struct diag *diag)
{
	int descriptor = memfd_create("vk-report", MFD_CLOEXEC);
	size_t done = 0;

	while (descriptor >= 0 && done < source.length) {
		ssize_t written = write(descriptor, source.data + done,
					source.length - done);

		if (written < 0) {
			close(descriptor);
			descriptor = -1;
		} else {
			done += (size_t)written;
		}
	}
	if (descriptor < 0 || lseek(descriptor, 0, SEEK_SET) < 0)
		diag_set_errno(diag, errno, "the source of the PDF");
	return descriptor;
}

static bool start_groff(int source, int output, struct date day, pid_t *child)
{
	char *arguments[] = {strdup("groff"), strdup("-k"),    strdup("-t"),
			     strdup("-ms"),   strdup("-Tpdf"), NULL};
	posix_spawn_file_actions_t actions;
	char epoch[64], path[4096];
	char *environment[] = {epoch, path, strdup("LC_ALL=C"), NULL};
	const char *search = getenv("PATH");
	int failure;

	snprintf(epoch, sizeof epoch, "SOURCE_DATE_EPOCH=%lld",
		 (long long)day.days * 86400 + 43200);
	snprintf(path, sizeof path, "PATH=%s",
		 search == NULL ? "/usr/bin:/bin" : search);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, source, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	failure = posix_spawnp(child, "groff", &actions, NULL, arguments,
			       environment);
	posix_spawn_file_actions_destroy(&actions);
	for (size_t i = 0; arguments[i] != NULL; i++)
		free(arguments[i]);
	free(environment[2]);
	errno = failure;
	return failure == 0;
}

static bool take_output(int pipe_end, struct strbuf *out)
{
	char block[16384];
	ssize_t got;

	while ((got = read(pipe_end, block, sizeof block)) > 0)
		if (!strbuf_append(out, (struct slice){block, (size_t)got}))
			return false;
	return got == 0;
}

static bool run_groff(int source, struct date day, struct strbuf *out,
		      struct diag *diag)
{
	int ends[2], status = -1;
	bool started, taken;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return diag_set_errno(diag, errno, "a pipe from groff");
	started = start_groff(source, ends[1], day, &child);
	close(ends[1]);
	taken = started && take_output(ends[0], out);
	close(ends[0]);
	if (!started)
		return diag_set(diag, "'pdf' needs groff, which is not "
				      "installed: apt-get install groff; html "
				      "prints well too");
	if (waitpid(child, &status, 0) < 0 || status != 0 || !taken ||
	    !slice_starts(strbuf_slice(out), "%PDF"))
		return diag_set(diag, "groff made no PDF; the whole package "
				      "'groff' is needed, not groff-base");
	return true;
}

bool render_pdf(const struct report *report, struct strbuf *out,
		struct diag *diag)
{
	struct strbuf text;
	int source;
	bool done;

	strbuf_init(&text, RENDER_SIZE_MAX);
	put_source(report, &text);
	if (text.failed) {
		strbuf_release(&text);
		return diag_memory(diag);
	}
	source = open_source(strbuf_slice(&text), diag);
	strbuf_release(&text);
	if (source < 0)
		return false;
	done = run_groff(source, report->as_of, out, diag);
	close(source);
	return done;
}
