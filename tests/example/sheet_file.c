#include "sheet_file.h"

#include "system/sheet.h"

#include <stdlib.h>
#include <string.h>

static _Noreturn void fail(const char *path, const char *why)
{
	fprintf(stderr, "example: %s: %s\n", path, why);
	exit(2);
}

void sheet_file_open(struct sheet_file *file, const char *path,
		     enum encoding encoding, char delimiter, bool crlf)
{
	*file = (struct sheet_file){
		.encoding = encoding, .delimiter = delimiter, .crlf = crlf};
	file->text = fopen(path, "wb");
	if (file->text == NULL)
		fail(path, "can't be made");
	if (encoding == UTF8_BOM)
		fputs("\xef\xbb\xbf", file->text);
	if (encoding == UTF16LE_BOM)
		fwrite("\xff\xfe", 1, 2, file->text);
}

void sheet_file_open_workbook(struct sheet_file *file, const char *path,
			      const char *const *headings, size_t count)
{
	struct diag diag;
	struct date created;

	date_from_civil(2020, 8, 28, &created);
	*file = (struct sheet_file){0};
	file->workbook = sheet_create(path, created, &diag);
	if (file->workbook == NULL ||
	    !sheet_begin(file->workbook, "Pendaftar", headings, count, &diag))
		fail(path, diag.message);
}

static void put_byte(struct sheet_file *file, char byte)
{
	fputc(byte, file->text);
	if (file->encoding == UTF16LE_BOM)
		fputc('\0', file->text);
}

static void begin_cell(struct sheet_file *file)
{
	if (file->begun)
		put_byte(file, file->delimiter);
	file->begun = true;
}

void sheet_file_cell(struct sheet_file *file, const char *text)
{
	bool quote;

	if (file->workbook != NULL) {
		if (text[0] == '\0')
			sheet_put_empty(file->workbook);
		else
			sheet_put_text(file->workbook, slice_of(text));
		return;
	}
	quote = strchr(text, file->delimiter) != NULL ||
		strpbrk(text, "\"\r\n") != NULL;
	begin_cell(file);
	if (quote)
		put_byte(file, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			put_byte(file, '"');
		put_byte(file, *text);
	}
	if (quote)
		put_byte(file, '"');
}

void sheet_file_number(struct sheet_file *file, long long number)
{
	char digits[32];

	if (file->workbook != NULL) {
		sheet_put_number(file->workbook, number);
		return;
	}
	snprintf(digits, sizeof digits, "%lld", number);
	sheet_file_cell(file, digits);
}

void sheet_file_date(struct sheet_file *file, struct date date)
{
	int year, month, day;
	char text[64];

	if (file->workbook != NULL) {
		sheet_put_date(file->workbook, date);
		return;
	}
	date_to_civil(date, &year, &month, &day);
	snprintf(text, sizeof text, "%02d/%02d/%04d", day, month, year);
	sheet_file_cell(file, text);
}

void sheet_file_end_row(struct sheet_file *file)
{
	struct diag diag;

	if (file->workbook != NULL) {
		if (!sheet_end_row(file->workbook, &diag))
			fail("workbook", diag.message);
		return;
	}
	if (file->crlf)
		put_byte(file, '\r');
	put_byte(file, '\n');
	file->begun = false;
}

void sheet_file_close(struct sheet_file *file)
{
	struct diag diag;

	if (file->workbook != NULL) {
		if (!sheet_finish(file->workbook, &diag))
			fail("workbook", diag.message);
	} else if (fclose(file->text) != 0) {
		fail("table", "can't be written");
	}
}
