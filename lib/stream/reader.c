#include "stream/reader.h"

#include "base/strbuf.h"
#include "stream/escape.h"
#include "stream/lines.h"

#include <stdio.h>
#include <stdlib.h>

/* Kept out of the way of what runs for every record. */
#define SELDOM __attribute__((cold, noinline))

struct reader {
	struct lines lines;
	uint64_t records;
	struct arena arena; /* the header's */
	struct header header;
	struct slice *fields;
	struct slice *raw, *undone; /* of a line with escapes */
	size_t *chosen;		    /* columns; all if there are none */
	size_t chosen_count;
	struct strbuf unescaped;
	bool seal_required, seal_ignored;
	bool sealed; /* a right #end line was read */
	bool ended;  /* an #end line was read */
};

const struct header *reader_header(const struct reader *reader)
{
	return &reader->header;
}

uint64_t reader_bytes(const struct reader *reader)
{
	return reader->lines.bytes;
}

uint64_t reader_digest(const struct reader *reader)
{
	return digest_seal_value(reader->lines.seal);
}

bool reader_was_sealed(const struct reader *reader)
{
	return reader->sealed;
}

void reader_set_seal(struct reader *reader, bool required, bool ignored)
{
	reader->seal_required = required;
	reader->seal_ignored = ignored;
}

void reader_close(struct reader *reader)
{
	if (reader == NULL)
		return;
	lines_close(&reader->lines);
	free(reader->fields);
	free(reader->raw);
	free(reader->undone);
	free(reader->chosen);
	arena_release(&reader->arena);
	strbuf_release(&reader->unescaped);
	free(reader);
}

static bool take_header(struct reader *reader, struct diag *diag)
{
	size_t count = lines_fields(&reader->lines);
	struct slice *names = arena_array(&reader->arena, count, sizeof *names);
	size_t begin = 0;

	if (count > SCHEMA_COLUMNS_MAX)
		return diag_set(diag, "%s:1: %zu columns; at most %d are taken",
				reader->lines.file, count, SCHEMA_COLUMNS_MAX);
	if (names == NULL)
		return diag_memory(diag);
	reader->header = (struct header){names, 0};
	for (size_t i = 0; i < count; i++) {
		size_t end = reader->lines.index.separators[i];
		struct slice name = {reader->lines.buffer + begin, end - begin};

		if (!schema_is_name(name))
			return diag_set(diag,
					"%s:1: column %zu is named \"%.*s\"; "
					"a name is [a-z][a-z0-9_]*",
					reader->lines.file, i + 1,
					(int)slice_part(name, 0, 40).length,
					name.data);
		if (header_find(&reader->header, name) != COLUMN_NONE)
			return diag_set(diag,
					"%s:1: two columns are named \"%.*s\"",
					reader->lines.file, SLICE_PRINT(name));
		names[i] = arena_copy(&reader->arena, name);
		reader->header.count++;
		begin = end + 1;
	}
	return true;
}

/* Passes over the line that was found and has so many fields. */
static inline void pass_line(struct lines *lines, size_t count)
{
	lines->separator += count;
	lines->start = lines->index.lines[lines->line++] + 1;
	lines->number++;
}

static bool open_header(struct reader *reader, struct diag *diag)
{
	size_t count;

	switch (lines_have(&reader->lines, diag)) {
	case 0:
		return diag_set(diag,
				"%s: no bytes at all; a stream has a header",
				reader->lines.file);
	case 1:
		break;
	default:
		return false;
	}
	if (!take_header(reader, diag))
		return false;
	count = reader->header.count;
	pass_line(&reader->lines, count);
	reader->fields = calloc(count, sizeof *reader->fields);
	reader->raw = calloc(count, sizeof *reader->raw);
	reader->undone = calloc(count, sizeof *reader->undone);
	reader->chosen = calloc(count, sizeof *reader->chosen);
	if (reader->fields == NULL || reader->raw == NULL ||
	    reader->undone == NULL || reader->chosen == NULL)
		return diag_memory(diag);
	return true;
}

