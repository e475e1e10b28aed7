#include "stream/input.h"

#include "base/strbuf.h"
#include "stream/input_part.h"

#include <stdlib.h>

struct input {
	struct reader *only; /* the reader of the only part, if it is one */
	struct input_part *parts;
	size_t count, current;
	bool again; /* it is not the first reading */
	struct arena arena;
	struct header header; /* the union, or the only part's own */
	/* A record under the union's columns, where there are several parts. */
	struct slice *fields, *raw;
};

const struct header *input_header(const struct input *input)
{
	return &input->header;
}

bool input_was_sealed(const struct input *input)
{
	for (size_t i = 0; i < input->count; i++)
		if (input->parts[i].reader == NULL ||
		    !reader_was_sealed(input->parts[i].reader))
			return false;
	return true;
}

void input_progress(const struct input *input, uint64_t *done, uint64_t *total)
{
	bool known = true;

	*done = *total = 0;
	for (size_t i = 0; i < input->count; i++) {
		*done += input_part_bytes(input->parts + i);
		*total += input->parts[i].size;
		known = known && input->parts[i].size > 0;
	}
	if (!known)
		*total = 0;
}

/* record->file is the part's own path, so that the pointers are the same. */
static const struct input_part *find_part(const struct input *input,
					  const char *file)
{
	for (size_t i = 0; i < input->count; i++)
		if (input->parts[i].path == file)
			return &input->parts[i];
	return NULL;
}

int input_rounded_nik_share(const struct input *input, const char *file)
{
	const struct input_part *part = find_part(input, file);

	return part == NULL || part->table == NULL
		       ? 0
		       : table_rounded_nik_share(part->table);
}

const struct table *input_table(const struct input *input, size_t index)
{
	return input->parts[index].table;
}

bool input_other_sheet(const struct input *input, size_t index,
		       struct strbuf *name, struct diag *diag)
{
	const struct table *table = input->parts[index].table;

	return table == NULL || table_other_sheet(table, name, diag);
}

bool input_footer(const struct input *input, size_t index, struct record *place,
		  uint64_t *count)
{
	const struct input_part *part;

	if (index >= input->count)
		return false;
	part = &input->parts[index];
	*place = (struct record){.file = part->path};
	*count = part->table == NULL ? 0
				     : table_footer(part->table, &place->line);
	return true;
}

bool input_has_file(const struct input *input, const char *file)
{
	return find_part(input, file) != NULL;
}

size_t input_file_column(const struct input *input, const char *file,
			 size_t column)
{
	const struct input_part *part = find_part(input, file);
	size_t count;

	if (part == NULL || part->map == NULL)
		return column;
	count = input_part_header(part)->count;
	for (size_t i = 0; i < count; i++)
		if (part->map[i] == column)
			return i;
	return COLUMN_NONE;
}

bool input_describe(const struct input *input, struct strbuf *out)
{
	for (size_t i = 0; i < input->count; i++) {
		strbuf_append_format(out, "%s%s=", i > 0 ? " " : "",
				     input->parts[i].path);
		part_describe(input->parts + i, out);
	}
	return !out->failed;
}

void input_close(struct input *input)
{
	if (input == NULL)
		return;
	for (size_t i = 0; input->parts != NULL && i < input->count; i++)
		input_part_close(input->parts + i);
	free(input->parts);
	free(input->fields);
	free(input->raw);
	arena_release(&input->arena);
	free(input);
}

/* The place of a name in the union, which gets it if it is new. */
static size_t place_name(struct slice *names, size_t *count, struct slice name)
{
	const struct header known = {names, *count};
	size_t place = header_find(&known, name);

	if (place != COLUMN_NONE)
		return place;
	names[*count] = name;
	return (*count)++;
}

/* A part with the columns of the union in its order needs no map. */
static void drop_map(const struct input *input, struct input_part *part)
{
	size_t count = input_part_header(part)->count;
	size_t same = 0;

	while (same < count && part->map[same] == same)
		same++;
	if (same == count && count == input->header.count)
		part->map = NULL;
}

