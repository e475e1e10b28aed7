#include "stream/held.h"

#include "stream/escape.h"

#define ARENA_MAX ((size_t)1 << 40)
#define LINE_MAX_BYTES ((size_t)64 << 20)

struct held_line {
	struct held_line *next;
	uint32_t length;
	bool damaged;
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

bool held_add(struct held *held, const struct record *record, bool damaged,
	      struct diag *diag)
{
	struct slice text = line_of(held, record);
	struct held_line *line =
		arena_alloc(&held->arena, sizeof *line + text.length);

	if (line == NULL || text.data == NULL)
		return diag_memory(diag);
	line->length = (uint32_t)text.length;
	line->damaged = damaged;
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

bool held_next(struct held *held, struct record *record, bool *damaged,
	       struct diag *diag)
{
	struct held_line *line = held->next;
	struct slice rest;

	if (line == NULL)
		return false;
	held->next = line->next;
	*damaged = line->damaged;
	rest = (struct slice){line->text, line->length};
	for (size_t i = 0; i < held->columns; i++) {
		size_t length = slice_find(rest, '\t');

		held->raw[i] = held->fields[i] = slice_part(rest, 0, length);
		rest = slice_part(rest, length + 1, rest.length);
	}
	*record = (struct record){.fields = held->fields,
				  .raw = held->raw,
				  .count = held->columns,
				  .text = {line->text, line->length}};
	if (memchr(line->text, '\\', line->length) != NULL &&
	    !undo_escapes(held, line->length))
		return diag_set(diag, "a record can't be read again");
	return true;
}
