#include "table_text.h"

static void reads_ordered(const char *content, enum date_order order,
			  const char *expected)
{
	const struct table_options options = {NULL, 0, NULL, order};

	reads_bytes(content, strlen(content), &options, expected);
}

static void reads_pipe(const char *content, const char *expected)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};

	reads_piped(content, &options, expected);
}

/* Dates */

static void dates_of_offices_become_iso(void **state)
{
	(void)state;
	reads("nama,tgl lahir\na,1985-03-31\nb,11 Agustus 2020\n"
	      "c,\"Selasa, 11 Agustus 2020\"\nd,5 Pebruari 1990\n"
	      "e,11-Nop-20\nf,2020-08-11 08:30:00\ng,\n",
	      "name,birth_date\n2 a|1985-03-31\n3 b|2020-08-11\n"
	      "4 c|2020-08-11\n5 d|1990-02-05\n6 e|2020-11-11\n"
	      "7 f|2020-08-11\n8 g|\n");
}

static void a_later_date_decides_for_the_ones_before(void **state)
{
	(void)state;
	reads("nama,tgl lahir\na,03/04/2020\nb,12/11/1985\nc,25/03/1990\n"
	      "d,1/2/1990\ne,5.6.1990\n",
	      "name,birth_date\n2 a|2020-04-03\n3 b|1985-11-12\n"
	      "4 c|1990-03-25\n5 d|1990-02-01\n6 e|1990-06-05\n");
	reads("nama,tgl lahir\na,03/04/2020\nc,03/25/1990\nd,1/2/1990\n",
	      "name,birth_date\n2 a|2020-03-04\n3 c|1990-03-25\n"
	      "4 d|1990-01-02\n");
}

static void evidence_counts_across_columns(void **state)
{
	(void)state;
	reads("nama,tgl lahir,tgl phk\na,03/04/1985,01/02/2020\n"
	      "b,05/06/1990,31/01/2020\n",
	      "name,birth_date,layoff_date\n2 a|1985-04-03|2020-02-01\n"
	      "3 b|1990-06-05|2020-01-31\n");
}

static void open_order_is_refused_with_both_readings(void **state)
{
	(void)state;
	reads("nama,tgl lahir\na,05/05/1985\nb,03/04/2020\n",
	      "refused: t.csv:3: \"03/04/2020\" is 2020-04-03 with the day "
	      "first and 2020-03-04 with the month first, and no date shows "
	      "which; say --date-order day-first or --date-order "
	      "month-first\n");
}

static void given_order_settles_it(void **state)
{
	const char content[] = "nama,tgl lahir\nb,03/04/2020\nc,03/25/2020\n";

	(void)state;
	reads_ordered(content, DATE_DAY_FIRST,
		      "name,birth_date\n2 b|2020-04-03\n"
		      "3 !V-DATE c|03/25/2020\n");
	reads_ordered(content, DATE_MONTH_FIRST,
		      "name,birth_date\n2 b|2020-03-04\n3 c|2020-03-25\n");
}

static void contradicting_dates_are_refused(void **state)
{
	(void)state;
	reads("nama,tgl lahir\na,25/03/1990\nb,03/25/1990\nc,01/02/1990\n",
	      "refused: t.csv: \"25/03/1990\" (line 2) has the day first and "
	      "\"03/25/1990\" (line 3) the month; mend the dates of one kind, "
	      "or give the order of the others with --date-order\n");
}

static void same_day_both_ways_needs_no_order(void **state)
{
	(void)state;
	reads("nama,tgl lahir\na,05/05/1985\nb,12-12-1990\n",
	      "name,birth_date\n2 a|1985-05-05\n3 b|1990-12-12\n");
}

/* A row of 1 KiB, so that a few hundred go past what is read at first. */
static void put_padded(struct strbuf *out, const char *date)
{
	static const char padding[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

	strbuf_append_format(out, "%s,", date);
	for (int i = 0; i < 32; i++)
		strbuf_append_string(out, padding);
	strbuf_append_byte(out, '\n');
}

static void evidence_far_behind_is_found_in_files(void **state)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	struct strbuf content;
	struct table *table;
	struct record record;
	struct diag diag;
	int descriptor;

	(void)state;
	strbuf_init(&content, 1 << 20);
	strbuf_append_string(&content, "tgl lahir,catatan\n");
	put_padded(&content, "03/04/1985");
	for (int i = 0; i < 600; i++)
		put_padded(&content, "1985-01-01");
	put_padded(&content, "25/03/1985");
	descriptor = file_with(content.data, content.length);
	table = table_open(descriptor, "t.csv", (struct slice){NULL, 0},
			   &options, &diag);
	assert_non_null(table);
	assert_int_equal(table_next(table, &record, &diag), READ_RECORD);
	assert_true(slice_is(record.fields[0], "1985-04-03"));
	table_close(table);
	close(descriptor);
	strbuf_release(&content);
}

