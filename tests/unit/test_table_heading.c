#include "table_text.h"

static void reads_required(const char *content, const char *const *required,
			   const char *expected)
{
	const struct table_options options = {NULL, 0, required,
					      DATE_ORDER_OPEN};

	reads_bytes(content, strlen(content), &options, expected);
}

/* Finding the row */

static void header_is_found_under_a_preamble(void **state)
{
	(void)state;
	reads("DAFTAR CALON PESERTA PELATIHAN;;;\n"
	      "BPJAMSOSTEK Cabang Bali Denpasar;;;\n"
	      "Tanggal: 11 Agustus 2020;;;\n"
	      ";;;\n"
	      "No.;Nama Lengkap;NIK;No. HP\n"
	      "1;Ni Made Ayu;5171015203850001;0812-3456-7890\n",
	      "no,name,nik,phone\n"
	      "6 1|Ni Made Ayu|5171015203850001|081234567890\n");
}

static void known_labels_beat_a_line_about_the_file(void **state)
{
	(void)state;
	reads("Tanggal,11 Agustus 2020\nNIK,Nama\n7,Ayu\n",
	      "nik,name\n3 7|Ayu\n");
}

static void days_as_labels_are_no_data(void **state)
{
	(void)state;
	reads("No,Nama,NIK,07/09/2020,08/09/2020,2020-09-09\n1,Ayu,7,H,S,A\n",
	      "no,name,nik,column_07_09_2020,column_08_09_2020,"
	      "column_2020_09_09\n2 1|Ayu|7|H|S|A\n");
}

static void table_without_header_is_refused(void **state)
{
	(void)state;
	reads("5171011203850001,1985-03-12\n5171011203850002,1985-03-12\n",
	      "refused: t.csv: no header row in the first 30 rows; the first "
	      "row of a table names its columns\n");
}

/* Understanding the labels */

static void labels_of_an_application_are_understood(void **state)
{
	(void)state;
	reads("Stempel waktu,No. Pendaftaran,N I K,Nomor KPJ,No. KK,"
	      "Nama (sesuai KTP),Tgl_Lahir,L/P,Kab./Kota Domisili,No. HP/WA\n",
	      "applied_at,application,nik,kpj,kk,name,birth_date,sex,district,"
	      "phone\n");
	reads("NIK,Alamat E-mail,Kategori Peserta,Alasan PHK,"
	      "Masa Iur (bulan),Upah Terakhir (Rp),Nama Perusahaan,"
	      "Tanggal Berhenti Bekerja,JHT sudah diklaim?,"
	      "Pendidikan Terakhir\n",
	      "nik,email,category,employment,membership_months,wage,"
	      "last_employer,layoff_date,jht_claimed,education\n");
	reads("NIK,Pilihan 1,Pilihan II,Pilihan Pelatihan ke-3,Nama Bank,"
	      "No. Rekening,a.n.,Persetujuan *\n",
	      "nik,choice1,choice2,choice3,bank,account,account_name,"
	      "consent\n");
}

static void english_labels_and_field_names_are_understood(void **state)
{
	(void)state;
	reads("NIK,Full Name,Date of Birth,Gender,Phone Number,birth-place,"
	      "last_employer,Layoff Date\n",
	      "nik,name,birth_date,sex,phone,birth_place,last_employer,"
	      "layoff_date\n");
}

static void one_label_means_what_its_table_is_about(void **state)
{
	(void)state;
	reads("Kelas,LPK,Kuota,Minimal,Tanggal Mulai,Tanggal Selesai,Biaya\n",
	      "course,provider,capacity,minimum,start_date,end_date,"
	      "cost_rupiah\n");
	reads("Kelas,Tanggal,Mulai,Selesai,Keadaan,Disahkan oleh\n",
	      "class,date,start,end,state,authorised_by\n");
	reads("Tanggal,Hari libur,Jenis,Diumumkan\n",
	      "date,name,kind,announced\n");
	reads("No Rekening,Nama Penerima,Nominal,Status,Referensi,"
	      "Keterangan\n",
	      "account,name,amount,status,reference,reason\n");
	reads("No. Pendaftaran,Kode,Keputusan,Bukti,Oleh,Pada\n",
	      "application,code,decision,evidence,by,at\n");
	reads("Person,Unit Kompetensi,K/BK,Jenis Sertifikat,No. Sertifikat,"
	      "Tanggal Terbit,Berlaku sampai\n",
	      "person,unit,result,kind,number,issued,expires\n");
}

