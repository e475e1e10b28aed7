/* Files that are no workbook, damaged, or made to do harm. */
#include "system/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>

#include "base/strbuf.h"

#include "book.h"
#include "scratch.h"

#define ROWS(text) "<worksheet><sheetData>" text "</sheetData></worksheet>"

/* Reads a workbook to its end; the message, or "" where all went well. */
static const char *trouble_of(const char *path)
{
	static struct diag diag;
	struct sheet_reader *reader = sheet_open(path, NULL, &diag);
	struct sheet_row row;
	int result = reader == NULL ? -1 : 1;

	while (result == 1)
		result = sheet_next(reader, &row, &diag);
	sheet_close(reader);
	return result == 0 ? "" : diag.message;
}

static const char *trouble_with(const char *part, const char *content)
{
	struct book book;

	book_begin(&book);
	book_put(&book, "xl/worksheets/sheet1.xml",
		 ROWS("<row><c t='n'><v>1</v></c></row>"));
	book_put(&book, part, content);
	book_write(&book, "b.xlsx");
	return trouble_of("b.xlsx");
}

static const char *trouble_with_rows(const char *sheet)
{
	return trouble_with("xl/worksheets/sheet1.xml", sheet);
}

static void other_files_are_named(void **state)
{
	(void)state;
	assert_string_equal(trouble_of("absent"), "cannot open \"absent\": "
						  "No such file or directory");
	assert_string_equal(trouble_of("."), "\".\" is not a regular file");
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_string_equal(trouble_of("pipe"),
			    "\"pipe\" is not a regular file");
	scratch_write("empty.xlsx", "");
	assert_string_equal(trouble_of("empty.xlsx"),
			    "\"empty.xlsx\" is not a workbook (.xlsx)");
	scratch_write("a.csv", "nik,nama\n");
	assert_string_equal(trouble_of("a.csv"),
			    "\"a.csv\" is not a workbook (.xlsx)");
}

