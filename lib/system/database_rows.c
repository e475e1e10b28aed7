#include "system/database_rows.h"

#include <assert.h>

/* Stores the last size bytes of a number, the most significant first. */
static void store(uint64_t number, char *out, size_t size)
{
	for (size_t i = size; i-- > 0; number >>= 8)
		out[i] = (char)(unsigned char)(number & 0xff);
}

void database_row_init(struct database_row *row, int columns)
{
	*row = (struct database_row){.fixed = columns, .count = columns};
}

void database_row_clear(struct database_row *row)
{
	for (int i = 0; i < row->count; i++)
		row->values[i] = (struct value){.kind = VALUE_NULL};
	row->count = row->fixed;
}

void database_row_set(struct database_row *row, int index,
		      const struct value *value)
{
	int i = index - 1;

	assert(i >= 0 && i < POSTGRES_PARAMETERS_MAX);
	assert(row->fixed == 0 || i < row->fixed);
	if (index > row->count)
		row->count = index;
	row->values[i] = *value;
	if (value->kind == VALUE_INTEGER) {
		store((uint64_t)value->integer, row->integers[i],
		      sizeof row->integers[i]);
		row->values[i].bytes = (struct slice){row->integers[i],
						      sizeof row->integers[i]};
	}
}

void database_row_parameters(const struct database_row *row,
			     struct postgres_parameters *parameters)
{
	static const uint32_t types[] = {
		[VALUE_NULL] = 0,
		[VALUE_INTEGER] = POSTGRES_INTEGER,
		[VALUE_TEXT] = POSTGRES_TEXT,
		[VALUE_BLOB] = POSTGRES_BYTES,
	};

	*parameters = (struct postgres_parameters){.count = row->count};
	for (int i = 0; i < row->count; i++) {
		const struct value *value = &row->values[i];

		parameters->types[i] = types[value->kind];
		parameters->lengths[i] = (int)value->bytes.length;
		if (value->kind != VALUE_NULL)
			parameters->values[i] = value->bytes.length == 0
							? ""
							: value->bytes.data;
	}
}

/* A signature, flags, and the length of an extension; all documented. */
static bool add_heading(struct strbuf *rows)
{
	static const char heading[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0";

	return strbuf_append(rows, (struct slice){heading, sizeof heading - 1});
}

bool database_rows_add(struct strbuf *rows, const struct database_row *row)
{
	char size[4];

	if (rows->length == 0)
		add_heading(rows);
	store((uint64_t)row->count, size, 2);
	strbuf_append(rows, (struct slice){size, 2});
	for (int i = 0; i < row->count; i++) {
		const struct value *value = &row->values[i];

		/* -1 is the length of a NULL. */
		store(value->kind == VALUE_NULL ? UINT64_MAX
						: value->bytes.length,
		      size, 4);
		strbuf_append(rows, (struct slice){size, 4});
		if (value->bytes.length > 0)
			strbuf_append(rows, value->bytes);
	}
	return !rows->failed;
}

bool database_rows_end(struct strbuf *rows)
{
	return strbuf_append(rows, SLICE("\377\377"));
}

int64_t database_row_integer(struct slice bytes)
{
	uint64_t number = 0;

	assert(bytes.length == 1 || bytes.length == 4 || bytes.length == 8);
	if (bytes.length > 1 && (bytes.data[0] & 0x80) != 0)
		number = UINT64_MAX;
	for (size_t i = 0; i < bytes.length; i++)
		number = number << 8 | (unsigned char)bytes.data[i];
	return (int64_t)number;
}
