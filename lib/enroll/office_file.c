#include "enroll/office_file.h"

enum { TEXT_MAX = 4 * 1024 * 1024 };

static void put_csv(struct office_file *file, struct slice text)
{
	struct strbuf *out = &file->text;

	if (file->in_row)
		strbuf_append_byte(out, ';');
	strbuf_append_byte(out, '"');
	if (text_is_formula(text))
		strbuf_append_byte(out, '\'');
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '"')
			strbuf_append_byte(out, '"');
		strbuf_append_byte(out, text.data[i]);
	}
	strbuf_append_byte(out, '"');
}

void office_file_put(struct office_file *file, struct slice text)
{
	if (file->sheet != NULL)
		sheet_put_text(file->sheet, text);
	else
		put_csv(file, text);
	file->in_row = true;
}

bool office_file_end_row(struct office_file *file, struct diag *diag)
{
	bool good;

	file->in_row = false;
	if (file->sheet != NULL)
		return sheet_end_row(file->sheet, diag);
	strbuf_append_byte(&file->text, '\n');
	if (file->text.failed)
		return diag_memory(diag);
	good = file_output_write(file->output, file->text.data,
				 file->text.length, diag);
	strbuf_reset(&file->text);
	return good;
}

static bool begin_sheet(struct office_file *file,
			const struct office_file_plan *plan, struct diag *diag)
{
	const char *headings[SHEET_COLUMNS_MAX];
	struct arena arena;
	bool good = plan->count <= SHEET_COLUMNS_MAX;

	arena_init(&arena, TEXT_MAX);
	for (size_t i = 0; good && i < plan->count; i++) {
		headings[i] = arena_string(&arena, plan->headings[i]);
		good = headings[i] != NULL;
	}
	if (!good) {
		arena_release(&arena);
		return diag_memory(diag);
	}
	file->sheet =
		sheet_create(file->output->temporary, plan->created, diag);
	good = file->sheet != NULL && sheet_begin(file->sheet, plan->sheet,
						  headings, plan->count, diag);
	arena_release(&arena);
	return good;
}

static bool begin_csv(struct office_file *file,
		      const struct office_file_plan *plan, struct diag *diag)
{
	strbuf_append_string(&file->text, "\xef\xbb\xbf");
	for (size_t i = 0; i < plan->count; i++)
		office_file_put(file, plan->headings[i]);
	return office_file_end_row(file, diag);
}

bool office_file_begin(struct office_file *file, struct file_output *output,
		       const struct office_file_plan *plan, struct diag *diag)
{
	struct slice path = slice_of(output->path);
	bool sheet = slice_ends(path, ".xlsx");

	*file = (struct office_file){.output = output};
	strbuf_init(&file->text, TEXT_MAX);
	if (!sheet && !slice_ends(path, ".csv"))
		return diag_set(diag,
				"\"%s\": a table for the office goes to a file "
				"that ends in .xlsx or .csv",
				output->path);
	return sheet ? begin_sheet(file, plan, diag)
		     : begin_csv(file, plan, diag);
}

bool office_file_end(struct office_file *file, struct diag *diag)
{
	bool good = file->sheet == NULL || sheet_finish(file->sheet, diag);

	strbuf_release(&file->text);
	return good;
}