static void write_compound(const char *path, const char *entry, size_t before)
{
	FILE *file = fopen(path, "wb");

	fwrite("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 1, 8, file);
	while (before-- > 0)
		putc('x', file);
	for (; *entry != '\0'; entry++) {
		putc(*entry, file);
		putc('\0', file);
	}
	fclose(file);
}

/* The name may lie across the border of two pieces that are read. */
static void an_old_workbook_and_a_locked_one_are_told_apart(void **state)
{
	(void)state;
	write_compound("old.xls", "Workbook", 3000);
	assert_string_equal(trouble_of("old.xls"),
			    "\"old.xls\" is an old workbook (.xls); open it "
			    "in a spreadsheet program and save it as .xlsx");
	for (size_t before = 65480; before < 65560; before++) {
		write_compound("locked.xlsx", "EncryptedPackage", before);
		assert_string_equal(trouble_of("locked.xlsx"),
				    "\"locked.xlsx\" is locked with a "
				    "password; save it without one");
	}
}

static void other_packages_are_named(void **state)
{
	struct book book = {.count = 0};

	(void)state;
	book_put(&book, "a.txt", "text");
	book_write(&book, "a.zip");
	assert_string_equal(trouble_of("a.zip"), "\"a.zip\" is a zip archive, "
						 "not a workbook (.xlsx)");
	book_put(&book, "mimetype",
		 "application/vnd.oasis.opendocument.spreadsheet");
	book_write(&book, "a.ods");
	assert_string_equal(trouble_of("a.ods"), "\"a.ods\" is an "
						 "OpenDocument file (.ods); "
						 "save it as .xlsx");
	assert_string_equal(
		trouble_with("_rels/.rels",
			     "<Relationships><Relationship Type='x/"
			     "officeDocument' Target='xl/workbook.bin'/>"
			     "</Relationships>"),
		"\"b.xlsx\" is a binary workbook (.xlsb); save it as .xlsx");
	assert_string_equal(trouble_with("_rels/.rels", "<Relationships/>"),
			    "\"b.xlsx\" is a zip archive, not a workbook "
			    "(.xlsx)");
	assert_string_equal(trouble_with("xl/workbook.xml", "<document/>"),
			    "\"b.xlsx\" has no sheets; it is no workbook");
}

static void a_cut_file_is_damaged(void **state)
{
	struct stat status;

	(void)state;
	assert_string_equal(trouble_with_rows(ROWS("<row><c><v>1</v></c>"
						   "</row>")),
			    "");
	assert_int_equal(stat("b.xlsx", &status), 0);
	for (off_t size = status.st_size - 1; size > 4; size -= 37) {
		assert_int_equal(truncate("b.xlsx", size), 0);
		assert_string_not_equal(trouble_of("b.xlsx"), "");
	}
}

static void missing_parts_are_told(void **state)
{
	(void)state;
	assert_string_equal(
		trouble_with(
			"_rels/.rels",
			"<Relationships><Relationship Type='officeDocument'"
			" Target='workbook.xml'/></Relationships>"),
		"\"b.xlsx\" is a damaged workbook: part "
		"\"_rels/workbook.xml.rels\" is missing");
	assert_string_equal(
		trouble_with("xl/_rels/workbook.xml.rels",
			     "<Relationships><Relationship Id='rId1' "
			     "Type='worksheet' Target='other.xml'/>"
			     "</Relationships>"),
		"\"b.xlsx\" is a damaged workbook: part \"xl/other.xml\" is "
		"missing");
}

/* A target may point above the package, outside it, or nowhere. */
static void odd_targets_lead_nowhere(void **state)
{
	(void)state;
	assert_string_equal(
		trouble_with("xl/_rels/workbook.xml.rels",
			     "<Relationships><Relationship Id='rId1' "
			     "Type='worksheet' "
			     "Target='../../../../etc/passwd'/>"
			     "</Relationships>"),
		"\"b.xlsx\" is a damaged workbook: part \"etc/passwd\" is "
		"missing");
	assert_string_equal(
		trouble_with("xl/_rels/workbook.xml.rels",
			     "<Relationships><Relationship Id='rId1' "
			     "Type='worksheet' TargetMode='External' "
			     "Target='http://localhost/'/><Relationship/>"
			     "</Relationships>"),
		"\"b.xlsx\" has no sheets; it is no workbook");
	assert_string_equal(
		trouble_with("xl/_rels/workbook.xml.rels",
			     "<Relationships><Relationship Id='rId1' "
			     "Type='worksheet' Target=''/></Relationships>"),
		"\"b.xlsx\" is a damaged workbook: part \"xl\" is missing");
}

static void check_rows(const char *rows, const char *expected)
{
	char message[300];

	snprintf(message, sizeof message, "\"b.xlsx\": sheet \"Data\", %s",
		 expected);
	assert_string_equal(trouble_with_rows(rows), message);
}

static void cells_and_rows_out_of_place_are_refused(void **state)
{
	(void)state;
	check_rows(ROWS("<row r='2'><c><v>1</v></c></row><row r='2'/>"),
		   "row 2: row \"2\" is out of place");
	check_rows(ROWS("<row r='0'/>"), "row 0: row \"0\" is out of place");
	check_rows(ROWS("<row r='1048577'/>"),
		   "row 0: row \"1048577\" is out of place");
	check_rows(ROWS("<row r='1048576'/><row/>"),
		   "row 1048576: row \"\" is out of place");
	check_rows(ROWS("<row r='x'/>"), "row 0: row \"x\" is out of place");
	check_rows(ROWS("<row r='1'><c r='B1'/><c r='B1'/></row>"),
		   "row 1: cell \"B1\" is out of place");
	check_rows(ROWS("<row r='1'><c r='XFE1'/></row>"),
		   "row 1: cell \"XFE1\" is out of place");
	check_rows(ROWS("<row r='1'><c r='AAAAAAAAAAAAAAAAAA1'/></row>"),
		   "row 1: cell \"AAAAAAAAAAAAAAAAAA1\" is out of place");
	check_rows(ROWS("<row r='1'><c r='1'/></row>"),
		   "row 1: cell \"1\" is out of place");
	check_rows(ROWS("<row r='1'><c r='XFD1'/><c/></row>"),
		   "row 1: cell \"\" is out of place");
}

static void cells_without_sense_are_refused(void **state)
{
	(void)state;
	check_rows(ROWS("<row><c t='s'><v>0</v></c></row>"),
		   "row 1: column 1: there is no shared text \"0\"");
	check_rows(ROWS("<row><c/><c t='s'><v>-1</v></c></row>"),
		   "row 1: column 2: there is no shared text \"-1\"");
	check_rows(ROWS("<row><c t='s'><v>x</v></c></row>"),
		   "row 1: column 1: there is no shared text \"x\"");
	check_rows(ROWS("<row><c><v>1,5</v></c></row>"),
		   "row 1: column 1: \"1,5\" is no number");
	check_rows(ROWS("<row><c><v>nan</v></c></row>"),
		   "row 1: column 1: \"nan\" is no number");
	check_rows(ROWS("<row><c><v>1e999</v></c></row>"),
		   "row 1: column 1: \"1e999\" is no number");
	check_rows(ROWS("<row><c><v> </v></c></row>"),
		   "row 1: column 1: \" \" is no number");
	check_rows(ROWS("<row><c t='d'><v>11/08/2020</v></c></row>"),
		   "row 1: column 1: \"11/08/2020\" is no date");
	check_rows(ROWS("<row><c t='d'><v>2020-08-11T8.30</v></c></row>"),
		   "row 1: column 1: \"2020-08-11T8.30\" is no date");
	check_rows(ROWS("<row><c t='d'><v>2020-08-11 08:30:00</v></c></row>"),
		   "row 1: column 1: \"2020-08-11 08:30:00\" is no date");
	check_rows(ROWS("<row><c t='d'><v>2020-08-11T08:3x:00</v></c></row>"),
		   "row 1: column 1: \"2020-08-11T08:3x:00\" is no date");
	check_rows(ROWS("<row><c t='z'/></row>"),
		   "row 1: a cell has the unknown type \"z\"");
	check_rows(ROWS("<row><c s='-1'/></row>"),
		   "row 1: a cell has the unknown style \"-1\"");
}

static void cells_outside_rows_are_passed_over(void **state)
{
	(void)state;
	assert_string_equal(
		trouble_with_rows(ROWS("<c><v>x</v></c><row><row><c><v>1</v>"
				       "</c></row><c><v>x</v></c></row>")),
		"");
}

static void broken_xml_is_told_with_its_place(void **state)
{
	(void)state;
	check_rows("<worksheet><sheetData><row r='7'><c></row>",
		   "row 7: line 1, column 39: mismatched tag");
	check_rows("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>",
		   "row 0: line 1, column 13: a DOCTYPE is not accepted");
	assert_string_equal(trouble_with("xl/styles.xml", "<styleSheet>"),
			    "\"b.xlsx\": part \"xl/styles.xml\": line 1, "
			    "column 13: no element found");
	assert_string_equal(trouble_with("xl/workbook.xml", "<!DOCTYPE a><a/>"),
			    "\"b.xlsx\": part \"xl/workbook.xml\": line 1, "
			    "column 12: a DOCTYPE is not accepted");
}

/* More of one element than there is room for. */
static const char *many_times(const char *before, const char *element,
			      int count)
{
	static char text[2 << 20];
	size_t length = (size_t)sprintf(text, "%s", before);

	for (int i = 0; i < count; i++)
		length += (size_t)sprintf(text + length, "%s", element);
	return text;
}

static void formats_and_styles_have_an_end(void **state)
{
	(void)state;
	assert_string_equal(
		trouble_with("xl/styles.xml", many_times("<a>",
							 "<numFmt numFmtId='9' "
							 "formatCode='0'/>",
							 5000)),
		"the workbook has too many formats");
	assert_string_equal(
		trouble_with("xl/styles.xml",
			     many_times("<cellXfs>", "<xf/>", 70000)),
		"the workbook has too many styles");
}

static void a_value_and_a_book_have_an_end(void **state)
{
	static char sheet[3 << 20];

	(void)state;
	snprintf(sheet, sizeof sheet, "<sheetData><row><c t='str'><v>%s",
		 many_times("", "xxxxxx", 300000));
	check_rows(sheet, "row 1: line 1, column 1800031: no element found");
	strcat(sheet, "</v></c></row></sheetData>");
	check_rows(sheet, "row 1: column 1: out of memory, or over this run's "
			  "limit");
}

/* Packs text as a zip archive does; the library stands beside libzip's. */
static size_t deflate_text(const char *text, size_t length, char *out,
			   size_t size)
{
	void *library = dlopen("libz.so.1", RTLD_NOW);
	void *symbol = dlsym(library, "compress2");
	int (*compress2)(char *, unsigned long *, const char *, unsigned long,
			 int);
	unsigned long packed = size;

	memcpy(&compress2, &symbol, sizeof symbol);
	if (compress2(out, &packed, text, length, 9) != 0)
		abort();
	dlclose(library);
	memmove(out, out + 2, packed - 6);
	return packed - 6;
}

enum { BOMB_SIZE = 20 << 20 };

/* A sheet that is mostly blanks: packs about 1000 to 1. */
static const char *trouble_with_bomb(size_t claimed)
{
	static char text[BOMB_SIZE], packed[1 << 20];
	struct book_part *part;
	struct book book;

	memset(text, ' ', sizeof text);
	memcpy(text, "<worksheet>", 11);
	memcpy(text + sizeof text - 12, "</worksheet>", 12);
	book_begin(&book);
	part = book_put(&book, "xl/worksheets/sheet1.xml", "");
	part->data = packed;
	part->length = deflate_text(text, sizeof text, packed, sizeof packed);
	part->size = claimed;
	part->check = book_check(text, sizeof text);
	part->method = BOOK_DEFLATED;
	book_write(&book, "bomb.xlsx");
	return trouble_of("bomb.xlsx");
}

static void zip_bombs_are_refused(void **state)
{
	static const char expected[] =
		"\"bomb.xlsx\" is refused: its part "
		"\"xl/worksheets/sheet1.xml\" unpacks to more than 200 times "
		"its size";

	(void)state;
	assert_string_equal(trouble_with_bomb(BOMB_SIZE), expected);
	assert_string_equal(trouble_with_bomb(1000), expected);
}

static void well_packed_but_small_parts_are_read(void **state)
{
	static char text[900000], packed[100000];
	struct book_part *part;
	struct book book;

	(void)state;
	memset(text, ' ', sizeof text);
	memcpy(text, ROWS("<row><c><v>1</v></c></row>"),
	       sizeof ROWS("<row><c><v>1</v></c></row>") - 1);
	book_begin(&book);
	part = book_put(&book, "xl/worksheets/sheet1.xml", "");
	part->data = packed;
	part->size = sizeof text;
	part->length = deflate_text(text, sizeof text, packed, sizeof packed);
	part->check = book_check(text, sizeof text);
	part->method = BOOK_DEFLATED;
	book_write(&book, "small.xlsx");
	assert_string_equal(trouble_of("small.xlsx"), "");
}

static void damaged_content_is_noticed(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put(&book, "xl/worksheets/sheet1.xml",
		 ROWS("<row><c><v>1</v></c></row>"))
		->check ^= 1;
	book_write(&book, "b.xlsx");
	assert_string_equal(trouble_of("b.xlsx"),
			    "\"b.xlsx\" is a damaged workbook: part "
			    "\"xl/worksheets/sheet1.xml\": CRC error; send or "
			    "save it again");
}

static void locked_and_oddly_packed_parts_are_refused(void **state)
{
	struct book_part *part;
	struct book book;

	(void)state;
	book_begin(&book);
	part = book_put(&book, "xl/worksheets/sheet1.xml", ROWS(""));
	part->flags = BOOK_ENCRYPTED;
	book_write(&book, "b.xlsx");
	assert_string_equal(trouble_of("b.xlsx"),
			    "\"b.xlsx\" is locked with a password; save it "
			    "without one");
	part->flags = 0;
	part->method = 97; /* WavPack */
	book_write(&book, "b.xlsx");
	assert_string_equal(trouble_of("b.xlsx"),
			    "\"b.xlsx\": Compression method not supported");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(other_files_are_named),
		scratch_test(an_old_workbook_and_a_locked_one_are_told_apart),
		scratch_test(other_packages_are_named),
		scratch_test(a_cut_file_is_damaged),
		scratch_test(missing_parts_are_told),
		scratch_test(odd_targets_lead_nowhere),
		scratch_test(cells_and_rows_out_of_place_are_refused),
		scratch_test(cells_without_sense_are_refused),
		scratch_test(cells_outside_rows_are_passed_over),
		scratch_test(broken_xml_is_told_with_its_place),
		scratch_test(formats_and_styles_have_an_end),
		scratch_test(a_value_and_a_book_have_an_end),
		scratch_test(zip_bombs_are_refused),
		scratch_test(well_packed_but_small_parts_are_read),
		scratch_test(damaged_content_is_noticed),
		scratch_test(locked_and_oddly_packed_parts_are_refused),
	};

	return cmocka_run_group_tests_name("sheet, hostile", tests, NULL, NULL);
}
