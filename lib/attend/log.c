#include "attend/log.h"

#include "stream/table_format.h"
#include "stream/table_rows.h"
#include "system/file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { START_SIZE = 4096, LINES_LOOKED_AT = 40 };

struct log {
	const char *path;
	int descriptor;
	struct table_rows *rows;
};

/* How well a delimiter cuts a line, outside of quotes: 0, 1 or 2 and more. */
static size_t cuts_of(struct slice line, char delimiter)
{
	size_t found = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.length; i++) {
		if (line.data[i] == '"')
			quoted = !quoted;
		found += !quoted && line.data[i] == delimiter;
	}
	return found > 1 ? 2 : found;
}

/*
 * Of TAB, semicolon and comma the one that cuts most lines. Moments hold
 * commas, so that the others win where they cut half as much.
 */
static char choose_delimiter(struct slice block)
{
	static const char candidates[] = {'\t', ';', ','};
	size_t scores[3] = {0};
	struct slice line;

	for (int n = 0; n < LINES_LOOKED_AT && slice_next(&block, '\n', &line);
	     n++)
		for (size_t i = 0; i < 3; i++)
			scores[i] += cuts_of(line, candidates[i]);
	if (scores[0] > 0 && scores[0] * 2 >= scores[2])
		return '\t';
	return scores[1] > 0 && scores[1] * 2 >= scores[2] ? ';' : ',';
}

static bool read_start(struct log *log, char start[START_SIZE], size_t *length,
		       struct diag *diag)
{
	ssize_t got;

	do {
		got = read(log->descriptor, start, START_SIZE);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return diag_set_errno(diag, errno, "%s: can't be read",
				      log->path);
	*length = (size_t)got;
	return got > 0 || diag_set(diag, "%s: no bytes at all", log->path);
}

static bool open_rows(struct log *log, struct diag *diag)
{
	char start[START_SIZE];
	size_t length = 0;
	enum table_kind kind;

	log->descriptor = file_open_input(log->path, diag);
	if (log->descriptor < 0 || !read_start(log, start, &length, diag))
		return false;
	kind = format_of((struct slice){start, length}, log->path, diag);
	if (kind != TABLE_CSV && kind != TABLE_XLSX)
		return false;
	log->rows = rows_open(kind, log->descriptor, log->path,
			      (struct slice){start, length}, diag);
	if (log->rows == NULL)
		return false;
	if (kind == TABLE_CSV)
		table_csv_set_delimiter(
			rows_csv(log->rows),
			choose_delimiter(table_csv_block(rows_csv(log->rows))));
	return true;
}

struct log *log_open(const char *path, struct diag *diag)
{
	struct log *log = calloc(1, sizeof *log);

	if (log == NULL) {
		diag_memory(diag);
		return NULL;
	}
	log->path = path;
	log->descriptor = -1;
	if (open_rows(log, diag))
		return log;
	log_close(log);
	return NULL;
}

void log_close(struct log *log)
{
	if (log == NULL)
		return;
	if (log->rows != NULL)
		rows_close(log->rows);
	if (log->descriptor >= 0)
		file_close_input(log->descriptor);
	free(log);
}

static bool is_blank(const struct log_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].length > 0)
			return false;
	return true;
}

int log_next(struct log *log, struct log_row *row, struct diag *diag)
{
	struct table_row found;
	int result;

	do {
		result = rows_next(log->rows, &found, diag);
		if (result <= 0)
			return result;
		*row = (struct log_row){found.cells, found.count, found.line};
		for (size_t i = 0; i < row->count; i++)
			row->cells[i] = slice_trim(row->cells[i]);
	} while (is_blank(row));
	if (row->line <= LOG_LINES_MAX)
		return 1;
	diag_set(diag, "%s: more than %d lines", log->path, LOG_LINES_MAX);
	return -1;
}

bool log_rewind(struct log *log, struct diag *diag)
{
	return rows_rewind(log->rows, diag);
}

int log_follow(struct log *log, struct diag *diag)
{
	return rows_follow(log->rows, diag);
}

const char *log_sheet(const struct log *log)
{
	return rows_sheet(log->rows);
}
