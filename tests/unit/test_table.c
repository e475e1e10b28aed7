#include "table_text.h"

#include "system/digest.h"

/* Encodings and kinds of file */

static void byte_order_mark_is_no_part_of_the_first_label(void **state)
{
	(void)state;
	reads("\xef\xbb\xbfnik,nama\n5171011203850001,Sudarta\n",
	      "nik,name\n2 5171011203850001|Sudarta\n");
}

static void utf16_little_endian_with_mark(void **state)
{
	(void)state;
	READS_LITERAL("\xff\xfe"
		      "n\0i\0k\0\t\0n\0a\0m\0a\0\r\0\n\0"
		      "7\0\t\0J\0o\0s\0\xe9\0\r\0\n\0",
		      "nik,name\n2 7|Jos\xc3\xa9\n");
}

static void utf16_little_endian_without_mark(void **state)
{
	(void)state;
	READS_LITERAL("n\0i\0k\0;\0n\0a\0m\0a\0\n\0"
		      "7\0;\0A\0y\0u\0\n\0",
		      "nik,name\n2 7|Ayu\n");
}

static void utf16_big_endian_with_and_without_mark(void **state)
{
	(void)state;
	READS_LITERAL("\xfe\xff"
		      "\0n\0i\0k\0,\0n\0a\0m\0a\0\n"
		      "\0007\0,\0A\0y\0u",
		      "nik,name\n2 7|Ayu\n");
	READS_LITERAL("\0n\0i\0k\0,\0n\0a\0m\0a\0\n"
		      "\0007\0,\0A\0y\0u",
		      "nik,name\n2 7|Ayu\n");
}

static void utf16_pairs_are_one_character(void **state)
{
	(void)state;
	/* U+1F600 is d83d de00. */
	READS_LITERAL("\xff\xfe"
		      "n\0a\0m\0a\0\n\0"
		      "\x3d\xd8\x00\xde\n\0",
		      "name\n2 \xf0\x9f\x98\x80\n");
}

static void half_a_utf16_pair_is_damage_of_its_row(void **state)
{
	(void)state;
	READS_LITERAL("\xff\xfe"
		      "n\0a\0m\0a\0\n\0"
		      "\x3d\xd8"
		      "A\0\n\0"
		      "B\0\n\0",
		      "name\n2 !encoding-error \xef\xbf\xbd"
		      "A\n3 B\n");
}

static void windows_1252_becomes_utf8(void **state)
{
	(void)state;
	/* 0x92 is U+2019, 0xe9 U+00E9, 0x80 U+20AC. */
	reads("nik,nama\n7,Jos\xe9 Ma\x92ruf \x80\n",
	      "nik,name\n2 7|Jos\xc3\xa9 Ma\xe2\x80\x99ruf \xe2\x82\xac\n");
}

static void one_bad_byte_in_utf8_is_damage_of_its_row(void **state)
{
	(void)state;
	reads("nik,nama\n7,Jos\xc3\xa9 \xc3\xa8\n8,B\xff\n9,Ayu\n",
	      "nik,name\n2 7|Jos\xc3\xa9 \xc3\xa8\n"
	      "3 !encoding-error 8|B\xef\xbf\xbd\n4 9|Ayu\n");
}

static void nul_bytes_are_refused(void **state)
{
	(void)state;
	READS_LITERAL("nik,nama\n7,A\0yu,b,c,d\n",
		      "refused: t.csv: holds NUL bytes: it is damaged or no "
		      "table of text; save it again as CSV (UTF-8) or XLSX\n");
}

static void binary_rubbish_is_refused(void **state)
{
	(void)state;
	reads("nik\x01\x02\x03\x04\x05,\x06\n",
	      "refused: t.csv: holds control characters: it is no table of "
	      "text; save it as CSV (UTF-8) or XLSX\n");
}

static void compressed_files_are_named(void **state)
{
	(void)state;
	READS_LITERAL("\x1f\x8b\x08\0\0\0\0\0",
		      "refused: t.csv: is compressed with gzip; unpack it "
		      "first (gzip -d)\n");
	READS_LITERAL("\x28\xb5\x2f\xfd\x04\x00",
		      "refused: t.csv: is compressed with zstd; unpack it "
		      "first (zstd -d)\n");
}

static void old_workbooks_pdf_and_pages_are_named(void **state)
{
	(void)state;
	READS_LITERAL("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
		      "refused: t.csv: is an old workbook (.xls) or one locked "
		      "with a password; open it and save it as XLSX or CSV "
		      "(UTF-8)\n");
	reads("%PDF-1.4\n", "refused: t.csv: is a PDF; ask for the workbook it "
			    "was printed from\n");
	reads("\n <HTML><table><tr><td>nik</td></tr></table></html>",
	      "refused: t.csv: is a web page (HTML), whatever its name; open "
	      "it in a spreadsheet and save it as XLSX or CSV (UTF-8)\n");
}

