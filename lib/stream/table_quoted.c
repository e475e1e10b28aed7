#include "stream/table_quoted.h"

#include "stream/record.h"

#include <csv.h>
#include <stdlib.h>

enum { GROWTH = 4096 /* libcsv's buffer grows by so many bytes */ };

struct table_quoted {
	const struct table_block *block;
	struct csv_parser parser;
	bool parser_is_set;
	char *unquoted; /* the cells it gave; never longer than the block */
	size_t unquoted_length;
	struct slice *cells; /* of the row that is cut */
	size_t cell_count;
	bool odd; /* a cell may have blanks at its ends, or a quote */
	bool failed;
};

void quoted_free(struct table_quoted *quoted)
{
	if (quoted == NULL)
		return;
	if (quoted->parser_is_set)
		csv_free(&quoted->parser);
	free(quoted->unquoted);
	free(quoted);
}

struct table_quoted *quoted_new(const struct table_block *block)
{
	struct table_quoted *quoted = calloc(1, sizeof *quoted);

	if (quoted == NULL)
		return NULL;
	quoted->block = block;
	quoted->unquoted = malloc(BLOCK_CAPACITY + RECORD_SLACK);
	quoted->parser_is_set = csv_init(&quoted->parser, 0) == 0;
	if (quoted->unquoted == NULL || !quoted->parser_is_set) {
		quoted_free(quoted);
		return NULL;
	}
	csv_set_blk_size(&quoted->parser, GROWTH);
	return quoted;
}

static void take_cell(void *cell, size_t length, void *context)
{
	struct table_quoted *quoted = context;
	char *copy = quoted->unquoted + quoted->unquoted_length;

	if (length > 0)
		memcpy(copy, cell, length);
	quoted->unquoted_length += length;
	quoted->cells[quoted->cell_count++] = (struct slice){copy, length};
}

static bool is_line_mark(const struct table_quoted *quoted,
			 const struct block_place *at)
{
	return at->line_mark < quoted->block->marks.line_count &&
	       quoted->block->marks.lines[at->line_mark] == at->separator;
}

/* Passes the oddities before a place, and those in a quoted cell there. */
static void pass_oddities(struct table_quoted *quoted, struct block_place *at,
			  size_t start, size_t end)
{
	const struct table_marks *marks = &quoted->block->marks;

	for (; at->oddity < marks->oddity_count &&
	       marks->oddities[at->oddity] < end;
	     at->oddity++)
		if (marks->oddities[at->oddity] < start)
			quoted->odd = true;
}

/*
 * Feeds one cell with quotes to libcsv, separator by separator until it gives
 * the cell: delimiters and line ends inside of quotes are no end. at moves to
 * the separator that is. False where that is behind the block.
 */
static bool feed_cell(struct table_quoted *quoted, struct block_place *at)
{
	const struct table_marks *marks = &quoted->block->marks;
	size_t before = quoted->cell_count;

	while (at->separator < marks->separator_count) {
		size_t end = marks->separators[at->separator] + 1;
		size_t length = end - at->start;

		if (csv_parse(&quoted->parser, quoted->block->data + at->start,
			      length, take_cell, NULL, quoted) != length)
			quoted->failed = true;
		if (quoted->cell_count > before || quoted->failed)
			return true;
		at->line_mark += is_line_mark(quoted, at);
		at->separator++;
		at->start = end;
	}
	return false;
}

/*
 * Cuts a cell that is a pair of quotes with no other between, which needs no
 * libcsv. at moves to the separator behind it. False for any other cell.
 */
