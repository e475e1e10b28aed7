#include "enroll/repair.h"

#include <stdio.h>

enum { TEXT_MAX = 4 * 1024 * 1024, LAST_COLUMNS = 5 };

/* Behind the columns as they were sent. */
static const char *const last_columns[LAST_COLUMNS] = {
	"application", "enroll_status", "enroll_reasons", "enroll_missing",
	"berkas_baris"};

/* A text that spreadsheets would run is marked as text. */
static bool is_formula(struct slice text)
{
	return text.length > 0 && strchr("=+-@", text.data[0]) != NULL;
}

static void put_csv(struct repair *repair, struct slice text)
{
	struct strbuf *out = &repair->text;

	if (out->length > 0 && out->data[out->length - 1] != '\n' &&
	    out->data[out->length - 1] != '\xbf')
		strbuf_append_byte(out, ';');
	strbuf_append_byte(out, '"');
	if (is_formula(text))
		strbuf_append_byte(out, '\'');
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '"')
			strbuf_append_byte(out, '"');
		strbuf_append_byte(out, text.data[i]);
	}
	strbuf_append_byte(out, '"');
}

static void put_cell(struct repair *repair, struct slice text)
{
	if (repair->sheet != NULL)
		sheet_put_text(repair->sheet, text);
	else
		put_csv(repair, text);
}

static bool end_row(struct repair *repair, struct diag *diag)
{
	bool good;

	if (repair->sheet != NULL)
		return sheet_end_row(repair->sheet, diag);
	strbuf_append_byte(&repair->text, '\n');
	if (repair->text.failed)
		return diag_memory(diag);
	good = file_output_write(&repair->output, repair->text.data,
				 repair->text.length, diag);
	strbuf_reset(&repair->text);
	return good;
}

static bool begin_sheet(struct repair *repair, struct date created,
			struct diag *diag)
{
	const char *headings[SHEET_COLUMNS_MAX];
	struct arena arena;
	size_t count = 0;
	bool good;

	arena_init(&arena, TEXT_MAX);
	for (size_t i = 0; i < repair->header->count; i++)
		if (i != repair->number_column)
			headings[count++] =
				arena_string(&arena, repair->header->names[i]);
	for (size_t i = 0; i < LAST_COLUMNS; i++)
		headings[count++] = last_columns[i];
	repair->sheet = sheet_create(repair->output.temporary, created, diag);
	good = repair->sheet != NULL &&
	       sheet_begin(repair->sheet, "perbaiki", headings, count, diag);
	arena_release(&arena);
	return good;
}

static bool begin_csv(struct repair *repair, struct diag *diag)
{
	strbuf_append_string(&repair->text, "\xef\xbb\xbf");
	for (size_t i = 0; i < repair->header->count; i++)
		if (i != repair->number_column)
			put_csv(repair, repair->header->names[i]);
	for (size_t i = 0; i < LAST_COLUMNS; i++)
		put_csv(repair, slice_of(last_columns[i]));
	return end_row(repair, diag);
}

bool repair_begin(struct repair *repair, const char *path,
		  const struct header *header, struct date created,
		  struct diag *diag)
{
	bool sheet = slice_ends(slice_of(path), ".xlsx");

	*repair = (struct repair){
		.header = header,
		.number_column = header_find(header, SLICE("application"))};
	strbuf_init(&repair->text, TEXT_MAX);
	if (!sheet && !slice_ends(slice_of(path), ".csv"))
		return diag_set(diag,
				"\"%s\": the rows to mend go to a file that "
				"ends in .xlsx or .csv",
				path);
	return file_output_begin(&repair->output, path, 0600, diag) &&
	       (sheet ? begin_sheet(repair, created, diag)
		      : begin_csv(repair, diag));
}

bool repair_put(struct repair *repair, const struct repair_row *row,
		struct diag *diag)
{
	const struct record *record = row->record;
	char place[4096];

	for (size_t i = 0; i < record->count; i++)
		if (i != repair->number_column)
			put_cell(repair, record->fields[i]);
	snprintf(place, sizeof place, "%s:%llu", record->file,
		 (unsigned long long)record->line);
	put_cell(repair, row->application);
	put_cell(repair, row->status);
	put_cell(repair, row->reasons);
	put_cell(repair, row->missing);
	put_cell(repair, slice_of(place));
	return end_row(repair, diag);
}

bool repair_end(struct repair *repair, struct diag *diag)
{
	bool good = repair->sheet == NULL || sheet_finish(repair->sheet, diag);

	strbuf_release(&repair->text);
	if (good)
		return file_output_commit(&repair->output, diag);
	file_output_abandon(&repair->output);
	return false;
}