/* Lines, delimiters and quotes */

static void all_line_ends_are_taken(void **state)
{
	(void)state;
	const char *expected = "nik,name\n2 7|Ayu\n3 8|Budi\n";

	reads("nik,nama\n7,Ayu\n8,Budi\n", expected);
	reads("nik,nama\r\n7,Ayu\r\n8,Budi\r\n", expected);
	reads("nik,nama\r7,Ayu\r8,Budi\r", expected);
	reads("nik,nama\r\n7,Ayu\r8,Budi\n", expected);
}

static void last_line_needs_no_end(void **state)
{
	(void)state;
	reads("nik,nama\n7,Ayu", "nik,name\n2 7|Ayu\n");
	reads("nik,nama", "nik,name\n");
	reads("nik,nama\n7,\"Ayu\"", "nik,name\n2 7|Ayu\n");
}

static void empty_file_is_refused(void **state)
{
	(void)state;
	reads("", "refused: t.csv: no rows at all; a table has a header\n");
	reads("\n\n", "refused: t.csv: no rows at all; a table has a header\n");
}

static void delimiters_are_found(void **state)
{
	(void)state;
	const char *expected = "nik,name,wage\n2 7|Ayu|1500000\n";

	reads("nik,nama,upah\n7,Ayu,1500000\n", expected);
	reads("nik;nama;upah\n7;Ayu;1500000\n", expected);
	reads("nik\tnama\tupah\n7\tAyu\t1500000\n", expected);
}

static void commas_in_cells_do_not_beat_the_semicolon(void **state)
{
	(void)state;
	reads("Nama;Join Time;Leave Time\n"
	      "Sulastri;4/13/2022, 7:56:32 AM;4/13/2022, 9:38:51 AM\n",
	      "name,join_time,leave_time\n"
	      "2 Sulastri|4/13/2022, 7:56:32 AM|4/13/2022, 9:38:51 AM\n");
}

/* What the rows are as lines of a stream, read for the second time. */
static void lines_again(const char *content, const char *expected)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	int descriptor = file_with(content, strlen(content));
	struct strbuf found;
	struct record record;
	struct diag diag;
	struct table *table = table_open(
		descriptor, "t.csv", (struct slice){NULL, 0}, &options, &diag);

	assert_non_null(table);
	strbuf_init(&found, 1 << 16);
	while (table_next(table, &record, &diag) != READ_END)
		assert_null(record.text.data);
	assert_true(table_rewind(table, &diag));
	while (table_next(table, &record, &diag) != READ_END) {
		assert_null(record.raw);
		strbuf_append(&found, record.text.data == NULL ? SLICE("none")
							       : record.text);
		strbuf_append_byte(&found, '|');
	}
	assert_string_equal(strbuf_string(&found), expected);
	table_close(table);
	close(descriptor);
	strbuf_release(&found);
}

static void tidy_rows_are_lines_when_read_again(void **state)
{
	(void)state;
	lines_again("nik,nama,tgl lahir\n5,Ayu,1985-03-31\n6,I Made,\n",
		    "none|6\tI Made\t|");
	lines_again("nik;nama;kota\r\n5;Ayu, Ni;\r\n#6;a;b\r\n,,\r\n7;a;b",
		    "5\tAyu, Ni\t|none|none|7\ta\tb|");
	/* With a blank, a cell too few. */
	lines_again("nik,nama\n6, Ayu\n7\n8,Ayu\n", "none|none|8\tAyu|");
	/* A backslash or a TAB has to be escaped in a stream. */
	lines_again("nik,nama\n5,Ayu\n6,A\\u\n", "none|none|");
	lines_again("nik,nama\n5,Ayu\n6,A\tu\n", "none|none|");
	lines_again("nik\tnama\n5\tAyu\n6\tA,u\n", "5\tAyu|6\tA,u|");
}

static void lines_have_the_cells_without_their_quotes(void **state)
{
	(void)state;
	lines_again("nik,nama,kota\n5,\"Ayu, Ni\",\"\"\r\n\"6\",\"I\",a\n",
		    "5\tAyu, Ni\t|6\tI\ta|");
	lines_again("nik,nama,kota\n5,\"Warung \"\"A\"\"\",b\n6,Pipa 5\",c\n",
		    "5\tWarung \"A\"\tb|6\tPipa 5\"\tc|");
	/* A line end or a TAB inside would have to be escaped. */
	lines_again("nik,nama\n5,\"A\nu\"\n6,\"A\r\nu\"\n7,\"A\"\n",
		    "none|none|7\tA|");
	lines_again("nik\tnama\n5\t\"A\tu\"\n6\tAyu\n", "none|6\tAyu|");
}

