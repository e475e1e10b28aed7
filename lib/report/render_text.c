/*
 * The page for a terminal or a mail: fixed columns, characters as bars.
 */
#include "report/render.h"
#include "report/words.h"

#include "stream/schema.h"

enum {
	BAR_MAX = 22,
	BAR_MIN = 6,
	LABEL_MIN = 14, /* a label is cut no shorter than this */
	GAP = 2
};

/* How one exhibit is laid out. Widths are characters, not bytes. */
struct layout {
	const struct report *report;
	const struct exhibit *exhibit;
	size_t label; /* width of the row labels; 0: none */
	size_t widths[EXHIBIT_COLUMNS_MAX];
	bool text[EXHIBIT_COLUMNS_MAX]; /* holds text: left-aligned */
	bool skip[EXHIBIT_COLUMNS_MAX]; /* a page's column without a figure */
	size_t rows;			/* that are shown */
	size_t bar;			/* width of the bars; 0: none */
	int64_t longest;		/* the value of a whole bar */
	struct strbuf cell;
};

static void put_times(struct strbuf *out, const char *text, size_t times)
{
	while (times-- > 0)
		strbuf_append_string(out, text);
}

/* Text with what would move a terminal's cursor replaced, at most width. */
static size_t put_safe(struct strbuf *out, struct slice text, size_t width)
{
	size_t count = text_count(text), at = 0, put = 0;
	size_t keep = count > width && width > 1 ? width - 1 : width;

	while (at < text.length && put < keep) {
		size_t start = at;
		uint32_t character = text_next(text, &at);

		if (character < 0x20 || (character >= 0x7f && character < 0xa0))
			strbuf_append_byte(out, '?');
		else
			strbuf_append(out, slice_part(text, start, at - start));
		put++;
	}
	if (put < count && put < width) {
		strbuf_append_string(out, "\u2026");
		put++;
	}
	return put;
}

static void put_left(struct strbuf *out, struct slice text, size_t width)
{
	size_t put = put_safe(out, text, width);

	put_times(out, " ", width - put);
}

static void put_right(struct strbuf *out, struct slice text, size_t width)
{
	size_t count = text_count(text);

	put_times(out, " ", count < width ? width - count : 0);
	put_safe(out, text, width);
}

static struct slice cell_of(struct layout *layout, size_t row, size_t column)
{
	strbuf_reset(&layout->cell);
	cell_human(&layout->exhibit->rows[row].cells[column],
		   layout->report->language, &layout->cell);
	return strbuf_slice(&layout->cell);
}

static size_t larger(size_t left, size_t right)
{
	return left > right ? left : right;
}

/* On a page a column that has no figure takes no room. */
static void drop_empty(struct layout *layout)
{
	for (size_t i = 0; i < layout->exhibit->column_count; i++)
		layout->skip[i] =
			exhibit_is_blank(layout->exhibit, i, layout->rows);
}

static void measure_columns(struct layout *layout)
{
	const struct exhibit *exhibit = layout->exhibit;

	if (!slice_is_empty(exhibit->row_id))
		layout->label = text_count(exhibit->row_label);
	for (size_t i = 0; i < exhibit->column_count; i++)
		layout->widths[i] = text_count(exhibit->columns[i].label);
	for (size_t r = 0; r < layout->rows; r++) {
		if (layout->label > 0)
			layout->label =
				larger(layout->label,
				       text_count(exhibit->rows[r].label));
		for (size_t i = 0; i < exhibit->column_count; i++) {
			enum cell_kind kind = exhibit->rows[r].cells[i].kind;

			layout->widths[i] =
				larger(layout->widths[i],
				       text_count(cell_of(layout, r, i)));
			if (kind == CELL_TEXT)
				layout->text[i] = true;
		}
	}
}

/* The blanks before a column. */
static size_t gap(const struct layout *layout, size_t column)
{
	return column > 0 || layout->label > 0 ? GAP : 0;
}

/* Finds the place for bars, and cuts labels where the page has no room. */
static void fit(struct layout *layout)
{
	const struct exhibit *exhibit = layout->exhibit;
	size_t used = layout->label, count = exhibit->column_count;
	size_t spare;

	for (size_t i = 0; i < count; i++)
		if (!layout->skip[i])
			used += layout->widths[i] + gap(layout, i);
	if (used > RENDER_WIDTH && layout->label > LABEL_MIN) {
		size_t cut = used - RENDER_WIDTH;

		cut = cut < layout->label - LABEL_MIN
			      ? cut
			      : layout->label - LABEL_MIN;
		layout->label -= cut;
		used -= cut;
	}
	spare = used + GAP < RENDER_WIDTH ? RENDER_WIDTH - used - GAP : 0;
	if (exhibit->bar == COLUMN_NONE || spare < BAR_MIN)
		return;
	layout->bar = spare < BAR_MAX ? spare : BAR_MAX;
	for (size_t r = 0; r < layout->rows; r++) {
		int64_t value = exhibit->rows[r].cells[exhibit->bar].number;

		if (value > layout->longest)
			layout->longest = value;
	}
}

static void put_bar(const struct layout *layout, const struct exhibit_row *row,
		    struct strbuf *out)
{
	const struct exhibit *exhibit = layout->exhibit;
	int64_t value = row->cells[exhibit->bar].number;
	bool goal = exhibit->goal != COLUMN_NONE;
	int64_t whole =
		goal ? row->cells[exhibit->goal].number : layout->longest;
	bool ascii = layout->report->ascii;
	size_t full = 0;

