#include "system/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>

#include "base/strbuf.h"

#include "book.h"
#include "scratch.h"

#define ROWS(text) "<worksheet><sheetData>" text "</sheetData></worksheet>"

/* Formats 0 to 5: general, 14, 46, and three of its own. */
static const char styles[] =
	"<styleSheet><numFmts>"
	"<numFmt numFmtId='164' formatCode='[$-421]dd\\ mmmm\\ yyyy;@'/>"
	"<numFmt numFmtId='165' formatCode='&quot;Rp&quot;#,##0;[Red]-d'/>"
	"<numFmt numFmtId='22' formatCode='0.00'/></numFmts>"
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
	"<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='46'/>"
	"<xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='22'/><xf/>"
	"</cellXfs></styleSheet>";

static const char kinds[] = {
	[SHEET_EMPTY] = '-', [SHEET_TEXT] = 't',    [SHEET_NUMBER] = 'n',
	[SHEET_DATE] = 'd',  [SHEET_BOOLEAN] = 'b', [SHEET_ERROR] = 'e',
};

/* "1: t[nik] n[5] - d[2020-08-11]" and so on, a row a line. */
static const char *content_of(const char *path, const char *sheet)
{
	static char content[8192];
	struct strbuf out;
	struct sheet_row row;
	struct diag diag;
	struct sheet_reader *reader = sheet_open(path, sheet, &diag);
	int result = -1;

	strbuf_init(&out, sizeof content - 1);
	while (reader != NULL &&
	       (result = sheet_next(reader, &row, &diag)) == 1) {
		strbuf_append_format(&out, "%d:", (int)row.number);
		for (size_t i = 0; i < row.count; i++) {
			const struct sheet_cell *cell = &row.cells[i];

			strbuf_append_format(&out, " %c", kinds[cell->kind]);
			if (cell->kind != SHEET_EMPTY)
				strbuf_append_format(&out, "[%.*s]",
						     SLICE_PRINT(cell->text));
		}
		strbuf_append_byte(&out, '\n');
	}
	if (result < 0)
		strbuf_append_string(&out, diag.message);
	assert_false(out.failed);
	snprintf(content, sizeof content, "%s", strbuf_string(&out));
	strbuf_release(&out);
	sheet_close(reader);
	return content;
}

/* The cells of a sheet with these rows, and with the styles above. */
static const char *read_rows(const char *sheet)
{
	struct book book;

	book_begin(&book);
	book_put(&book, "xl/styles.xml", styles);
	book_put(&book, "xl/worksheets/sheet1.xml", sheet);
	book_write(&book, "book.xlsx");
	return content_of("book.xlsx", NULL);
}

static const char *read_number(const char *text, const char *style)
{
	char sheet[300];

	snprintf(sheet, sizeof sheet,
		 ROWS("<row><c s='%s'><v>%s</v></c></row>"), style, text);
	return read_rows(sheet);
}

static void shared_texts_are_looked_up(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put(&book, "xl/sharedStrings.xml",
		 "<sst><si><t>nik</t></si><si/>"
		 "<si><r><rPr><b/></rPr><t>Ni </t></r>"
		 "<r><t xml:space='preserve'>Made </t></r><r><t>Ayu</t></r>"
		 "<rPh sb='0' eb='1'><t>reading</t></rPh></si>"
		 "<si><t> trimmed\n</t></si>"
		 "<si><t xml:space='preserve'> kept </t></si></sst>");
	book_put(&book, "xl/worksheets/sheet1.xml",
		 ROWS("<row r='1'><c r='A1' t='s'><v>0</v></c>"
		      "<c r='B1' t='s'><v>1</v></c>"
		      "<c r='C1' t='s'><v>2</v></c></row>"
		      "<row r='2'><c r='A2' t='s'><v>3</v></c>"
		      "<c r='B2' t='s'><v>4</v></c></row>"));
	book_write(&book, "book.xlsx");
	assert_string_equal(content_of("book.xlsx", NULL),
			    "1: t[nik] - t[NiMade Ayu]\n"
			    "2: t[trimmed] t[ kept ]\n");
}