static void first_doubtful_date_far_behind_is_settled_then(void **state)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	struct strbuf content;
	struct table *table;
	struct record record;
	struct diag diag;
	int descriptor;

	(void)state;
	strbuf_init(&content, 1 << 20);
	strbuf_append_string(&content, "tgl lahir,catatan\n");
	for (int i = 0; i < 600; i++)
		put_padded(&content, "1985-01-01");
	put_padded(&content, "03/04/1985");
	put_padded(&content, "03/25/1985");
	descriptor = file_with(content.data, content.length);
	table = table_open(descriptor, "t.csv", (struct slice){NULL, 0},
			   &options, &diag);
	assert_non_null(table);
	for (int i = 0; i < 601; i++)
		assert_int_equal(table_next(table, &record, &diag),
				 READ_RECORD);
	assert_true(slice_is(record.fields[0], "1985-03-04"));
	table_close(table);
	close(descriptor);
	strbuf_release(&content);
}

static void pipes_are_decided_by_what_is_there(void **state)
{
	(void)state;
	reads_pipe("nama,tgl lahir\na,03/04/2020\nb,25/03/2020\n",
		   "name,birth_date\n2 a|2020-04-03\n3 b|2020-03-25\n");
	reads_pipe("nama,tgl lahir\na,03/04/2020\n",
		   "refused: t.csv:2: \"03/04/2020\" is 2020-04-03 with the "
		   "day first and 2020-03-04 with the month first, and no date "
		   "shows which; say --date-order day-first or --date-order "
		   "month-first\n");
}

static void what_is_no_date_is_damage(void **state)
{
	(void)state;
	reads("nama,tgl lahir\na,31/02/2020\nb,menyusul\nc,43829\nd,1972\n",
	      "name,birth_date\n2 !V-DATE a|31/02/2020\n3 !V-DATE b|menyusul\n"
	      "4 !V-DATE c|43829\n5 !V-DATE d|1972\n");
}

static void no_date_is_written_in_many_ways(void **state)
{
	(void)state;
	reads("nama,tgl lahir\na,-\nb,N/A\nc,0000-00-00\nd,--\n",
	      "name,birth_date\n2 a|\n3 b|\n4 c|\n5 d|\n");
}

static void place_before_a_birth_date_is_passed_over(void **state)
{
	(void)state;
	reads("NIK,Nama,Tempat/Tgl. Lahir\n7,Ayu,\"Denpasar, 25-12-1972\"\n"
	      "8,Budi,\"Kuta, 3 Mei 1980\"\n",
	      "nik,name,birth_date\n2 7|Ayu|1972-12-25\n"
	      "3 8|Budi|1980-05-03\n");
}

/* Money, numbers, words */

static void money_becomes_plain_digits(void **state)
{
	(void)state;
	reads("nama;upah\na;Rp 1.500.000,-\nb;1500000\nc;Rp. 2.500.000,00\n"
	      "d;1.500.000\ne;-\nf;\ng;Rp2,5 juta\nh;1,500.00\n",
	      "name,wage\n2 a|1500000\n3 b|1500000\n4 c|2500000\n"
	      "5 d|1500000\n6 e|\n7 f|\n8 !V-MONEY g|Rp2,5 juta\n"
	      "9 !V-MONEY h|1,500.00\n");
}

static void flags_become_yes_and_no(void **state)
{
	(void)state;
	reads("nama,klaim jht\na,Ya\nb,TIDAK\nc,y\nd,t\ne,Yes\nf,false\n"
	      "g,1\nh,0\ni,Belum\nj,sudah\nk,tidak pernah\nl,mungkin\nm,-\n",
	      "name,jht_claimed\n2 a|yes\n3 b|no\n4 c|yes\n5 d|no\n6 e|yes\n"
	      "7 f|no\n8 g|yes\n9 h|no\n10 i|no\n11 j|yes\n12 k|no\n"
	      "13 l|mungkin\n14 m|\n");
}

static void sexes_become_m_and_f(void **state)
{
	(void)state;
	reads("nama,jk\na,L\nb,P\nc,Laki-laki\nd,PEREMPUAN\ne,Pria\nf,wanita\n"
	      "g,M\nh,F\ni,laki laki\nj,x\n",
	      "name,sex\n2 a|m\n3 b|f\n4 c|m\n5 d|f\n6 e|m\n7 f|f\n8 g|m\n"
	      "9 h|f\n10 i|m\n11 j|x\n");
}