static void unknown_labels_are_folded_and_told_apart(void **state)
{
	(void)state;
	reads("NIK,Ukuran Baju,,Catatan!,Catatan,2019\n7,L,x,a,b,c\n",
	      "nik,ukuran_baju,column_3,catatan,catatan_2,column_2019\n"
	      "2 7|L|x|a|b|c\n");
	/* A blank label may not take the name another label leads to. */
	reads("NIK,3,\"\",Nama\n7,x,y,Ayu\n",
	      "nik,column_3,column_3_2,name\n2 7|x|y|Ayu\n");
}

static void two_columns_of_one_field_are_refused(void **state)
{
	(void)state;
	reads("NIK,Nama,No KTP\n7,Ayu,8\n",
	      "refused: t.csv: columns 1 \"NIK\" and 3 \"No KTP\" both are "
	      "nik; rename one, or name the right one in the policy: columns: "
	      "{nik: [\"...\"]}\n");
}

static void own_aliases_win(void **state)
{
	(void)state;
	const struct alias aliases[] = {
		{SLICE("no. induk"), SLICE("nik")},
		{SLICE("Nama"), SLICE("last_employer")},
	};
	const struct table_options options = {aliases, 2, NULL,
					      DATE_ORDER_OPEN};
	const char content[] = "No Induk;NIK;Nama;Nama Peserta\n7;8;PT A;Ayu\n";

	reads_bytes(content, sizeof content - 1, &options,
		    "nik,nik_2,last_employer,name\n2 7|8|PT A|Ayu\n");
}

/* Fields that are needed */

static void column_that_fits_is_proposed(void **state)
{
	static const char *const nik[] = {"nik", NULL};
	static const char *const birth[] = {"birth_date", NULL};

	(void)state;
	reads_required("Nama,Induk\nAyu,5171015203850001\n"
		       "Budi,5171011203850002\n",
		       nik,
		       "refused: t.csv: no column for nik; column 2 \"Induk\" "
		       "holds 16-digit numbers with a birth date in them: "
		       "rename it, or add to the policy: columns: {nik: "
		       "[\"Induk\"]}\n");
	reads_required("Nama,Hari jadi\nAyu,12 Maret 1985\nBudi,\n", birth,
		       "refused: t.csv: no column for birth_date; column 2 "
		       "\"Hari jadi\" holds dates: rename it, or add to the "
		       "policy: columns: {birth_date: [\"Hari jadi\"]}\n");
}

static void columns_are_listed_where_none_fits(void **state)
{
	static const char *const course[] = {"course", "capacity", NULL};

	(void)state;
	reads_required("Kuota,Judul\n20,Barista\n", course,
		       "refused: t.csv: no column for course; the columns are "
		       "\"Kuota\", \"Judul\"; name the right one in the "
		       "policy: columns: {course: [\"...\"]}\n");
}

static void required_meaning_is_taken(void **state)
{
	static const char *const course[] = {"course", NULL};

	(void)state;
	reads_required("NIK,Nama,Kelas\n7,Ayu,A1\n", course,
		       "nik,name,course\n2 7|Ayu|A1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_is_found_under_a_preamble),
		cmocka_unit_test(known_labels_beat_a_line_about_the_file),
		cmocka_unit_test(days_as_labels_are_no_data),
		cmocka_unit_test(table_without_header_is_refused),
		cmocka_unit_test(labels_of_an_application_are_understood),
		cmocka_unit_test(english_labels_and_field_names_are_understood),
		cmocka_unit_test(one_label_means_what_its_table_is_about),
		cmocka_unit_test(unknown_labels_are_folded_and_told_apart),
		cmocka_unit_test(two_columns_of_one_field_are_refused),
		cmocka_unit_test(own_aliases_win),
		cmocka_unit_test(column_that_fits_is_proposed),
		cmocka_unit_test(columns_are_listed_where_none_fits),
		cmocka_unit_test(required_meaning_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
