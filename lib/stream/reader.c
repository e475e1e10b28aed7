#include "stream/reader.h"

#include "base/strbuf.h"
#include "stream/escape.h"
#include "stream/lines.h"

#include <stdio.h>
#include <stdlib.h>

struct reader {
	struct lines lines;
	uint64_t records;
	struct arena arena; /* the header's */
	struct header header;
	struct slice *fields, *raw;
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
	arena_release(&reader->arena);
	strbuf_release(&reader->unescaped);
	free(reader);
}

static bool take_header(struct reader *reader, struct diag *diag)
{
	size_t count = reader->lines.index.lines[0] + 1;
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

static void skip_header(struct reader *reader)
{
	reader->lines.separator = reader->lines.index.lines[0] + 1;
	reader->lines.start =
		reader->lines.index.separators[reader->lines.index.lines[0]] +
		1;
	reader->lines.line = 1;
	reader->lines.number = 2;
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
	skip_header(reader);
	count = reader->header.count;
	reader->fields = calloc(count, sizeof *reader->fields);
	reader->raw = calloc(count, sizeof *reader->raw);
	if (reader->fields == NULL || reader->raw == NULL)
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

bool reader_rewind(struct reader *reader, struct diag *diag)
{
	if (!lines_rewind(&reader->lines, diag))
		return false;
	reader->sealed = reader->ended = false;
	reader->records = 0;
	if (lines_have(&reader->lines, diag) != 1 ||
	    reader->lines.index.lines[0] + 1 != reader->header.count)
		return diag_set(diag, "%s: changed while it was read",
				reader->lines.file);
	skip_header(reader);
	return true;
}

static enum read_result end_of_file(struct reader *reader, struct diag *diag)
{
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

	digest_seal_add(reader->lines.seal, reader->lines.buffer,
			reader->lines.start);
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

static enum read_result read_seal(struct reader *reader, struct slice line,
				  struct diag *diag)
{
	if (!reader->seal_ignored && !check_seal(reader, line, diag))
		return READ_BROKEN;
	reader->sealed = !reader->seal_ignored;
	reader->ended = true;
	reader->lines.hashing = false;
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

static enum read_result wrong_count(const struct reader *reader, size_t count,
				    struct diag *diag)
{
	char what[96];

	snprintf(what, sizeof what, "%zu fields where the header has %zu",
		 count, reader->header.count);
	lines_fail(&reader->lines, diag, what);
	return READ_BROKEN;
}

/* Points the fields at the line's parts, escapes undone where there are any. */
static bool set_fields(struct reader *reader, size_t end, struct diag *diag)
{
	const uint32_t *ends =
		reader->lines.index.separators + reader->lines.separator;
	const char *buffer = reader->lines.buffer;
	bool escaped =
		reader->lines.escape < reader->lines.index.escape_count &&
		reader->lines.index.escapes[reader->lines.escape] < end;
	struct slice *fields = escaped ? reader->raw : reader->fields;
	const size_t count = reader->header.count;
	size_t begin = reader->lines.start;

	for (size_t i = 0; i < count; i++) {
		fields[i] = (struct slice){buffer + begin, ends[i] - begin};
		begin = ends[i] + 1;
	}
	if (!escaped)
		return true;
	while (reader->lines.escape < reader->lines.index.escape_count &&
	       reader->lines.index.escapes[reader->lines.escape] < end)
		reader->lines.escape++;
	strbuf_reset(&reader->unescaped);
	if (!strbuf_reserve(&reader->unescaped, end - reader->lines.start))
		return diag_memory(diag);
	for (size_t i = 0; i < reader->header.count; i++)
		if (!escape_undo(reader->raw[i], &reader->unescaped,
				 &reader->fields[i]))
			return lines_fail(
				&reader->lines, diag,
				"an escape that gives a NUL byte or what "
				"is not UTF-8");
	return true;
}

static enum read_result set_record(struct reader *reader, size_t end,
				   struct record *record, struct diag *diag)
{
	bool escaped =
		reader->lines.escape < reader->lines.index.escape_count &&
		reader->lines.index.escapes[reader->lines.escape] < end;

	if (!set_fields(reader, end, diag))
		return READ_BROKEN;
	reader->records++;
	reader->lines.number++;
	*record = (struct record){
		.fields = reader->fields,
		.raw = escaped ? reader->raw : reader->fields,
		.count = reader->header.count,
		.text = {reader->lines.buffer + reader->lines.start,
			 end - reader->lines.start},
		.file = reader->lines.file,
		.line = reader->records + 1,
		.number = reader->records,
	};
	return READ_RECORD;
}

enum read_result reader_next(struct reader *reader, struct record *record,
			     struct diag *diag)
{
	enum read_result result;
	struct slice line;
	size_t last, end;
	int have = reader->ended ? 0 : lines_have(&reader->lines, diag);

	if (have <= 0)
		return have < 0 ? READ_BROKEN : end_of_file(reader, diag);
	last = reader->lines.index.lines[reader->lines.line];
	end = reader->lines.index.separators[last];
	line = (struct slice){reader->lines.buffer + reader->lines.start,
			      end - reader->lines.start};
	if (line.length > 0 && line.data[0] == '#' &&
	    slice_starts(line, "#end\t"))
		return read_seal(reader, line, diag);
	if (last - reader->lines.separator + 1 != reader->header.count)
		return wrong_count(reader, last - reader->lines.separator + 1,
				   diag);
	result = set_record(reader, end, record, diag);
	reader->lines.separator = last + 1;
	reader->lines.start = end + 1;
	reader->lines.line++;
	return result;
}
