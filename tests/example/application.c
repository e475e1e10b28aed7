#include "application.h"

#include "base/text.h"
#include "courses.h"

#include <string.h>

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

enum { HAND_OFFICE, HAND_ONLINE, HAND_OUTPOST, HAND_COUNTER, CHOICES = 4 };

const char *const application_headings[4][APPLICATION_CELLS] = {
	{"No. Pendaftaran",
	 "NIK",
	 "No. KPJ",
	 "No. KK",
	 "Nama Lengkap",
	 "Tgl Lahir",
	 "L/P",
	 "Kab/Kota",
	 "No. HP",
	 "Email",
	 "Alamat",
	 "Kategori Peserta",
	 "Status Pekerjaan",
	 "Masa Kepesertaan (bulan)",
	 "Upah Terakhir",
	 "Perusahaan Terakhir",
	 "Tgl PHK",
	 "Klaim JHT",
	 "Disabilitas",
	 "Butuh Akses",
	 "Pendidikan Terakhir",
	 "Pilihan 1",
	 "Pilihan 2",
	 "Pilihan 3",
	 "Pilihan 4",
	 "Metode",
	 "Bank",
	 "No. Rekening",
	 "Atas Nama",
	 "Persetujuan",
	 "Tgl Daftar"},
	{"application",	 "nik",
	 "kpj",		 "kk",
	 "name",	 "birth_date",
	 "sex",		 "district",
	 "phone",	 "email",
	 "address",	 "category",
	 "employment",	 "membership_months",
	 "wage",	 "last_employer",
	 "layoff_date",	 "jht_claimed",
	 "disability",	 "needs_access",
	 "education",	 "choice1",
	 "choice2",	 "choice3",
	 "choice4",	 "mode_ok",
	 "bank",	 "account",
	 "account_name", "consent",
	 "applied_at"},
	{"No Reg",
	 "Nomor KTP",
	 "KPJ",
	 "Kartu Keluarga",
	 "Nama Peserta",
	 "Tanggal Lahir",
	 "Jenis Kelamin",
	 "Kabupaten/Kota",
	 "HP",
	 "Surel",
	 "Alamat Domisili",
	 "Kategori",
	 "Alasan Berhenti",
	 "Lama Kepesertaan",
	 "Gaji Terakhir",
	 "Nama Perusahaan",
	 "Tanggal Berhenti",
	 "JHT sudah diambil",
	 "Disabilitas",
	 "Perlu Akses",
	 "Pendidikan",
	 "Pilihan 1",
	 "Pilihan 2",
	 "Pilihan 3",
	 "Pilihan 4",
	 "Metode Pelatihan",
	 "Nama Bank",
	 "Rekening",
	 "Rekening Atas Nama",
	 "Setuju",
	 "Tanggal Pendaftaran"},
	{"No. Registrasi", "NIK",
	 "No. KPJ",	   "No. KK",
	 "Nama",	   "Tanggal Lahir",
	 "Jenis Kelamin",  "Kota/Kabupaten",
	 "No. Handphone",  "Alamat Email",
	 "Alamat",	   "Kategori Kepesertaan",
	 "Status Kerja",   "Masa Iuran (bulan)",
	 "Upah",	   "Perusahaan",
	 "Tanggal PHK",	   "Sudah Klaim JHT",
	 "Disabilitas",	   "Butuh Akses",
	 "Pendidikan",	   "Pilihan 1",
	 "Pilihan 2",	   "Pilihan 3",
	 "Pilihan 4",	   "Metode Pelatihan",
	 "Bank",	   "No. Rekening",
	 "Atas Nama",	   "Persetujuan",
	 "Tanggal Daftar"},
};

/* A word of the programme as each hand writes it. */
static const struct {
	const char *word, *office, *outpost;
} words[] = {
	{"pu_phk", "PU-PHK", "PU PHK"},
	{"pu_active", "PU Aktif", "PU aktif"},
	{"bpu", "BPU", "BPU"},
	{"pmi", "PMI", "PMI"},
	{"laid_off", "PHK", "Di-PHK"},
	{"contract_ended", "Habis Kontrak", "Kontrak berakhir"},
	{"furloughed", "Dirumahkan", "dirumahkan"},
	{"yes", "Ya", "ya"},
	{"no", "Tidak", "tidak"},
	{"online", "Daring", "daring"},
	{"both", "Keduanya", "keduanya"},
	{"in_person", "Tatap Muka", "tatap muka"},
	{"bpd_bali", "BPD Bali", "BPD Bali"},
	{"bri", "BRI", "BRI"},
	{"mandiri", "Mandiri", "Bank Mandiri"},
	{"bni", "BNI", "BNI"},
};

static const char *say(int hand, const char *word)
{
	for (int i = 0; i < COUNT(words); i++)
		if (slice_is(slice_of(word), words[i].word))
			return hand == HAND_ONLINE    ? word
			       : hand == HAND_OUTPOST ? words[i].outpost
						      : words[i].office;
	return word;
}

static void put_word(struct sheet_file *file, int hand, const char *word)
{
	sheet_file_cell(file, say(hand, word));
}

static void put_date(struct sheet_file *file, int hand, struct date date)
{
	struct strbuf text;
	char iso[DATE_SIZE];

	if (hand == HAND_OFFICE || hand == HAND_COUNTER) {
		sheet_file_date(file, date);
	} else if (hand == HAND_ONLINE) {
		date_format(date, iso);
		sheet_file_cell(file, iso);
	} else {
		strbuf_init(&text, 64);
		date_format_long(date, LANGUAGE_ID, &text);
		sheet_file_cell(file, strbuf_string(&text));
		strbuf_release(&text);
	}
}

