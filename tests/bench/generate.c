/*
 * Writes invented application records for benchmarks and scale tests.
 *
 *   generate --records N [--seed S] [--format stream|csv] [--quoted PERCENT]
 *            [--style machine|office]
 *
 * Every person in the output is invented: names are built from syllables and
 * common words, numbers are random. What is real is the form: NIKs carry
 * region codes of Bali, East Java and Nusa Tenggara and the birth date and sex
 * of their record, accounts have their bank's length, dates fall in the
 * registration weeks of 2020. Record k depends on seed and k alone, so a
 * longer file begins with the shorter one. About 280 bytes a record.
 *
 * --quoted PERCENT of the records hold commas, quotes or line ends in
 * last_employer and wish (25 unless told), which CSV has to quote. --style
 * office writes CSV as an Indonesian spreadsheet saves it: ';', Indonesian
 * headers, day-first dates, amounts such as "Rp 2.500.000,-".
 */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	BUFFER_SIZE = 1024 * 1024,
	RECORD_MAX = 4096,
	DAY_MIN_BIRTH = -1826,	 /* 1965-01-01 */
	DAYS_OF_BIRTH = 13514,	 /* to 2001-12-31 */
	DAY_MIN_LAYOFF = 17805,	 /* 2018-10-01 */
	DAYS_OF_LAYOFF = 639,	 /* to 2020-06-30 */
	DAY_MIN_APPLIED = 18463, /* 2020-07-20 */
	DAYS_OF_APPLYING = 40	 /* to 2020-08-28 */
};

struct options {
	uint64_t records, seed;
	unsigned quoted; /* per cent */
	bool csv, office;
};

struct output {
	char *data;
	size_t length;
	char separator;
	bool csv, office;
	bool begun; /* the record has a field already */
};

struct person {
	uint64_t state; /* of the random numbers */
	int birth_day, birth_month, birth_year;
	const char *region;
	bool woman;
	char name[64];
};

/* Districts where NIKs were issued; the first ten are the branch's own. */
static const char *const regions[] = {
	"517101", "517102", "517103", "517104", "510301", "510302", "510303",
	"510304", "510305", "510306", "510201", "510203", "510205", "510401",
	"510402", "510403", "510405", "510501", "510503", "510601", "510701",
	"510703", "510801", "510803", "510805", "510101", "510102", "350901",
	"350905", "351001", "351005", "351007", "351101", "357801", "357805",
	"520101", "520205", "520301", "527101", "527102", "531101", "537101",
};
static const char *const starts[] = {
	"Su", "Wi", "Ar", "Dar", "Pra", "Ka",  "Sa", "Ma",  "Ra", "Gu",
	"Di", "Bu", "Ya", "Ju",	 "Ad",	"Tri", "Se", "Par", "Wa", "Nu",
};
static const char *const middles[] = {
	"ar", "dia", "ra", "ta", "wi", "na", "ma", "di", "sa", "ka",
	"ri", "ni",  "bu", "yo", "se", "la", "ti", "pu", "ja", "ha",
};
static const char *const ends[] = {
	"na", "ta",   "wan",  "sa",   "dana", "yasa",  "tini",
	"ni", "ti",   "ri",   "wati", "di",   "no",    "to",
	"ja", "mika", "nata", "giri", "tra",  "putra",
};
static const char *const orders[] = {
	"Wayan", "Made", "Nyoman", "Ketut", "Putu", "Kadek", "Komang", "Gede",
};
static const char *const commons[] = {
	"Muhammad", "Agus", "Dewi", "Sri", "Siti", "Nur", "Eko", "Dwi",
};
static const char *const categories[] = {"pu_phk", "pu_phk",	"pu_phk",
					 "pu_phk", "pu_active", "bpu",
					 "pmi",	   "pu_phk"};
static const char *const employments[] = {"laid_off", "furloughed",
					  "contract_ended", "resigned"};
static const char *const educations[] = {"sd",	"smp", "sma", "smk",
					 "smk", "d3",  "s1",  "sma"};
