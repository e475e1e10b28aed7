/*
 * A workbook: a sheet for each exhibit, and one that says what the columns
 * mean.
 */
#include "report/render.h"
#include "report/words.h"
#include "system/file.h"
#include "system/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { SHEET_NAME_MAX = 31 };

static void put_cell(struct sheet_writer *writer, const struct cell *cell)
{
	struct strbuf text;

	switch (cell->kind) {
	case CELL_EMPTY:
		sheet_put_empty(writer);
		return;
	case CELL_TEXT:
		sheet_put_text(writer, cell->text);
		return;
	case CELL_DATE:
		sheet_put_date(writer, (struct date){(int32_t)cell->number});
		return;
	case CELL_MEAN:
	case CELL_HIDDEN:
		strbuf_init(&text, 64);
		cell_machine(cell, &text);
		sheet_put_text(writer, strbuf_slice(&text));
		strbuf_release(&text);
		return;
	case CELL_COUNT:
	case CELL_CHANGE:
	case CELL_MONEY:
	case CELL_SHARE:
		break;
	}
	sheet_put_number(writer, cell->number);
}

/* A sheet's name from an exhibit's id, and its headings as C strings. */
static bool begin_exhibit(struct sheet_writer *writer, struct arena *arena,
			  const struct exhibit *exhibit, struct diag *diag)
{
	bool ids = !slice_is_empty(exhibit->row_id);
	const char *headings[EXHIBIT_COLUMNS_MAX + 2];
	char *name =
		arena_string(arena, slice_part(exhibit->id, 0, SHEET_NAME_MAX));
	size_t count = 0;

	if (ids) {
		headings[count++] = arena_string(arena, exhibit->row_id);
		headings[count++] = arena_string(arena, exhibit->row_label);
	}
	for (size_t i = 0; i < exhibit->column_count; i++)
		headings[count++] = arena_string(arena, exhibit->columns[i].id);
	for (size_t i = 0; i < count; i++)
		if (headings[i] == NULL || name == NULL)
			return diag_memory(diag);
	return sheet_begin(writer, name, headings, count, diag);
}

static bool put_exhibit(struct sheet_writer *writer, struct arena *arena,
			const struct exhibit *exhibit, struct diag *diag)
{
	bool ids = !slice_is_empty(exhibit->row_id);

	if (!begin_exhibit(writer, arena, exhibit, diag))
		return false;
	for (size_t r = 0; r < exhibit->row_count; r++) {
		const struct exhibit_row *row = &exhibit->rows[r];

		if (ids) {
			sheet_put_text(writer, row->id);
			sheet_put_text(writer, row->label);
		}
		for (size_t i = 0; i < exhibit->column_count; i++)
			put_cell(writer, &row->cells[i]);
		if (!sheet_end_row(writer, diag))
			return false;
	}
	return true;
}

/* One row a column: its sheet, its name, what it is called and what it holds.
 */
static bool put_definitions(struct sheet_writer *writer,
			    const struct report *report, struct diag *diag)
{
	static const char *const headings[] = {"sheet", "column", "label",
					       "caption"};
	const char *name = words(N_("definitions")).data;

	if (!sheet_begin(writer, name, headings, 4, diag))
		return false;
	for (size_t e = 0; e < report->exhibit_count; e++) {
		const struct exhibit *exhibit = report->exhibits[e];

		for (size_t i = 0; i < exhibit->column_count; i++) {
			sheet_put_text(writer, exhibit->id);
			sheet_put_text(writer, exhibit->columns[i].id);
			sheet_put_text(writer, exhibit->columns[i].label);
			sheet_put_text(writer, exhibit->caption);
			if (!sheet_end_row(writer, diag))
				return false;
		}
	}
	return true;
}

static bool write_book(const struct report *report, const char *path,
		       struct diag *diag)
{
	struct sheet_writer *writer = sheet_create(path, report->as_of, diag);
	bool done = writer != NULL;

	for (size_t i = 0; done && i < report->exhibit_count; i++)
		done = put_exhibit(writer, report->arena, report->exhibits[i],
				   diag);
	done = done && put_definitions(writer, report, diag);
	if (writer == NULL)
		return false;
	if (done)
		return sheet_finish(writer, diag);
	struct diag ignored;

	sheet_finish(writer, &ignored);
	return false;
}

/* The workbook library writes files only: one beside, read back and removed. */
bool render_xlsx(const struct report *report, struct strbuf *out,
		 struct diag *diag)
{
	char path[] = "/tmp/vk-report-XXXXXX";
	int descriptor = mkstemp(path);
	bool done;

	if (descriptor < 0)
		return diag_set_errno(diag, errno, "'%s'", path);
	close(descriptor);
	done = write_book(report, path, diag) &&
	       file_load(path, RENDER_SIZE_MAX, out, diag);
	unlink(path);
	return done;
}
