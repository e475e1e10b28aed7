#include "stream/table_csv.h"

#include "base/strbuf.h"
#include "stream/table_scan.h"

#include <csv.h>
#include <stdlib.h>

enum {
	/* A row that is not whole, a block as UTF-8, and a last line end. */
	CAPACITY = TABLE_LINE_MAX + 3 * TABLE_BLOCK + 1,
	GROWTH = 4096 /* libcsv's buffer grows by so many bytes */
};

struct table_csv {
	struct table_text *text;
	char *data;
	size_t filled;
	bool ended; /* nothing comes behind what is in data */
	bool held;
	char delimiter;
	struct table_marks marks;
	struct table_csv_place at;
	struct slice *cells;
	/* libcsv's, for a row with quotes */
	struct csv_parser parser;
	bool parser_is_set;
	struct strbuf unquoted;
	size_t cell_count;
	bool row_ended, failed;
};

static bool allocate(struct table_csv *csv)
{
	size_t positions = CAPACITY + TABLE_SCAN_PADDING;

	csv->data = malloc(CAPACITY + TABLE_SCAN_PADDING);
	csv->marks.separators = malloc(positions * sizeof(uint32_t));
	csv->marks.lines = malloc(positions * sizeof(uint32_t));
	csv->marks.quotes = malloc(positions * sizeof(uint32_t));
	csv->marks.oddities = malloc(positions * sizeof(uint32_t));
	csv->cells = malloc(TABLE_CELLS_MAX * sizeof *csv->cells);
	csv->parser_is_set = csv_init(&csv->parser, 0) == 0;
	return csv->data != NULL && csv->marks.separators != NULL &&
	       csv->marks.lines != NULL && csv->marks.quotes != NULL &&
	       csv->marks.oddities != NULL && csv->cells != NULL &&
	       csv->parser_is_set;
}

void table_csv_free(struct table_csv *csv)
{
	if (csv == NULL)
		return;
	if (csv->parser_is_set)
		csv_free(&csv->parser);
	strbuf_release(&csv->unquoted);
	free(csv->cells);
	free(csv->marks.oddities);
	free(csv->marks.quotes);
	free(csv->marks.lines);
	free(csv->marks.separators);
	free(csv->data);
	table_text_free(csv->text);
	free(csv);
}

static bool is_line_end(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* Whether LF belongs to a CR at the end of the block shows in the next. */
static void scan(struct table_csv *csv)
{
	size_t length = csv->filled;

	if (!csv->ended && length > 0 && csv->data[length - 1] == '\r')
		length--;
	memset(csv->data + csv->filled, 0, TABLE_SCAN_PADDING);
	table_scan(&csv->marks, csv->data, length, csv->delimiter);
}

/* Moves the row that is not whole to the front and reads a block behind it. */
static bool refill(struct table_csv *csv, struct diag *diag)
{
	size_t kept = csv->filled - csv->at.start, added;

	if (kept > TABLE_LINE_MAX)
		return diag_set(diag,
				"%s:%llu: the row is longer than 1 MiB; is a "
				"quote not closed?",
				table_text_file(csv->text),
				(unsigned long long)csv->at.line);
	if (kept > 0)
		memmove(csv->data, csv->data + csv->at.start, kept);
	if (!table_text_fill(csv->text, csv->data + kept, &added, diag))
		return false;
	csv->filled = kept + added;
	csv->ended = table_text_at_end(csv->text);
	if (csv->ended && csv->filled > 0 &&
	    !is_line_end(csv->data[csv->filled - 1]))
		csv->data[csv->filled++] = '\n';
	csv->at = (struct table_csv_place){.line = csv->at.line};
	scan(csv);
	return true;
}

static bool start(struct table_csv *csv, struct diag *diag)
{
	csv->filled = 0;
	csv->ended = false;
	csv->at = (struct table_csv_place){.line = 1};
	return refill(csv, diag);
}

struct table_csv *table_csv_new(struct table_text *text, struct diag *diag)
{
	struct table_csv *csv = calloc(1, sizeof *csv);

	if (csv == NULL) {
		table_text_free(text);
		diag_memory(diag);
		return NULL;
	}
	csv->text = text;
	csv->delimiter = ',';
	strbuf_init(&csv->unquoted, TABLE_LINE_MAX + CAPACITY);
	if (!allocate(csv)) {
		diag_memory(diag);
		table_csv_free(csv);
		return NULL;
	}
	csv_set_blk_size(&csv->parser, GROWTH);
	csv_set_delim(&csv->parser, (unsigned char)csv->delimiter);
	if (!start(csv, diag)) {
		table_csv_free(csv);
		return NULL;
	}
	return csv;
}

bool table_csv_rewind(struct table_csv *csv, struct diag *diag)
{
	if (!table_text_rewind(csv->text))
		return diag_set(diag, "%s: a pipe can't be read twice",
				table_text_file(csv->text));
	return start(csv, diag);
}

void table_csv_hold(struct table_csv *csv, bool held)
{
	csv->held = held;
}

struct table_csv_place table_csv_place(const struct table_csv *csv)
{
	return csv->at;
}

void table_csv_return(struct table_csv *csv,
		      const struct table_csv_place *place)
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
	struct table_marks *marks = &csv->marks;
	size_t from = csv->at.start;

	if (delimiter == csv->delimiter)
		return;
	csv->delimiter = delimiter;
	csv_set_delim(&csv->parser, (unsigned char)delimiter);
	scan(csv);
	csv->at.separator =
		first_mark(marks->separators, marks->separator_count, from);
	csv->at.quote = first_mark(marks->quotes, marks->quote_count, from);
	csv->at.oddity = first_mark(marks->oddities, marks->oddity_count, from);
	csv->at.line_mark =
		first_mark(marks->lines, marks->line_count, csv->at.separator);
}

