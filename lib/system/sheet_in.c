#include "system/sheet.h"

#include "base/number.h"
#include "system/sheet_book.h"
#include "system/sheet_cell.h"
#include "system/xml.h"

#include <stdlib.h>
#include <string.h>

enum { BOOK_BYTES_MAX = 16 * 1024 * 1024, PIECE_SIZE = 64 * 1024 };

/* Where in the sheet's part the reading is. */
enum place {
	BEFORE_DATA, /* or behind it */
	IN_DATA,     /* within <sheetData> */
	IN_ROW,
	IN_CELL
};

struct sheet_reader {
	struct package *package;
	struct arena arena; /* of the book and the row */
	struct book book;
	struct cell_context context;
	const struct book_sheet *sheet;
	struct part *part;
	struct xml *xml;
	enum place place;
	struct cell_reading cell;
	size_t next_column;
	struct row_builder row;
	int64_t number;	   /* of the row, from 1 */
	bool ready;	   /* a row is complete and not handed out */
	bool complete;	   /* the whole part has been read */
	struct diag *diag; /* of the call that reads on */
	char piece[PIECE_SIZE];
};

static bool begin_row(struct sheet_reader *reader,
		      const char *const *attributes)
{
	const char *text = xml_attribute(attributes, "r");
	int64_t number = reader->number + 1;

	if ((text != NULL && !number_parse(slice_of(text), &number)) ||
	    number <= reader->number || number > SHEET_ROWS_MAX)
		return diag_set(reader->diag, "row \"%s\" is out of place",
				text == NULL ? "" : text);
	reader->place = IN_ROW;
	reader->number = number;
	reader->next_column = 0;
	row_begin(&reader->row);
	return true;
}

static bool on_begin(void *context, const char *name,
		     const char *const *attributes)
{
	struct sheet_reader *reader = context;

	switch (reader->place) {
	case BEFORE_DATA:
		if (strcmp(name, "sheetData") == 0)
			reader->place = IN_DATA;
		return true;
	case IN_DATA:
		return strcmp(name, "row") != 0 ||
		       begin_row(reader, attributes);
	case IN_ROW:
		if (strcmp(name, "c") != 0)
			return true;
		reader->place = IN_CELL;
		return cell_begin(&reader->cell, attributes,
				  reader->next_column, reader->diag);
	case IN_CELL:
		cell_begin_part(&reader->cell, name, attributes);
		return true;
	}
	return false;
}

static bool on_text(void *context, struct slice text)
{
	struct sheet_reader *reader = context;

	if (reader->place == IN_CELL)
		cell_add(&reader->cell, text);
	return true;
}

static bool end_cell(struct sheet_reader *reader)
{
	reader->place = IN_ROW;
	reader->next_column = reader->cell.column + 1;
	return cell_end(&reader->cell, &reader->context, &reader->row,
			reader->diag) ||
	       diag_prefix(reader->diag, "column %zu", reader->next_column);
}

static void end_row(struct sheet_reader *reader)
{
	reader->place = IN_DATA;
	if (reader->row.count == 0)
		return;
	reader->ready = true;
	xml_pause(reader->xml);
}

static bool on_end(void *context, const char *name)
{
	struct sheet_reader *reader = context;

	if (reader->place == IN_CELL) {
		if (strcmp(name, "c") == 0)
			return end_cell(reader);
		cell_end_part(&reader->cell, name);
	} else if (reader->place == IN_ROW && strcmp(name, "row") == 0) {
		end_row(reader);
	} else if (reader->place == IN_DATA && strcmp(name, "sheetData") == 0) {
		reader->place = BEFORE_DATA;
	}
	return true;
}

static void close_sheet(struct sheet_reader *reader)
{
	xml_free(reader->xml);
	part_close(reader->part);
	reader->xml = NULL;
	reader->part = NULL;
}

static bool open_sheet(struct sheet_reader *reader,
		       const struct book_sheet *sheet, struct diag *diag)
{
	const struct xml_handler handler = {
		.context = reader,
		.begin = on_begin,
		.end = on_end,
		.text = on_text,
	};

	close_sheet(reader);
	reader->sheet = sheet;
	reader->place = BEFORE_DATA;
	reader->number = 0;
	reader->ready = false;
	reader->complete = false;
	reader->part = part_open(reader->package, sheet->part, diag);
	if (reader->part == NULL)
		return false;
	reader->xml = xml_new(&handler);
	return reader->xml != NULL || diag_memory(diag);
}

/* Adds the file, the sheet and the row to what a handler or the XML says. */
static bool tell(struct sheet_reader *reader, const struct diag *trouble,
		 struct diag *diag)
{
	if (trouble->message[0] != '\0')
		*diag = *trouble;
	return diag_prefix(diag, "\"%s\": sheet \"%s\", row %lld",
			   package_path(reader->package), reader->sheet->name,
			   (long long)reader->number);
}

