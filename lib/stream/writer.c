#include "stream/writer.h"

#include "stream/escape.h"
#include "system/digest.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	BUFFER_SIZE = 256 * 1024, /* one write each */
	BUFFER_MAX = 16 * 1024 * 1024,
	PIPE_SIZE = 1024 * 1024
};

/* Neighbouring columns of the input that go out as they stand. */
struct run {
	size_t from, to;
};

/* A piece of the outgoing record: a run, or one of the tool's own columns. */
struct piece {
	struct run run; /* empty for an own column */
	size_t own;
};

struct writer {
	struct file_output *output;
	struct piece *pieces;
	size_t piece_count, own_count;
	char *buffer;
	size_t capacity, length;
	struct digest_seal *digest;
	bool sealed;
	uint64_t records;
};

uint64_t writer_records(const struct writer *writer)
{
	return writer->records;
}

uint64_t writer_digest(const struct writer *writer)
{
	return digest_seal_value(writer->digest);
}

void writer_close(struct writer *writer)
{
	if (writer == NULL)
		return;
	free(writer->pieces);
	free(writer->buffer);
	digest_seal_free(writer->digest);
	free(writer);
}

static bool is_listed(struct slice name, const char *const *list, size_t count,
		      size_t *place)
{
	for (*place = 0; *place < count; ++*place)
		if (slice_is(name, list[*place]))
			return true;
	return false;
}

static void add_piece(struct writer *writer, size_t column, size_t own)
{
	struct piece *next = writer->pieces + writer->piece_count;
	bool is_own = own != COLUMN_NONE;

	if (!is_own && writer->piece_count > 0 && next[-1].run.to == column &&
	    next[-1].run.from < next[-1].run.to) {
		next[-1].run.to++;
		return;
	}
	*next = (struct piece){{column, is_own ? column : column + 1},
			       is_own ? own : 0};
	writer->piece_count++;
}

/* Lays out the record: the input's columns in order, own ones where they go. */
static bool plan(struct writer *writer, const struct header *input,
		 const struct writer_columns *columns, struct diag *diag)
{
	size_t count = (input == NULL ? 0 : input->count) + columns->own_count;
	bool *placed = calloc(columns->own_count + 1, sizeof *placed);
	size_t place;

	writer->pieces = calloc(count + 1, sizeof *writer->pieces);
	if (placed == NULL || writer->pieces == NULL) {
		free(placed);
		return diag_memory(diag);
	}
	for (size_t i = 0; input != NULL && i < input->count; i++) {
		if (is_listed(input->names[i], columns->own, columns->own_count,
			      &place)) {
			placed[place] = true;
			add_piece(writer, i, place);
		} else if (!is_listed(input->names[i], columns->dropped,
				      columns->dropped_count, &place)) {
			add_piece(writer, i, COLUMN_NONE);
		}
	}
	for (size_t i = 0; i < columns->own_count; i++)
		if (!placed[i])
			add_piece(writer, 0, i);
	free(placed);
	return true;
}

static bool flush(struct writer *writer, struct diag *diag)
{
	digest_seal_add(writer->digest, writer->buffer, writer->length);
	if (!file_output_write(writer->output, writer->buffer, writer->length,
			       diag))
		return false;
	writer->length = 0;
	return true;
}

static bool make_room(struct writer *writer, size_t size, struct diag *diag)
{
	size_t capacity = writer->capacity;
	char *grown;

	if (writer->length > 0 && !flush(writer, diag))
		return false;
	while (capacity < size && capacity < BUFFER_MAX)
		capacity *= 2;
	if (capacity < size)
		return diag_set(diag, "a record of %zu bytes is too long",
				size);
	grown = realloc(writer->buffer, capacity);
	if (grown == NULL)
		return diag_memory(diag);
	writer->buffer = grown;
	writer->capacity = capacity;
	return true;
}