static void units_do_not_hide_a_number(void **state)
{
	(void)state;
	reads("nama,masa iur\na,24\nb,24 bulan\nc,36 bln\nd,2 tahun\n",
	      "name,membership_months\n2 a|24\n3 b|24\n4 c|36\n"
	      "5 d|2 tahun\n");
}

/* Numbers of persons */

static void numbers_of_persons_lose_what_stands_between(void **state)
{
	(void)state;
	reads("NIK,No KPJ,No HP,No Rekening,Nama\n"
	      "'5171-0152 0385.0001,19 012345678,+62 812-3456-789,"
	      "0123-01-000123-50-1,Ayu\n",
	      "nik,kpj,phone,account,name\n"
	      "2 5171015203850001|19012345678|+628123456789|"
	      "012301000123501|Ayu\n");
}

static void whole_numbers_with_decimals_are_whole(void **state)
{
	(void)state;
	reads("NIK;Nama\n5171015203850001.0;Ayu\n5171015203850002,00;Budi\n",
	      "nik,name\n2 5171015203850001|Ayu\n3 5171015203850002|Budi\n");
}

static void exponents_are_lost_digits(void **state)
{
	(void)state;
	reads("NIK;KPJ;HP;Nama\n5.17101E+15;19012345678;081234567890;Ayu\n"
	      "5171015203850001;1,9E+10;081234567890;Budi\n"
	      "5171015203850001;19012345678;8.1E10;Kadek\n",
	      "nik,kpj,phone,name\n"
	      "2 !V-NIK-EXP 5.17101E+15|19012345678|081234567890|Ayu\n"
	      "3 !V-KPJ-EXP 5171015203850001|1,9E+10|081234567890|Budi\n"
	      "4 !V-PHONE-EXP 5171015203850001|19012345678|8.1E10|Kadek\n");
}

static void lost_zeros_are_noted(void **state)
{
	(void)state;
	reads("KPJ,HP,Nama Bank,No Rekening\n"
	      "9012345678,081234567890,bca,0123456789\n"
	      "19012345678,81234567890,bca,0123456789\n"
	      "19012345678,081234567890,BRI,12301000123501\n",
	      "kpj,phone,bank,account\n"
	      "2 ?V-KPJ-ZERO 9012345678|081234567890|bca|0123456789\n"
	      "3 ?V-PHONE-ZERO 19012345678|81234567890|bca|0123456789\n"
	      "4 ?V-ACCOUNT-ZERO 19012345678|081234567890|BRI|"
	      "12301000123501\n");
}

static void application_numbers_stay_as_they_are(void **state)
{
	(void)state;
	reads("No. Pendaftaran,Nama\nDPS-2020/001,Ayu\n'0007,Budi\n",
	      "application,name\n2 DPS-2020/001|Ayu\n3 0007|Budi\n");
}

/* What spreadsheets do */

static void cell_errors_are_damage_in_any_column(void **state)
{
	(void)state;
	reads("NIK,Nama,Catatan\n7,#REF!,\n8,Ayu,#N/A\n9,Budi,#1\n"
	      "10,Kadek,########\n",
	      "nik,name,catatan\n2 !V-CELL-ERROR 7|#REF!|\n"
	      "3 !V-CELL-ERROR 8|Ayu|#N/A\n4 9|Budi|#1\n"
	      "5 !V-CELL-ERROR 10|Kadek|########\n");
}

static void shifted_cells_are_seen(void **state)
{
	const char content[] =
		"NIK,Nama,Tgl Lahir,JK,HP,Email\n"
		"5171015203850001,Ni Ayu,1985-03-12,P,081234567890,a@b.id\n"
		"5171011203850002,,I Budi,1985-03-12,L,081234567891\n"
		"I Kadek,1985-03-12,L,081234567892,c@b.id,\n";

	(void)state;
	reads(content, "nik,name,birth_date,sex,phone,email\n"
		       "2 5171015203850001|Ni Ayu|1985-03-12|f|081234567890|"
		       "a@b.id\n"
		       "3 !V-SHIFT 5171011203850002||I Budi|1985-03-12|L|"
		       "081234567891\n"
		       "4 !V-SHIFT I Kadek|1985-03-12|L|081234567892|"
		       "c@b.id|\n");
}

