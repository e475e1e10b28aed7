/*
 * One HTML file that works offline: no script, nothing fetched. Colours meet
 * WCAG 2.2 AA on white: text #1a1a1a 17:1, quiet text #545454 7.6:1, bars
 * #0b5394 7.7:1, lines and the outline of a goal #6b6b6b 5.3:1.
 */
#include "report/chart.h"
#include "report/render.h"
#include "report/words.h"

static const char style[] =
	"body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;"
	"background:#fff;max-width:60rem;margin:0 auto;padding:1rem}\n"
	"h1{font-size:1.6rem;line-height:1.2;margin:.2rem 0}\n"
	"h2{font-size:1.15rem;margin:0 0 .5rem}\n"
	"header{border-bottom:3px solid #0b5394;margin-bottom:1.5rem}\n"
	"header p,footer,.n{color:#545454;margin:.3rem 0}\n"
	"section{margin:0 0 2rem}\n"
	".s{overflow-x:auto}\n"
	"table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
	"caption{position:absolute;width:1px;height:1px;overflow:hidden;"
	"clip-path:inset(50%)}\n"
	"th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid "
	"#c9c9c9;white-space:nowrap}\n"
	"thead th{border-bottom:2px solid #545454}\n"
	"th:first-child,td.t{text-align:left;white-space:normal}\n"
	"tbody th{font-weight:normal}\n"
	"svg{display:block;width:100%;max-width:40rem;height:auto;"
	"margin:.3rem 0 .8rem;font:13px system-ui,sans-serif}\n"
	"svg text{fill:#1a1a1a}svg .l{text-anchor:end}\n"
	"svg .b{fill:#0b5394}svg .g{fill:none;stroke:#6b6b6b}"
	"svg line{stroke:#6b6b6b}svg .m{stroke:#1a1a1a;stroke-width:2}\n"
	/* On a telephone narrower cells, and charts that stay legible. */
	"@media(max-width:36rem){th,td{padding:.2rem .3rem}"
	"svg{min-width:34rem}}\n"
	"@media print{body{font-size:11pt;max-width:none;padding:0}"
	".s{overflow:visible}tr,svg{break-inside:avoid}"
	"h2,svg{break-after:avoid}"
	"svg .b{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

/* A text in an element, where there is one. */
static void put_line(const char *element, struct slice text, struct strbuf *out)
{
	if (slice_is_empty(text))
		return;
	strbuf_append_format(out, "<%s>", element);
	chart_text(text, out);
	strbuf_append_format(out, "</%s>\n", element);
}

static void put_head(const struct report *report, struct strbuf *out)
{
	strbuf_append_format(
		out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" "
		"content=\"width=device-width,initial-scale=1\">\n<title>",
		report->language == LANGUAGE_ID ? "id" : "en");
	chart_text(slice_is_empty(report->title) ? SLICE("vk-report")
						 : report->title,
		   out);
	strbuf_append_format(
		out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
	if (slice_is_empty(report->title))
		return;
	strbuf_append_string(out, "<header>\n");
	put_line("p", report->office, out);
	put_line("h1", report->title, out);
	put_line("p", report->standfirst, out);
	put_line("p", report->summary, out);
	strbuf_append_string(out, "</header>\n");
}

static void put_heading(struct slice label, struct strbuf *out)
{
	strbuf_append_string(out, "<th scope=\"col\">");
	chart_text(label, out);
	strbuf_append_string(out, "</th>");
}

static void put_cell(const struct report *report, const struct cell *cell,
		     struct strbuf *out)
{
	struct strbuf text;

	strbuf_append_string(out, cell->kind == CELL_TEXT ? "<td class=\"t\">"
							  : "<td>");
	strbuf_init(&text, RENDER_SIZE_MAX);
	cell_human(cell, report->language, &text);
	chart_text(strbuf_slice(&text), out);
	strbuf_release(&text);
	strbuf_append_string(out, "</td>");
}

/* Where something is wider than the page: moved by touch or by keys. */
static void put_box(const struct exhibit *exhibit, struct strbuf *out)
{
	strbuf_append_format(out,
			     "<div class=\"s\" tabindex=\"0\" role=\"group\" "
			     "aria-labelledby=\"%.*s\">",
			     SLICE_PRINT(exhibit->id));
}

static void put_table(const struct report *report,
		      const struct exhibit *exhibit, struct strbuf *out)
{
	bool ids = !slice_is_empty(exhibit->row_id);

	put_box(exhibit, out);
	strbuf_append_string(out, "<table>\n<caption>");
	chart_text(exhibit->caption, out);
	strbuf_append_string(out, "</caption>\n<thead><tr>");
	if (ids)
		put_heading(exhibit->row_label, out);
	for (size_t i = 0; i < exhibit->column_count; i++)
		if (!exhibit_is_blank(exhibit, i, SIZE_MAX))
			put_heading(exhibit->columns[i].label, out);
	strbuf_append_string(out, "</tr></thead>\n<tbody>\n");
	for (size_t r = 0; r < exhibit->row_count; r++) {
		strbuf_append_string(out, "<tr>");
		if (ids) {
			strbuf_append_string(out, "<th scope=\"row\">");
			chart_text(exhibit->rows[r].label, out);
			strbuf_append_string(out, "</th>");
		}
		for (size_t i = 0; i < exhibit->column_count; i++)
			if (!exhibit_is_blank(exhibit, i, SIZE_MAX))
				put_cell(report, &exhibit->rows[r].cells[i],
					 out);
		strbuf_append_string(out, "</tr>\n");
	}
	strbuf_append_string(out, "</tbody>\n</table></div>\n");
}

static void put_exhibit(const struct report *report,
			const struct exhibit *exhibit, struct strbuf *out)
{
	strbuf_append_format(out,
			     "<section aria-labelledby=\"%.*s\">\n"
			     "<h2 id=\"%.*s\">",
			     SLICE_PRINT(exhibit->id),
			     SLICE_PRINT(exhibit->id));
	chart_text(slice_is_empty(exhibit->caption) ? exhibit->id
						    : exhibit->caption,
		   out);
	strbuf_append_string(out, "</h2>\n");
	if (chart_has(exhibit)) {
		put_box(exhibit, out);
		chart_svg(report, exhibit, exhibit->id, out);
		strbuf_append_string(out, "</div>\n");
	}
	if (exhibit->column_count > 0 && exhibit->row_count > 0)
		put_table(report, exhibit, out);
	for (size_t i = 0; i < exhibit->note_count; i++) {
		strbuf_append_string(out, "<p class=\"n\">");
		chart_text(exhibit->notes[i], out);
		strbuf_append_string(out, "</p>\n");
	}
	strbuf_append_string(out, "</section>\n");
}

void render_html(const struct report *report, struct strbuf *out)
{
	put_head(report, out);
	strbuf_append_string(out, "<main>\n");
	for (size_t i = 0; i < report->exhibit_count; i++)
		put_exhibit(report, report->exhibits[i], out);
	strbuf_append_string(out, "</main>\n<footer><p>");
	chart_text(words(N_("vk-report(1) defines each figure.")), out);
	strbuf_append_string(out, "</p></footer>\n</body>\n</html>\n");
}