/* Where a cell ends, and a quote that is not its last one. */
static void quotes_end_cells_only_before_a_separator(void **state)
{
	(void)state;
	reads("nik,nama\n7,\"A\" \n8,\"A\"\"u\"\n9,\"\"\"A\"\n",
	      "nik,name\n2 7|A\n3 8|A\"u\n4 9|\"A\n");
	reads("nik,nama\r7,\"A,\ru\"\r\"8\",u", "nik,name\n"
						"2 7|A,\ru\n4 8|u\n");
}

static uint64_t digest_of(struct slice content)
{
	struct digest_seal *seal = digest_seal_new();
	uint64_t value;

	assert_non_null(seal);
	digest_seal_add(seal, content.data, content.length);
	value = digest_seal_value(seal);
	digest_seal_free(seal);
	return value;
}

/* Reads so many rows, or all; the digest, or 0 where it is not known. */
static uint64_t digest_after(struct table *table, size_t rows)
{
	struct record record;
	uint64_t digest = 0;
	struct diag diag;

	while (rows-- > 0 && table_next(table, &record, &diag) != READ_END)
		;
	(void)table_digest(table, &digest);
	assert_true(table_rewind(table, &diag));
	return digest;
}

static void a_file_is_digested_as_it_is_read(void **state)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	struct strbuf content;
	struct table *table;
	struct diag diag;
	uint64_t digest;
	int descriptor;

	(void)state;
	strbuf_init(&content, 1 << 21);
	strbuf_append_string(&content, "nik;nama\n");
	while (content.length < 700000)
		strbuf_append_string(&content, "5;Ayu\n6;\xc9;\n");
	digest = digest_of(strbuf_slice(&content));
	descriptor = file_with(content.data, content.length);
	table = table_open(descriptor, "t.csv", (struct slice){NULL, 0},
			   &options, &diag);
	assert_non_null(table);
	assert_true(digest_after(table, 1) == 0);
	assert_true(digest_after(table, 60000) == 0);
	assert_true(digest_after(table, SIZE_MAX) == digest);
	assert_true(digest_after(table, SIZE_MAX) == digest);
	assert_true(digest_after(table, 1) == digest);
	table_close(table);
	close(descriptor);
	strbuf_release(&content);
}

static void separator_line_of_spreadsheets_is_obeyed(void **state)
{
	(void)state;
	reads("sep=;\nnik;nama\n7;Ayu, Ni\n", "nik,name\n3 7|Ayu, Ni\n");
}

static void unknown_labels_with_one_delimiter_still_cut(void **state)
{
	(void)state;
	reads("rec_id; given_name; x\nr1; kim; a,b\nr2; lee; c,d\n",
	      "rec_id,given_name,x\n2 r1|kim|a,b\n3 r2|lee|c,d\n");
}

static void quotes_are_undone(void **state)
{
	(void)state;
	reads("nik,nama\n7,\"Hotel \"\"Melati\"\", Sanur\"\n",
	      "nik,name\n2 7|Hotel \"Melati\", Sanur\n");
	reads("nik,nama\n\"7\",\"\"\n", "nik,name\n2 7|\n");
}

static void newlines_in_quotes_survive_and_lines_are_counted(void **state)
{
	(void)state;
	reads("nik,nama\n7,\"Jl. Raya 1\nSanur\"\n8,Ayu\n",
	      "nik,name\n2 7|Jl. Raya 1\nSanur\n4 8|Ayu\n");
	reads("nik,nama\r\n7,\"a\r\nb\"\r\n8,Ayu\r\n",
	      "nik,name\n2 7|a\r\nb\n4 8|Ayu\n");
}

static void stray_quotes_are_kept(void **state)
{
	(void)state;
	reads("nik,nama\n7,Pipa 5\"\n8,\"Hotel \"Melati\" Sanur\"\n9,Ayu\n",
	      "nik,name\n2 7|Pipa 5\"\n3 8|Hotel \"Melati\" Sanur\n4 9|Ayu\n");
}

static void blanks_before_a_quote_do_not_hide_it(void **state)
{
	(void)state;
	reads("nik, nama\n7, \"Ayu, Ni\" \n", "nik,name\n2 7|Ayu, Ni\n");
}

