#include "enroll/held.h"

struct held_record {
	struct held_record *next;
	enum read_result result;
	struct record record; /* its slices point into the arena */
};

void held_init(struct held *held, size_t maximum)
{
	*held = (struct held){0};
	arena_init(&held->arena, maximum);
}

void held_release(struct held *held)
{
	arena_release(&held->arena);
	*held = (struct held){0};
}

/* Copies fields into one piece of memory; NULL when it ran out. */
static const struct slice *copy_fields(struct arena *arena,
				       const struct slice *fields, size_t count)
{
	struct slice *copies = arena_array(arena, count, sizeof *copies);
	size_t total = 0;
	char *bytes;

	for (size_t i = 0; i < count; i++)
		total += fields[i].length;
	bytes = arena_alloc(arena, total + 1);
	if (copies == NULL || bytes == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (fields[i].length > 0)
			memcpy(bytes, fields[i].data, fields[i].length);
		copies[i] = (struct slice){bytes, fields[i].length};
		bytes += fields[i].length;
	}
	return copies;
}

bool held_add(struct held *held, enum read_result result,
	      const struct record *record, struct diag *diag)
{
	struct held_record *copy = arena_alloc(&held->arena, sizeof *copy);

	if (copy == NULL)
		return diag_memory(diag);
	copy->result = result;
	copy->record = *record;
	copy->record.text = (struct slice){0};
	copy->record.problem = NULL; /* told already */
	copy->record.fields =
		copy_fields(&held->arena, record->fields, record->count);
	if (copy->record.fields == NULL)
		return diag_memory(diag);
	if (record->raw == record->fields) {
		copy->record.raw = copy->record.fields;
	} else if (record->raw != NULL) {
		copy->record.raw =
			copy_fields(&held->arena, record->raw, record->count);
		if (copy->record.raw == NULL)
			return diag_memory(diag);
	}
	if (held->last == NULL)
		held->next = copy;
	else
		held->last->next = copy;
	held->last = copy;
	return true;
}

enum read_result held_next(struct held *held, struct record *record)
{
	struct held_record *next = held->next;

	if (next == NULL)
		return READ_END;
	held->next = next->next;
	*record = next->record;
	return next->result;
}