static bool cut_quoted_cell(struct table_quoted *quoted, struct block_place *at)
{
	const struct table_marks *marks = &quoted->block->marks;
	const char *data = quoted->block->data;
	struct block_place end = *at;
	struct slice cell;
	size_t close, behind;

	if (at->quote + 1 >= marks->quote_count ||
	    marks->quotes[at->quote] != at->start)
		return false;
	close = marks->quotes[at->quote + 1];
	while (end.separator < marks->separator_count &&
	       marks->separators[end.separator] < close) {
		end.line_mark += is_line_mark(quoted, &end);
		end.separator++;
	}
	if (end.separator == marks->separator_count)
		return false;
	behind = marks->separators[end.separator];
	if (behind == close + 2 && data[close + 1] == '\r' &&
	    data[behind] == '\n')
		behind--;
	if (behind != close + 1)
		return false;
	cell = (struct slice){data + at->start + 1, close - at->start - 1};
	quoted->cells[quoted->cell_count++] = cell;
	if (!cell_is_tidy(cell))
		quoted->odd = true;
	pass_oddities(quoted, &end, at->start, close + 1);
	end.quote += 2;
	*at = end;
	return true;
}

/* A cell without a quote, up to the separator at which at stands. */
static void cut_cell(struct table_quoted *quoted, const struct block_place *at)
{
	const char *begin = quoted->block->data + at->start;
	const char *end = quoted->block->data +
			  quoted->block->marks.separators[at->separator];

	if (end > begin && end[-1] == '\r' && *end == '\n')
		end--;
	quoted->cells[quoted->cell_count++] =
		(struct slice){begin, (size_t)(end - begin)};
}

/* One of a row's cells. False where it goes on behind the block. */
static bool take_any_cell(struct table_quoted *quoted, struct block_place *at)
{
	const struct table_marks *marks = &quoted->block->marks;

	if (at->separator == marks->separator_count)
		return false;
	while (at->quote < marks->quote_count &&
	       marks->quotes[at->quote] < at->start)
		at->quote++;
	if (at->quote < marks->quote_count &&
	    marks->quotes[at->quote] < marks->separators[at->separator]) {
		if (cut_quoted_cell(quoted, at))
			return true;
		quoted->odd = true;
		return feed_cell(quoted, at);
	}
	cut_cell(quoted, at);
	return true;
}

/* The cells before the row's last that end before the next quote. */
static void cut_plain_cells(struct table_quoted *quoted, struct block_place *at)
{
	const struct table_marks *marks = &quoted->block->marks;
	size_t last = at->line_mark < marks->line_count
			      ? marks->lines[at->line_mark]
			      : marks->separator_count;
	size_t quote = at->quote < marks->quote_count ? marks->quotes[at->quote]
						      : quoted->block->filled;

	while (at->separator < last &&
	       marks->separators[at->separator] < quote &&
	       quoted->cell_count < TABLE_CELLS_MAX) {
		const char *begin = quoted->block->data + at->start;
		size_t end = marks->separators[at->separator++];

		quoted->cells[quoted->cell_count++] =
			(struct slice){begin, end - at->start};
		at->start = end + 1;
	}
}

enum quoted_result quoted_cut(struct table_quoted *quoted,
			      struct block_place *at, struct table_row *row)
{
	const struct table_block *block = quoted->block;
	struct block_place next = *at;

	quoted->cells = row->cells;
	quoted->cell_count = quoted->unquoted_length = 0;
	quoted->odd = false;
	csv_fini(&quoted->parser, NULL, NULL, NULL);
	csv_set_delim(&quoted->parser, (unsigned char)block->delimiter);
	for (;;) {
		cut_plain_cells(quoted, &next);
		if (quoted->cell_count == TABLE_CELLS_MAX)
			return QUOTED_WIDE;
		at->line_mark = next.line_mark;
		if (!take_any_cell(quoted, &next))
			return QUOTED_OPEN;
		if (quoted->failed)
			return QUOTED_NO_MEMORY;
		if (is_line_mark(quoted, &next))
			break;
		next.start = block->marks.separators[next.separator++] + 1;
	}
	next.start = block->marks.separators[next.separator];
	pass_oddities(quoted, &next, next.start, next.start);
	row->odd = quoted->odd;
	row->count = quoted->cell_count;
	*at = next;
	return QUOTED_ROW;
}
