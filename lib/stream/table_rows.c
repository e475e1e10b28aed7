#include "stream/table_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PATH_SIZE = 32 };

struct table_rows {
	struct table_csv *csv; /* NULL: a workbook */
	int descriptor;
	const char *file;
	struct sheet_reader *sheet;
	char *name; /* of the sheet that was gone on to, or NULL: the first */
	struct slice *cells;
	enum sheet_cell_kind *kinds;
	/* Of a workbook: rows that were taken as a sample, to be read again. */
	const struct table_sample *sample;
	size_t sampled;
	bool peeking;
	struct block_place place; /* where peeking began */
};

void rows_close(struct table_rows *rows)
{
	if (rows == NULL)
		return;
	table_csv_free(rows->csv);
	if (rows->sheet != NULL)
		sheet_close(rows->sheet);
	free(rows->cells);
	free(rows->kinds);
	free(rows->name);
	free(rows);
}

/* A workbook is opened by its name; standard input by its descriptor's. */
static bool open_sheet(struct table_rows *rows, struct diag *diag)
{
	char path[PATH_SIZE];
	bool is_input = slice_is(slice_of(rows->file), "-");

	snprintf(path, sizeof path, "/proc/self/fd/%d", rows->descriptor);
	rows->sheet =
		sheet_open(is_input ? path : rows->file, rows->name, diag);
	return rows->sheet != NULL;
}

static bool open_workbook(struct table_rows *rows, struct diag *diag)
{
	struct stat status;

	if (fstat(rows->descriptor, &status) != 0 || !S_ISREG(status.st_mode))
		return diag_set(diag,
				"%s: a workbook can't be read from a pipe; "
				"name the file",
				rows->file);
	rows->cells = calloc(TABLE_CELLS_MAX, sizeof *rows->cells);
	rows->kinds = calloc(TABLE_CELLS_MAX, sizeof *rows->kinds);
	if (rows->cells == NULL || rows->kinds == NULL)
		return diag_memory(diag);
	return open_sheet(rows, diag);
}

static bool open_csv(struct table_rows *rows, struct table_text *text,
		     struct diag *diag)
{
	if (text == NULL)
		return false;
	rows->csv = table_csv_new(text, diag);
	return rows->csv != NULL;
}

struct table_rows *rows_open(enum table_kind kind, int descriptor,
			     const char *file, struct slice start,
			     struct diag *diag)
{
	struct table_rows *rows = calloc(1, sizeof *rows);
	bool opened;

	if (rows == NULL) {
		diag_memory(diag);
		return NULL;
	}
	rows->descriptor = descriptor;
	rows->file = file;
	if (kind == TABLE_XLSX)
		opened = open_workbook(rows, diag);
	else
		opened = open_csv(rows,
				  table_text_new(descriptor, file, start, diag),
				  diag);
	if (opened)
		return rows;
	rows_close(rows);
	return NULL;
}

struct table_rows *rows_again(const struct table_rows *rows, struct diag *diag)
{
	struct table_rows *again;
	bool opened;

	diag->message[0] = '\0';
	again = calloc(1, sizeof *again);
	if (again == NULL) {
		diag_memory(diag);
		return NULL;
	}
	again->descriptor = rows->descriptor;
	again->file = rows->file;
	if (rows->csv == NULL)
		opened = open_workbook(again, diag);
	else
		opened = open_csv(
			again,
			table_text_again(table_csv_text(rows->csv), diag),
			diag);
	if (opened && again->csv != NULL)
		table_csv_set_delimiter(again->csv,
					table_csv_delimiter(rows->csv));
	if (opened)
		return again;
	rows_close(again);
	return NULL;
}

static int next_of_sheet(struct table_rows *rows, struct table_row *row,
			 struct diag *diag)
{
	struct sheet_row found;
	size_t count;
	int result = sheet_next(rows->sheet, &found, diag);

	if (result <= 0)
		return result;
	count = found.count;
	while (count > 0 && found.cells[count - 1].text.length == 0)
		count--;
	if (count > TABLE_CELLS_MAX)
		return diag_set(diag, "%s:%llu: more than %d cells in a row",
				rows->file, (unsigned long long)found.number,
				TABLE_CELLS_MAX) -
		       1;
	for (size_t i = 0; i < count; i++) {
		rows->cells[i] = found.cells[i].text;
		rows->kinds[i] = found.cells[i].kind;
	}
	*row = (struct table_row){.cells = rows->cells,
				  .count = count,
				  .kinds = rows->kinds,
				  .line = found.number,
				  .odd = true};
	return 1;
}