static void messages_say_where_a_shift_begins_and_mask(void **state)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	const char content[] =
		"NIK,Perusahaan,Tgl PHK,JHT,HP\n"
		"5171011203850002,PT A, Tbk,2020-03-12,ya,081234567891\n"
		"5.17E+15,PT A,2020-03-12,ya,081234567891\n";
	int descriptor = file_with(content, sizeof content - 1);
	struct record record;
	struct diag diag;
	struct table *table = table_open(
		descriptor, "t.csv", (struct slice){NULL, 0}, &options, &diag);

	(void)state;
	assert_non_null(table);
	assert_int_equal(table_next(table, &record, &diag), READ_BAD);
	assert_string_equal(record.problem_code, "extra-cell");
	assert_string_equal(record.problem,
			    "6 cells for 5 columns; from layoff_date on the "
			    "cells stand one column to the right");
	assert_int_equal(table_next(table, &record, &diag), READ_BAD);
	assert_string_equal(record.problem,
			    "\"5.****15\" lost its digits in a spreadsheet; "
			    "take them from the source and format the column "
			    "as text");
	assert_int_equal(record.problem_column, 0);
	assert_int_equal(record.number, 2);
	assert_int_equal(record.line, 3);
	table_close(table);
	close(descriptor);
}

/* 5171010101850000 and on; every share-th ends in a digit other than 0. */
static int rounded_share_of(unsigned rows, unsigned share, bool *noted)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	struct strbuf content;
	struct record record;
	struct diag diag;
	struct table *table;
	int descriptor, found;

	strbuf_init(&content, 1 << 16);
	strbuf_append_string(&content, "NIK\n");
	for (unsigned i = 0; i < rows; i++)
		strbuf_append_format(&content, "517101010185%03u%c\n", i,
				     i % share == 0 ? '0' : '1');
	descriptor = file_with(content.data, content.length);
	table = table_open(descriptor, "t.csv", (struct slice){NULL, 0},
			   &options, &diag);
	assert_non_null(table);
	*noted = false;
	while (table_next(table, &record, &diag) == READ_RECORD)
		*noted |= record.problem_code != NULL;
	found = table_rounded_nik_share(table);
	assert_true(table_rewind(table, &diag));
	assert_int_equal(table_rounded_nik_share(table), found);
	assert_int_equal(table_next(table, &record, &diag), READ_RECORD);
	assert_int_equal(table_rounded_nik_share(table), found);
	/* The first row came before its file was known to be bad. */
	assert_int_equal(record.problem_code != NULL, *noted);
	table_close(table);
	close(descriptor);
	strbuf_release(&content);
	return found;
}

static void many_niks_that_end_in_0_are_noted(void **state)
{
	bool noted;

	(void)state;
	assert_int_equal(rounded_share_of(40, 2, &noted), 500);
	assert_true(noted);
	assert_int_equal(rounded_share_of(40, 10, &noted), 100);
	assert_false(noted);
	assert_int_equal(rounded_share_of(19, 2, &noted), 0);
	assert_false(noted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_of_offices_become_iso),
		cmocka_unit_test(a_later_date_decides_for_the_ones_before),
		cmocka_unit_test(evidence_counts_across_columns),
		cmocka_unit_test(open_order_is_refused_with_both_readings),
		cmocka_unit_test(given_order_settles_it),
		cmocka_unit_test(contradicting_dates_are_refused),
		cmocka_unit_test(same_day_both_ways_needs_no_order),
		cmocka_unit_test(evidence_far_behind_is_found_in_files),
		cmocka_unit_test(
			first_doubtful_date_far_behind_is_settled_then),
		cmocka_unit_test(pipes_are_decided_by_what_is_there),
		cmocka_unit_test(what_is_no_date_is_damage),
		cmocka_unit_test(no_date_is_written_in_many_ways),
		cmocka_unit_test(place_before_a_birth_date_is_passed_over),
		cmocka_unit_test(money_becomes_plain_digits),
		cmocka_unit_test(flags_become_yes_and_no),
		cmocka_unit_test(sexes_become_m_and_f),
		cmocka_unit_test(units_do_not_hide_a_number),
		cmocka_unit_test(numbers_of_persons_lose_what_stands_between),
		cmocka_unit_test(whole_numbers_with_decimals_are_whole),
		cmocka_unit_test(exponents_are_lost_digits),
		cmocka_unit_test(lost_zeros_are_noted),
		cmocka_unit_test(application_numbers_stay_as_they_are),
		cmocka_unit_test(cell_errors_are_damage_in_any_column),
		cmocka_unit_test(shifted_cells_are_seen),
		cmocka_unit_test(messages_say_where_a_shift_begins_and_mask),
		cmocka_unit_test(many_niks_that_end_in_0_are_noted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
