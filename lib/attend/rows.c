#include "attend/rows.h"

#include "stream/table_csv.h"
#include "system/file.h"
#include "system/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { START_SIZE = 4096, LINES_LOOKED_AT = 40, CELLS_MAX = TABLE_CELLS_MAX };

struct rows {
	const char *path;
	int descriptor;
	struct table_csv *csv;	    /* text, or */
	struct sheet_reader *sheet; /* a workbook */
	struct slice *cells;
};

/* What a file that is neither text nor a workbook begins with. */
static const struct {
	const char *magic;
	size_t length;
	const char *what;
} foreign[] = {
	{"\x1f\x8b", 2, "is compressed with gzip; unpack it first"},
	{"\x28\xb5\x2f\xfd", 4, "is compressed with zstd; unpack it first"},
	{"\xd0\xcf\x11\xe0", 4,
	 "is an old Excel workbook (.xls); save it as .xlsx or CSV"},
	{"%PDF", 4, "is a PDF; ask for the table as CSV or XLSX"},
	{"\x89PNG", 4, "is a picture; type it into the roster"},
	{"\xff\xd8\xff", 3, "is a picture; type it into the roster"},
};

static bool check_magic(const char *path, struct slice start, struct diag *diag)
{
	if (start.length == 0)
		return diag_set(diag, "%s: no bytes at all", path);
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (start.length >= foreign[i].length &&
		    memcmp(start.data, foreign[i].magic, foreign[i].length) ==
			    0)
			return diag_set(diag, "\"%s\" %s", path,
					foreign[i].what);
	return true;
}

/*
 * The delimiter of a text: of TAB, semicolon and comma the one that cuts most
 * lines, a line cut in more than two counting double; quotes are passed over.
 */
static char choose_delimiter(struct slice block)
{
	static const char candidates[] = {'\t', ';', ','};
	size_t scores[3] = {0};
	struct slice line;

	for (int n = 0; n < LINES_LOOKED_AT && slice_next(&block, '\n', &line);
	     n++) {
		for (size_t i = 0; i < 3; i++) {
			size_t found = 0;
			bool quoted = false;

			for (size_t j = 0; j < line.length; j++) {
				if (line.data[j] == '"')
					quoted = !quoted;
				found += !quoted &&
					 line.data[j] == candidates[i];
			}
			scores[i] += found > 1 ? 2 : found;
		}
	}
	/* Times in semicolon files hold commas; TAB files hold both. */
	if (scores[0] > 0 && scores[0] * 2 >= scores[2])
		return '\t';
	return scores[1] > 0 && scores[1] * 2 >= scores[2] ? ';' : ',';
}

static bool open_text(struct rows *rows, struct slice start, struct diag *diag)
{
	struct table_text *text =
		table_text_new(rows->descriptor, rows->path, start, diag);

	if (text == NULL)
		return false;
	rows->csv = table_csv_new(text, diag);
	if (rows->csv == NULL)
		return false;
	table_csv_set_delimiter(rows->csv,
				choose_delimiter(table_csv_block(rows->csv)));
	return true;
}

static bool read_start(struct rows *rows, char start[START_SIZE],
		       size_t *length, struct diag *diag)
{
	ssize_t got;

	do {
		got = read(rows->descriptor, start, START_SIZE);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return diag_set_errno(diag, errno, "%s: can't be read",
				      rows->path);
	*length = (size_t)got;
	return true;
}

static bool open_any(struct rows *rows, struct diag *diag)
{
	char start[START_SIZE];
	size_t length = 0;

	rows->descriptor = file_open_input(rows->path, diag);
	rows->cells = calloc(CELLS_MAX, sizeof *rows->cells);
	if (rows->descriptor < 0)
		return false;
	if (rows->cells == NULL)
		return diag_memory(diag);
	if (!read_start(rows, start, &length, diag) ||
	    !check_magic(rows->path, (struct slice){start, length}, diag))
		return false;
	if (length >= 4 && memcmp(start, "PK\x03\x04", 4) == 0) {
		rows->sheet = sheet_open(rows->path, NULL, diag);
		return rows->sheet != NULL;
	}
	return open_text(rows, (struct slice){start, length}, diag);
}

struct rows *rows_open(const char *path, struct diag *diag)
{
	struct rows *rows = calloc(1, sizeof *rows);

	if (rows == NULL) {
		diag_memory(diag);
		return NULL;
	}
	rows->path = path;
	rows->descriptor = -1;
	if (open_any(rows, diag))
		return rows;
	rows_close(rows);
	return NULL;
}

void rows_close(struct rows *rows)
{
	if (rows == NULL)
		return;
	if (rows->csv != NULL)
		table_csv_free(rows->csv);
	if (rows->sheet != NULL)
		sheet_close(rows->sheet);
	if (rows->descriptor >= 0)
		file_close_input(rows->descriptor);
	free(rows->cells);
	free(rows);
}

bool rows_is_workbook(const struct rows *rows)
{
	return rows->sheet != NULL;
}

static bool is_blank(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].length > 0)
			return false;
	return true;
}

static int next_text(struct rows *rows, struct row *row, struct diag *diag)
{
	struct table_row found;
	int result = table_csv_next(rows->csv, &found, diag);

	if (result < 0)
		diag_prefix(diag, "%s", rows->path);
	if (result <= 0)
		return result;
	row->count = found.count < CELLS_MAX ? found.count : CELLS_MAX;
	row->line = found.line;
	for (size_t i = 0; i < row->count; i++)
		row->cells[i] = slice_trim(found.cells[i]);
	return 1;
}

static int next_sheet(struct rows *rows, struct row *row, struct diag *diag)
{
	struct sheet_row found;
	int result = sheet_next(rows->sheet, &found, diag);

	if (result <= 0)
		return result;
	row->count = found.count < CELLS_MAX ? found.count : CELLS_MAX;
	row->line = found.number;
	for (size_t i = 0; i < row->count; i++)
		row->cells[i] = slice_trim(found.cells[i].text);
	return 1;
}

int rows_next(struct rows *rows, struct row *row, struct diag *diag)
{
	int result;

	row->cells = rows->cells;
	do {
		result = rows->csv != NULL ? next_text(rows, row, diag)
					   : next_sheet(rows, row, diag);
	} while (result > 0 && is_blank(row));
	if (result > 0 && row->line > ROWS_FILE_MAX) {
		diag_set(diag, "%s: more than %d lines", rows->path,
			 ROWS_FILE_MAX);
		return -1;
	}
	return result;
}

bool rows_rewind(struct rows *rows, struct diag *diag)
{
	if (rows->csv != NULL)
		return table_csv_rewind(rows->csv, diag) ||
		       diag_prefix(diag, "%s", rows->path);
	sheet_close(rows->sheet);
	rows->sheet = sheet_open(rows->path, NULL, diag);
	return rows->sheet != NULL;
}