struct reader *reader_open(int descriptor, const char *file, struct slice start,
			   struct diag *diag)
{
	struct reader *reader = calloc(1, sizeof *reader);

	if (reader == NULL) {
		diag_memory(diag);
		return NULL;
	}
	reader->lines.descriptor = descriptor;
	reader->lines.file = file;
	arena_init(&reader->arena, SIZE_MAX);
	strbuf_init(&reader->unescaped, LINES_LINE_MAX + LINES_BLOCK);
	if (lines_open(&reader->lines, start, diag) &&
	    open_header(reader, diag))
		return reader;
	reader_close(reader);
	return NULL;
}

void reader_choose(struct reader *reader, size_t column)
{
	for (size_t i = 0; i < reader->chosen_count; i++)
		if (reader->chosen[i] == column)
			return;
	reader->chosen[reader->chosen_count++] = column;
}

bool reader_rewind(struct reader *reader, struct diag *diag)
{
	if (!lines_rewind(&reader->lines, diag))
		return false;
	reader->sealed = reader->ended = false;
	reader->records = 0;
	if (lines_have(&reader->lines, diag) != 1 ||
	    lines_fields(&reader->lines) != reader->header.count)
		return diag_set(diag, "%s: changed while it was read",
				reader->lines.file);
	pass_line(&reader->lines, reader->header.count);
	return true;
}

SELDOM static enum read_result end_of_file(struct reader *reader,
					   struct diag *diag)
{
	lines_end_digest(&reader->lines);
	if (!reader->seal_required || reader->seal_ignored || reader->ended)
		return READ_END;
	lines_fail(&reader->lines, diag,
		   "no #end line, though VK_SEAL asks for one: the writer may "
		   "have "
		   "died (--unsealed takes it all the same)");
	return READ_BROKEN;
}

/* Compares the #end line with what was read. */
static bool check_seal(struct reader *reader, struct slice line,
		       struct diag *diag)
{
	char expected[64];
	int length;

	length = snprintf(
		expected, sizeof expected, "#end\t%llu\t%016llx",
		(unsigned long long)reader->records,
		(unsigned long long)digest_seal_value(reader->lines.seal));
	if (!slice_equal(line, (struct slice){expected, (size_t)length}))
		return lines_fail(
			&reader->lines, diag,
			"the #end line doesn't fit the records before it "
			"(--unsealed takes what awk or sort has touched)");
	return true;
}

SELDOM static enum read_result read_seal(struct reader *reader,
					 struct slice line, struct diag *diag)
{
	lines_end_digest(&reader->lines);
	if (!reader->seal_ignored && !check_seal(reader, line, diag))
		return READ_BROKEN;
	reader->sealed = !reader->seal_ignored;
	reader->ended = true;
	reader->lines.start += line.length + 1;
	reader->lines.line++;
	if (reader->lines.filled == reader->lines.start &&
	    !lines_fill(&reader->lines, diag))
		return READ_BROKEN;
	if (reader->lines.filled != reader->lines.start) {
		lines_fail(&reader->lines, diag,
			   "something follows the #end line");
		return READ_BROKEN;
	}
	return READ_END;
}

SELDOM static enum read_result wrong_count(const struct reader *reader,
					   struct diag *diag)
{
	char what[96];

	snprintf(what, sizeof what, "%zu fields where the header has %zu",
		 lines_fields(&reader->lines), reader->header.count);
	lines_fail(&reader->lines, diag, what);
	return READ_BROKEN;
}

/* Points slices at the parts of the line that is next. */
static void split(const struct lines *lines, struct slice *fields, size_t count)
{
	const uint32_t *ends = lines->index.separators + lines->separator;
	const char *buffer = lines->buffer;
	size_t begin = lines->start;

#pragma GCC unroll 4
	for (size_t i = 0; i < count; i++) {
		fields[i] = (struct slice){buffer + begin, ends[i] - begin};
		begin = ends[i] + 1;
	}
}

