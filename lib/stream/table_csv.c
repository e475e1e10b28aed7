#include "stream/table_csv.h"

#include "stream/table_quoted.h"

#include <stdlib.h>

struct table_csv {
	struct table_block block;
	bool held;
	struct block_place at;
	struct slice *cells;
	struct table_quoted *quoted; /* of rows with quotes */
};

void table_csv_free(struct table_csv *csv)
{
	if (csv == NULL)
		return;
	quoted_free(csv->quoted);
	block_release(&csv->block);
	free(csv->cells);
	free(csv);
}

static bool allocate(struct table_csv *csv, struct table_text *text)
{
	csv->cells = malloc(TABLE_CELLS_MAX * sizeof *csv->cells);
	csv->quoted = quoted_new(&csv->block);
	return block_init(&csv->block, text) && csv->cells != NULL &&
	       csv->quoted != NULL;
}

struct table_csv *table_csv_new(struct table_text *text, struct diag *diag)
{
	struct table_csv *csv = calloc(1, sizeof *csv);

	if (csv == NULL) {
		table_text_free(text);
		diag_memory(diag);
		return NULL;
	}
	csv->at.line = 1;
	if (!allocate(csv, text)) {
		diag_memory(diag);
		table_csv_free(csv);
		return NULL;
	}
	if (!block_fill(&csv->block, 0, diag)) {
		table_csv_free(csv);
		return NULL;
	}
	return csv;
}

/* Goes on to the next block, which begins with the row that is not whole. */
static bool refill(struct table_csv *csv, struct diag *diag)
{
	size_t start = csv->at.start;

	if (csv->block.filled - start > TABLE_LINE_MAX)
		return diag_set(diag,
				"%s:%llu: the row is longer than 1 MiB; is a "
				"quote not closed?",
				table_text_file(csv->block.text),
				(unsigned long long)csv->at.line);
	csv->at = (struct block_place){.line = csv->at.line};
	return block_fill(&csv->block, start, diag);
}

bool table_csv_rewind(struct table_csv *csv, struct diag *diag)
{
	csv->at = (struct block_place){.line = 1};
	return block_rewind(&csv->block, diag);
}

void table_csv_hold(struct table_csv *csv, bool held)
{
	csv->held = held;
}

struct block_place table_csv_place(const struct table_csv *csv)
{
	return csv->at;
}

void table_csv_return(struct table_csv *csv, const struct block_place *place)
{
	csv->at = *place;
}

/* The first mark of a sorted list that is not before a place. */
static size_t first_mark(const uint32_t *marks, size_t count, size_t start)
{
	size_t i = 0;

	while (i < count && marks[i] < start)
		i++;
	return i;
}

void table_csv_set_delimiter(struct table_csv *csv, char delimiter)
{
	struct table_marks *marks = &csv->block.marks;
	size_t from = csv->at.start;

	if (delimiter == csv->block.delimiter)
		return;
	block_set_delimiter(&csv->block, delimiter);
	csv->at.separator =
		first_mark(marks->separators, marks->separator_count, from);
	csv->at.quote = first_mark(marks->quotes, marks->quote_count, from);
	csv->at.oddity = first_mark(marks->oddities, marks->oddity_count, from);
	csv->at.line_mark =
		first_mark(marks->lines, marks->line_count, csv->at.separator);
}

char table_csv_delimiter(const struct table_csv *csv)
{
	return csv->block.delimiter;
}

struct slice table_csv_block(const struct table_csv *csv)
{
	return (struct slice){csv->block.data + csv->at.start,
			      csv->block.filled - csv->at.start};
}

const struct table_text *table_csv_text(const struct table_csv *csv)
{
	return csv->block.text;
}

static bool fail_wide(const struct table_csv *csv, struct diag *diag)
{
	return diag_set(diag, "%s:%llu: more than %d cells in a row",
			table_text_file(csv->block.text),
			(unsigned long long)csv->at.line, TABLE_CELLS_MAX);
}

/* Goes on to the row behind a line end; marks inside the row are passed. */
static void advance(struct table_csv *csv, size_t line_mark)
{
	const struct table_marks *marks = &csv->block.marks;
	struct block_place *at = &csv->at;

	at->line += line_mark + 1 - at->line_mark;
	at->line_mark = line_mark + 1;
	at->separator = marks->lines[line_mark] + 1;
	at->start = marks->separators[marks->lines[line_mark]] + 1;
	while (at->quote < marks->quote_count &&
	       marks->quotes[at->quote] < at->start)
		at->quote++;
	while (at->oddity < marks->oddity_count &&
	       marks->oddities[at->oddity] < at->start)
		at->oddity++;
}

static bool fail_unclosed(const struct table_csv *csv,
			  const struct block_place *at, struct diag *diag)
{
	uint64_t line = csv->at.line + at->line_mark - csv->at.line_mark;

	return diag_set(
		diag, "%s:%llu: the quote that begins here is not closed",
		table_text_file(csv->block.text), (unsigned long long)line);
}

