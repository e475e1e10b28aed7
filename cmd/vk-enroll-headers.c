/*
 * --headers: what each file is, and how its columns are understood; a line a
 * column.
 */
#include "vk-enroll.h"

#include "stream/table.h"

enum { TEXT_MAX = 16 * 1024 * 1024 };

/* A cell of the answer: nothing in it may end it. */
static void put(struct strbuf *out, struct slice cell, char end)
{
	for (size_t i = 0; i < cell.length; i++) {
		char byte = cell.data[i];

		strbuf_append_byte(out, (unsigned char)byte < ' ' ? ' ' : byte);
	}
	strbuf_append_byte(out, end);
}

static void put_number(struct strbuf *out, uint64_t number)
{
	strbuf_append_format(out, "%llu\t", (unsigned long long)number);
}

/* The kind of a file, and where its columns stand in it. */
static void put_file(struct strbuf *out, const char *path,
		     const struct table *table)
{
	struct table_description is = {.header_line = 1};

	if (table != NULL)
		table_describe(table, &is);
	put(out, slice_of(path), '\t');
	put(out,
	    slice_of(table == NULL	     ? "stream"
		     : is.kind == TABLE_XLSX ? "XLSX"
					     : "CSV"),
	    '\t');
	put(out, slice_of(is.sheet == NULL ? "" : is.sheet), '\t');
	put(out, slice_of(is.encoding == NULL ? "" : is.encoding), '\t');
	if (is.delimiter == '\t')
		put(out, SLICE("tab"), '\t');
	else
		put(out, (struct slice){&is.delimiter, is.delimiter != 0},
		    '\t');
	put_number(out, is.header_line);
}

static void describe(struct enroll *enroll, const char *path,
		     struct strbuf *out)
{
	struct input *input =
		tool_open(enroll->tool, enroll->policy, &path, 1, NULL);
	const struct header *header = input_header(input);
	const struct table *table = input_table(input, 0);

	for (size_t i = 0; i < header->count; i++) {
		bool known = table != NULL ? table_column_is_known(table, i)
					   : schema_is_field(header->names[i]);

		put_file(out, path, table);
		put_number(out, i + 1);
		put(out,
		    table != NULL ? table_label(table, i) : header->names[i],
		    '\t');
		put(out, header->names[i], '\t');
		put(out, known ? SLICE("yes") : SLICE("no"), '\n');
	}
}

void enroll_headers(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;
	struct strbuf out;

	/* Nothing is read of the dates. */
	if (tool->date_order == DATE_ORDER_OPEN)
		tool->date_order = DATE_DAY_FIRST;
	strbuf_init(&out, TEXT_MAX);
	strbuf_append_string(&out, "file\tkind\tsheet\tencoding\tdelimiter\t"
				   "line\tcolumn\theader\tfield\tknown\n");
	for (size_t i = 0; i < tool->path_count; i++)
		describe(enroll, tool->paths[i], &out);
	if (tool->path_count == 0)
		describe(enroll, "-", &out);
	if (out.failed)
		tool_die(tool, "out of memory");
	tool_print(tool, strbuf_slice(&out));
	strbuf_release(&out);
}
