#include "system/sheet_cell.h"

#include "base/number.h"
#include "system/sheet_number.h"

#include <string.h>

enum { VALUE_BYTES_MAX = 1024 * 1024 };

void cell_init(struct cell_reading *cell)
{
	*cell = (struct cell_reading){0};
	strbuf_init(&cell->value, VALUE_BYTES_MAX);
	strbuf_init(&cell->formula, VALUE_BYTES_MAX);
	cell->text.out = &cell->value;
}

void cell_release(struct cell_reading *cell)
{
	strbuf_release(&cell->value);
	strbuf_release(&cell->formula);
}

static bool parse_type(const char *name, enum cell_type *type)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {
		{"s", CELL_SHARED},
		{"n", CELL_NUMBER},
		{"str", CELL_FORMULA_TEXT},
		{"b", CELL_BOOLEAN},
		{"inlineStr", CELL_INLINE_TEXT},
		{"e", CELL_ERROR},
		{"d", CELL_ISO_DATE},
	};

	*type = CELL_NUMBER;
	if (name == NULL)
		return true;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strcmp(name, types[i].name) != 0)
			continue;
		*type = types[i].type;
		return true;
	}
	return false;
}

/* The column of "AB12", from 0; SHEET_COLUMNS_MAX where there is none. */
static size_t column_of(const char *reference)
{
	size_t column = 0;

	for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
		column = column * 26 + (size_t)(*reference - 'A' + 1);
		if (column > SHEET_COLUMNS_MAX)
			return SHEET_COLUMNS_MAX;
	}
	return column == 0 ? SHEET_COLUMNS_MAX : column - 1;
}

bool cell_begin(struct cell_reading *cell, const char *const *attributes,
		size_t next, struct diag *diag)
{
	const char *reference = xml_attribute(attributes, "r");
	const char *type = xml_attribute(attributes, "t");
	const char *style = xml_attribute(attributes, "s");
	int64_t number = 0;

	strbuf_reset(&cell->value);
	strbuf_reset(&cell->formula);
	cell->part = CELL_PART_NONE;
	cell->calculated = false;
	cell->column = reference == NULL ? next : column_of(reference);
	if (cell->column >= SHEET_COLUMNS_MAX || cell->column < next)
		return diag_set(diag, "cell \"%s\" is out of place",
				reference == NULL ? "" : reference);
	if (!parse_type(type, &cell->type))
		return diag_set(diag, "a cell has the unknown type \"%s\"",
				type);
	if (style != NULL &&
	    (!number_parse(slice_of(style), &number) || number < 0))
		return diag_set(diag, "a cell has the unknown style \"%s\"",
				style);
	cell->style = (size_t)number;
	return true;
}

void cell_begin_part(struct cell_reading *cell, const char *name,
		     const char *const *attributes)
{
	if (cell->part == CELL_PART_INLINE) {
		sheet_text_begin(&cell->text, name, attributes);
	} else if (strcmp(name, "v") == 0) {
		cell->part = CELL_PART_VALUE;
	} else if (strcmp(name, "f") == 0) {
		cell->part = CELL_PART_FORMULA;
		cell->calculated = true;
	} else if (strcmp(name, "is") == 0) {
		cell->part = CELL_PART_INLINE;
	}
}

void cell_add(struct cell_reading *cell, struct slice piece)
{
	switch (cell->part) {
	case CELL_PART_VALUE:
		strbuf_append(&cell->value, piece);
		break;
	case CELL_PART_FORMULA:
		strbuf_append(&cell->formula, piece);
		break;
	case CELL_PART_INLINE:
		sheet_text_add(&cell->text, piece);
		break;
	case CELL_PART_NONE:
		break;
	}
}

void cell_end_part(struct cell_reading *cell, const char *name)
{
	if (cell->part == CELL_PART_INLINE && strcmp(name, "is") != 0)
		sheet_text_end(&cell->text, name);
	else
		cell->part = CELL_PART_NONE;
}

static bool put_copy(struct cell_reading *cell, struct row_builder *row,
		     enum sheet_cell_kind kind, struct slice text)
{
	size_t start = row->text.length;

	strbuf_append(&row->text, text);
	row_put(row, cell->column, kind, start);
	return true;
}

