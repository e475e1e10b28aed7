#include "report/chart.h"

#include "report/words.h"
#include "stream/schema.h"

enum {
	WIDTH = 640,
	ROW = 26,
	BAR = 16,
	LABELS = 210, /* where the bars begin */
	BARS = 330,   /* the longest bar */
	LABEL_MAX = 32
};

void chart_text(struct slice text, struct strbuf *out)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (byte == '&')
			strbuf_append_string(out, "&amp;");
		else if (byte == '<')
			strbuf_append_string(out, "&lt;");
		else if (byte == '>')
			strbuf_append_string(out, "&gt;");
		else if (byte == '"')
			strbuf_append_string(out, "&quot;");
		else if ((unsigned char)byte >= 0x20 && byte != 0x7f)
			strbuf_append_byte(out, byte);
		else
			strbuf_append_byte(out, ' ');
	}
}

static size_t rows_of(const struct exhibit *exhibit)
{
	return exhibit->row_count < CHART_ROWS_MAX ? exhibit->row_count
						   : CHART_ROWS_MAX;
}

bool chart_has(const struct exhibit *exhibit)
{
	for (size_t i = 0;
	     exhibit->bar != COLUMN_NONE && i < exhibit->row_count; i++)
		if (exhibit->rows[i].cells[exhibit->bar].number > 0)
			return true;
	return false;
}

/* What a whole bar stands for. */
static int64_t whole_of(const struct exhibit *exhibit, size_t row)
{
	int64_t most = 0;

	if (exhibit->goal != COLUMN_NONE) {
		const struct cell *cells = exhibit->rows[row].cells;
		int64_t goal = cells[exhibit->goal].number;
		int64_t value = cells[exhibit->bar].number;

		return goal > value ? goal : value;
	}
	for (size_t i = 0; i < rows_of(exhibit); i++) {
		int64_t value = exhibit->rows[i].cells[exhibit->bar].number;

		most = value > most ? value : most;
	}
	return most;
}

static long long scaled(int64_t value, int64_t whole)
{
	__extension__ __int128 length = value;

	if (value <= 0 || whole <= 0)
		return 0;
	length = (length * BARS + whole / 2) / whole;
	return length < 1 ? 1 : (long long)length;
}

/* A label that fits before the bars. */
static void put_label(struct slice label, struct strbuf *out)
{
	size_t at = 0, count = 0;
	bool cut = text_count(label) > LABEL_MAX;

	while (at < label.length && count < LABEL_MAX - (size_t)cut) {
		text_next(label, &at);
		count++;
	}
	chart_text(slice_part(label, 0, at), out);
	if (cut)
		strbuf_append_string(out, "\u2026");
}

/* Where the goal stands, also when the bar has passed it. */
static void put_goal_mark(const struct exhibit *exhibit, size_t row,
			  long long top, struct strbuf *out)
{
	const struct cell *goal = &exhibit->rows[row].cells[exhibit->goal];
	long long at = LABELS + scaled(goal->number, whole_of(exhibit, row));

	strbuf_append_format(out,
			     "<line class=\"m\" x1=\"%lld\" y1=\"%lld\" "
			     "x2=\"%lld\" y2=\"%lld\"/>",
			     at, top - 3, at, top + BAR + 3);
}

static void put_row(const struct report *report, const struct exhibit *exhibit,
		    size_t row, struct strbuf *out)
{
	const struct exhibit_row *shown = &exhibit->rows[row];
	const struct cell *value = &shown->cells[exhibit->bar];
	int64_t whole = whole_of(exhibit, row);
	long long length = scaled(value->number, whole);
	long long top = (long long)row * ROW + 4;
	long long end = length;

	strbuf_append_format(out, "<text class=\"l\" x=\"%d\" y=\"%lld\">",
			     LABELS - 8, top + 13);
	put_label(shown->label, out);
	strbuf_append_string(out, "</text>");
	if (exhibit->goal != COLUMN_NONE) {
		int64_t goal = shown->cells[exhibit->goal].number;

		end = scaled(goal, whole);
		strbuf_append_format(out,
				     "<rect class=\"g\" x=\"%d\" y=\"%lld\" "
				     "width=\"%lld\" height=\"%d\"/>",
				     LABELS, top, end, BAR);
		end = end > length ? end : length;
	}
	if (length > 0)
		strbuf_append_format(out,
				     "<rect class=\"b\" x=\"%d\" y=\"%lld\" "
				     "width=\"%lld\" height=\"%d\"/>",
				     LABELS, top, length, BAR);
	if (exhibit->goal != COLUMN_NONE)
		put_goal_mark(exhibit, row, top, out);
	strbuf_append_format(out, "<text x=\"%lld\" y=\"%lld\">",
			     LABELS + end + 6, top + 13);
	cell_human(value, report->language, out);
	if (exhibit->goal != COLUMN_NONE) {
		strbuf_append_string(out, " / ");
		cell_human(&shown->cells[exhibit->goal], report->language, out);
	}
	strbuf_append_string(out, "</text>\n");
}

static void put_description(const struct report *report,
			    const struct exhibit *exhibit, struct strbuf *out)
{
	struct slice values[] = {exhibit->columns[exhibit->bar].label,
				 exhibit->row_label};

	chart_text(words_fill(report->arena,
			      N_("Bars: $1 by $2. The figures stand in the "
				 "table below."),
			      values, 2),
		   out);
}

void chart_svg(const struct report *report, const struct exhibit *exhibit,
	       struct slice id, struct strbuf *out)
{
	size_t rows = rows_of(exhibit);
	int height = (int)rows * ROW + 4;

	strbuf_append_format(
		out,
		"<svg viewBox=\"0 0 %d %d\" role=\"img\" "
		"aria-labelledby=\"%.*s-t %.*s-d\">\n<title id=\"%.*s-t\">",
		WIDTH, height, SLICE_PRINT(id), SLICE_PRINT(id),
		SLICE_PRINT(id));
	chart_text(exhibit->caption, out);
	strbuf_append_format(out, "</title><desc id=\"%.*s-d\">",
			     SLICE_PRINT(id));
	put_description(report, exhibit, out);
	strbuf_append_string(out, "</desc>\n<g aria-hidden=\"true\">\n");
	strbuf_append_format(out,
			     "<line x1=\"%d\" y1=\"0\" x2=\"%d\" "
			     "y2=\"%d\"/>\n",
			     LABELS, LABELS, height);
	for (size_t i = 0; i < rows; i++)
		put_row(report, exhibit, i, out);
	strbuf_append_string(out, "</g></svg>\n");
}