/* Where the row stands, up to the separator that ends it. */
static void set_text(const struct table_csv *csv, struct table_row *row,
		     size_t end)
{
	row->text = (struct slice){csv->block.data + csv->at.start,
				   end - csv->at.start};
	row->separator = csv->block.delimiter;
}

/* 1: a row with quotes; 0: it goes on behind the block; -1: a failure. */
static int quoted_row(struct table_csv *csv, struct table_row *row,
		      struct diag *diag)
{
	struct block_place at = csv->at;

	*row = (struct table_row){
		.cells = csv->cells, .line = csv->at.line, .is_cut = true};
	switch (quoted_cut(csv->quoted, &at, row)) {
	case QUOTED_ROW:
		break;
	case QUOTED_OPEN:
		return csv->block.ended ? fail_unclosed(csv, &at, diag) - 1 : 0;
	case QUOTED_WIDE:
		return fail_wide(csv, diag) - 1;
	case QUOTED_NO_MEMORY:
		return diag_memory(diag) - 1;
	}
	row->is_one_line = at.line_mark == csv->at.line_mark;
	set_text(csv, row, csv->block.marks.separators[at.separator]);
	advance(csv, at.line_mark);
	return 1;
}

/* The cells of a row without quotes, all at once. */
static void cut_cells(struct table_csv *csv, size_t from, size_t to)
{
	const uint32_t *separators = csv->block.marks.separators;
	const char *begin = csv->block.data + csv->at.start;

#pragma GCC unroll 4
	for (size_t i = from; i < to; i++) {
		const char *end = csv->block.data + separators[i];

		csv->cells[i - from] =
			(struct slice){begin, (size_t)(end - begin)};
		begin = end + 1;
	}
}

static int plain_row(struct table_csv *csv, struct table_row *row,
		     struct diag *diag)
{
	const struct table_marks *marks = &csv->block.marks;
	size_t last = marks->lines[csv->at.line_mark];
	size_t end = marks->separators[last];
	size_t count = last + 1 - csv->at.separator;
	struct slice *last_cell;

	if (count > TABLE_CELLS_MAX)
		return fail_wide(csv, diag) - 1;
	cut_cells(csv, csv->at.separator, last + 1);
	last_cell = &csv->cells[count - 1];
	if (last_cell->length > 0 &&
	    last_cell->data[last_cell->length - 1] == '\r')
		last_cell->length--;
	*row = (struct table_row){.cells = csv->cells,
				  .count = count,
				  .line = csv->at.line,
				  .odd = csv->at.oddity < marks->oddity_count &&
					 marks->oddities[csv->at.oddity] < end};
	row->is_whole = row->is_cut = row->is_one_line = true;
	set_text(csv, row, end);
	advance(csv, csv->at.line_mark);
	return 1;
}

int table_csv_next(struct table_csv *csv, struct table_row *row,
		   struct diag *diag)
{
	const struct table_marks *marks = &csv->block.marks;

	for (;;) {
		int found = 0;

		if (csv->at.line_mark < marks->line_count) {
			size_t last = marks->lines[csv->at.line_mark];

			if (csv->at.quote < marks->quote_count &&
			    marks->quotes[csv->at.quote] <
				    marks->separators[last])
				found = quoted_row(csv, row, diag);
			else
				found = plain_row(csv, row, diag);
		}
		if (found < 0)
			return -1;
		if (found > 0 && (row->count > 1 || row->cells[0].length > 0))
			return 1;
		if (found > 0)
			continue;
		if (csv->block.ended || csv->held)
			return 0;
		if (!refill(csv, diag))
			return -1;
	}
}

static void part_by_tabs(struct table_csv *csv, const struct table_row *row)
{
	for (size_t i = 1; i < row->count; i++)
		csv->block.data[row->cells[i].data - csv->block.data - 1] =
			'\t';
}

/* Moves the cells of a row together, over their quotes, and parts them. */
static void pull_together(struct table_csv *csv, struct table_row *row)
{
	char *to = csv->block.data + (row->text.data - csv->block.data);

	for (size_t i = 0; i < row->count; i++) {
		struct slice *cell = &row->cells[i];

		if (i > 0)
			*to++ = '\t';
		if (cell->length > 0 && cell->data != to)
			memmove(to, cell->data, cell->length);
		cell->data = to;
		to += cell->length;
	}
}

bool table_csv_make_line(struct table_csv *csv, struct table_row *row)
{
	struct slice last;

	if (!row->is_one_line || csv->block.marks.escapes ||
	    (!row->is_whole && csv->block.delimiter == '\t'))
		return false;
	if (row->is_whole)
		part_by_tabs(csv, row);
	else
		pull_together(csv, row);
	last = row->cells[row->count - 1];
	row->text.length = (size_t)(last.data + last.length - row->text.data);
	row->separator = '\t';
	row->is_whole = true;
	return true;
}
