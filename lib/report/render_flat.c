/*
 * Tab- and comma-separated values, for machines.
 */
#include "report/render.h"

#include "stream/escape.h"

static void tsv_text(struct slice text, bool begins_line, struct strbuf *out)
{
	if (!strbuf_reserve(out, escape_room(text)))
		return;
	out->length += escape_write(text, begins_line, out->data + out->length);
	out->data[out->length] = '\0';
}

void render_csv_text(struct slice text, struct strbuf *out)
{
	bool quote = false;

	for (size_t i = 0; i < text.length && !quote; i++)
		quote = memchr(",\"\r\n", text.data[i], 4) != NULL;
	if (quote)
		strbuf_append_byte(out, '"');
	if (text_is_formula(text))
		strbuf_append_byte(out, '\'');
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '"')
			strbuf_append_byte(out, '"');
		strbuf_append_byte(out, text.data[i]);
	}
	if (quote)
		strbuf_append_byte(out, '"');
}

/* What differs between the two formats. */
struct dialect {
	char separator;
	bool tsv;
};

static const struct dialect tsv = {'\t', true}, csv = {',', false};

static void put_text(const struct dialect *dialect, struct slice text,
		     bool begins_line, struct strbuf *out)
{
	if (!begins_line)
		strbuf_append_byte(out, dialect->separator);
	if (dialect->tsv)
		tsv_text(text, begins_line, out);
	else
		render_csv_text(text, out);
}

static void put_cell(const struct dialect *dialect, const struct cell *cell,
		     bool begins_line, struct strbuf *out)
{
	if (cell->kind == CELL_TEXT) {
		put_text(dialect, cell->text, begins_line, out);
		return;
	}
	if (!begins_line)
		strbuf_append_byte(out, dialect->separator);
	cell_machine(cell, out);
}

static void put_exhibit(const struct dialect *dialect,
			const struct exhibit *exhibit, struct strbuf *out)
{
	bool ids = !slice_is_empty(exhibit->row_id);

	if (ids)
		put_text(dialect, exhibit->row_id, true, out);
	for (size_t i = 0; i < exhibit->column_count; i++)
		put_text(dialect, exhibit->columns[i].id, i == 0 && !ids, out);
	strbuf_append_byte(out, '\n');
	for (size_t r = 0; r < exhibit->row_count; r++) {
		const struct exhibit_row *row = &exhibit->rows[r];

		if (ids)
			put_text(dialect, row->id, true, out);
		for (size_t i = 0; i < exhibit->column_count; i++)
			put_cell(dialect, &row->cells[i], i == 0 && !ids, out);
		strbuf_append_byte(out, '\n');
	}
}

/* One line a figure: exhibit, row, column, value. */
static void put_long(const struct dialect *dialect,
		     const struct exhibit *exhibit, struct strbuf *out)
{
	for (size_t r = 0; r < exhibit->row_count; r++) {
		const struct exhibit_row *row = &exhibit->rows[r];

		for (size_t i = 0; i < exhibit->column_count; i++) {
			if (row->cells[i].kind == CELL_EMPTY)
				continue;
			put_text(dialect, exhibit->id, true, out);
			put_text(dialect, row->id, false, out);
			put_text(dialect, exhibit->columns[i].id, false, out);
			put_cell(dialect, &row->cells[i], false, out);
			strbuf_append_byte(out, '\n');
		}
	}
}

static void put_report(const struct dialect *dialect,
		       const struct report *report, struct strbuf *out)
{
	static const char *const names[] = {"exhibit", "row", "column",
					    "value"};

	if (report->exhibit_count == 1) {
		put_exhibit(dialect, report->exhibits[0], out);
		return;
	}
	for (size_t i = 0; i < 4; i++)
		put_text(dialect, slice_of(names[i]), i == 0, out);
	strbuf_append_byte(out, '\n');
	for (size_t i = 0; i < report->exhibit_count; i++)
		put_long(dialect, report->exhibits[i], out);
}

void render_tsv(const struct report *report, struct strbuf *out)
{
	put_report(&tsv, report, out);
}

void render_csv(const struct report *report, struct strbuf *out)
{
	put_report(&csv, report, out);
}

void render_csv_exhibit(const struct exhibit *exhibit, struct strbuf *out)
{
	put_exhibit(&csv, exhibit, out);
}