static const char *const modes[] = {"in_person", "online", "both", "both"};
static const char *const banks[] = {"bri", "mandiri", "bni", "bca", "bpd_bali"};
static const unsigned account_lengths[] = {15, 13, 10, 10, 13};
static const char *const employers[] = {
	"Hotel Segara", "CV Mertha",	  "PT Dewata",	"Villa Nusa",
	"UD Sari",	"Restoran Taman", "PT Samudra", "Spa Kirana",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PICK(person, array) (array)[below(person, COUNT(array))]

/* Two names a column: the field of vk-records(5), and an office's header. */
static const char *const columns[][2] = {
	{"application", "No. Pendaftaran"},
	{"nik", "NIK"},
	{"kpj", "No KPJ"},
	{"kk", "No. KK"},
	{"name", "Nama Lengkap"},
	{"birth_date", "Tanggal Lahir"},
	{"sex", "Jenis Kelamin"},
	{"district", "Kab/Kota"},
	{"phone", "No HP"},
	{"email", "E-mail"},
	{"category", "Kategori"},
	{"employment", "Status Pekerjaan"},
	{"track", "Jalur"},
	{"referred_by", "Rujukan"},
	{"membership_months", "Masa Kepesertaan (bulan)"},
	{"wage", "Upah"},
	{"last_employer", "Perusahaan Terakhir"},
	{"layoff_date", "Tanggal PHK"},
	{"jht_claimed", "JHT sudah diambil"},
	{"disability", "Disabilitas"},
	{"needs_access", "Butuh Akses"},
	{"education", "Pendidikan"},
	{"choice1", "Pilihan 1"},
	{"choice2", "Pilihan 2"},
	{"choice3", "Pilihan 3"},
	{"wish", "Minat Lain"},
	{"mode_ok", "Cara Pelatihan"},
	{"bank", "Bank"},
	{"account", "No. Rekening"},
	{"account_name", "Atas Nama"},
	{"consent", "Persetujuan"},
	{"applied_at", "Tanggal Daftar"},
};

/* SplitMix64: small, and every seed is a good one. */
static uint64_t next_random(struct person *person)
{
	uint64_t z = person->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static size_t below(struct person *person, size_t bound)
{
	return (size_t)(((next_random(person) >> 32) * bound) >> 32);
}

static bool chance(struct person *person, unsigned percent)
{
	return below(person, 100) < percent;
}

/* Year, month and day of a count of days since 1970-01-01 (H. Hinnant). */
static void civil(int days, int *year, int *month, int *day)
{
	int z = days + 719468;
	int era = z / 146097;
	int of_era = z - era * 146097;
	int yoe = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		  365;
	int of_year = of_era - (365 * yoe + yoe / 4 - yoe / 100);
	int shifted = (5 * of_year + 2) / 153;

	*day = of_year - (153 * shifted + 2) / 5 + 1;
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

static void put_bytes(struct output *out, const char *bytes, size_t length)
{
	memcpy(out->data + out->length, bytes, length);
	out->length += length;
}

static void put_byte(struct output *out, char byte)
{
	out->data[out->length++] = byte;
}

/* The separator before every field but the first. */
static void begin_field(struct output *out)
{
	if (out->begun)
		put_byte(out, out->separator);
	out->begun = true;
}

/* A field that needs neither quotes nor escapes. */
static void put_plain(struct output *out, const char *text)
{
	begin_field(out);
	put_bytes(out, text, strlen(text));
}

static void put_quoted(struct output *out, const char *text)
{
	put_byte(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			put_byte(out, '"');
		put_byte(out, *text);
	}
	put_byte(out, '"');
}

static void put_text(struct output *out, const char *text)
{
	begin_field(out);
	if (out->csv && strpbrk(text, ",;\"\n") != NULL) {
		put_quoted(out, text);
		return;
	}
	for (; *text != '\0'; text++) {
		if (*text == '\n') /* the one escape the texts here need */
			put_bytes(out, "\\n", 2);
		else
			put_byte(out, *text);
	}
}

static void put_digits(struct output *out, uint64_t number, unsigned width)
{
	for (unsigned i = width; i-- > 0; number /= 10)
		out->data[out->length + i] = (char)('0' + number % 10);
	out->length += width;
}

static void put_random_digits(struct output *out, struct person *person,
			      unsigned width)
{
	put_digits(out, next_random(person) >> 14, width);
}

static void put_civil(struct output *out, int year, int month, int day)
{
	char separator = out->office ? '/' : '-';
	uint64_t first = (uint64_t)(out->office ? day : year);
	uint64_t last = (uint64_t)(out->office ? year : day);

	begin_field(out);
	put_digits(out, first, out->office ? 2 : 4);
	put_byte(out, separator);
	put_digits(out, (uint64_t)month, 2);
	put_byte(out, separator);
	put_digits(out, last, out->office ? 4 : 2);
}

static void put_date(struct output *out, int days)
{
	int year, month, day;

	civil(days, &year, &month, &day);
	put_civil(out, year, month, day);
}

/* Between 1.000.000 and 9.999.999 rupiah. */
static void put_wage(struct output *out, unsigned rupiah)
{
	begin_field(out);
	if (!out->office) {
		put_digits(out, rupiah, 7);
		return;
	}
	put_bytes(out, "Rp ", 3);
	put_digits(out, rupiah / 1000000, 1);
	put_byte(out, '.');
	put_digits(out, rupiah / 1000 % 1000, 3);
	put_byte(out, '.');
	put_digits(out, rupiah % 1000, 3);
	put_bytes(out, ",-", 2);
}

static void put_flag(struct output *out, bool flag)
{
	if (out->office)
		put_plain(out, flag ? "Ya" : "Tidak");
	else
		put_plain(out, flag ? "yes" : "no");
}

static void make_name(struct person *person)
{
	const char *start = PICK(person, starts);
	const char *middle = PICK(person, middles);
	const char *end = PICK(person, ends);
	size_t kind = below(person, 10);
	const char *sign = "", *word = "", *blank = "";

	if (kind < 6) {
		sign = person->woman ? "Ni " : "I ";
		word = PICK(person, orders);
		blank = " ";
	} else if (kind < 9) {
		word = PICK(person, commons);
		blank = " ";
	}
	snprintf(person->name, sizeof person->name, "%s%s%s%s%s%s", sign, word,
		 blank, start, middle, end);
}

static void make_person(struct person *person, uint64_t seed, uint64_t number)
{
	int birth;

	person->state = seed * 0xd1342543de82ef95u + number;
	person->state = next_random(person);
	birth = DAY_MIN_BIRTH + (int)below(person, DAYS_OF_BIRTH);
	civil(birth, &person->birth_year, &person->birth_month,
	      &person->birth_day);
	person->woman = chance(person, 45);
	person->region = chance(person, 70) ? regions[below(person, 10)]
					    : PICK(person, regions);
	make_name(person);
}

static void put_nik(struct output *out, struct person *person)
{
	int day = person->birth_day + (person->woman ? 40 : 0);

	put_plain(out, person->region);
	put_digits(out, (uint64_t)day, 2);
	put_digits(out, (uint64_t)person->birth_month, 2);
	put_digits(out, (uint64_t)person->birth_year % 100, 2);
	put_digits(out, 1 + below(person, 9999), 4);
}

/* application to email. */
static void put_identity(struct output *out, struct person *person,
			 uint64_t number)
{
	put_plain(out, "DPS-");
	put_digits(out, number, 8);
	put_nik(out, person);
	begin_field(out);
	put_random_digits(out, person, 11);
	put_plain(out, person->region);
	put_digits(out, 1 + below(person, 28), 2);
	put_digits(out, 1 + below(person, 12), 2);
	put_digits(out, 5 + below(person, 15), 2);
	put_digits(out, 1 + below(person, 9999), 4);
	put_plain(out, person->name);
	put_civil(out, person->birth_year, person->birth_month,
		  person->birth_day);
	if (out->office)
		put_plain(out, person->woman ? "P" : "L");
	else
		put_plain(out, person->woman ? "f" : "m");
	put_plain(out, below(person, 4) == 0 ? "5103" : "5171");
	put_plain(out, "08");
	put_random_digits(out, person, 10);
	begin_field(out);
	if (chance(person, 30)) {
		put_bytes(out, "peserta", 7);
		put_random_digits(out, person, 8);
		put_bytes(out, "@contoh.example", 15);
	}
}

static void put_employer(struct output *out, struct person *person,
			 bool special)
{
	char text[128];
	const char *employer = PICK(person, employers);
	const char *town = PICK(person, starts);

	if (!special)
		snprintf(text, sizeof text, "%s %s", employer, town);
	else if (chance(person, 12))
		snprintf(text, sizeof text, "%s \"%s\", Tbk", employer, town);
	else if (chance(person, 2))
		snprintf(text, sizeof text, "%s %s\nBali", employer, town);
	else
		snprintf(text, sizeof text, "%s %s, Tbk", employer, town);
	put_text(out, text);
}

/* category to education. */
static void put_work(struct output *out, struct person *person, bool special)
{
	put_plain(out, PICK(person, categories));
	put_plain(out, PICK(person, employments));
	put_plain(out, chance(person, 2) ? "return_to_work" : "regular");
	put_plain(out, "");
	begin_field(out);
	put_digits(out, 10 + below(person, 90), 2);
	put_wage(out, 1500000 + (unsigned)below(person, 4000) * 1000);
	put_employer(out, person, special);
	put_date(out, DAY_MIN_LAYOFF + (int)below(person, DAYS_OF_LAYOFF));
	put_flag(out, chance(person, 30));
	put_plain(out, chance(person, 2) ? "physical" : "");
	put_flag(out, chance(person, 1));
	put_plain(out, PICK(person, educations));
}

/* choice1 to applied_at. */
static void put_wishes(struct output *out, struct person *person, bool special)
{
	size_t bank = below(person, COUNT(banks));
	size_t first = below(person, 40);

	for (size_t i = 0; i < 3; i++) {
		put_plain(out, "DPS-C");
		put_digits(out, 1 + (first + i * 7) % 40, 2);
	}
	put_text(out, special && chance(person, 50) ? "barista, kasir" : "");
	put_plain(out, PICK(person, modes));
	put_plain(out, banks[bank]);
	begin_field(out);
	put_random_digits(out, person, account_lengths[bank]);
	put_plain(out, person->name);
	put_flag(out, true);
	put_date(out, DAY_MIN_APPLIED + (int)below(person, DAYS_OF_APPLYING));
	put_byte(out, '\n');
}

static void put_header(struct output *out)
{
	for (size_t i = 0; i < COUNT(columns); i++)
		put_plain(out, columns[i][out->office]);
	put_byte(out, '\n');
}

static void flush(struct output *out)
{
	size_t written = 0;

	while (written < out->length) {
		ssize_t n = write(STDOUT_FILENO, out->data + written,
				  out->length - written);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			perror("generate: write");
			exit(2);
		}
		written += (size_t)n;
	}
	out->length = 0;
}

static void write_records(struct output *out, const struct options *options)
{
	put_header(out);
	for (uint64_t number = 1; number <= options->records; number++) {
		struct person person = {0};
		bool special;

		make_person(&person, options->seed, number);
		special = chance(&person, options->quoted);
		out->begun = false;
		put_identity(out, &person, number);
		put_work(out, &person, special);
		put_wishes(out, &person, special);
		if (out->length > BUFFER_SIZE - RECORD_MAX)
			flush(out);
	}
	flush(out);
}

static void usage(void)
{
	fputs("usage: generate --records N [--seed S] "
	      "[--format stream|csv] [--quoted PERCENT] "
	      "[--style machine|office]\n",
	      stderr);
	exit(2);
}

static uint64_t read_number(const char *text, uint64_t maximum)
{
	char *end;
	uint64_t number;

	errno = 0;
	number = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || *text == '-' ||
	    number > maximum)
		usage();
	return number;
}

/* Which of two words an argument is: false the first, true the second. */
static bool read_word(const char *text, const char *first, const char *second)
{
	if (strcmp(text, first) != 0 && strcmp(text, second) != 0)
		usage();
	return strcmp(text, second) == 0;
}

static struct options read_options(int argc, char **argv)
{
	static const struct option known[] = {
		{"records", required_argument, NULL, 'n'},
		{"seed", required_argument, NULL, 's'},
		{"format", required_argument, NULL, 'f'},
		{"quoted", required_argument, NULL, 'q'},
		{"style", required_argument, NULL, 'y'},
		{NULL, 0, NULL, 0},
	};
	struct options options = {.seed = 1, .quoted = 25};
	int letter;

	while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (letter == 'n')
			options.records = read_number(optarg, 99999999);
		else if (letter == 's')
			options.seed = read_number(optarg, UINT64_MAX);
		else if (letter == 'f')
			options.csv = read_word(optarg, "stream", "csv");
		else if (letter == 'q')
			options.quoted = (unsigned)read_number(optarg, 100);
		else if (letter == 'y')
			options.office = read_word(optarg, "machine", "office");
		else
			usage();
	}
	if (optind != argc || options.records == 0 ||
	    (options.office && !options.csv))
		usage();
	return options;
}

int main(int argc, char **argv)
{
	struct options options = read_options(argc, argv);
	struct output out = {.csv = options.csv, .office = options.office};

	out.separator = '\t';
	if (options.csv)
		out.separator = options.office ? ';' : ',';
	out.data = malloc(BUFFER_SIZE);
	if (out.data == NULL) {
		perror("generate");
		return 2;
	}
	write_records(&out, &options);
	free(out.data);
	return close(STDOUT_FILENO) == 0 ? 0 : 2;
}
