#include "stream/held.h"

#include "stream/escape.h"
#include "stream/schema.h"

#define ARENA_MAX ((size_t)1 << 40)
#define LINE_MAX_BYTES ((size_t)64 << 20)

struct held_line {
	struct held_line *next;
	const char *file, *problem_code;
	uint64_t line, number;
	uint32_t problem_column; /* counted from 1; 0: none */
	uint32_t length;
	enum read_result result;
	char text[];
};

bool held_init(struct held *held, size_t columns, struct diag *diag)
{
	*held = (struct held){.columns = columns};
	arena_init(&held->arena, ARENA_MAX);
	strbuf_init(&held->escaped, LINE_MAX_BYTES);
	strbuf_init(&held->plain, LINE_MAX_BYTES);
	held->fields =
		arena_array(&held->arena, columns + 1, sizeof *held->fields);
	held->raw = arena_array(&held->arena, columns + 1, sizeof *held->raw);
	return (held->fields != NULL && held->raw != NULL) || diag_memory(diag);
}

void held_release(struct held *held)
{
	arena_release(&held->arena);
	strbuf_release(&held->escaped);
	strbuf_release(&held->plain);
}

/* The record as a line of a stream, borrowed until the next one. */
static struct slice line_of(struct held *held, const struct record *record)
{
	struct strbuf *line = &held->escaped;

	if (record->text.data != NULL && record->count == held->columns)
		return record->text;
	strbuf_reset(line);
	for (size_t i = 0; i < held->columns; i++) {
		struct slice field = record_field(record, i);

		if (i > 0)
			strbuf_append_byte(line, '\t');
		if (record->raw != NULL && i < record->count) {
			strbuf_append(line, record->raw[i]);
			continue;
		}
		if (!strbuf_reserve(line, escape_room(field)))
			break;
		line->length +=
			escape_write(field, i == 0, line->data + line->length);
	}
	return line->failed ? (struct slice){0} : strbuf_slice(line);
}

bool held_add(struct held *held, enum read_result result,
	      const struct record *record, struct diag *diag)
{
	struct slice text = line_of(held, record);
	struct held_line *line = arena_alloc(
		&held->arena, sizeof *line + text.length + RECORD_SLACK);

	if (line == NULL || text.data == NULL)
		return diag_set(diag, "the records of a pipe don't fit into "
				      "memory; give them as a file");
	*line = (struct held_line){
		.file = record->file,
		.problem_code = record->problem_code,
		.line = record->line,
		.number = record->number,
		.problem_column =
			record->problem_column == COLUMN_NONE
				? 0
				: (uint32_t)record->problem_column + 1,
		.length = (uint32_t)text.length,
		.result = result};
	memcpy(line->text, text.data, text.length);
	if (held->last == NULL)
		held->first = held->next = line;
	else
		held->last->next = line;
	held->last = line;
	return true;
}

static bool undo_escapes(struct held *held, size_t length)
{
	strbuf_reset(&held->plain);
	if (!strbuf_reserve(&held->plain, length))
		return false;
	for (size_t i = 0; i < held->columns; i++) {
		if (!escape_undo(held->raw[i], &held->plain, &held->fields[i]))
			return false;
	}
	return true;
}

enum read_result held_next(struct held *held, struct record *record,
			   struct diag *diag)
{
	struct held_line *line = held->next;
	struct slice rest;

	if (line == NULL)
		return READ_END;
	held->next = line->next;
	rest = (struct slice){line->text, line->length};
	for (size_t i = 0; i < held->columns; i++) {
		size_t length = slice_find(rest, '\t');

		held->raw[i] = held->fields[i] = slice_part(rest, 0, length);
		rest = slice_part(rest, length + 1, rest.length);
	}
	*record = (struct record){.fields = held->fields,
				  .raw = held->raw,
				  .count = held->columns,
				  .text = {line->text, line->length},
				  .file = line->file,
				  .line = line->line,
				  .number = line->number,
				  .problem_code = line->problem_code,
				  .problem_column =
					  line->problem_column == 0
						  ? COLUMN_NONE
						  : line->problem_column - 1};
	if (memchr(line->text, '\\', line->length) != NULL &&
	    !undo_escapes(held, line->length)) {
		diag_set(diag, "a record can't be read again");
		return READ_BROKEN;
	}
	return line->result;
}

void held_rewind(struct held *held)
{
	held->next = held->first;
}