	if (whole > 0 && value > 0) {
		__extension__ __int128 length =
			(__extension__(__int128) value * (int64_t)layout->bar +
			 whole / 2) /
			whole;

		full = length > (int64_t)layout->bar ? layout->bar
						     : (size_t)length;
		full = full == 0 ? 1 : full;
	}
	put_times(out, " ", full > 0 || goal ? GAP : 0);
	put_times(out, ascii ? "#" : "\u2588", full);
	if (goal)
		put_times(out, ascii ? "." : "\u2591", layout->bar - full);
}

/* Drops the blanks at the end of the line and ends it. */
static void end_line(struct strbuf *out)
{
	while (out->length > 0 && out->data[out->length - 1] == ' ')
		out->length--;
	strbuf_append_byte(out, '\n');
}

static void put_column(const struct layout *layout, size_t column,
		       struct slice text, struct strbuf *out)
{
	if (layout->skip[column])
		return;
	put_times(out, " ", gap(layout, column));
	if (layout->text[column])
		put_left(out, text, layout->widths[column]);
	else
		put_right(out, text, layout->widths[column]);
}

static void put_table(struct layout *layout, struct strbuf *out)
{
	const struct exhibit *exhibit = layout->exhibit;
	const char *rule = layout->report->ascii ? "-" : "\u2500";

	put_left(out, exhibit->row_label, layout->label);
	for (size_t i = 0; i < exhibit->column_count; i++)
		put_column(layout, i, exhibit->columns[i].label, out);
	end_line(out);
	put_times(out, rule, layout->label);
	for (size_t i = 0; i < exhibit->column_count; i++) {
		if (layout->skip[i])
			continue;
		put_times(out, " ", gap(layout, i));
		put_times(out, rule, layout->widths[i]);
	}
	end_line(out);
	for (size_t r = 0; r < layout->rows; r++) {
		put_left(out, exhibit->rows[r].label, layout->label);
		for (size_t i = 0; i < exhibit->column_count; i++)
			put_column(layout, i, cell_of(layout, r, i), out);
		if (layout->bar > 0)
			put_bar(layout, &exhibit->rows[r], out);
		end_line(out);
	}
}

/* Says how many rows the page has no room for. */
static void put_rest(const struct layout *layout, struct strbuf *out)
{
	size_t left = layout->exhibit->row_count - layout->rows;
	struct strbuf count;
	struct slice value, text;

	if (left == 0)
		return;
	strbuf_init(&count, 64);
	number_human((int64_t)left, layout->report->language, &count);
	value = strbuf_slice(&count);
	text = words_fill(
		layout->report->arena,
		N_("... and $1 more (all of them in html, xlsx, csv)"), &value,
		1);
	strbuf_append(out, text);
	strbuf_append_byte(out, '\n');
	strbuf_release(&count);
}

/* A line of prose, broken at blanks to fit the page. */
static void put_prose(struct slice text, size_t indent, struct strbuf *out)
{
	size_t at = indent;
	struct slice word;
	bool first = true;

	while (slice_next(&text, ' ', &word)) {
		size_t width = text_count(word);

		if (!first && at + 1 + width > RENDER_WIDTH) {
			strbuf_append_byte(out, '\n');
			put_times(out, " ", indent);
			at = indent;
		} else if (!first) {
			strbuf_append_byte(out, ' ');
			at++;
		}
		at += put_safe(out, word, SIZE_MAX);
		first = false;
	}
	strbuf_append_byte(out, '\n');
}

/* A line of the head, where there is one. */
static void put_head_line(struct slice text, struct strbuf *out)
{
	if (!slice_is_empty(text))
		put_prose(text, 0, out);
}

static void put_exhibit(const struct report *report,
			const struct exhibit *exhibit, struct strbuf *out)
{
	struct layout layout = {.report = report, .exhibit = exhibit};

	layout.rows = exhibit->text_rows > 0 &&
				      exhibit->text_rows < exhibit->row_count
			      ? exhibit->text_rows
			      : exhibit->row_count;

	strbuf_init(&layout.cell, RENDER_SIZE_MAX);
	if (!slice_is_empty(exhibit->caption)) {
		strbuf_append_byte(out, '\n');
		put_prose(exhibit->caption, 0, out);
	}
	if (exhibit->column_count > 0 && exhibit->row_count > 0) {
		drop_empty(&layout);
		measure_columns(&layout);
		fit(&layout);
		put_table(&layout, out);
		put_rest(&layout, out);
	}
	for (size_t i = 0; i < exhibit->note_count; i++) {
		strbuf_append_string(out, "- ");
		put_prose(exhibit->notes[i], 2, out);
	}
	strbuf_release(&layout.cell);
}

void render_text(const struct report *report, struct strbuf *out)
{
	if (!slice_is_empty(report->title)) {
		put_head_line(report->office, out);
		put_head_line(report->title, out);
		put_head_line(report->standfirst, out);
		put_head_line(report->summary, out);
		put_times(out, report->ascii ? "=" : "\u2550", RENDER_WIDTH);
		strbuf_append_byte(out, '\n');
	}
	for (size_t i = 0; i < report->exhibit_count; i++)
		put_exhibit(report, report->exhibits[i], out);
}