static void inline_texts_and_results_are_read_where_they_stand(void **state)
{
	(void)state;
	assert_string_equal(
		read_rows(ROWS(
			"<row><c t='inlineStr'><is><t>plain</t></is></c>"
			"<c t='inlineStr'><is><r><t xml:space='preserve'>a "
			"</t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c>"
			"<c t='str'><f>A1&amp;\"\"</f><v> result </v></c>"
			"<c><f>1+1</f><v>2</v></c>"
			"<c t='inlineStr'><is><t/></is></c></row>")),
		"1: t[plain] t[a b] t[ result ] n[2]\n");
}

static void escaped_characters_are_undone(void **state)
{
	(void)state;
	assert_string_equal(
		read_rows(ROWS(
			"<row><c t='inlineStr'><is><t>a_x000A_b _x005F_x000A_ "
			"_x00e9__xD800_ _x12_ _x</t></is></c>"
			"<c t='str'><v>_x0041_</v></c></row>")),
		"1: t[a\nb _x000A_ \xC3\xA9_xD800_ _x12_ _x] t[A]\n");
}

static void errors_and_flags_have_their_kinds(void **state)
{
	(void)state;
	assert_string_equal(
		read_rows(ROWS("<row><c t='e'><v>#REF!</v></c>"
			       "<c t='b'><v>1</v></c><c t='b'><v>0</v></c>"
			       "<c><f>SUM(A1:A9)</f></c>"
			       "<c><f>1</f><v/></c>"
			       "<c t='str'><f>B1</f><v></v></c></row>")),
		"1: e[#REF!] b[TRUE] b[FALSE] e[=SUM(A1:A9)] e[=1]\n");
}

static void rows_and_columns_may_be_sparse(void **state)
{
	(void)state;
	assert_string_equal(
		read_rows(ROWS("<row r='3'/><row r='5'><c r='B5' s='1'/>"
			       "<c r='C5'><v>1</v></c><c><v>2</v></c>"
			       "<c r='AA5'><v>3</v></c><c r='AB5' s='1'/></row>"
			       "<row><c><v>4</v></c></row>"
			       "<row r='1048576'><c><v>5</v></c></row>")),
		"5: - - n[1] n[2] - - - - - - - - - - - - - - - - - - - - - - "
		"n[3]\n6: n[4]\n1048576: n[5]\n");
}

static void the_last_column_is_xfd(void **state)
{
	struct sheet_reader *reader;
	struct sheet_row row;
	struct diag diag;
	struct book book;

	(void)state;
	book_begin(&book);
	book_put(&book, "xl/worksheets/sheet1.xml",
		 ROWS("<row><c r='XFD1'><v>1</v></c></row>"));
	book_write(&book, "book.xlsx");
	reader = sheet_open("book.xlsx", NULL, &diag);
	assert_non_null(reader);
	assert_int_equal(sheet_next(reader, &row, &diag), 1);
	assert_int_equal(row.count, SHEET_COLUMNS_MAX);
	assert_int_equal(row.cells[16383].kind, SHEET_NUMBER);
	assert_int_equal(row.cells[16382].kind, SHEET_EMPTY);
	sheet_close(reader);
}

/* What Excel and LibreOffice write for what was typed. */
static void numbers_have_the_shortest_digits(void **state)
{
	static const char *const pairs[][2] = {
		{"0", "0"},
		{"-0", "0"},
		{"42", "42"},
		{"-42", "-42"},
		{"007", "7"},
		{"1.50", "1.5"},
		{"0.10000000000000001", "0.1"},
		{"-2.2999999999999998", "-2.3"},
		{"123456789012345", "123456789012345"},
		{"5171025501900001", "5171025501900001"},
		{"5.171025501900001E15", "5171025501900001"},
		{"5.1710255019E+15", "5171025501900000"},
		{"9.4E15", "9400000000000000"},
		{"123456789012345678", "123456789012345680"},
		{"1E17", "100000000000000000"},
		{"1E18", "1E+18"},
		{"-1.25E20", "-1.25E+20"},
		{"0.0000001", "0.0000001"},
		{"0.00000001", "1E-8"},
		{"1e-3", "0.001"},
		{"1234.5678", "1234.5678"},
	};
	char expected[100];

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		snprintf(expected, sizeof expected, "1: n[%s]\n", pairs[i][1]);
		assert_string_equal(read_number(pairs[i][0], "0"), expected);
	}
}