static void put_wage(struct sheet_file *file, int hand, int wage)
{
	char text[64];

	if (hand == HAND_ONLINE || hand == HAND_COUNTER) {
		sheet_file_number(file, wage);
		return;
	}
	snprintf(text, sizeof text,
		 hand == HAND_OFFICE ? "Rp %d.%03d.%03d,-" : "%d.%03d.%03d",
		 wage / 1000000, wage / 1000 % 1000, wage % 1000);
	sheet_file_cell(file, text);
}

/* The NIK, now and then as a spreadsheet damaged it. */
static void put_nik(struct sheet_file *file, int hand, int row,
		    const struct person *person)
{
	char damaged[64];
	long long number;

	snprintf(damaged, sizeof damaged, "%s", person->nik);
	if (hand == HAND_COUNTER && row % 19 == 5) {
		sscanf(person->nik, "%lld", &number);
		sheet_file_number(file, number / 10 * 10);
		return;
	}
	if (hand == HAND_OFFICE && row % 71 == 9)
		snprintf(damaged, sizeof damaged, "%c,%.2sE+15", person->nik[0],
			 person->nik + 1);
	else if (hand == HAND_OUTPOST && row % 53 == 11)
		damaged[15] = '\0'; /* a digit forgotten */
	else if (hand == HAND_OUTPOST && row % 53 == 12)
		damaged[0] = '\0';
	sheet_file_cell(file, damaged);
}

static void put_identity(struct sheet_file *file, int hand, int row,
			 const struct person *person)
{
	static const char *const prefixes[] = {"RN", "DR", "BD", "MP"};
	char id[64];

	snprintf(id, sizeof id, "%s-%04d", prefixes[hand], row);
	sheet_file_cell(file, id);
	put_nik(file, hand, row, person);
	sheet_file_cell(file, person->kpj);
	sheet_file_cell(file, person->kk);
	sheet_file_cell(file, person->name);
	put_date(file, hand, person->birth);
	sheet_file_cell(file,
			hand == HAND_ONLINE ? (person->woman ? "f" : "m")
			: hand == HAND_OUTPOST
				? (person->woman ? "Perempuan" : "Laki-laki")
			: person->woman ? "P"
					: "L");
	sheet_file_cell(file, person->district);
	sheet_file_cell(file, person->phone);
	sheet_file_cell(file, person->email);
	if (hand == HAND_ONLINE && row % 9 == 4) {
		snprintf(id, sizeof id, "%.40s\nBr. Contoh", person->address);
		sheet_file_cell(file, id);
	} else {
		sheet_file_cell(file, person->address);
	}
}

static void put_work(struct sheet_file *file, int hand, int row,
		     const struct person *person)
{
	put_word(file, hand, person->category);
	put_word(file, hand, person->employment);
	if (row % 37 == 8)
		sheet_file_cell(file, "");
	else
		sheet_file_number(file, person->membership_months);
	put_wage(file, hand, person->wage);
	sheet_file_cell(file, person->employer);
	if (strcmp(person->category, "pu_active") == 0 || row % 41 == 17)
		sheet_file_cell(file, "");
	else
		put_date(file, hand, person->layoff);
	put_word(file, hand, person->jht_claimed ? "yes" : "no");
	sheet_file_cell(file, person->disabled ? "daksa" : "");
	put_word(file, hand, person->disabled ? "yes" : "no");
	sheet_file_cell(file, person->education);
}

/* Popular courses are chosen more often: the lower of two draws. */
static int draw_course(struct random *random)
{
	int first = random_below(random, COURSE_COUNT);
	int second = random_below(random, COURSE_COUNT);

	return first < second ? first : second;
}

static void put_choices(struct sheet_file *file, struct random *random)
{
	int wanted = 2 + random_below(random, CHOICES - 1);
	int chosen[CHOICES];
	char id[16];

	for (int i = 0; i < CHOICES; i++) {
		bool again;

		do {
			again = false;
			chosen[i] = draw_course(random);
			for (int j = 0; j < i; j++)
				again = again || chosen[j] == chosen[i];
		} while (again);
		course_id(chosen[i], id);
		sheet_file_cell(file, i < wanted ? id : "");
	}
}

void application_put(struct sheet_file *file, const struct place *place,
		     uint64_t seed, int number)
{
	static const char *const modes[] = {"both", "both", "in_person",
					    "online"};
	struct random random = random_of(seed + 2, (uint64_t)number);
	int hand = place->hand, row = place->row;
	struct person person;
	struct date applied;

	person_make(seed, number, &person);
	put_identity(file, hand, row, &person);
	put_work(file, hand, row, &person);
	put_choices(file, &random);
	put_word(file, hand, modes[random_below(&random, COUNT(modes))]);
	put_word(file, hand, person.bank);
	sheet_file_cell(file, row % 61 == 20 ? "" : person.account);
	sheet_file_cell(file, row % 47 == 30 ? "Keluarga Contoh" : person.name);
	put_word(file, hand, row % 83 == 40 ? "no" : "yes");
	date_from_civil(2020, 7, 20, &applied);
	put_date(file, hand, date_add_days(applied, place->handed * 39 / 450));
	sheet_file_end_row(file);
}