static bool read_on(struct sheet_reader *reader, struct diag *diag)
{
	struct diag trouble;
	ssize_t got;

	if (xml_is_paused(reader->xml))
		return xml_resume(reader->xml, &trouble) ||
		       tell(reader, &trouble, diag);
	got = part_read(reader->part, reader->piece, sizeof reader->piece,
			diag);
	if (got < 0)
		return false;
	reader->complete = got == 0;
	return xml_feed(reader->xml, (struct slice){reader->piece, (size_t)got},
			got == 0, &trouble) ||
	       tell(reader, &trouble, diag);
}

/* Reads until a row is ready or the sheet is at its end. */
static bool find_row(struct sheet_reader *reader, struct diag *diag)
{
	reader->diag = diag;
	while (!reader->ready && !reader->complete)
		if (!read_on(reader, diag))
			return false;
	return true;
}

int sheet_next(struct sheet_reader *reader, struct sheet_row *row,
	       struct diag *diag)
{
	if (!find_row(reader, diag))
		return -1;
	if (!reader->ready)
		return 0;
	reader->ready = false;
	row->number = (uint64_t)reader->number;
	row->cells = row_end(&reader->row);
	row->count = reader->row.count;
	return 1;
}

static bool choose_named(struct sheet_reader *reader, const char *name,
			 struct diag *diag)
{
	struct strbuf names;

	strbuf_init(&names, DIAG_SIZE / 2);
	for (const struct book_sheet *sheet = reader->book.sheets;
	     sheet != NULL; sheet = sheet->next) {
		if (strcmp(sheet->name, name) == 0) {
			strbuf_release(&names);
			return open_sheet(reader, sheet, diag) &&
			       find_row(reader, diag);
		}
		strbuf_append_format(&names, "%s\"%s\"",
				     names.length == 0 ? "" : ", ",
				     sheet->name);
	}
	diag_set(diag, "\"%s\" has no sheet \"%s\"; it has %s",
		 package_path(reader->package), name, strbuf_string(&names));
	strbuf_release(&names);
	return false;
}

/* Opens the first visible sheet that has cells, from one on: 1, 0, -1. */
static int choose_from(struct sheet_reader *reader,
		       const struct book_sheet *sheet, struct diag *diag)
{
	for (; sheet != NULL; sheet = sheet->next) {
		if (sheet->hidden)
			continue;
		if (!open_sheet(reader, sheet, diag) || !find_row(reader, diag))
			return -1;
		if (reader->ready)
			return 1;
	}
	return 0;
}

static bool choose_first(struct sheet_reader *reader, struct diag *diag)
{
	int chosen = choose_from(reader, reader->book.sheets, diag);

	return chosen > 0 ||
	       (chosen == 0 &&
		diag_set(diag, "\"%s\" has no visible sheet with cells",
			 package_path(reader->package)));
}

int sheet_follow(struct sheet_reader *reader, struct diag *diag)
{
	return choose_from(reader, reader->sheet->next, diag);
}

bool sheet_is_last(const struct sheet_reader *reader)
{
	const struct book_sheet *sheet = reader->sheet->next;

	while (sheet != NULL && sheet->hidden)
		sheet = sheet->next;
	return sheet == NULL;
}

static bool load_book(struct sheet_reader *reader, struct diag *diag)
{
	struct cell_context *context = &reader->context;
	const char *strings, *styles;

	if (!row_init(&reader->row, &reader->arena))
		return diag_memory(diag);
	if (!book_load(reader->package, &reader->arena, &reader->book, diag))
		return false;
	strings = reader->book.strings;
	styles = reader->book.styles;
	context->from_1904 = reader->book.from_1904;
	return (strings == NULL ||
		sheet_strings_load(&context->strings, reader->package, strings,
				   diag)) &&
	       (styles == NULL ||
		sheet_styles_load(&context->styles, reader->package, styles,
				  diag));
}

struct sheet_reader *sheet_open(const char *path, const char *sheet,
				struct diag *diag)
{
	struct package *package = package_open(path, diag);
	struct sheet_reader *reader;

	if (package == NULL)
		return NULL;
	reader = calloc(1, sizeof *reader);
	if (reader == NULL) {
		package_close(package);
		diag_memory(diag);
		return NULL;
	}
	reader->package = package;
	arena_init(&reader->arena, BOOK_BYTES_MAX);
	sheet_strings_init(&reader->context.strings);
	sheet_styles_init(&reader->context.styles);
	cell_init(&reader->cell);
	if (load_book(reader, diag) &&
	    (sheet == NULL ? choose_first(reader, diag)
			   : choose_named(reader, sheet, diag)))
		return reader;
	sheet_close(reader);
	return NULL;
}

void sheet_close(struct sheet_reader *reader)
{
	if (reader == NULL)
		return;
	close_sheet(reader);
	cell_release(&reader->cell);
	row_release(&reader->row);
	sheet_strings_release(&reader->context.strings);
	sheet_styles_release(&reader->context.styles);
	arena_release(&reader->arena);
	package_close(reader->package);
	free(reader);
}

const char *sheet_name(const struct sheet_reader *reader)
{
	return reader->sheet->name;
}