/* Points the chosen fields at their parts of the line that is next. */
static void split_chosen(const struct reader *reader)
{
	const struct lines *lines = &reader->lines;
	const uint32_t *ends = lines->index.separators + lines->separator;

	for (size_t i = 0; i < reader->chosen_count; i++) {
		size_t column = reader->chosen[i];
		size_t begin = column == 0 ? lines->start
					   : (size_t)ends[column - 1] + 1;

		reader->fields[column] = (struct slice){lines->buffer + begin,
							ends[column] - begin};
	}
}

/* Whether the line that ends there holds a backslash. */
static inline bool is_escaped(const struct lines *lines, size_t end)
{
	return lines->escape < lines->index.escape_count &&
	       lines->index.escapes[lines->escape] < end;
}

/* The fields of a line with escapes: as they stand, and undone. */
__attribute__((noinline)) static bool
split_escaped(struct reader *reader, size_t end, struct diag *diag)
{
	split(&reader->lines, reader->raw, reader->header.count);
	while (is_escaped(&reader->lines, end))
		reader->lines.escape++;
	strbuf_reset(&reader->unescaped);
	if (!strbuf_reserve(&reader->unescaped, end - reader->lines.start))
		return diag_memory(diag);
	for (size_t i = 0; i < reader->header.count; i++)
		if (!escape_undo(reader->raw[i], &reader->unescaped,
				 &reader->undone[i]))
			return lines_fail(
				&reader->lines, diag,
				"an escape that gives a NUL byte or what "
				"is not UTF-8");
	return true;
}

/*
 * Field by field: a literal of the whole structure would be cleared first,
 * which takes as long as the rest of it.
 */
static void set_record(const struct reader *reader, struct slice text,
		       bool escaped, struct record *record)
{
	record->fields = escaped ? reader->undone : reader->fields;
	record->raw = escaped ? reader->raw : reader->fields;
	record->count = reader->header.count;
	record->text = text;
	record->row = (struct slice){0};
	record->is_whole = false;
	record->has_slack = !escaped;
	record->file = reader->lines.file;
	record->line = reader->lines.number;
	record->number = reader->records;
	record->problem_code = record->problem = NULL;
	record->problem_column = 0;
	record->blank_line = 0;
}

/* The record of the next line, which ends there. */
static enum read_result take_record(struct reader *reader, size_t end,
				    struct record *record, struct diag *diag)
{
	struct lines *lines = &reader->lines;
	bool escaped = is_escaped(lines, end);

	if (escaped && !split_escaped(reader, end, diag))
		return READ_BROKEN;
	if (!escaped && reader->chosen_count > 0)
		split_chosen(reader);
	else if (!escaped)
		split(lines, reader->fields, reader->header.count);
	reader->records++;
	set_record(reader,
		   (struct slice){lines->buffer + lines->start,
				  end - lines->start},
		   escaped, record);
	pass_line(lines, reader->header.count);
	return READ_RECORD;
}

/* Whether the next line, which ends there, has as many fields as the header. */
static inline bool fits_header(const struct reader *reader, size_t end)
{
	const struct lines *lines = &reader->lines;
	size_t last = lines->separator + reader->header.count - 1;

	return last < lines->index.separator_count &&
	       lines->index.separators[last] == end;
}

enum read_result reader_next(struct reader *reader, struct record *record,
			     struct diag *diag)
{
	struct lines *lines = &reader->lines;
	struct slice line;
	size_t end;
	int have = reader->ended ? 0
		   : lines->line < lines->index.line_count
			   ? 1
			   : lines_have(lines, diag);

	if (have <= 0)
		return have < 0 ? READ_BROKEN : end_of_file(reader, diag);
	end = lines->index.lines[lines->line];
	line = (struct slice){lines->buffer + lines->start, end - lines->start};
	if (line.length > 0 && line.data[0] == '#' &&
	    slice_starts(line, "#end\t"))
		return read_seal(reader, line, diag);
	if (!fits_header(reader, end))
		return wrong_count(reader, diag);
	return take_record(reader, end, record, diag);
}
