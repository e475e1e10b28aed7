#include "enroll/code_words.h"

/* By enum language. */
static const struct words {
	const char *code, *text[2];
} codes[] = {
	{"extra-cell",
	 {"Baris ini punya lebih banyak sel daripada kolom",
	  "The row has more cells than there are columns"}},
	{"missing-cell",
	 {"Baris ini punya lebih sedikit sel daripada kolom",
	  "The row has fewer cells than there are columns"}},
	{"encoding-error",
	 {"Ada huruf yang rusak; simpan lagi sebagai UTF-8",
	  "There are bytes that are no characters; save the "
	  "file as UTF-8"}},
	{"V-SHIFT",
	 {"Sel-selnya bergeser satu kolom",
	  "Cells stand one column to the left or right"}},
	{"V-CELL-ERROR",
	 {"Sel berisi galat lembar kerja (#REF!, #N/A)",
	  "A cell holds an error of the spreadsheet (#REF!, "
	  "#N/A)"}},
	{"V-NIK-EMPTY", {"NIK belum diisi", "There is no NIK"}},
	{"V-NIK-EXP",
	 {"NIK berubah menjadi bilangan (5,17E+15); isi lagi "
	  "dari KTP",
	  "A spreadsheet took the NIK for a number (5.17E+15); "
	  "enter it again"}},
	{"V-NIK-ROUNDED",
	 {"Angka terakhir NIK hilang di lembar kerja; isi lagi "
	  "dari KTP",
	  "The last digit of the NIK was lost in a "
	  "spreadsheet; enter it again"}},
	{"V-NIK-NUMBER",
	 {"NIK tersimpan sebagai bilangan; cocokkan angka "
	  "terakhirnya",
	  "The NIK is kept as a number; check its last digit"}},
	{"V-NIK-CHAR",
	 {"NIK hanya boleh berisi angka", "A NIK has digits only"}},
	{"V-NIK-LEN", {"NIK harus 16 angka", "A NIK has 16 digits"}},
	{"V-NIK-DATE",
	 {"Angka 7 sampai 12 NIK bukan tanggal",
	  "Digits 7 to 12 of the NIK are no date"}},
	{"V-NIK-SERIAL", {"Nomor urut NIK 0000", "The NIK's serial is 0000"}},
	{"V-NIK-REGION",
	 {"Dua angka pertama NIK bukan kode provinsi",
	  "The NIK's first two digits are no province"}},
	{"V-NIK-BIRTH",
	 {"NIK menyebut tanggal lahir lain; perlu bukti, bukan "
	  "penolakan",
	  "The NIK has another birth date; evidence is asked "
	  "for, nobody is refused"}},
	{"V-NIK-SEX",
	 {"NIK menyebut jenis kelamin lain; perlu bukti, bukan "
	  "penolakan",
	  "The NIK has the other sex; evidence is asked for, "
	  "nobody is refused"}},
	{"V-NIK-DISTRICT",
	 {"Kode kecamatan NIK tidak ada dalam tabel; perlu "
	  "bukti",
	  "The NIK's district is in no table; evidence is "
	  "asked for"}},
	{"V-KK-EXP",
	 {"Nomor KK berubah menjadi bilangan; isi lagi dari "
	  "kartunya",
	  "A spreadsheet took the KK for a number; enter it "
	  "again"}},
	{"V-KK-ROUNDED",
	 {"Angka terakhir nomor KK hilang di lembar kerja; isi "
	  "lagi",
	  "The last digit of the KK was lost in a spreadsheet; "
	  "enter it again"}},
	{"V-KK-NUMBER",
	 {"Nomor KK tersimpan sebagai bilangan; cocokkan angka "
	  "terakhirnya",
	  "The KK is kept as a number; check its last digit"}},
	{"V-KK",
	 {"Nomor KK harus 16 angka dengan tanggal di tengahnya",
	  "A KK has 16 digits with a date in the middle"}},
	{"V-KPJ-EXP",
	 {"KPJ berubah menjadi bilangan; isi lagi dari kartunya",
	  "A spreadsheet took the KPJ for a number; enter it "
	  "again"}},
	{"V-KPJ-ZERO",
	 {"Angka 0 di depan KPJ hilang", "A 0 in front of the KPJ was lost"}},
	{"V-KPJ",
	 {"KPJ harus 11 angka (13 angka adalah kartu kesehatan)",
	  "A KPJ has 11 digits (13 are a health card's)"}},
	{"V-PHONE-EXP",
	 {"Nomor telepon berubah menjadi bilangan; isi lagi",
	  "A spreadsheet took the telephone for a number; "
	  "enter it again"}},
	{"V-PHONE-ZERO",
	 {"Angka 0 di depan nomor telepon hilang",
	  "A 0 in front of the telephone number was lost"}},
	{"V-PHONE",
	 {"Nomor telepon tidak seperti 08 dan 8 sampai 11 angka",
	  "The telephone is not 08 and 8 to 11 digits"}},
	{"V-EMAIL",
	 {"Alamat surel tanpa @", "There is no @ in the e-mail address"}},
	{"V-ACCOUNT-EXP",
	 {"Nomor rekening berubah menjadi bilangan; isi lagi "
	  "dari buku",
	  "A spreadsheet took the account for a number; enter "
	  "it again"}},
	{"V-ACCOUNT-ROUNDED",
	 {"Angka terakhir rekening hilang di lembar kerja; isi "
	  "lagi",
	  "The last digit of the account was lost in a "
	  "spreadsheet; enter it again"}},
	{"V-ACCOUNT-NUMBER",
	 {"Rekening tersimpan sebagai bilangan; cocokkan angka "
	  "terakhirnya",
	  "The account is kept as a number; check its last "
	  "digit"}},
	{"V-ACCOUNT-ZERO",
	 {"Angka 0 di depan nomor rekening hilang",
	  "A 0 in front of the account was lost"}},
	{"V-ACCOUNT",
	 {"Nomor rekening hanya boleh berisi angka",
	  "An account has digits only"}},
	{"V-ACCOUNT-LEN",
	 {"Panjang nomor rekening tidak seperti biasa di bank "
	  "itu",
	  "The account is not of its bank's usual length"}},
	{"V-ACCOUNT-NAME",
	 {"Nama pemilik rekening berbeda dari nama peserta",
	  "The account's holder is named unlike the person"}},
	{"V-DATE", {"Bukan tanggal", "Not a date"}},
	{"V-MONEY", {"Bukan jumlah rupiah", "Not an amount in rupiah"}},
	{"V-NUMBER", {"Bukan bilangan", "Not a number"}},
	{"V-WORD", {"Isian ini tidak dikenal", "The word is not known"}},
	{"V-BIRTH",
	 {"Tanggal lahir tidak mungkin",
	  "Nobody who applies was born on this day"}},
	{"V-NAME-DIGIT",
	 {"Ada angka dalam nama", "There are digits in the name"}},
	{"V-NAME-LONG",
	 {"Nama lebih dari 60 huruf", "The name has over 60 letters"}},
	{"V-LAYOFF-LATER",
	 {"Berhenti bekerja sesudah hari mendaftar",
	  "Laid off after the day of the application"}},
	{"V-CATEGORY",
	 {"Kategori aktif, tetapi pekerjaan dikatakan berakhir",
	  "The category is active, but the work is said to have ended"}},
	{"V-MEMBER-NONE",
	 {"Tidak ada dalam data kepesertaan",
	  "Not in the core system's extract"}},
	{"V-MEMBER-MONTHS",
	 {"Masa iur berbeda dari data kepesertaan",
	  "The core system has other months of membership"}},
	{"V-MEMBER-WAGE",
	 {"Upah berbeda dari data kepesertaan",
	  "The core system has another wage"}},
	{"V-MEMBER-JHT",
	 {"Pengambilan JHT berbeda dari data kepesertaan",
	  "The core system says otherwise of the old-age benefit"}},
	{"V-MEMBER-ACTIVE",
	 {"Kepesertaan masih aktif, padahal dikatakan berhenti bekerja",
	  "The membership is active, but the work is said to have ended"}},
	{"V-MEMBER-INACTIVE",
	 {"Kepesertaan tidak aktif, padahal dikatakan aktif",
	  "The membership is not active, but is said to be"}},
	{"V-MEMBER-BIRTH",
	 {"Tanggal lahir berbeda dari data kepesertaan",
	  "The core system has another birth date"}},
	{"D-CLUSTER",
	 {"Sangat banyak orang memakai rekening, telepon atau surel yang sama",
	  "Very many persons share an account, telephone or address"}},
	{"D-NIK",
	 {"NIK yang sama ada pada pendaftaran lain",
	  "The same NIK stands in another application"}},
	{"D-NIK-BIRTH",
	 {"NIK yang sama dengan tanggal lahir lain",
	  "The same NIK stands beside another birth date"}},
	{"D-NIK-NEAR",
	 {"Nama sama, NIK berbeda satu angka",
	  "The same name, and a NIK one digit away"}},
	{"D-NAME",
	 {"Nama, tanggal lahir dan jenis kelamin sama",
	  "The same name, birth date and sex"}},
	{"D-TWINS",
	 {"Lahir pada hari yang sama, nomor urut NIK berdekatan: kembar?",
	  "Born on the same day, NIK serials close to each other: twins?"}},
	{"D-NEAR",
	 {"Data diri sangat mirip", "What is known of both is much alike"}},
	{"D-EXCLUDE-NEAR",
	 {"Mirip dengan orang dalam daftar yang tidak dapat ikut",
	  "Like somebody on a list of people who can't take part"}},
	{"D-REGISTRY", {"Sudah terdaftar sebelumnya", "Enrolled before"}},
	{"D-EXCLUDE",
	 {"Tercantum dalam daftar yang tidak dapat ikut",
	  "On a list of people who can't take part"}},
	{"D-NUMBER",
	 {"Nomor pendaftaran dipakai beberapa orang",
	  "Several persons have this application number"}},
	{"D-SUPERSEDED",
	 {"Ada versi yang lebih baru", "There is a newer version"}},
	{"D-ACCOUNT",
	 {"Rekening dipakai beberapa orang",
	  "Several persons share the account"}},
	{"D-PHONE",
	 {"Nomor telepon dipakai beberapa orang",
	  "Several persons share the telephone number"}},
	{"D-EMAIL",
	 {"Alamat surel dipakai beberapa orang",
	  "Several persons share the e-mail address"}},
};

const char *code_words(struct slice item, enum language language)
{
	struct slice code = slice_part(item, 0, slice_find(item, ':'));

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (slice_is(code, codes[i].code))
			return codes[i].text[language];
	return NULL;
}
