#include "report/publish.h"

#include "system/json.h"

/* The Table Schema type of a column, from the first figure it has. */
static const char *type_of(const struct exhibit *exhibit, size_t column)
{
	for (size_t r = 0; r < exhibit->row_count; r++)
		switch (exhibit->rows[r].cells[column].kind) {
		case CELL_EMPTY:
		case CELL_HIDDEN:
			continue;
		case CELL_TEXT:
			return "string";
		case CELL_MEAN:
			return "number";
		case CELL_DATE:
			return "date";
		case CELL_COUNT:
		case CELL_CHANGE:
		case CELL_MONEY:
		case CELL_SHARE:
			return "integer";
		}
	return "integer";
}

static void put_member(struct json_writer *writer, const char *key,
		       struct slice text)
{
	json_key(writer, key);
	json_put_text(writer, text);
}

static void put_field(struct json_writer *writer, struct slice name,
		      const char *type, struct slice title)
{
	json_begin_object(writer);
	put_member(writer, "name", name);
	put_member(writer, "type", slice_of(type));
	put_member(writer, "title", title);
	json_end_object(writer);
}

static void put_schema(struct json_writer *writer,
		       const struct exhibit *exhibit)
{
	bool ids = !slice_is_empty(exhibit->row_id);

	json_begin_object(writer);
	json_key(writer, "fields");
	json_begin_array(writer);
	if (ids)
		put_field(writer, exhibit->row_id, "string",
			  exhibit->row_label);
	for (size_t i = 0; i < exhibit->column_count; i++)
		put_field(writer, exhibit->columns[i].id, type_of(exhibit, i),
			  exhibit->columns[i].label);
	json_end_array(writer);
	if (ids)
		put_member(writer, "primaryKey", exhibit->row_id);
	json_key(writer, "missingValues");
	json_begin_array(writer);
	json_put_text(writer, SLICE(""));
	json_put_text(writer, SLICE("\u00b7"));
	json_end_array(writer);
	json_end_object(writer);
}

static void put_resource(struct json_writer *writer,
			 const struct exhibit *exhibit)
{
	struct strbuf path;

	strbuf_init(&path, 256);
	strbuf_append(&path, exhibit->id);
	strbuf_append_string(&path, ".csv");
	json_begin_object(writer);
	put_member(writer, "name", exhibit->id);
	put_member(writer, "path", strbuf_slice(&path));
	put_member(writer, "title", exhibit->caption);
	put_member(writer, "format", SLICE("csv"));
	put_member(writer, "encoding", SLICE("utf-8"));
	json_key(writer, "schema");
	put_schema(writer, exhibit);
	json_end_object(writer);
	strbuf_release(&path);
}

void publish_package(const struct report *report, struct strbuf *out)
{
	struct json_writer writer = {.out = out, .comma = false};
	char date[DATE_SIZE];

	json_begin_object(&writer);
	put_member(&writer, "profile", SLICE("tabular-data-package"));
	put_member(&writer, "name", SLICE("vk-page"));
	put_member(&writer, "title", report->title);
	put_member(&writer, "description", report->standfirst);
	put_member(&writer, "version", date_format(report->as_of, date));
	json_key(&writer, "resources");
	json_begin_array(&writer);
	for (size_t i = 0; i < report->exhibit_count; i++)
		put_resource(&writer, report->exhibits[i]);
	json_end_array(&writer);
	json_end_object(&writer);
	strbuf_append_byte(out, '\n');
}