static void open_quote_is_told_with_its_line(void **state)
{
	(void)state;
	reads("nik,nama\n7,Ayu\n8,\"Budi\n9,Kadek\n",
	      "refused: t.csv:3: the quote that begins here is not closed\n");
	reads("nik,nama\n\"7\na\",\"Ayu\n9,Kadek\n",
	      "refused: t.csv:3: the quote that begins here is not closed\n");
}

static void long_lines_are_refused(void **state)
{
	(void)state;
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	const size_t length = 3 * 1024 * 1024;
	char *data = malloc(length);

	assert_non_null(data);
	memset(data, 'x', length);
	memcpy(data, "nik,nama\n7,Ayu\n8,", 17);
	reads_bytes(data, length, &options,
		    "nik,name\n2 7|Ayu\n"
		    "broken: t.csv:3: the row is longer than 1 MiB; is a quote "
		    "not closed?\n");
	free(data);
}

static void too_many_cells_are_refused(void **state)
{
	(void)state;
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	char data[16 + 5000];

	memset(data, ',', sizeof data);
	memcpy(data, "nik,nama\n7,Ayu\n", 15);
	reads_bytes(data, sizeof data, &options,
		    "refused: t.csv:3: more than 4096 cells in a row\n");
}

/* Rows that are no records */

static void blank_rows_are_passed_over(void **state)
{
	(void)state;
	reads("nik,nama\n\n,\n7,Ayu\n , \n\n8,Budi\n",
	      "nik,name\n4 7|Ayu\n7 8|Budi\n");
}

static void repeated_header_is_no_record(void **state)
{
	(void)state;
	reads("NIK,Nama\n7,Ayu\nNIK,Nama\n8,Budi\n",
	      "nik,name\n2 7|Ayu\n4 8|Budi\n");
}

static void numbered_columns_are_no_record(void **state)
{
	(void)state;
	reads("No,NIK,Nama\n1,2,3\n1,7,Ayu\n", "no,nik,name\n3 1|7|Ayu\n");
	reads("No,NIK,Nama\n(1),(2),(3)\n1,7,Ayu\n",
	      "no,nik,name\n3 1|7|Ayu\n");
}

static void missing_and_extra_cells_are_named(void **state)
{
	(void)state;
	reads("kpj,nama,bank\n1,Ayu\n2,Budi,bri,x\n3,Kadek,bca\n",
	      "kpj,name,bank\n2 !missing-cell 1|Ayu|\n"
	      "3 !extra-cell 2|Budi|bri\n4 3|Kadek|bca\n");
}

static void empty_cells_past_the_last_column_do_no_harm(void **state)
{
	(void)state;
	reads("nik,nama,,\n7,Ayu,,\n8,Budi,\n",
	      "nik,name\n2 7|Ayu\n3 8|Budi\n");
}

static void blanks_at_the_ends_of_cells_go(void **state)
{
	(void)state;
	reads("nik , nama\n 7,\xc2\xa0"
	      "Ayu  \n8\t, Budi \xc2\xa0\n",
	      "nik,name\n2 7|Ayu\n3 8|Budi\n");
}

static void blanks_go_beside_and_inside_of_quotes(void **state)
{
	(void)state;
	reads("nik,nama,kota\n 7,\"a, b\",c\n8,\" a, b \",c\n9,\"a, b\",c \n"
	      "5,\"a, b\",\"c\" \n6,\"a, b\",\xc2\xa0u\n",
	      "nik,name,district\n2 7|a, b|c\n3 8|a, b|c\n4 9|a, b|c\n"
	      "5 5|a, b|c\n6 6|a, b|u\n");
}

static void texts_written_as_formulas_are_unwrapped(void **state)
{
	(void)state;
	reads("kpj,nama\n=\"01234567890\",Ayu\n",
	      "kpj,name\n2 01234567890|Ayu\n");
}

static void a_pipe_reads_like_a_file(void **state)
{
	(void)state;
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};

	reads_piped("nik;nama\n7;\"a\nb\"\n8;Budi", &options,
		    "nik,name\n2 7|a\nb\n4 8|Budi\n");
}

