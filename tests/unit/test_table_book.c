#include "table_text.h"

#include "book.h"
#include "scratch.h"

#include <fcntl.h>

/* Cells: text, number, date (style 1 is format 14), error, boolean. */
#define T(text) "<c t='inlineStr'><is><t>" text "</t></is></c>"
#define N(digits) "<c><v>" digits "</v></c>"
#define D(days) "<c s='1'><v>" days "</v></c>"
#define E(error) "<c t='e'><v>" error "</v></c>"
#define B(bit) "<c t='b'><v>" bit "</v></c>"
#define R(number, cells) "<row r='" number "'>" cells "</row>"

static const char styles[] =
	"<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
	"</styleSheet>";

static int book_of(const char *rows)
{
	static char sheet[16384];
	struct book book;
	int descriptor;

	snprintf(sheet, sizeof sheet,
		 "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
	book_begin(&book);
	book_put(&book, "xl/styles.xml", styles);
	book_put(&book, "xl/worksheets/sheet1.xml", sheet);
	book_write(&book, "t.csv"); /* the name does not matter */
	descriptor = open("t.csv", O_RDONLY | O_CLOEXEC);
	assert_true(descriptor >= 0);
	return descriptor;
}

static void reads_book(const char *rows, const char *expected)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	int descriptor = book_of(rows);

	check_descriptor(descriptor, &options, expected);
	close(descriptor);
}

static void rows_of_a_sheet_are_records(void **state)
{
	(void)state;
	reads_book(
		R("2", T("Daftar pendaftar")) R("4", T("No") T("NIK") T("Nama"))
			R("5", N("1") T("5171015203850001") T(" Ayu "))
				R("9", N("2") T("5171011203850002")),
		"no,nik,name\n5 1|5171015203850001|Ayu\n"
		"9 2|5171011203850002|\n");
}

static void dates_of_sheets_need_no_order(void **state)
{
	(void)state;
	/* 31000 days from 1899-12-30 are 1984-11-14; 44055 2020-08-12. */
	reads_book(R("1", T("Nama") T("Tgl Lahir") T("Tgl PHK"))
			   R("2", T("Ayu") D("31000") D("44055.5"))
				   R("3", T("Budi") N("31000") N("1984")),
		   "name,birth_date,layoff_date\n2 Ayu|1984-11-14|2020-08-12\n"
		   "3 !V-DATE Budi|1984-11-14|1984\n");
}

static void texts_among_dates_are_decided_by_the_sheet(void **state)
{
	(void)state;
	reads_book(R("1", T("Nama") T("Tgl Lahir"))
			   R("2", T("Ayu") T("03/04/1985"))
				   R("3", T("Budi") T("25/12/1990")),
		   "name,birth_date\n2 Ayu|1985-04-03\n3 Budi|1990-12-25\n");
	reads_book(R("1", T("Nama") T("Tgl Lahir"))
			   R("2", T("Ayu") T("03/04/1985")),
		   "refused: t.csv:2: \"03/04/1985\" is 1985-04-03 with the "
		   "day first and 1985-03-04 with the month first, and no date "
		   "shows which; say --date-order day-first or --date-order "
		   "month-first\n");
}

static void nik_kept_as_a_number_is_seen(void **state)
{
	(void)state;
	reads_book(R("1", T("NIK") T("Nama"))
			   R("2", N("5171015203850000") T("Ayu"))
				   R("3", N("5171015203850012") T("Budi"))
					   R("4", T("5171015203850000") T("C")),
		   "nik,name\n2 !V-NIK-ROUNDED 5171015203850000|Ayu\n"
		   "3 ?V-NIK-NUMBER 5171015203850012|Budi\n"
		   "4 5171015203850000|C\n");
}

static void errors_of_sheets_are_damage(void **state)
{
	(void)state;
	reads_book(R("1", T("NIK") T("Nama") T("Upah"))
			   R("2", T("7") E("#REF!") N("1500000"))
				   R("3", T("8") T("Budi") N("1500000.6")),
		   "nik,name,wage\n2 !V-CELL-ERROR 7|#REF!|1500000\n"
		   "3 8|Budi|1500001\n");
}

static void truth_values_are_flags(void **state)
{
	(void)state;
	reads_book(R("1", T("Nama") T("Klaim JHT")) R("2", T("Ayu") B("1"))
			   R("3", T("Budi") B("0")),
		   "name,jht_claimed\n2 Ayu|yes\n3 Budi|no\n");
}

static void zeros_that_numbers_lost_are_noted(void **state)
{
	(void)state;
	reads_book(R("1", T("Nama") T("HP") T("KPJ")) R(
			   "2", T("Ayu") N("81234567890") N("19012345678"))
			   R("3", T("Budi") T("081234567890") N("9012345678")),
		   "name,phone,kpj\n"
		   "2 ?V-PHONE-ZERO Ayu|81234567890|19012345678\n"
		   "3 ?V-KPJ-ZERO Budi|081234567890|9012345678\n");
}

static void sheet_without_rows_is_refused(void **state)
{
	struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	int descriptor = book_of("");
	struct diag diag;

	(void)state;
	assert_null(table_open(descriptor, "t.csv", SLICE("PK\3\4"), &options,
			       &diag));
	assert_string_equal(diag.message,
			    "\"t.csv\" has no visible sheet with cells");
	close(descriptor);
}

static void workbook_in_a_pipe_is_refused(void **state)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};

	(void)state;
	reads_piped("PK\3\4 and so on", &options,
		    "refused: t.csv: a workbook can't be read from a pipe; "
		    "name the file\n");
}

static void workbook_on_standard_input_is_read(void **state)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	int descriptor = book_of(R("1", T("NIK")) R("2", T("7")));
	struct table_description description;
	struct record record;
	struct diag diag;
	struct table *table =
		table_open(descriptor, "-", SLICE("PK\3\4"), &options, &diag);

	(void)state;
	assert_non_null(table);
	table_describe(table, &description);
	assert_int_equal(description.kind, TABLE_XLSX);
	assert_string_equal(description.sheet, "Data");
	assert_int_equal(description.header_line, 1);
	assert_int_equal(table_next(table, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.fields[0], "7"));
	assert_int_equal(table_next(table, &record, &diag), READ_END);
	table_close(table);
	close(descriptor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(rows_of_a_sheet_are_records),
		scratch_test(dates_of_sheets_need_no_order),
		scratch_test(texts_among_dates_are_decided_by_the_sheet),
		scratch_test(nik_kept_as_a_number_is_seen),
		scratch_test(errors_of_sheets_are_damage),
		scratch_test(truth_values_are_flags),
		scratch_test(zeros_that_numbers_lost_are_noted),
		scratch_test(sheet_without_rows_is_refused),
		cmocka_unit_test(workbook_in_a_pipe_is_refused),
		scratch_test(workbook_on_standard_input_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