static void dates_are_numbers_with_a_date_format(void **state)
{
	(void)state;
	assert_string_equal(read_number("44054", "1"), "1: d[2020-08-11]\n");
	assert_string_equal(read_number("44054", "3"), "1: d[2020-08-11]\n");
	assert_string_equal(read_number("44054", "0"), "1: n[44054]\n");
	assert_string_equal(read_number("44054", "4"), "1: n[44054]\n");
	assert_string_equal(read_number("44054", "5"), "1: n[44054]\n");
	assert_string_equal(read_number("44054", "6"), "1: n[44054]\n");
	assert_string_equal(read_number("44054", "99"), "1: n[44054]\n");
}

/* The days of both calendars, as LibreOffice shows them. */
static void dates_of_the_1900_calendar_skip_its_false_day(void **state)
{
	(void)state;
	assert_string_equal(read_number("1", "1"), "1: d[1900-01-01]\n");
	assert_string_equal(read_number("59", "1"), "1: d[1900-02-28]\n");
	assert_string_equal(read_number("60", "1"), "1: n[60]\n");
	assert_string_equal(read_number("61", "1"), "1: d[1900-03-01]\n");
	assert_string_equal(read_number("2958465", "1"), "1: d[9999-12-31]\n");
	assert_string_equal(read_number("2958466", "1"), "1: n[2958466]\n");
	assert_string_equal(read_number("-1", "1"), "1: n[-1]\n");
}

static void dates_of_the_1904_calendar_are_later(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put(&book, "xl/workbook.xml",
		 "<workbook><workbookPr date1904='1'/><sheets>"
		 "<sheet name='Data' id='rId1'/></sheets></workbook>");
	book_put(&book, "xl/styles.xml", styles);
	book_put(&book, "xl/worksheets/sheet1.xml",
		 ROWS("<row><c s='1'><v>42592</v></c>"
		      "<c s='1'><v>60</v></c></row>"));
	book_write(&book, "book.xlsx");
	assert_string_equal(content_of("book.xlsx", NULL),
			    "1: d[2020-08-11] d[1904-03-01]\n");
}

static void times_are_rounded_to_the_second(void **state)
{
	(void)state;
	assert_string_equal(read_number("44054.354166666664", "1"),
			    "1: d[2020-08-11 08:30:00]\n");
	assert_string_equal(read_number("44054.999999", "1"),
			    "1: d[2020-08-12]\n");
	assert_string_equal(read_number("0.35416666666666669", "1"),
			    "1: d[08:30:00]\n");
	assert_string_equal(read_number("1.5", "2"), "1: d[36:00:00]\n");
}

static void iso_dates_are_taken_as_they_are(void **state)
{
	(void)state;
	assert_string_equal(
		read_rows(ROWS("<row><c t='d'><v>2020-08-11</v></c>"
			       "<c t='d'><v>2020-08-11T00:00:00</v></c>"
			       "<c t='d'><v>2020-08-11T08:30:00.000Z</v></c>"
			       "</row>")),
		"1: d[2020-08-11] d[2020-08-11] d[2020-08-11 08:30:00]\n");
}

static void format_codes_tell_dates_from_money(void **state)
{
	static const struct {
		const char *code;
		const char *expected;
	} codes[] = {
		{"General", "n[1.5]"},
		{"#,##0", "n[1.5]"},
		{"0.00E+00", "n[1.5]"},
		{"@", "n[1.5]"},
		{"_(* #,##0_);_(* \\(#,##0\\)", "n[1.5]"},
		{"[$Rp-421]#,##0", "n[1.5]"},
		{"&quot;dmy&quot;0", "n[1.5]"},
		{"\\d0", "n[1.5]"},
		{"[Red]0;d", "n[1.5]"},
		{"dd/mm/yyyy", "d[1900-01-01 12:00:00]"},
		{"YYYY-MM-DD", "d[1900-01-01 12:00:00]"},
		{"[$-421]d\\-mmm\\-yy", "d[1900-01-01 12:00:00]"},
		{"h:mm AM/PM", "d[1900-01-01 12:00:00]"},
		{"General d", "d[1900-01-01 12:00:00]"},
		{"[h]:mm:ss", "d[36:00:00]"},
		{"[mm]:ss", "d[36:00:00]"},
		{"&quot;open", "n[1.5]"},
		{"[open", "n[1.5]"},
		{"0\\", "n[1.5]"},
	};
	char sheet[500], expected[100];
	struct book book;

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		snprintf(sheet, sizeof sheet,
			 "<styleSheet><numFmts><numFmt numFmtId='170' "
			 "formatCode='%s'/></numFmts><cellXfs>"
			 "<xf numFmtId='170'/></cellXfs></styleSheet>",
			 codes[i].code);
		book_begin(&book);
		book_put(&book, "xl/styles.xml", sheet);
		book_put(&book, "xl/worksheets/sheet1.xml",
			 ROWS("<row><c s='0'><v>1.5</v></c></row>"));
		book_write(&book, "book.xlsx");
		snprintf(expected, sizeof expected, "1: %s\n",
			 codes[i].expected);
		assert_string_equal(content_of("book.xlsx", NULL), expected);
	}
}

