#include "stream/table_format.h"

struct format {
	const char *magic;
	size_t length;
	enum table_kind kind;
	const char *what; /* it is, and what to do */
};

#define MAGIC(bytes) bytes, sizeof bytes - 1
#define SAVE "save it as XLSX or CSV (UTF-8)"

static const struct format formats[] = {
	{MAGIC("PK\x03\x04"), TABLE_XLSX, ""},
	{MAGIC("PK\x05\x06"), TABLE_XLSX, ""},
	{MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), TABLE_XLS,
	 "is an old workbook (.xls) or one locked with a password; open it "
	 "and " SAVE},
	{MAGIC("\x09\x08\x10\x00\x00\x06\x05\x00"), TABLE_XLS,
	 "is a very old workbook (.xls); open it and " SAVE},
	{MAGIC("\x1f\x8b"), TABLE_GZIP,
	 "is compressed with gzip; unpack it first (gzip -d)"},
	{MAGIC("\x28\xb5\x2f\xfd"), TABLE_ZSTD,
	 "is compressed with zstd; unpack it first (zstd -d)"},
	{MAGIC("%PDF"), TABLE_PDF,
	 "is a PDF; ask for the workbook it was printed from"},
	{MAGIC("\xfd"
	       "7zXZ"),
	 TABLE_FOREIGN, "is compressed with xz; unpack it first (xz -d)"},
	{MAGIC("BZh"), TABLE_FOREIGN,
	 "is compressed with bzip2; unpack it first (bzip2 -d)"},
	{MAGIC("7z\xbc\xaf\x27\x1c"), TABLE_FOREIGN,
	 "is a 7z archive; unpack it first"},
	{MAGIC("Rar!\x1a"), TABLE_FOREIGN, "is a RAR archive; unpack it first"},
	{MAGIC("\x89PNG"), TABLE_FOREIGN,
	 "is a picture (PNG); ask for the workbook"},
	{MAGIC("\xff\xd8\xff"), TABLE_FOREIGN,
	 "is a picture (JPEG); ask for the workbook"},
	{MAGIC("SQLite format 3"), TABLE_FOREIGN,
	 "is a SQLite database; export the table as CSV"},
	{MAGIC("PAR1"), TABLE_FOREIGN,
	 "is a Parquet file; export the table as CSV"},
	{MAGIC("{\\rtf"), TABLE_FOREIGN, "is a text document (RTF); " SAVE},
};

/* Pages and XML that programs save under the name .xls. */
static const struct format markups[] = {
	{MAGIC("<!doctype html"), TABLE_FOREIGN, NULL},
	{MAGIC("<html"), TABLE_FOREIGN, NULL},
	{MAGIC("<table"), TABLE_FOREIGN, NULL},
	{MAGIC("<meta"), TABLE_FOREIGN, NULL},
	{MAGIC("<style"), TABLE_FOREIGN, NULL},
};

static enum table_kind fail(const struct format *format, const char *what,
			    const char *file, struct diag *diag)
{
	diag_set(diag, "%s: %s", file, what);
	return format->kind;
}

static bool begins(struct slice start, const struct format *format)
{
	return slice_equal(slice_part(start, 0, format->length),
			   (struct slice){format->magic, format->length});
}

static bool begins_ignoring_case(struct slice start,
				 const struct format *format)
{
	return slice_equal_ignoring_case(
		slice_part(start, 0, format->length),
		(struct slice){format->magic, format->length});
}

static enum table_kind markup_of(struct slice start, const char *file,
				 struct diag *diag)
{
	static const struct format xml = {MAGIC("<?xml"), TABLE_FOREIGN, NULL};

	if (slice_starts(start, "\xef\xbb\xbf"))
		start = slice_part(start, 3, start.length);
	start = slice_trim(start);
	for (size_t i = 0; i < sizeof markups / sizeof *markups; i++)
		if (begins_ignoring_case(start, &markups[i]))
			return fail(&markups[i],
				    "is a web page (HTML), whatever its name; "
				    "open it in a spreadsheet and " SAVE,
				    file, diag);
	if (begins(start, &xml))
		return fail(&xml, "is XML; open it in a spreadsheet and " SAVE,
			    file, diag);
	return TABLE_CSV;
}

enum table_kind format_of(struct slice start, const char *file,
			  struct diag *diag)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (!begins(start, &formats[i]))
			continue;
		if (formats[i].kind == TABLE_XLSX)
			return TABLE_XLSX;
		return fail(&formats[i], formats[i].what, file, diag);
	}
	return markup_of(start, file, diag);
}