static bool put_shared(struct cell_reading *cell,
		       const struct cell_context *context,
		       struct row_builder *row, struct diag *diag)
{
	struct slice text;
	int64_t index;

	if (!number_parse(strbuf_slice(&cell->value), &index) || index < 0 ||
	    !sheet_strings_get(&context->strings, (size_t)index, &text))
		return diag_set(diag, "there is no shared text \"%s\"",
				strbuf_string(&cell->value));
	if (text.length > 0)
		row_put_shared(row, cell->column, text);
	return true;
}

/* Appends the number as the date its format makes of it, if it is one. */
static bool append_date(const struct cell_reading *cell,
			const struct cell_context *context, struct strbuf *out)
{
	struct slice raw = strbuf_slice(&cell->value);

	switch (sheet_styles_get(&context->styles, cell->style)) {
	case STYLE_DATE:
		return sheet_date_append(out, raw, context->from_1904);
	case STYLE_ELAPSED:
		return sheet_elapsed_append(out, raw);
	case STYLE_NUMBER:
		break;
	}
	return false;
}

static bool put_number(struct cell_reading *cell,
		       const struct cell_context *context,
		       struct row_builder *row, struct diag *diag)
{
	struct slice raw = strbuf_slice(&cell->value);
	size_t start = row->text.length;
	enum sheet_cell_kind kind = SHEET_NUMBER;

	if (append_date(cell, context, &row->text))
		kind = SHEET_DATE;
	else if (!sheet_number_append(&row->text, raw))
		return diag_set(diag, "\"%.*s\" is no number",
				SLICE_PRINT(raw));
	row_put(row, cell->column, kind, start);
	return true;
}

static bool put_iso_date(struct cell_reading *cell, struct row_builder *row,
			 struct diag *diag)
{
	struct slice raw = strbuf_slice(&cell->value);
	size_t start = row->text.length;

	if (!sheet_iso_append(&row->text, raw))
		return diag_set(diag, "\"%.*s\" is no date", SLICE_PRINT(raw));
	row_put(row, cell->column, SHEET_DATE, start);
	return true;
}

/*
 * A formula whose result was never stored: a program wrote it, and no
 * spreadsheet has calculated it since.
 */
static bool put_uncalculated(struct cell_reading *cell, struct row_builder *row)
{
	size_t start = row->text.length;

	strbuf_append_byte(&row->text, '=');
	strbuf_append(&row->text, strbuf_slice(&cell->formula));
	row_put(row, cell->column, SHEET_ERROR, start);
	return true;
}

static bool put_value(struct cell_reading *cell,
		      const struct cell_context *context,
		      struct row_builder *row, struct diag *diag)
{
	struct slice value = strbuf_slice(&cell->value);

	switch (cell->type) {
	case CELL_NUMBER:
		return put_number(cell, context, row, diag);
	case CELL_SHARED:
		return put_shared(cell, context, row, diag);
	case CELL_FORMULA_TEXT:
		sheet_text_unescape(&cell->value, 0);
		return put_copy(cell, row, SHEET_TEXT,
				strbuf_slice(&cell->value));
	case CELL_INLINE_TEXT:
		return put_copy(cell, row, SHEET_TEXT, value);
	case CELL_BOOLEAN:
		return put_copy(cell, row, SHEET_BOOLEAN,
				slice_is(value, "0") || slice_is(value, "false")
					? SLICE("FALSE")
					: SLICE("TRUE"));
	case CELL_ERROR:
		return put_copy(cell, row, SHEET_ERROR, value);
	case CELL_ISO_DATE:
		return put_iso_date(cell, row, diag);
	}
	return false;
}

bool cell_end(struct cell_reading *cell, const struct cell_context *context,
	      struct row_builder *row, struct diag *diag)
{
	bool put = true;

	if (cell->value.failed || cell->formula.failed)
		return diag_memory(diag);
	if (cell->value.length > 0)
		put = put_value(cell, context, row, diag);
	else if (cell->calculated && cell->type == CELL_NUMBER)
		put = put_uncalculated(cell, row);
	if (put && row->text.failed)
		return diag_memory(diag);
	return put;
}
