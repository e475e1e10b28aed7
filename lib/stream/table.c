#include "stream/table.h"

#include "stream/table_dates.h"
#include "stream/table_format.h"
#include "stream/table_parts.h"

#include <stdlib.h>

enum {
	MESSAGE_MAX = 4096,
	ALIASES_BYTES_MAX = 4 * 1024 * 1024,
	TIDY_MAX = 64 * 1024 * 1024
};

void table_close(struct table *table)
{
	if (table == NULL)
		return;
	rows_close(table->rows);
	sample_release(&table->sample);
	arena_release(&table->arena);
	strbuf_release(&table->tidy);
	strbuf_release(&table->message);
	free(table->fields);
	free(table->shapes);
	free(table);
}

const struct header *table_header(const struct table *table)
{
	return &table->heading.header;
}

struct slice table_label(const struct table *table, size_t column)
{
	return column < table->heading.header.count
		       ? table->heading.labels[column]
		       : (struct slice){0};
}

bool table_column_is_known(const struct table *table, size_t column)
{
	return column < table->heading.header.count &&
	       table->heading.known[column];
}

uint64_t table_bytes(const struct table *table)
{
	return rows_bytes(table->rows);
}

bool table_digest(const struct table *table, uint64_t *digest)
{
	const struct table_csv *csv = rows_csv(table->rows);

	return csv != NULL && table_text_digest(table_csv_text(csv), digest);
}

int table_rounded_nik_share(const struct table *table)
{
	bool again = table->niks < table->niks_before;
	uint64_t niks = again ? table->niks_before : table->niks;
	uint64_t rounded = again ? table->rounded_before : table->rounded;

	return niks < TABLE_NIKS_MIN ? 0 : (int)(rounded * 1000 / niks);
}

void table_describe(const struct table *table,
		    struct table_description *description)
{
	struct table_csv *csv = rows_csv(table->rows);

	*description = (struct table_description){
		.kind = table->kind,
		.header_line = table->sample.rows[table->heading.row].line,
		.known_count = table->heading.known_count,
		.order = table->order,
		.sheet = rows_sheet(table->rows),
	};
	if (csv == NULL)
		return;
	description->delimiter = table_csv_delimiter(csv);
	description->encoding =
		encoding_name(table_text_encoding(table_csv_text(csv)));
}

bool table_other_sheet(const struct table *table, struct strbuf *name,
		       struct diag *diag)
{
	return rows_other_sheet(table->rows, name, diag);
}

uint64_t table_footer(const struct table *table, uint64_t *line)
{
	*line = table->footer_line;
	return table->footer_count;
}

/* "sep=;" in the first line, as spreadsheets write and read it. */
static bool take_separator_line(struct table *table, bool *found,
				struct diag *diag)
{
	struct table_csv *csv = rows_csv(table->rows);
	struct slice block = table_csv_block(csv);
	struct table_row row;

	*found = slice_equal_ignoring_case(slice_part(block, 0, 4),
					   SLICE("sep=")) &&
		 block.length > 5 &&
		 (block.data[5] == '\n' || block.data[5] == '\r');
	if (!*found)
		return true;
	table_csv_set_delimiter(csv, block.data[4]);
	return rows_next(table->rows, &row, diag) > 0;
}

/* Sets the delimiter that makes most of the table, and takes the sample. */
static bool find_delimiter(struct table *table,
			   const struct heading_words *words, struct diag *diag)
{
	static const char delimiters[] = {',', ';', '\t'};
	struct table_csv *csv = rows_csv(table->rows);
	int64_t best_score = -1;
	char best = ',';
	bool found;

	if (!take_separator_line(table, &found, diag))
		return false;
	for (size_t i = 0; i < sizeof delimiters && !found; i++) {
		bool whole;
		int64_t score;

		/* With another delimiter quotes may seem to stay open. */
		table_csv_set_delimiter(csv, delimiters[i]);
		whole = rows_sample(table->rows, &table->sample, diag);
		score = 2 * heading_score(&table->sample, words) + whole;
		if (score > best_score) {
			best_score = score;
			best = delimiters[i];
		}
	}
	if (!found)
		table_csv_set_delimiter(csv, best);
	return rows_sample(table->rows, &table->sample, diag);
}