/* Makes room for size more bytes in the buffer. */
static inline bool reserve(struct writer *writer, size_t size,
			   struct diag *diag)
{
	return size <= writer->capacity - writer->length ||
	       make_room(writer, size, diag);
}

static bool put_bytes(struct writer *writer, struct slice bytes,
		      struct diag *diag)
{
	if (!reserve(writer, bytes.length, diag))
		return false;
	if (bytes.length > 0)
		memcpy(writer->buffer + writer->length, bytes.data,
		       bytes.length);
	writer->length += bytes.length;
	return true;
}

static bool put_header(struct writer *writer, const struct header *input,
		       const struct writer_columns *columns, struct diag *diag)
{
	for (size_t i = 0; i < writer->piece_count; i++) {
		const struct piece *piece = writer->pieces + i;

		if (i > 0 && !put_bytes(writer, SLICE("\t"), diag))
			return false;
		if (piece->run.from == piece->run.to &&
		    !put_bytes(writer, slice_of(columns->own[piece->own]),
			       diag))
			return false;
		for (size_t j = piece->run.from; j < piece->run.to; j++)
			if ((j > piece->run.from &&
			     !put_bytes(writer, SLICE("\t"), diag)) ||
			    !put_bytes(writer, input->names[j], diag))
				return false;
	}
	return put_bytes(writer, SLICE("\n"), diag);
}

struct writer *writer_open(struct file_output *output,
			   const struct header *input,
			   const struct writer_columns *columns, bool sealed,
			   struct diag *diag)
{
	struct writer *writer = calloc(1, sizeof *writer);

	if (writer == NULL) {
		diag_memory(diag);
		return NULL;
	}
	/* A kernel that can't enlarge the pipe just leaves it as it is. */
	(void)fcntl(output->descriptor, F_SETPIPE_SZ, PIPE_SIZE);
	writer->output = output;
	writer->own_count = columns->own_count;
	writer->sealed = sealed;
	writer->capacity = BUFFER_SIZE;
	writer->buffer = malloc(BUFFER_SIZE);
	writer->digest = digest_seal_new();
	if (writer->buffer == NULL || writer->digest == NULL)
		diag_memory(diag);
	else if (plan(writer, input, columns, diag) &&
		 put_header(writer, input, columns, diag))
		return writer;
	writer_close(writer);
	return NULL;
}

/* The bytes of neighbouring fields that stand in one line. */
static struct slice run_bytes(const struct slice *fields, struct run run)
{
	const char *begin = fields[run.from].data;
	struct slice last = fields[run.to - 1];

	return (struct slice){begin, (size_t)(last.data + last.length - begin)};
}

/* The room that columns of the input, or none of them, take at most. */
static size_t room_for_run(const struct record *record, struct run run)
{
	size_t room = run.to - run.from;

	if (record == NULL)
		return room;
	for (size_t i = run.from; i < run.to; i++)
		room += record->raw != NULL ? record->raw[i].length
					    : escape_room(record->fields[i]);
	return room;
}

/*
 * The room that a record takes at most: each piece with its separator, and one
 * mark before a "#" that is moved to the start of the line.
 */
static size_t room_for(const struct writer *writer, const struct record *record,
		       const struct slice *own)
{
	size_t room = writer->piece_count + 2;

	for (size_t i = 0; i < writer->own_count; i++)
		room += escape_room(own[i]);
	if (record != NULL && record->text.data != NULL)
		return room + record->text.length;
	if (record != NULL && record->is_whole)
		return room + escape_room(record->row);
	for (size_t i = 0; i < writer->piece_count; i++)
		room += room_for_run(record, writer->pieces[i].run);
	return room;
}

/* Bytes that are escaped already; there is room for them. */
static char *put_raw(char *to, struct slice bytes, bool begins_line)
{
	if (bytes.length == 0)
		return to;
	if (begins_line && bytes.data[0] == '#')
		*to++ = '\\';
	memcpy(to, bytes.data, bytes.length);
	return to + bytes.length;
}

