#include "system/sheet_styles.h"

#include "base/number.h"

#include <string.h>

enum { FORMATS_MAX = 4096, CELLS_MAX = 65536 };

struct format {
	int64_t id;
	enum sheet_style style;
};

struct reading {
	struct sheet_styles *styles;
	bool within; /* <cellXfs>, whose <xf> count */
	struct diag *diag;
};

void sheet_styles_init(struct sheet_styles *styles)
{
	strbuf_init(&styles->cells, CELLS_MAX);
	strbuf_init(&styles->formats, FORMATS_MAX * sizeof(struct format));
}

void sheet_styles_release(struct sheet_styles *styles)
{
	strbuf_release(&styles->cells);
	strbuf_release(&styles->formats);
}

/* Behind a quoted text or bracket that begins at *code; its last byte else. */
static const char *skip_to(const char *code, char last)
{
	const char *end = strchr(code + 1, last);

	return end == NULL ? code + strlen(code) : end + 1;
}

static bool is_elapsed(const char *code)
{
	char unit = text_lower(code[1]);

	return code[0] == '[' && (unit == 'h' || unit == 'm' || unit == 's') &&
	       (code[2] == ']' || text_lower(code[2]) == unit);
}

/*
 * Only the first section (that of positive numbers) is looked at. Letters in
 * quotes, behind a backslash, "_" or "*", and in brackets ([Red], [$Rp-421])
 * are no date codes, and those of "General" neither.
 */
enum sheet_style sheet_style_of_code(const char *code)
{
	while (*code != '\0' && *code != ';') {
		if (strncasecmp(code, "General", 7) == 0) {
			code += 7;
		} else if (*code == '"') {
			code = skip_to(code, '"');
		} else if (is_elapsed(code)) {
			return STYLE_ELAPSED;
		} else if (*code == '[') {
			code = skip_to(code, ']');
		} else if (strchr("\\_*", *code) != NULL) {
			code += code[1] == '\0' ? 1 : 2;
		} else if (strchr("dmyhs", text_lower(*code)) != NULL) {
			return STYLE_DATE;
		} else {
			code++;
		}
	}
	return STYLE_NUMBER;
}

/* The formats every program knows by number (ECMA-376 part 1, 18.8.30). */
static enum sheet_style style_of_builtin(int64_t id)
{
	if (id == 46)
		return STYLE_ELAPSED;
	return (id >= 14 && id <= 22) || id == 45 || id == 47 ? STYLE_DATE
							      : STYLE_NUMBER;
}

static enum sheet_style style_of_id(const struct sheet_styles *styles,
				    int64_t id)
{
	const struct strbuf *formats = &styles->formats;
	struct format format;

	for (size_t at = 0; at < formats->length; at += sizeof format) {
		memcpy(&format, formats->data + at, sizeof format);
		if (format.id == id)
			return format.style;
	}
	return style_of_builtin(id);
}

/* The number in an attribute; 0, the general format, where there is none. */
static int64_t format_id(const char *const *attributes)
{
	const char *text = xml_attribute(attributes, "numFmtId");
	int64_t id = 0;

	if (text != NULL)
		number_parse(slice_of(text), &id);
	return id;
}

static bool add_format(struct reading *reading, const char *const *attributes)
{
	const char *code = xml_attribute(attributes, "formatCode");
	struct format format = {.id = format_id(attributes)};
	struct slice bytes = {(const char *)&format, sizeof format};

	if (code == NULL)
		return true;
	format.style = sheet_style_of_code(code);
	return strbuf_append(&reading->styles->formats, bytes) ||
	       diag_set(reading->diag, "the workbook has too many formats");
}

static bool add_cell(struct reading *reading, const char *const *attributes)
{
	enum sheet_style style =
		style_of_id(reading->styles, format_id(attributes));

	return strbuf_append_byte(&reading->styles->cells, (char)style) ||
	       diag_set(reading->diag, "the workbook has too many styles");
}

static bool on_begin(void *context, const char *name,
		     const char *const *attributes)
{
	struct reading *reading = context;

	if (strcmp(name, "cellXfs") == 0)
		reading->within = true;
	else if (strcmp(name, "numFmt") == 0)
		return add_format(reading, attributes);
	else if (strcmp(name, "xf") == 0 && reading->within)
		return add_cell(reading, attributes);
	return true;
}

static bool on_end(void *context, const char *name)
{
	struct reading *reading = context;

	if (strcmp(name, "cellXfs") == 0)
		reading->within = false;
	return true;
}

static bool on_text(void *context, struct slice text)
{
	(void)context;
	(void)text;
	return true;
}

bool sheet_styles_load(struct sheet_styles *styles, struct package *package,
		       const char *part, struct diag *diag)
{
	struct reading reading = {.styles = styles, .diag = diag};
	const struct xml_handler handler = {
		.context = &reading,
		.begin = on_begin,
		.end = on_end,
		.text = on_text,
	};

	return package_parse(package, part, &handler, diag);
}

enum sheet_style sheet_styles_get(const struct sheet_styles *styles,
				  size_t index)
{
	if (index >= styles->cells.length)
		return STYLE_NUMBER;
	return (enum sheet_style)styles->cells.data[index];
}
