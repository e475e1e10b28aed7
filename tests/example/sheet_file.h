/*
 * Writes one table the way an office would save it: delimiter, encoding, line
 * ends; or as a workbook.
 */
#ifndef EXAMPLE_SHEET_FILE_H
#define EXAMPLE_SHEET_FILE_H

#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum encoding { UTF8, UTF8_BOM, UTF16LE_BOM };

struct sheet_writer;

struct sheet_file {
	FILE *text;
	struct sheet_writer *workbook; /* or NULL */
	enum encoding encoding;
	char delimiter;
	bool crlf, begun; /* the line has a cell */
};

/* Both end the program with a message where the file can't be made. */
void sheet_file_open(struct sheet_file *file, const char *path,
		     enum encoding encoding, char delimiter, bool crlf);
void sheet_file_open_workbook(struct sheet_file *file, const char *path,
			      const char *const *headings, size_t count);

void sheet_file_cell(struct sheet_file *file, const char *text);
void sheet_file_number(struct sheet_file *file, long long number);
/* As the file's hand writes it: a real date in a workbook, else dd/mm/yyyy. */
void sheet_file_date(struct sheet_file *file, struct date date);
void sheet_file_end_row(struct sheet_file *file);
void sheet_file_close(struct sheet_file *file);

#endif
