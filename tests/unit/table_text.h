/*
 * For the tests of tables: a whole table as one text, to be compared with what
 * was worked out by hand.
 *
 * The first line is the names of the columns, then comes a line a record: its
 * physical line, "!CODE" for a damaged row or "?CODE" for a note, and the
 * fields with "|" between them. What can't be opened is "refused: " and the
 * message, what can't be read on "broken: ".
 */
#ifndef TESTS_UNIT_TABLE_TEXT_H
#define TESTS_UNIT_TABLE_TEXT_H

#include "base/strbuf.h"
#include "stream/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

static inline void put_record(struct strbuf *out, const struct record *record,
			      enum read_result result)
{
	strbuf_append_format(out, "%llu", (unsigned long long)record->line);
	if (record->problem_code != NULL)
		strbuf_append_format(out, " %c%s",
				     result == READ_BAD ? '!' : '?',
				     record->problem_code);
	for (size_t i = 0; i < record->count; i++) {
		strbuf_append_byte(out, i == 0 ? ' ' : '|');
		strbuf_append(out, record->fields[i]);
	}
	strbuf_append_byte(out, '\n');
}

static inline void put_table(struct strbuf *out, struct table *table)
{
	const struct header *header = table_header(table);
	struct record record;
	struct diag diag;
	enum read_result result;

	for (size_t i = 0; i < header->count; i++)
		strbuf_append_format(out, "%s%.*s", i == 0 ? "" : ",",
				     SLICE_PRINT(header->names[i]));
	strbuf_append_byte(out, '\n');
	while ((result = table_next(table, &record, &diag)) == READ_RECORD ||
	       result == READ_BAD)
		put_record(out, &record, result);
	if (result == READ_BROKEN)
		strbuf_append_format(out, "broken: %s\n", diag.message);
}

/* Reads a table to its end, and from a file once more: it is the same. */
static inline void check_descriptor(int descriptor,
				    const struct table_options *options,
				    const char *expected)
{
	char start[16];
	ssize_t length = read(descriptor, start, sizeof start);
	struct diag diag = {{0}};
	struct strbuf found, again;
	struct table *table;

	assert_true(length >= 0);
	strbuf_init(&found, 1 << 24);
	strbuf_init(&again, 1 << 24);
	table = table_open(descriptor, "t.csv",
			   (struct slice){start, (size_t)length}, options,
			   &diag);
	if (table == NULL)
		strbuf_append_format(&found, "refused: %s\n", diag.message);
	else
		put_table(&found, table);
	assert_string_equal(strbuf_string(&found), expected);
	if (table != NULL && lseek(descriptor, 0, SEEK_CUR) >= 0) {
		assert_true(table_rewind(table, &diag));
		put_table(&again, table);
		assert_string_equal(strbuf_string(&again), expected);
	}
	table_close(table);
	strbuf_release(&found);
	strbuf_release(&again);
}

static inline int file_with(const char *data, size_t length)
{
	int descriptor = memfd_create("table", MFD_CLOEXEC);

	assert_true(descriptor >= 0);
	while (length > 0) {
		ssize_t n = write(descriptor, data, length);

		assert_true(n > 0);
		data += n;
		length -= (size_t)n;
	}
	lseek(descriptor, 0, SEEK_SET);
	return descriptor;
}

/* A table of these bytes, read from a file, with options. */
static inline void reads_bytes(const char *data, size_t length,
			       const struct table_options *options,
			       const char *expected)
{
	int descriptor = file_with(data, length);

	check_descriptor(descriptor, options, expected);
	close(descriptor);
}

static inline void reads(const char *content, const char *expected)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};

	reads_bytes(content, strlen(content), &options, expected);
}

/* A literal that may hold NULs. */
#define READS_LITERAL(literal, expected)                                       \
	do {                                                                   \
		const struct table_options options = {NULL, 0, NULL,           \
						      DATE_ORDER_OPEN};        \
		reads_bytes(literal, sizeof literal - 1, &options, expected);  \
	} while (0)

/* The same bytes through a pipe; they have to fit into its buffer. */
static inline void reads_piped(const char *content,
			       const struct table_options *options,
			       const char *expected)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], content, strlen(content)),
			 strlen(content));
	close(ends[1]);
	check_descriptor(ends[0], options, expected);
	close(ends[0]);
}

#endif
