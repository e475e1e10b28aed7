/*
 * The formats a report is shown in. Each renderer sees exhibits only.
 */
#ifndef REPORT_RENDER_H
#define REPORT_RENDER_H

#include "base/diag.h"
#include "report/exhibit.h"

enum {
	RENDER_WIDTH = 80, /* columns of a text page */
	RENDER_SIZE_MAX = 1 << 30
};

enum render_format {
	RENDER_TEXT,
	RENDER_TSV,
	RENDER_CSV,
	RENDER_JSON,
	RENDER_HTML,
	RENDER_XLSX,
	RENDER_PDF
};

/* The format with that name; false, with the names there are, if none has. */
bool render_format_named(const char *name, enum render_format *format,
			 struct diag *diag);

/* The format that the ending of a path asks for; text where none does. */
enum render_format render_format_of(const char *path);

/*
 * Appends the whole report. Exhibits stand in the report's order; the bytes
 * depend on nothing but the report. False with the reason.
 *
 * tsv and csv give a report of one exhibit as a table of its own columns, and
 * one of more as lines of exhibit, row, column and value.
 */
bool render(enum render_format format, const struct report *report,
	    struct strbuf *out, struct diag *diag);

/* The single formats, for render() and for what writes several files. */
void render_text(const struct report *report, struct strbuf *out);
void render_tsv(const struct report *report, struct strbuf *out);
void render_csv(const struct report *report, struct strbuf *out);
void render_json(const struct report *report, struct strbuf *out);
void render_html(const struct report *report, struct strbuf *out);
bool render_xlsx(const struct report *report, struct strbuf *out,
		 struct diag *diag);
bool render_pdf(const struct report *report, struct strbuf *out,
		struct diag *diag);

/* One exhibit as CSV with its header line (RFC 4180, lines end in LF). */
void render_csv_exhibit(const struct exhibit *exhibit, struct strbuf *out);

/*
 * One CSV field, quoted where it must be. Text that a spreadsheet would run
 * as a formula gets an apostrophe before it.
 */
void render_csv_text(struct slice text, struct strbuf *out);

#endif