/* A row of the sample, copied where its slices may be changed. */
static void sampled_row(struct table_rows *rows, struct table_row *row)
{
	const struct table_row *kept = &rows->sample->rows[rows->sampled++];

	for (size_t i = 0; i < kept->count; i++) {
		rows->cells[i] = kept->cells[i];
		rows->kinds[i] = kept->kinds[i];
	}
	*row = (struct table_row){.cells = rows->cells,
				  .count = kept->count,
				  .kinds = rows->kinds,
				  .line = kept->line,
				  .odd = true};
}

int rows_next(struct table_rows *rows, struct table_row *row, struct diag *diag)
{
	if (rows->csv != NULL)
		return table_csv_next(rows->csv, row, diag);
	if (rows->sample != NULL && rows->sampled < rows->sample->count) {
		sampled_row(rows, row);
		return 1;
	}
	if (rows->peeking && rows->sample != NULL)
		return 0;
	return next_of_sheet(rows, row, diag);
}

static bool take_sample(struct table_rows *rows, struct table_sample *sample,
			struct diag *diag)
{
	struct table_row row;
	int result;

	while (sample->count < SAMPLE_ROWS) {
		result = rows_next(rows, &row, diag);
		if (result < 0)
			return false;
		if (result == 0)
			break;
		if (!sample_add(sample, &row))
			return diag_memory(diag);
	}
	return true;
}

void rows_peek_begin(struct table_rows *rows)
{
	rows->peeking = true;
	if (rows->csv == NULL)
		return;
	rows->place = table_csv_place(rows->csv);
	table_csv_hold(rows->csv, true);
}

void rows_peek_end(struct table_rows *rows)
{
	rows->peeking = false;
	rows->sampled = 0;
	if (rows->csv == NULL)
		return;
	table_csv_hold(rows->csv, false);
	table_csv_return(rows->csv, &rows->place);
}

bool rows_sample(struct table_rows *rows, struct table_sample *sample,
		 struct diag *diag)
{
	bool taken;

	sample_release(sample);
	rows_peek_begin(rows);
	taken = take_sample(rows, sample, diag);
	rows_peek_end(rows);
	rows->sample = rows->csv == NULL ? sample : NULL;
	return taken;
}

bool rows_rewind(struct table_rows *rows, struct diag *diag)
{
	if (rows->csv != NULL)
		return table_csv_rewind(rows->csv, diag);
	sheet_close(rows->sheet);
	rows->sheet = NULL;
	rows->sample = NULL;
	return open_sheet(rows, diag);
}

uint64_t rows_bytes(const struct table_rows *rows)
{
	struct stat status;

	if (rows->csv != NULL)
		return table_text_bytes(table_csv_text(rows->csv));
	if (fstat(rows->descriptor, &status) != 0)
		return 0;
	return (uint64_t)status.st_size;
}

struct table_csv *rows_csv(struct table_rows *rows)
{
	return rows->csv;
}

const char *rows_sheet(const struct table_rows *rows)
{
	return rows->csv == NULL ? sheet_name(rows->sheet) : NULL;
}

int rows_follow(struct table_rows *rows, struct diag *diag)
{
	int found = rows->csv != NULL ? 0 : sheet_follow(rows->sheet, diag);

	if (found <= 0)
		return found;
	free(rows->name);
	rows->sample = NULL;
	rows->name = strdup(sheet_name(rows->sheet));
	return rows->name != NULL ? 1 : diag_memory(diag) - 1;
}

bool rows_other_sheet(const struct table_rows *rows, struct strbuf *name,
		      struct diag *diag)
{
	struct table_rows *again;
	int found;

	if (rows->csv != NULL || sheet_is_last(rows->sheet))
		return true;
	again = rows_again(rows, diag);
	found = again == NULL ? -1 : rows_follow(again, diag);
	if (found > 0 && !strbuf_append_string(name, rows_sheet(again)))
		found = diag_memory(diag) - 1;
	rows_close(again);
	return found >= 0;
}