static bool join_headers(struct input *input, struct diag *diag)
{
	struct slice *names;
	size_t total = 0, count = 0;

	for (size_t i = 0; i < input->count; i++)
		total += input_part_header(input->parts + i)->count;
	names = arena_array(&input->arena, total, sizeof *names);
	input->fields = calloc(total, sizeof *input->fields);
	input->raw = calloc(total, sizeof *input->raw);
	if (names == NULL || input->fields == NULL || input->raw == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < input->count; i++) {
		const struct header *own = input_part_header(input->parts + i);
		size_t *map =
			arena_array(&input->arena, own->count, sizeof *map);

		if (map == NULL)
			return diag_memory(diag);
		for (size_t j = 0; j < own->count; j++)
			map[j] = place_name(names, &count, own->names[j]);
		input->parts[i].map = map;
	}
	if (count > SCHEMA_COLUMNS_MAX)
		return diag_set(diag,
				"the files together have %zu columns; at most "
				"%d are taken",
				count, SCHEMA_COLUMNS_MAX);
	input->header = (struct header){names, count};
	for (size_t i = 0; i < input->count; i++)
		drop_map(input, input->parts + i);
	return true;
}

static bool open_parts(struct input *input, const char *const *paths,
		       const struct input_options *options, struct diag *diag)
{
	size_t count = input->count;

	input->parts = calloc(count, sizeof *input->parts);
	if (input->parts == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < count; i++)
		input->parts[i].descriptor = -1;
	for (size_t i = 0; i < count; i++)
		if (!input_part_open(input->parts + i, paths[i], options, diag))
			return false;
	if (count > 1)
		return join_headers(input, diag);
	input->only = input->parts[0].reader;
	input->header = *input_part_header(input->parts);
	return true;
}

struct input *input_open(const char *const *paths, size_t count,
			 const struct input_options *options, struct diag *diag)
{
	static const char *const standard[] = {"-"};
	struct input *input = calloc(1, sizeof *input);

	if (input == NULL) {
		diag_memory(diag);
		return NULL;
	}
	arena_init(&input->arena, SIZE_MAX);
	input->count = count == 0 ? 1 : count;
	if (open_parts(input, count == 0 ? standard : paths, options, diag))
		return input;
	input_close(input);
	return NULL;
}

/* Moves the fields of a part's record under the union's columns. */
static void map_record(struct input *input, const struct input_part *part,
		       struct record *record)
{
	const struct slice *fields = record->fields, *raw = record->raw;

	for (size_t i = 0; i < input->header.count; i++)
		input->fields[i] = input->raw[i] = (struct slice){0};
	for (size_t i = 0; i < record->count; i++) {
		input->fields[part->map[i]] = fields[i];
		if (raw != NULL)
			input->raw[part->map[i]] = raw[i];
	}
	if (record->problem_column < record->count)
		record->problem_column = part->map[record->problem_column];
	record->fields = input->fields;
	record->raw = raw == NULL ? NULL : input->raw;
	record->count = input->header.count;
	record->text = (struct slice){0};
	record->is_whole = false;
}

__attribute__((noinline)) static enum read_result
next_of_parts(struct input *input, struct record *record, struct diag *diag)
{
	for (; input->current < input->count; input->current++) {
		struct input_part *part = input->parts + input->current;
		enum read_result result = input_part_next(part, record, diag);

		if (result == READ_END)
			continue;
		if (result != READ_BROKEN && part->map != NULL)
			map_record(input, part, record);
		return result;
	}
	return READ_END;
}

/* Of files that changed meanwhile, two readings don't fit together. */
static bool check_parts(const struct input *input, struct diag *diag)
{
	for (size_t i = 0; i < input->count; i++)
		if (!input_part_check(input->parts + i, diag))
			return false;
	return true;
}

enum read_result input_next(struct input *input, struct record *record,
			    struct diag *diag)
{
	enum read_result result =
		input->only != NULL ? reader_next(input->only, record, diag)
				    : next_of_parts(input, record, diag);

	if (result == READ_END && input->again && !check_parts(input, diag))
		return READ_BROKEN;
	return result;
}

void input_choose(struct input *input, size_t column)
{
	for (size_t i = 0; i < input->count; i++) {
		const struct input_part *part = input->parts + i;
		size_t count = input_part_header(part)->count;

		for (size_t own = 0; part->reader != NULL && own < count; own++)
			if ((part->map == NULL ? own : part->map[own]) ==
			    column)
				reader_choose(part->reader, own);
	}
}

bool input_rewind(struct input *input, struct diag *diag)
{
	if (!check_parts(input, diag))
		return false;
	for (size_t i = 0; i < input->count; i++)
		if (!input_part_rewind(input->parts + i, diag))
			return false;
	input->current = 0;
	input->again = true;
	return true;
}
