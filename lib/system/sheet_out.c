#include "base/number.h"
#include "base/strbuf.h"
#include "system/descriptor.h"
#include "system/library.h"
#include "system/sheet_text.h"
#include "system/sheet_trace.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
	CELL_BYTES_MAX = 4 * 32767, /* a cell holds 32,767 characters */
	WIDTH_MIN = 8,
	WIDTH_MAX = 60,
	MARGIN = 3, /* for the filter button, or the points of a number */
	SERIAL_OF_1970 = 25569, /* 1970-01-01 in days of a spreadsheet */
	SERIAL_MIN = 61,	/* 1900-03-01: before it Excel miscounts */
	NOON_SECONDS = 12 * 3600,
	DAY_SECONDS = 24 * 3600
};

/* A spreadsheet keeps 15 digits of a number. */
#define NUMBER_MAX INT64_C(999999999999999)

struct functions {
	__typeof__(workbook_new_opt) *workbook_new_opt;
	__typeof__(workbook_set_properties) *workbook_set_properties;
	__typeof__(workbook_add_format) *workbook_add_format;
	__typeof__(workbook_add_worksheet) *workbook_add_worksheet;
	__typeof__(workbook_validate_sheet_name) *workbook_validate_sheet_name;
	__typeof__(workbook_close) *workbook_close;
	__typeof__(format_set_bold) *format_set_bold;
	__typeof__(format_set_num_format) *format_set_num_format;
	__typeof__(worksheet_write_string) *worksheet_write_string;
	__typeof__(worksheet_write_number) *worksheet_write_number;
	__typeof__(worksheet_write_blank) *worksheet_write_blank;
	__typeof__(worksheet_set_column) *worksheet_set_column;
	__typeof__(worksheet_freeze_panes) *worksheet_freeze_panes;
	__typeof__(worksheet_autofilter) *worksheet_autofilter;
	__typeof__(lxw_strerror) *lxw_strerror;
};

#define FUNCTION(name)                                                         \
	{                                                                      \
#name, offsetof(struct functions, name)                        \
	}

static const struct library_function wanted[] = {
	FUNCTION(workbook_new_opt),
	FUNCTION(workbook_set_properties),
	FUNCTION(workbook_add_format),
	FUNCTION(workbook_add_worksheet),
	FUNCTION(workbook_validate_sheet_name),
	FUNCTION(workbook_close),
	FUNCTION(format_set_bold),
	FUNCTION(format_set_num_format),
	FUNCTION(worksheet_write_string),
	FUNCTION(worksheet_write_number),
	FUNCTION(worksheet_write_blank),
	FUNCTION(worksheet_set_column),
	FUNCTION(worksheet_freeze_panes),
	FUNCTION(worksheet_autofilter),
	FUNCTION(lxw_strerror),
	{NULL, 0},
};

static const struct library libxlsxwriter = {
	"workbooks (.xlsx)", "libxlsxwriter.so.4", "libxlsxwriter4", wanted};

/* What a column needs at its sheet's end. */
struct column {
	size_t width; /* characters of its longest cell */
	bool counted; /* has numbers or dates */
};

struct sheet_writer {
	void *library;
	struct functions call;
	lxw_workbook *workbook;
	lxw_worksheet *worksheet; /* NULL before the first sheet */
	lxw_format *heading, *text, *number, *date;
	struct column *columns;
	size_t column_count; /* headings of this sheet */
	lxw_row_t row;
	lxw_col_t column;
	lxw_error error; /* the first one */
	struct strbuf cell;
	struct sheet_trace trace;
	char *path;
};

static void release(struct sheet_writer *writer)
{
	library_close(writer->library);
	strbuf_release(&writer->cell);
	sheet_trace_release(&writer->trace);
	free(writer->columns);
	free(writer->path);
	free(writer);
}

static bool tell(const struct sheet_writer *writer, lxw_error error,
		 struct diag *diag)
{
	return diag_set(diag, "cannot write \"%s\": %s", writer->path,
			writer->call.lxw_strerror(error));
}

static void note(struct sheet_writer *writer, lxw_error error)
{
	if (writer->error == LXW_NO_ERROR)
		writer->error = error;
}