static struct book *three_sheets(struct book *book)
{
	book_begin(book);
	book_put(book, "xl/workbook.xml",
		 "<workbook><sheets>"
		 "<sheet name='Chart' id='rId3'/>"
		 "<sheet name='Hidden' state='hidden' id='rId1'/>"
		 "<sheet name='Empty' id='rId2'/>"
		 "<sheet name='Full' state='visible' id='rId1'/>"
		 "</sheets></workbook>");
	book_put(book, "xl/worksheets/sheet1.xml",
		 ROWS("<row><c><v>1</v></c></row>"));
	book_put(book, "xl/worksheets/sheet2.xml", ROWS("<row r='9'/>"));
	return book;
}

static void the_first_visible_sheet_with_cells_is_read(void **state)
{
	struct book book;
	struct diag diag;
	struct sheet_reader *reader;

	(void)state;
	book_write(three_sheets(&book), "book.xlsx");
	reader = sheet_open("book.xlsx", NULL, &diag);
	assert_non_null(reader);
	assert_string_equal(sheet_name(reader), "Full");
	sheet_close(reader);
	assert_string_equal(content_of("book.xlsx", NULL), "1: n[1]\n");
}

static void a_sheet_can_be_named(void **state)
{
	struct book book;

	(void)state;
	book_write(three_sheets(&book), "book.xlsx");
	assert_string_equal(content_of("book.xlsx", "Hidden"), "1: n[1]\n");
	assert_string_equal(content_of("book.xlsx", "Empty"), "");
	assert_string_equal(content_of("book.xlsx", "Peserta"),
			    "\"book.xlsx\" has no sheet \"Peserta\"; it has "
			    "\"Hidden\", \"Empty\", \"Full\"");
}

static void a_book_without_cells_is_refused(void **state)
{
	(void)state;
	assert_string_equal(read_rows(ROWS("")),
			    "\"book.xlsx\" has no visible sheet with cells");
}

static void rows_come_whole_wherever_the_pieces_end(void **state)
{
	struct strbuf sheet;
	struct sheet_reader *reader;
	struct sheet_row row;
	struct diag diag;
	char expected[100];
	struct book book;

	(void)state;
	strbuf_init(&sheet, 10 << 20);
	strbuf_append_string(&sheet, "<worksheet><sheetData>");
	for (int i = 0; i < 20000; i++)
		strbuf_append_format(&sheet,
				     "<row><c t='inlineStr'><is><t>nama %d"
				     "</t></is></c><c><v>%d</v></c></row>",
				     i, i * 7);
	strbuf_append_string(&sheet, "</sheetData></worksheet>");
	book_begin(&book);
	book_put(&book, "xl/worksheets/sheet1.xml", strbuf_string(&sheet));
	book_write(&book, "book.xlsx");
	reader = sheet_open("book.xlsx", NULL, &diag);
	assert_non_null(reader);
	for (int i = 0; i < 20000; i++) {
		assert_int_equal(sheet_next(reader, &row, &diag), 1);
		assert_int_equal(row.count, 2);
		snprintf(expected, sizeof expected, "nama %d", i);
		assert_true(slice_is(row.cells[0].text, expected));
		snprintf(expected, sizeof expected, "%d", i * 7);
		assert_true(slice_is(row.cells[1].text, expected));
	}
	assert_int_equal(sheet_next(reader, &row, &diag), 0);
	assert_int_equal(sheet_next(reader, &row, &diag), 0);
	sheet_close(reader);
	strbuf_release(&sheet);
}

