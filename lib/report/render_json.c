/*
 * JSON: an array of objects for an answer to --by, an object for a page. The
 * page is what --previous reads back.
 */
#include "report/render.h"

#include "system/json.h"

/* A number in a form that is JSON's already: "12.50". */
static void put_decimal(struct json_writer *writer, const struct cell *cell)
{
	if (writer->comma)
		strbuf_append_byte(writer->out, ',');
	cell_machine(cell, writer->out);
	writer->comma = true;
}

static void put_cell(struct json_writer *writer, const struct cell *cell)
{
	struct strbuf text;

	switch (cell->kind) {
	case CELL_EMPTY:
		json_put_null(writer);
		return;
	case CELL_HIDDEN:
		json_put_text(writer, SLICE("suppressed"));
		return;
	case CELL_TEXT:
		json_put_text(writer, cell->text);
		return;
	case CELL_MEAN:
		put_decimal(writer, cell);
		return;
	case CELL_DATE:
		strbuf_init(&text, 64);
		cell_machine(cell, &text);
		json_put_text(writer, strbuf_slice(&text));
		strbuf_release(&text);
		return;
	case CELL_COUNT:
	case CELL_CHANGE:
	case CELL_MONEY:
	case CELL_SHARE:
		break;
	}
	json_put_integer(writer, cell->number);
}

/* A key that is a slice; ids are checked names, far shorter than this. */
static void put_key(struct json_writer *writer, struct slice id)
{
	char key[160];
	size_t length = id.length < sizeof key ? id.length : sizeof key - 1;

	memcpy(key, id.data, length);
	key[length] = '\0';
	json_key(writer, key);
}

static void put_row(struct json_writer *writer, const struct exhibit *exhibit,
		    const struct exhibit_row *row)
{
	json_begin_object(writer);
	if (!slice_is_empty(exhibit->row_id)) {
		put_key(writer, exhibit->row_id);
		json_put_text(writer, row->id);
	}
	for (size_t i = 0; i < exhibit->column_count; i++) {
		put_key(writer, exhibit->columns[i].id);
		put_cell(writer, &row->cells[i]);
	}
	json_end_object(writer);
}

static void put_rows(struct json_writer *writer, const struct exhibit *exhibit)
{
	json_begin_array(writer);
	for (size_t i = 0; i < exhibit->row_count; i++) {
		/* A row a line, so that two nights can be compared by diff. */
		strbuf_append_string(writer->out, i > 0 ? ",\n" : "\n");
		writer->comma = false;
		put_row(writer, exhibit, &exhibit->rows[i]);
	}
	json_end_array(writer);
}

static void put_page(struct json_writer *writer, const struct report *report)
{
	char date[DATE_SIZE];

	json_begin_object(writer);
	json_key(writer, "report");
	json_put_text(writer, SLICE("vk-page"));
	json_key(writer, "version");
	json_put_integer(writer, 1);
	json_key(writer, "office");
	json_put_text(writer, report->office);
	json_key(writer, "as_of");
	json_put_text(writer, date_format(report->as_of, date));
	json_key(writer, "audience");
	json_put_text(writer,
		      report->is_public ? SLICE("public") : SLICE("office"));
	json_key(writer, "exhibits");
	json_begin_object(writer);
	for (size_t i = 0; i < report->exhibit_count; i++) {
		put_key(writer, report->exhibits[i]->id);
		put_rows(writer, report->exhibits[i]);
	}
	json_end_object(writer);
	json_end_object(writer);
}

void render_json(const struct report *report, struct strbuf *out)
{
	struct json_writer writer = {.out = out, .comma = false};

	if (slice_is_empty(report->title) && report->exhibit_count == 1)
		put_rows(&writer, report->exhibits[0]);
	else
		put_page(&writer, report);
	strbuf_append_byte(out, '\n');
}