static lxw_format *add_format(struct sheet_writer *writer, const char *code)
{
	lxw_format *format = writer->call.workbook_add_format(writer->workbook);

	if (format == NULL)
		note(writer, LXW_ERROR_MEMORY_MALLOC_FAILED);
	else
		writer->call.format_set_num_format(format, code);
	return format;
}

static void add_formats(struct sheet_writer *writer)
{
	writer->heading = add_format(writer, "@");
	writer->text = add_format(writer, "@");
	writer->number = add_format(writer, "#,##0");
	writer->date = add_format(writer, "dd/mm/yyyy");
	if (writer->heading != NULL)
		writer->call.format_set_bold(writer->heading);
}

/*
 * The library's own temporary files hold what the workbook will: they are
 * made, without a name, in the folder of the workbook and not in /tmp.
 */
static bool start(struct sheet_writer *writer, struct date created)
{
	lxw_doc_properties properties = {
		.created = (time_t)created.days * DAY_SECONDS + NOON_SECONDS};
	char *copy = strdup(writer->path);
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};

	if (copy == NULL)
		return false;
	options.tmpdir = dirname(copy);
	writer->workbook =
		writer->call.workbook_new_opt(writer->path, &options);
	free(copy);
	if (writer->workbook == NULL)
		return false;
	note(writer, writer->call.workbook_set_properties(writer->workbook,
							  &properties));
	add_formats(writer);
	return true;
}

struct sheet_writer *sheet_create(const char *path, struct date created,
				  struct diag *diag)
{
	struct sheet_writer *writer = calloc(1, sizeof *writer);

	if (writer == NULL) {
		diag_memory(diag);
		return NULL;
	}
	strbuf_init(&writer->cell, CELL_BYTES_MAX);
	writer->library = library_open(&libxlsxwriter, &writer->call, diag);
	writer->path = strdup(path);
	if (writer->library != NULL && writer->path != NULL &&
	    sheet_trace_init(&writer->trace) && start(writer, created))
		return writer;
	if (writer->library != NULL)
		diag_memory(diag);
	release(writer);
	return NULL;
}

/* Widths and filter of the sheet that is complete now. */
static void end_sheet(struct sheet_writer *writer)
{
	size_t count = writer->column_count;

	if (writer->worksheet == NULL || count == 0)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct column *column = &writer->columns[i];
		size_t width = column->width + MARGIN;

		if (width < WIDTH_MIN)
			width = WIDTH_MIN;
		if (width > WIDTH_MAX)
			width = WIDTH_MAX;
		note(writer, writer->call.worksheet_set_column(
				     writer->worksheet, (lxw_col_t)i,
				     (lxw_col_t)i, (double)width,
				     column->counted ? NULL : writer->text));
	}
	note(writer, writer->call.worksheet_autofilter(
			     writer->worksheet, 0, 0,
			     writer->row > 0 ? writer->row - 1 : 0,
			     (lxw_col_t)(count - 1)));
}

static void widen(struct sheet_writer *writer, size_t width, bool counted)
{
	if (writer->column < writer->column_count) {
		struct column *column = &writer->columns[writer->column];

		if (column->width < width)
			column->width = width;
		column->counted |= counted;
	}
	writer->column++;
}

/* The cell as it will be read back; goes on to the next column. */
static void trace(struct sheet_writer *writer, enum sheet_cell_kind kind,
		  struct slice text)
{
	const struct sheet_cell cell = {kind, text};

	sheet_trace_cell(&writer->trace, writer->row, writer->column, &cell);
	widen(writer, text_count(text), kind != SHEET_TEXT);
}

static void put_string(struct sheet_writer *writer, struct slice text,
		       lxw_format *format)
{
	strbuf_reset(&writer->cell);
	sheet_text_escape(text, &writer->cell);
	if (writer->cell.failed)
		note(writer, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED);
	else
		note(writer,
		     writer->call.worksheet_write_string(
			     writer->worksheet, writer->row, writer->column,
			     strbuf_string(&writer->cell), format));
	trace(writer, SHEET_TEXT, text);
}

static bool begin_columns(struct sheet_writer *writer, size_t count)
{
	free(writer->columns);
	writer->column_count = 0;
	writer->columns = calloc(count + 1, sizeof *writer->columns);
	if (writer->columns == NULL)
		return false;
	writer->column_count = count;
	return true;
}