static const char *const headings[] = {"nik", "tanggal", "upah"};

/* 2020-08-11 is day 18485 since 1970. */
static void write_book(const char *path)
{
	struct diag diag;
	struct sheet_writer *writer =
		sheet_create(path, (struct date){18485}, &diag);

	assert_non_null(writer);
	assert_true(sheet_begin(writer, "Perbaikan", headings, 3, &diag));
	sheet_put_text(writer, SLICE("0171025501900001"));
	sheet_put_date(writer, (struct date){18485});
	sheet_put_number(writer, 1500000);
	assert_true(sheet_end_row(writer, &diag));
	sheet_put_text(writer, SLICE("=1+1 <&> \xC3\xA9\n_x0041_"));
	sheet_put_empty(writer);
	sheet_put_number(writer, INT64_C(-999999999999999));
	assert_true(sheet_end_row(writer, &diag));
	sheet_put_text(writer, SLICE(""));
	sheet_put_date(writer, (struct date){-25600});
	sheet_put_number(writer, INT64_C(1000000000000000));
	assert_true(sheet_end_row(writer, &diag));
	assert_true(sheet_begin(writer, "Kosong", headings, 1, &diag));
	assert_true(sheet_finish(writer, &diag));
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	write_book("out.xlsx");
	assert_string_equal(content_of("out.xlsx", NULL),
			    "1: t[nik] t[tanggal] t[upah]\n"
			    "2: t[0171025501900001] d[2020-08-11] n[1500000]\n"
			    "3: t[=1+1 <&> \xC3\xA9\n_x0041_] - "
			    "n[-999999999999999]\n"
			    "4: - t[1899-11-29] t[1000000000000000]\n");
	assert_string_equal(content_of("out.xlsx", "Kosong"), "1: t[nik]\n");
}

static void equal_content_gives_equal_bytes(void **state)
{
	(void)state;
	write_book("one.xlsx");
	setenv("TZ", "Asia/Makassar", 1);
	sleep(1);
	write_book("two.xlsx");
	unsetenv("TZ");
	assert_int_equal(system("cmp one.xlsx two.xlsx"), 0);
}

static void a_writer_tells_what_a_sheet_cannot_hold(void **state)
{
	struct diag diag;
	struct sheet_writer *writer =
		sheet_create("out.xlsx", (struct date){0}, &diag);
	char *long_text = malloc(200000);

	(void)state;
	memset(long_text, 'x', 200000);
	assert_false(sheet_begin(writer, "a/b", headings, 3, &diag));
	assert_non_null(strstr(diag.message, "cannot write \"out.xlsx\": "));
	assert_true(sheet_begin(writer, "ab", headings, 3, &diag));
	sheet_put_text(writer, (struct slice){long_text, 32768});
	assert_false(sheet_end_row(writer, &diag));
	assert_non_null(strstr(diag.message, "32,767"));
	assert_false(sheet_finish(writer, &diag));
	writer = sheet_create("out.xlsx", (struct date){0}, &diag);
	assert_true(sheet_begin(writer, "ab", headings, 3, &diag));
	sheet_put_text(writer, (struct slice){long_text, 200000});
	assert_false(sheet_finish(writer, &diag));
	free(long_text);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
	struct diag diag;
	struct sheet_writer *writer =
		sheet_create("absent/out.xlsx", (struct date){0}, &diag);

	(void)state;
	assert_true(sheet_begin(writer, "ab", headings, 3, &diag));
	assert_false(sheet_finish(writer, &diag));
	assert_string_equal(diag.message, "cannot write \"absent/out.xlsx\": "
					  "No such file or directory");
}

static bool write_rows(int count, struct diag *diag)
{
	struct sheet_writer *writer =
		sheet_create("out.xlsx", (struct date){0}, diag);

	if (!sheet_begin(writer, "ab", headings, 3, diag))
		return false;
	for (int i = 0; i < count; i++) {
		sheet_put_text(writer, SLICE("the same in every row"));
		if (!sheet_end_row(writer, diag))
			return false;
	}
	return sheet_finish(writer, diag);
}

static rlim_t limit;

