#include "applications.h"

#include "application.h"
#include "people.h"
#include "sheet_file.h"

#include <string.h>

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

enum { HAND_COUNT = 4, PATH_BYTES = 512 };

/* How many people each hand wrote down, and who comes again in its file. */
static const struct {
	const char *name;
	int people, again;
} hands[HAND_COUNT] = {
	{"renon.csv", 420, 14},
	{"daring.csv", 380, 22},
	{"badung.csv", 210, 9},
	{"mal-pelayanan.xlsx", 140, 6},
};

void listed_write(uint64_t seed, const char *path)
{
	static const char *const headings[] = {
		"No",
		"NIK",
		"Nama",
		"Tanggal Lahir",
		"L/P",
		"Kab/Kota",
		"Perusahaan",
		"Tanggal PHK/Dirumahkan",
		"Status Pekerjaan",
		"No. HP",
	};
	struct sheet_file file;
	struct person person;

	sheet_file_open(&file, path, UTF8, ';', true);
	for (int i = 0; i < COUNT(headings); i++)
		sheet_file_cell(&file, headings[i]);
	sheet_file_end_row(&file);
	for (int i = 1; i <= LISTED; i++) {
		person_make(seed, i, &person);
		sheet_file_number(&file, i);
		sheet_file_cell(&file, person.nik);
		sheet_file_cell(&file, person.name);
		sheet_file_date(&file, person.birth);
		sheet_file_cell(&file, person.woman ? "P" : "L");
		sheet_file_cell(&file, person.district);
		sheet_file_cell(&file, person.employer);
		sheet_file_date(&file, person.layoff);
		sheet_file_cell(&file,
				strcmp(person.employment, "furloughed") == 0
					? "Dirumahkan"
					: "PHK");
		sheet_file_cell(&file, person.phone);
		sheet_file_end_row(&file);
	}
	sheet_file_close(&file);
}

/*
 * The applicant in a place of the queue: two of three are on the list, and
 * nobody stands in it twice.
 */
static int applicant_number(int place)
{
	if (place % 7 == 3 || place % 7 == 5)
		return LISTED + 1 + place;
	return 1 + (int)((long long)place * 1009 % LISTED);
}

static void open_hand(struct sheet_file *file, int hand, const char *folder)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/%s", folder, hands[hand].name);
	if (hand == 0)
		sheet_file_open(file, path, UTF8_BOM, ';', true);
	else if (hand == 1)
		sheet_file_open(file, path, UTF8, ',', false);
	else if (hand == 2)
		sheet_file_open(file, path, UTF16LE_BOM, '\t', true);
	else
		sheet_file_open_workbook(file, path, application_headings[3],
					 APPLICATION_CELLS);
	if (hand == 2) {
		sheet_file_cell(file, "REKAP PENDAFTAR PELATIHAN VOKASI");
		sheet_file_end_row(file);
		sheet_file_cell(file, "KCP Badung, data contoh");
		sheet_file_end_row(file);
		sheet_file_end_row(file);
	}
	for (int i = 0; hand != 3 && i < APPLICATION_CELLS; i++)
		sheet_file_cell(file, application_headings[hand][i]);
	if (hand != 3)
		sheet_file_end_row(file);
}

static void write_hand(uint64_t seed, int hand, int first, const char *folder)
{
	int people = hands[hand].people;
	struct sheet_file file;

	open_hand(&file, hand, folder);
	for (int i = 0; i < people; i++) {
		struct place place = {hand, i + 1, i + 1};

		application_put(&file, &place, seed,
				applicant_number(first + i));
	}
	/*
	 * The same people again: every other one with a new number at a second
	 * counter, the rest as a later version of their own application.
	 */
	for (int i = 1; i <= hands[hand].again; i++) {
		int earlier = 11 * i - 7;
		struct place place = {hand,
				      i % 2 == 0 ? people + i : earlier + 1,
				      people + i};

		application_put(&file, &place, seed,
				applicant_number(first + earlier));
	}
	/* And a few who were at another hand before. */
	for (int i = 1; i <= 3; i++) {
		struct place place = {hand, people + 100 + i, people + 20 + i};

		application_put(&file, &place, seed,
				applicant_number(first - i));
	}
	sheet_file_close(&file);
}

void applications_write(uint64_t seed, const char *folder)
{
	int first = 10;

	for (int hand = 0; hand < HAND_COUNT; hand++) {
		write_hand(seed, hand, first, folder);
		first += hands[hand].people;
	}
}