bool sheet_begin(struct sheet_writer *writer, const char *name,
		 const char *const *headings, size_t count, struct diag *diag)
{
	lxw_error error = writer->call.workbook_validate_sheet_name(
		writer->workbook, name);

	end_sheet(writer);
	if (error != LXW_NO_ERROR)
		return tell(writer, error, diag);
	writer->worksheet =
		writer->call.workbook_add_worksheet(writer->workbook, name);
	if (writer->worksheet == NULL || !begin_columns(writer, count) ||
	    !sheet_trace_sheet(&writer->trace, name))
		return diag_memory(diag);
	writer->row = 0;
	writer->column = 0;
	for (size_t i = 0; i < count; i++)
		put_string(writer, slice_of(headings[i]), writer->heading);
	writer->call.worksheet_freeze_panes(writer->worksheet, 1, 0);
	return sheet_end_row(writer, diag);
}

void sheet_put_text(struct sheet_writer *writer, struct slice text)
{
	put_string(writer, text, writer->text);
}

static void put_number(struct sheet_writer *writer, int64_t number,
		       lxw_format *format)
{
	note(writer, writer->call.worksheet_write_number(
			     writer->worksheet, writer->row, writer->column,
			     (double)number, format));
}

void sheet_put_number(struct sheet_writer *writer, int64_t number)
{
	char digits[NUMBER_SIZE];
	struct slice text = number_format(number, digits);

	if (number > NUMBER_MAX || number < -NUMBER_MAX) {
		sheet_put_text(writer, text);
		return;
	}
	put_number(writer, number, writer->number);
	trace(writer, SHEET_NUMBER, text);
}

void sheet_put_date(struct sheet_writer *writer, struct date date)
{
	int64_t serial = (int64_t)date.days + SERIAL_OF_1970;
	char digits[DATE_SIZE];
	struct slice text = date_format(date, digits);

	if (serial < SERIAL_MIN) {
		sheet_put_text(writer, text);
		return;
	}
	put_number(writer, serial, writer->date);
	trace(writer, SHEET_DATE, text);
}

void sheet_put_empty(struct sheet_writer *writer)
{
	note(writer,
	     writer->call.worksheet_write_blank(writer->worksheet, writer->row,
						writer->column, writer->text));
	trace(writer, SHEET_EMPTY, (struct slice){0});
}

bool sheet_end_row(struct sheet_writer *writer, struct diag *diag)
{
	if (writer->error != LXW_NO_ERROR)
		return tell(writer, writer->error, diag);
	writer->row++;
	writer->column = 0;
	return true;
}

/* Nothing of ours prints; the library does, when it can't write. */
static lxw_error close_silently(struct sheet_writer *writer)
{
	int silence = descriptor_open("/dev/null", O_WRONLY, 0);
	int saved = dup(STDERR_FILENO);
	lxw_error error;
	int trouble;

	if (saved >= 0 && silence >= 0)
		dup2(silence, STDERR_FILENO);
	errno = 0;
	error = writer->call.workbook_close(writer->workbook);
	trouble = errno;
	if (saved >= 0) {
		dup2(saved, STDERR_FILENO);
		close(saved);
	}
	if (silence >= 0)
		close(silence);
	errno = trouble;
	return error;
}

static bool close_workbook(struct sheet_writer *writer, struct diag *diag)
{
	lxw_error error = close_silently(writer);

	if (error == LXW_NO_ERROR)
		return true;
	if (errno == 0)
		return tell(writer, error, diag);
	return diag_set_errno(diag, errno, "cannot write \"%s\"", writer->path);
}

bool sheet_finish(struct sheet_writer *writer, struct diag *diag)
{
	struct diag trouble;
	bool closed, fine;

	end_sheet(writer);
	closed = close_workbook(writer, &trouble);
	if (writer->error != LXW_NO_ERROR)
		fine = tell(writer, writer->error, diag);
	else if (!closed)
		fine = diag_set(diag, "%s", trouble.message);
	else
		fine = sheet_trace_check(&writer->trace, writer->path, diag);
	release(writer);
	return fine;
}