static bool init_fields(struct table *table, struct diag *diag)
{
	const struct header *header = &table->heading.header;

	table->fields = calloc(header->count, sizeof *table->fields);
	table->shapes = calloc(header->count, sizeof *table->shapes);
	if (table->fields == NULL || table->shapes == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < header->count; i++) {
		table->shapes[i] = shape_of(header->names[i]);
		table->field_count +=
			field_init(&table->fields[table->field_count], i,
				   header->names[i]);
	}
	table->nik = header_find(header, SLICE("nik"));
	table->name = header_find(header, SLICE("name"));
	table->bank = header_find(header, SLICE("bank"));
	table->account = header_find(header, SLICE("account"));
	return true;
}

bool table_settle_order(struct table *table, struct diag *diag)
{
	struct table_rows *again = rows_again(table->rows, diag);
	bool read = true;

	if (again != NULL) {
		dates_forget(&table->evidence);
		read = dates_scan(&table->evidence, again, diag);
		rows_close(again);
	} else if (diag->message[0] != '\0') {
		return false;
	}
	return read &&
	       dates_decide(&table->evidence, table->file, &table->order, diag);
}

/* Looks at the dates in memory; a doubtful one decides to read them all. */
static bool look_at_dates(struct table *table, struct diag *diag)
{
	bool read;

	if (table->order_given)
		return true;
	table->evidence =
		(struct date_evidence){.fields = table->fields,
				       .field_count = table->field_count,
				       .heading_line = table->heading.line};
	rows_peek_begin(table->rows);
	read = dates_scan(&table->evidence, table->rows, diag);
	rows_peek_end(table->rows);
	return read && (table->evidence.open.line == 0 ||
			table_settle_order(table, diag));
}

static bool find_heading(struct table *table,
			 const struct table_options *options, struct diag *diag)
{
	struct heading_words words = {alias_index_new(&table->arena,
						      options->aliases,
						      options->alias_count),
				      options->required};

	if (words.index == NULL)
		return diag_memory(diag);
	if (table->kind == TABLE_CSV
		    ? !find_delimiter(table, &words, diag)
		    : !rows_sample(table->rows, &table->sample, diag))
		return false;
	return heading_find(&table->sample, &words, &table->heading, diag) ||
	       diag_prefix(diag, "%s", table->file);
}

static bool open_rows(struct table *table, int descriptor, struct slice start,
		      struct diag *diag)
{
	table->kind = format_of(start, table->file, diag);
	if (table->kind != TABLE_CSV && table->kind != TABLE_XLSX)
		return false;
	table->rows =
		rows_open(table->kind, descriptor, table->file, start, diag);
	return table->rows != NULL;
}

struct table *table_open(int descriptor, const char *file, struct slice start,
			 const struct table_options *options, struct diag *diag)
{
	struct table *table = calloc(1, sizeof *table);

	if (table == NULL) {
		diag_memory(diag);
		return NULL;
	}
	table->file = file;
	table->order = options->date_order;
	table->order_given = options->date_order != DATE_ORDER_OPEN;
	arena_init(&table->arena, ALIASES_BYTES_MAX);
	sample_init(&table->sample);
	strbuf_init(&table->tidy, TIDY_MAX);
	strbuf_init(&table->message, MESSAGE_MAX);
	if (open_rows(table, descriptor, start, diag) &&
	    find_heading(table, options, diag) && init_fields(table, diag) &&
	    look_at_dates(table, diag))
		return table;
	table_close(table);
	return NULL;
}

bool table_rewind(struct table *table, struct diag *diag)
{
	if (table->niks > table->niks_before) {
		table->niks_before = table->niks;
		table->rounded_before = table->rounded;
	}
	/* Rows were tidy under this share, which the whole file now shows. */
	if (table_rounded_nik_share(table) > TABLE_ROUNDED_ALARM)
		strbuf_reset(&table->tidy);
	table->number = table->niks = table->rounded = 0;
	table->footer_count = 0;
	table->row = 0;
	return rows_rewind(table->rows, diag);
}