char table_csv_delimiter(const struct table_csv *csv)
{
	return csv->delimiter;
}

struct slice table_csv_block(const struct table_csv *csv)
{
	return (struct slice){csv->data + csv->at.start,
			      csv->filled - csv->at.start};
}

const struct table_text *table_csv_text(const struct table_csv *csv)
{
	return csv->text;
}

static bool fail_wide(const struct table_csv *csv, struct diag *diag)
{
	return diag_set(diag, "%s:%llu: more than %d cells in a row",
			table_text_file(csv->text),
			(unsigned long long)csv->at.line, TABLE_CELLS_MAX);
}

/* Goes on to the row behind a line end; marks inside the row are passed. */
static void advance(struct table_csv *csv, size_t line_mark)
{
	const struct table_marks *marks = &csv->marks;
	struct table_csv_place *at = &csv->at;

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

static void take_cell(void *cell, size_t length, void *context)
{
	struct table_csv *csv = context;

	if (csv->cell_count == TABLE_CELLS_MAX ||
	    !strbuf_append(&csv->unquoted, (struct slice){cell, length})) {
		csv->failed = true;
		return;
	}
	csv->cells[csv->cell_count++] = (struct slice){NULL, length};
}

static void take_row_end(int terminator, void *context)
{
	struct table_csv *csv = context;

	(void)terminator;
	csv->row_ended = true;
}

static void cut_plain_cells(struct table_csv *csv, size_t from, size_t to)
{
	const uint32_t *separators = csv->marks.separators;
	const char *begin = csv->data + csv->at.start;

	for (size_t i = from; i < to; i++) {
		const char *end = csv->data + separators[i];

		csv->cells[i - from] =
			(struct slice){begin, (size_t)(end - begin)};
		begin = end + 1;
	}
}

/*
 * Feeds a row to libcsv, line by line, from the cell that has its first
 * quote. False where it does not end within the block; *line_mark is then one
 * past the block's last, and *opened the line that has the open quote.
 */
static bool feed(struct table_csv *csv, size_t from, size_t *line_mark,
		 uint64_t *opened)
{
	const struct table_marks *marks = &csv->marks;

	csv->row_ended = csv->failed = false;
	strbuf_reset(&csv->unquoted);
	csv_fini(&csv->parser, NULL, NULL, NULL);
	for (; *line_mark < marks->line_count; ++*line_mark) {
		size_t end = marks->separators[marks->lines[*line_mark]] + 1;
		size_t before = csv->cell_count;

		if (csv_parse(&csv->parser, csv->data + from, end - from,
			      take_cell, take_row_end, csv) != end - from)
			csv->failed = true;
		if (csv->row_ended || csv->failed)
			return true;
		if (csv->cell_count > before || *line_mark == csv->at.line_mark)
			*opened = csv->at.line + *line_mark - csv->at.line_mark;
		from = end;
	}
	return false;
}

/* 1: a row with quotes; 0: it goes on behind the block; -1: a failure. */
static int quoted_row(struct table_csv *csv, struct table_row *row,
		      struct diag *diag)
{
	const struct table_marks *marks = &csv->marks;
	size_t quote = marks->quotes[csv->at.quote];
	size_t line_mark = csv->at.line_mark, separator = csv->at.separator;
	size_t from = csv->at.start, plain;
	uint64_t opened = csv->at.line;
	char *copy;

	for (; marks->separators[separator] < quote; separator++)
		from = marks->separators[separator] + 1;
	plain = csv->cell_count = separator - csv->at.separator;
	if (plain >= TABLE_CELLS_MAX)
		return fail_wide(csv, diag) - 1;
	if (!feed(csv, from, &line_mark, &opened)) {
		if (!csv->ended)
			return 0;
		return diag_set(diag,
				"%s:%llu: the quote that begins here is not "
				"closed",
				table_text_file(csv->text),
				(unsigned long long)opened) -
		       1;
	}
	if (csv->failed)
		return (csv->cell_count == TABLE_CELLS_MAX
				? fail_wide(csv, diag)
				: diag_memory(diag)) -
		       1;
	cut_plain_cells(csv, csv->at.separator, separator);
	copy = csv->unquoted.data;
	for (size_t i = plain; i < csv->cell_count; i++) {
		csv->cells[i].data = copy;
		copy += csv->cells[i].length;
	}
	*row = (struct table_row){csv->cells, csv->cell_count, NULL,
				  csv->at.line, true};
	advance(csv, line_mark);
	return 1;
}

static int plain_row(struct table_csv *csv, struct table_row *row,
		     struct diag *diag)
{
	const struct table_marks *marks = &csv->marks;
	size_t last = marks->lines[csv->at.line_mark];
	size_t end = marks->separators[last];
	size_t count = last + 1 - csv->at.separator;
	struct slice *last_cell;

	if (count > TABLE_CELLS_MAX)
		return fail_wide(csv, diag) - 1;
	cut_plain_cells(csv, csv->at.separator, last + 1);
	last_cell = &csv->cells[count - 1];
	if (last_cell->length > 0 &&
	    last_cell->data[last_cell->length - 1] == '\r')
		last_cell->length--;
	*row = (struct table_row){csv->cells, count, NULL, csv->at.line,
				  csv->at.oddity < marks->oddity_count &&
					  marks->oddities[csv->at.oddity] <
						  end};
	advance(csv, csv->at.line_mark);
	return 1;
}

int table_csv_next(struct table_csv *csv, struct table_row *row,
		   struct diag *diag)
{
	const struct table_marks *marks = &csv->marks;

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
		if (csv->ended || csv->held)
			return 0;
		if (!refill(csv, diag))
			return -1;
	}
}
