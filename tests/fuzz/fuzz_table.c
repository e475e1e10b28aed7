/*
 * Any bytes as a foreign table: reading ends by itself, never leaves the
 * bytes, gives records of the header's width that are UTF-8, and gives them
 * again after a rewind. What has no quote is cut as a plain loop would.
 */
#include "stream/table.h"
#include "stream/table_csv.h"

#include "base/set.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int file_of(const void *data, size_t size)
{
	int descriptor = memfd_create("fuzz", 0);

	if (descriptor < 0 || write(descriptor, data, size) != (ssize_t)size ||
	    lseek(descriptor, 0, SEEK_SET) != 0)
		abort();
	return descriptor;
}

/* A sum over all that was read. */
static uint64_t read_all(struct table *table)
{
	const struct header *header = table_header(table);
	struct record record;
	struct diag diag;
	enum read_result result;
	uint64_t sum = 0, line = 0;

	while ((result = table_next(table, &record, &diag)) == READ_RECORD ||
	       result == READ_BAD) {
		if (record.count != header->count || record.line <= line ||
		    (result == READ_BAD && record.problem_code == NULL))
			abort();
		line = record.line;
		sum = sum * 31 + line;
		for (size_t i = 0; i < record.count; i++) {
			if (!text_is_valid(record.fields[i]))
				abort();
			sum = sum * 31 + set_hash(record.fields[i]);
		}
		if (record.problem != NULL)
			sum = sum * 31 + set_hash(slice_of(record.problem));
	}
	return sum * 31 + (uint64_t)result;
}

static void read_table(const void *data, size_t size)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	int descriptor = file_of(data, size);
	struct slice start = {data, size < 16 ? size : 16};
	struct diag diag;
	struct table *table;
	uint64_t sum;

	lseek(descriptor, (off_t)start.length, SEEK_SET);
	table = table_open(descriptor, "fuzz", start, &options, &diag);
	if (table != NULL) {
		for (size_t i = 0; i < table_header(table)->count; i++)
			if (!schema_is_name(table_header(table)->names[i]))
				abort();
		sum = read_all(table);
		if (!table_rewind(table, &diag) || read_all(table) != sum)
			abort();
	}
	table_close(table);
	close(descriptor);
}

/* The next line of plain text, empty ones left out; false at the end. */
static bool next_line(struct slice *rest, struct slice *line)
{
	do {
		size_t end = 0;

		while (end < rest->length && rest->data[end] != '\n' &&
		       rest->data[end] != '\r')
			end++;
		*line = slice_part(*rest, 0, end);
		*rest = slice_part(*rest, end + 1, rest->length);
	} while (line->length == 0 && rest->length > 0);
	return line->length > 0;
}

static void check_row(const struct table_row *row, struct slice line)
{
	for (size_t i = 0; i < row->count; i++) {
		size_t end = slice_find(line, ',');

		if (!slice_equal(row->cells[i], slice_part(line, 0, end)))
			abort();
		if (end == line.length && i + 1 < row->count)
			abort();
		line = slice_part(line, end + 1, line.length);
	}
	if (line.length > 0)
		abort();
}

static void compare_rows(const void *data, size_t size)
{
	int descriptor = file_of(data, size);
	struct slice rest = {data, size}, line;
	struct diag diag;
	struct table_text *text = table_text_new(
		descriptor, "fuzz", (struct slice){NULL, 0}, &diag);
	struct table_csv *csv =
		text == NULL ? NULL : table_csv_new(text, &diag);
	struct table_row row;
	int result;

	if (csv != NULL) {
		while ((result = table_csv_next(csv, &row, &diag)) > 0) {
			if (!next_line(&rest, &line))
				abort();
			check_row(&row, line);
		}
		if (result == 0 && next_line(&rest, &line))
			abort();
	}
	table_csv_free(csv);
	close(descriptor);
}

static bool is_plain(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (data[i] == 0 || data[i] >= 0x80 || data[i] == '"')
			return false;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Workbooks have a target of their own, and need a file's name. */
	if (size >= 2 && data[0] == 'P' && data[1] == 'K')
		return 0;
	read_table(data, size);
	if (is_plain(data, size))
		compare_rows(data, size);
	return 0;
}