static int write_on_a_full_disk(void)
{
	struct diag diag;

	scratch_limit_files(limit);
	dup2(open("printed", O_WRONLY | O_CREAT | O_APPEND, 0600), 2);
	return write_rows(20, &diag);
}

static void no_full_disk_is_taken_for_success(void **state)
{
	struct stat status;
	struct diag diag;

	(void)state;
	assert_true(write_rows(20, &diag));
	assert_int_equal(stat("out.xlsx", &status), 0);
	for (limit = 0; limit < (rlim_t)status.st_size; limit += 61)
		assert_int_equal(scratch_in_child(write_on_a_full_disk), 0);
	assert_string_equal(scratch_read("printed"), "");
}

/* The unpacked rows don't fit where the packed workbook does. */
static int write_on_a_disk_full_of_temporary_files(void)
{
	struct diag diag;

	scratch_limit_files(100000);
	if (write_rows(5000, &diag))
		return 1;
	return strcmp(diag.message,
		      "cannot write \"out.xlsx\": it does not read back as it "
		      "was written; is the disk full?");
}

static void rows_lost_on_the_way_are_noticed(void **state)
{
	(void)state;
	assert_int_equal(
		scratch_in_child(write_on_a_disk_full_of_temporary_files), 0);
}

static void any_text_is_read_back(void **state)
{
	char control[32];
	struct diag diag;
	struct sheet_row row;
	struct sheet_reader *reader;
	struct sheet_writer *writer =
		sheet_create("out.xlsx", (struct date){0}, &diag);

	(void)state;
	for (size_t i = 0; i < sizeof control; i++)
		control[i] = (char)(i + 1);
	assert_true(sheet_begin(writer, "a", headings, 1, &diag));
	sheet_put_text(writer, (struct slice){control, sizeof control});
	sheet_put_text(writer, SLICE("_x0041_ _x_ \xEF\xBF\xBE\xEF\xBF\xBF"));
	sheet_put_text(writer, SLICE("  \t blanks \n\n "));
	sheet_put_text(writer, SLICE("\xEF\xBB\xBF\xF0\x9F\x8C\xB4"));
	assert_true(sheet_end_row(writer, &diag));
	assert_true(sheet_finish(writer, &diag));
	reader = sheet_open("out.xlsx", NULL, &diag);
	assert_int_equal(sheet_next(reader, &row, &diag), 1);
	assert_int_equal(sheet_next(reader, &row, &diag), 1);
	assert_memory_equal(row.cells[0].text.data, control, sizeof control);
	assert_true(slice_is(row.cells[1].text,
			     "_x0041_ _x_ \xEF\xBF\xBE\xEF\xBF\xBF"));
	assert_true(slice_is(row.cells[2].text, "  \t blanks \n\n "));
	assert_true(
		slice_is(row.cells[3].text, "\xEF\xBB\xBF\xF0\x9F\x8C\xB4"));
	sheet_close(reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(shared_texts_are_looked_up),
		scratch_test(
			inline_texts_and_results_are_read_where_they_stand),
		scratch_test(escaped_characters_are_undone),
		scratch_test(errors_and_flags_have_their_kinds),
		scratch_test(rows_and_columns_may_be_sparse),
		scratch_test(the_last_column_is_xfd),
		scratch_test(numbers_have_the_shortest_digits),
		scratch_test(dates_are_numbers_with_a_date_format),
		scratch_test(dates_of_the_1900_calendar_skip_its_false_day),
		scratch_test(dates_of_the_1904_calendar_are_later),
		scratch_test(times_are_rounded_to_the_second),
		scratch_test(iso_dates_are_taken_as_they_are),
		scratch_test(format_codes_tell_dates_from_money),
		scratch_test(the_first_visible_sheet_with_cells_is_read),
		scratch_test(a_sheet_can_be_named),
		scratch_test(a_book_without_cells_is_refused),
		scratch_test(rows_come_whole_wherever_the_pieces_end),
		scratch_test(what_is_written_is_read_back),
		scratch_test(equal_content_gives_equal_bytes),
		scratch_test(a_writer_tells_what_a_sheet_cannot_hold),
		scratch_test(a_folder_that_is_not_there_is_told),
		scratch_test(no_full_disk_is_taken_for_success),
		scratch_test(rows_lost_on_the_way_are_noticed),
		scratch_test(any_text_is_read_back),
	};

	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