/* Borders of blocks: the same rows must come out wherever a block ends. */
static void rows_across_blocks_are_whole(void **state)
{
	(void)state;
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	struct strbuf content, expected;

	strbuf_init(&content, 1 << 24);
	strbuf_init(&expected, 1 << 24);
	strbuf_append_string(&content, "No HP,Nama,Alamat\r\n");
	strbuf_append_string(&expected, "phone,name,address\n");
	for (unsigned i = 0, line = 2; i < 20000; i++, line++) {
		bool quoted = i % 7 == 3;

		strbuf_append_format(&content, "0812%06u,B\xc3\xa9%u,", i, i);
		strbuf_append_format(&expected, "%u 0812%06u|B\xc3\xa9%u|",
				     line, i, i);
		strbuf_append_string(&content,
				     quoted ? "\"a,\"\"b\"\"\nc\"" : "Jl. X");
		strbuf_append_string(&expected,
				     quoted ? "a,\"b\"\nc" : "Jl. X");
		strbuf_append_string(&content, "\r\n");
		strbuf_append_string(&expected, "\n");
		line += quoted;
	}
	assert_false(content.failed || expected.failed);
	reads_bytes(content.data, content.length, &options,
		    strbuf_string(&expected));
	strbuf_release(&content);
	strbuf_release(&expected);
}

static void description_says_how_a_file_is_understood(void **state)
{
	(void)state;
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	const char content[] = "Daftar\nNIK;Nama;Lain\n7;Jos\xe9;x\n";
	int descriptor = file_with(content, sizeof content - 1);
	struct table_description description;
	struct diag diag;
	struct table *table = table_open(
		descriptor, "t.csv", (struct slice){NULL, 0}, &options, &diag);

	assert_non_null(table);
	table_describe(table, &description);
	assert_int_equal(description.kind, TABLE_CSV);
	assert_string_equal(description.encoding, "Windows-1252");
	assert_int_equal(description.delimiter, ';');
	assert_null(description.sheet);
	assert_int_equal(description.header_line, 2);
	assert_int_equal(description.known_count, 2);
	assert_true(table_column_is_known(table, 1));
	assert_false(table_column_is_known(table, 2));
	assert_true(slice_is(table_label(table, 2), "Lain"));
	table_close(table);
	close(descriptor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(byte_order_mark_is_no_part_of_the_first_label),
		cmocka_unit_test(utf16_little_endian_with_mark),
		cmocka_unit_test(utf16_little_endian_without_mark),
		cmocka_unit_test(utf16_big_endian_with_and_without_mark),
		cmocka_unit_test(utf16_pairs_are_one_character),
		cmocka_unit_test(half_a_utf16_pair_is_damage_of_its_row),
		cmocka_unit_test(windows_1252_becomes_utf8),
		cmocka_unit_test(one_bad_byte_in_utf8_is_damage_of_its_row),
		cmocka_unit_test(nul_bytes_are_refused),
		cmocka_unit_test(binary_rubbish_is_refused),
		cmocka_unit_test(compressed_files_are_named),
		cmocka_unit_test(old_workbooks_pdf_and_pages_are_named),
		cmocka_unit_test(all_line_ends_are_taken),
		cmocka_unit_test(last_line_needs_no_end),
		cmocka_unit_test(empty_file_is_refused),
		cmocka_unit_test(delimiters_are_found),
		cmocka_unit_test(commas_in_cells_do_not_beat_the_semicolon),
		cmocka_unit_test(tidy_rows_are_lines_when_read_again),
		cmocka_unit_test(lines_have_the_cells_without_their_quotes),
		cmocka_unit_test(quotes_end_cells_only_before_a_separator),
		cmocka_unit_test(a_file_is_digested_as_it_is_read),
		cmocka_unit_test(separator_line_of_spreadsheets_is_obeyed),
		cmocka_unit_test(unknown_labels_with_one_delimiter_still_cut),
		cmocka_unit_test(quotes_are_undone),
		cmocka_unit_test(
			newlines_in_quotes_survive_and_lines_are_counted),
		cmocka_unit_test(stray_quotes_are_kept),
		cmocka_unit_test(blanks_before_a_quote_do_not_hide_it),
		cmocka_unit_test(open_quote_is_told_with_its_line),
		cmocka_unit_test(long_lines_are_refused),
		cmocka_unit_test(too_many_cells_are_refused),
		cmocka_unit_test(blank_rows_are_passed_over),
		cmocka_unit_test(repeated_header_is_no_record),
		cmocka_unit_test(numbered_columns_are_no_record),
		cmocka_unit_test(missing_and_extra_cells_are_named),
		cmocka_unit_test(empty_cells_past_the_last_column_do_no_harm),
		cmocka_unit_test(blanks_at_the_ends_of_cells_go),
		cmocka_unit_test(blanks_go_beside_and_inside_of_quotes),
		cmocka_unit_test(texts_written_as_formulas_are_unwrapped),
		cmocka_unit_test(a_pipe_reads_like_a_file),
		cmocka_unit_test(rows_across_blocks_are_whole),
		cmocka_unit_test(description_says_how_a_file_is_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
