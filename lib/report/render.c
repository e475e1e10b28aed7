#include "report/render.h"

static const char *const names[] = {
	[RENDER_TEXT] = "text", [RENDER_TSV] = "tsv",	[RENDER_CSV] = "csv",
	[RENDER_JSON] = "json", [RENDER_HTML] = "html", [RENDER_XLSX] = "xlsx",
	[RENDER_PDF] = "pdf",
};

enum { NAMES = sizeof names / sizeof names[0] };

bool render_format_named(const char *name, enum render_format *format,
			 struct diag *diag)
{
	for (size_t i = 0; i < NAMES; i++)
		if (strcmp(name, names[i]) == 0) {
			*format = (enum render_format)i;
			return true;
		}
	return diag_set(diag,
			"'%s' is no format: text, tsv, csv, json, html, xlsx "
			"or pdf",
			name);
}

enum render_format render_format_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot != NULL && i < NAMES; i++)
		if (strcmp(dot + 1, names[i]) == 0)
			return (enum render_format)i;
	return RENDER_TEXT;
}

bool render(enum render_format format, const struct report *report,
	    struct strbuf *out, struct diag *diag)
{
	static void (*const plain[])(const struct report *, struct strbuf *) = {
		[RENDER_TEXT] = render_text, [RENDER_TSV] = render_tsv,
		[RENDER_CSV] = render_csv,   [RENDER_JSON] = render_json,
		[RENDER_HTML] = render_html,
	};

	if (format == RENDER_XLSX)
		return render_xlsx(report, out, diag);
	if (format == RENDER_PDF)
		return render_pdf(report, out, diag);
	plain[format](report, out);
	return out->failed ? diag_memory(diag) : true;
}
