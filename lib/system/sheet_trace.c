#include "system/sheet_trace.h"

#include "system/sheet_package.h"

#include <string.h>

enum { NAMES_BYTES_MAX = 64 * 1024 };

bool sheet_trace_init(struct sheet_trace *trace)
{
	strbuf_init(&trace->names, NAMES_BYTES_MAX);
	trace->seal = digest_seal_new();
	return trace->seal != NULL;
}

void sheet_trace_release(struct sheet_trace *trace)
{
	strbuf_release(&trace->names);
	digest_seal_free(trace->seal);
}

bool sheet_trace_sheet(struct sheet_trace *trace, const char *name)
{
	struct slice bytes = {name, strlen(name) + 1};

	digest_seal_add(trace->seal, bytes.data, bytes.length);
	return strbuf_append(&trace->names, bytes);
}

void sheet_trace_cell(struct sheet_trace *trace, uint64_t row, size_t column,
		      const struct sheet_cell *cell)
{
	const uint64_t place[] = {row, column, cell->kind, cell->text.length};

	if (cell->text.length == 0)
		return;
	digest_seal_add(trace->seal, place, sizeof place);
	digest_seal_add(trace->seal, cell->text.data, cell->text.length);
}

static bool add_rows(struct sheet_trace *trace, struct sheet_reader *reader,
		     struct diag *diag)
{
	struct sheet_row row;
	int result;

	while ((result = sheet_next(reader, &row, diag)) == 1)
		for (size_t i = 0; i < row.count; i++)
			sheet_trace_cell(trace, row.number - 1, i,
					 &row.cells[i]);
	return result == 0;
}

static bool add_sheet(struct sheet_trace *trace, const char *path,
		      const char *name, struct diag *diag)
{
	struct sheet_reader *reader = sheet_open(path, name, diag);
	bool whole = reader != NULL && sheet_trace_sheet(trace, name) &&
		     add_rows(trace, reader, diag);

	sheet_close(reader);
	return whole;
}

static bool ignore_element(void *context, const char *name,
			   const char *const *attributes)
{
	(void)context;
	(void)name;
	(void)attributes;
	return true;
}

static bool ignore_end(void *context, const char *name)
{
	(void)context;
	(void)name;
	return true;
}

static bool ignore_text(void *context, struct slice text)
{
	(void)context;
	(void)text;
	return true;
}

/* Whether the parts that no cell tells of, such as the theme, are whole. */
static bool check_parts(const char *path, struct diag *diag)
{
	const struct xml_handler handler = {
		.begin = ignore_element,
		.end = ignore_end,
		.text = ignore_text,
	};
	struct package *package = package_open(path, diag);
	bool whole = package != NULL;
	const char *part;

	for (size_t i = 0; whole && (part = package_part(package, i)) != NULL;
	     i++)
		whole = slice_starts(slice_of(part), "xl/worksheets/") ||
			package_parse(package, part, &handler, diag);
	package_close(package);
	return whole;
}

bool sheet_trace_check(const struct sheet_trace *trace, const char *path,
		       struct diag *diag)
{
	struct slice rest = strbuf_slice(&trace->names), name;
	struct sheet_trace found;
	struct diag trouble;
	bool same;

	if (!sheet_trace_init(&found)) {
		sheet_trace_release(&found);
		return diag_memory(diag);
	}
	same = check_parts(path, &trouble);
	while (same && slice_next(&rest, '\0', &name))
		same = add_sheet(&found, path, name.data, &trouble);
	same = same &&
	       digest_seal_value(found.seal) == digest_seal_value(trace->seal);
	sheet_trace_release(&found);
	return same || diag_set(diag,
				"cannot write \"%s\": it does not read back as "
				"it was written; is the disk full?",
				path);
}