/*
 * How many fields from here on stand side by side in the row of a table; the
 * bytes of all of them in *bytes. 0: this one stands elsewhere.
 */
static size_t count_neighbours(const struct record *record, struct run run,
			       struct slice *bytes)
{
	const struct slice *field = record->fields + run.from;
	const char *end = record->row.data + record->row.length;
	size_t count = 1;

	*bytes = *field;
	if (record->row.data == NULL || field->data < record->row.data ||
	    field->data + field->length > end)
		return 0;
	while (run.from + count < run.to &&
	       field[count].data == bytes->data + bytes->length + 1 &&
	       field[count].data + field[count].length <= end) {
		bytes->length += field[count].length + 1;
		count++;
	}
	return count;
}

/* So many fields of a table, one by one. */
static char *put_fields(char *to, const struct slice *fields, size_t count,
			bool begins_line)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			*to++ = '\t';
		to += escape_write(fields[i], begins_line && i == 0, to);
	}
	return to;
}

/* Columns of a table's row. */
static char *put_cells(char *to, const struct record *record, struct run run,
		       bool begins_line)
{
	size_t begin = run.from, count;
	struct slice bytes;

	if (record->is_whole) {
		bytes = run_bytes(record->fields, run);
		if (!(begins_line && slice_starts(bytes, "#")) &&
		    escape_write_row(bytes, record->separator, to))
			return to + bytes.length;
	}
	for (; run.from < run.to; run.from += count) {
		bool first = begins_line && run.from == begin;

		if (run.from > begin)
			*to++ = '\t';
		count = count_neighbours(record, run, &bytes);
		if (count > 1 && !(first && bytes.data[0] == '#') &&
		    escape_write_row(bytes, record->separator, to)) {
			to += bytes.length;
			continue;
		}
		if (count == 0)
			count = 1;
		to = put_fields(to, record->fields + run.from, count, first);
	}
	return to;
}

static char *put_run(char *to, const struct record *record, struct run run,
		     bool begins_line)
{
	const struct slice *raw = record == NULL ? NULL : record->raw;

	if (record != NULL && record->text.data != NULL)
		return put_raw(
			to, run_bytes(raw != NULL ? raw : record->fields, run),
			begins_line);
	if (record != NULL && raw == NULL)
		return put_cells(to, record, run, begins_line);
	for (size_t i = run.from; i < run.to; i++) {
		if (i > run.from)
			*to++ = '\t';
		if (raw != NULL)
			to = put_raw(to, raw[i], begins_line && i == run.from);
	}
	return to;
}

bool writer_put(struct writer *writer, const struct record *record,
		const struct slice *own, struct diag *diag)
{
	const struct piece *first = writer->pieces;
	const struct piece *end = first + writer->piece_count;
	char *to;

	if (!reserve(writer, room_for(writer, record, own), diag))
		return false;
	to = writer->buffer + writer->length;
	for (const struct piece *piece = first; piece < end; piece++) {
		struct slice field = {0};

		if (piece->run.from < piece->run.to)
			to = put_run(to, record, piece->run, piece == first);
		else if ((field = own[piece->own]).length > 0)
			to += escape_write(field, piece == first, to);
		*to++ = '\t';
	}
	if (first < end)
		to--;
	*to++ = '\n';
	writer->length = (size_t)(to - writer->buffer);
	writer->records++;
	return true;
}

bool writer_flush(struct writer *writer, struct diag *diag)
{
	return flush(writer, diag);
}

bool writer_end(struct writer *writer, struct diag *diag)
{
	char seal[64];
	int length;

	if (!flush(writer, diag))
		return false;
	if (!writer->sealed)
		return true;
	length = snprintf(seal, sizeof seal, "#end\t%llu\t%016llx\n",
			  (unsigned long long)writer->records,
			  (unsigned long long)writer_digest(writer));
	return file_output_write(writer->output, seal, (size_t)length, diag);
}
