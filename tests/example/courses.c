#include "courses.h"

#include "people.h"
#include "sheet_file.h"

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

enum { PROVIDERS = 47, COURSES = COURSE_COUNT };

static const struct {
	const char *title, *vocation, *skkni, *mode;
	int days, cost;
} kinds[] = {
	{"Barista", "kuliner", "I.561000.012.01", "in_person", 15, 3900000},
	{"Tata Boga Hidangan Nusantara", "tata boga", "I.561000.031.01",
	 "in_person", 20, 4200000},
	{"Pastry dan Bakery", "tata boga", "C.107100.022.01", "in_person", 20,
	 4500000},
	{"Pemasaran Digital", "digital kreatif", "M.702090.004.01", "online",
	 15, 3600000},
	{"Desain Grafis", "digital kreatif", "M.741000.003.02", "online", 20,
	 3800000},
	{"Fotografi Produk", "digital kreatif", "M.742000.006.01", "blended",
	 15, 3900000},
	{"Kantor Depan", "hospitality", "I.551101.044.01", "in_person", 15,
	 3500000},
	{"Tata Graha", "hospitality", "I.551101.022.01", "in_person", 15,
	 3400000},
	{"Tata Hidangan", "hospitality", "I.551101.061.01", "in_person", 15,
	 3400000},
	{"Terapis SPA", "SPA", "R.931120.012.01", "in_person", 20, 4600000},
	{"Tata Kecantikan Kulit", "kecantikan", "S.960200.007.01", "in_person",
	 20, 4300000},
	{"Tata Kecantikan Rambut", "kecantikan", "S.960200.021.01", "in_person",
	 20, 4300000},
	{"Pemandu Wisata", "pariwisata", "N.791200.003.02", "blended", 15,
	 3700000},
	{"Operasi Perjalanan Wisata", "pariwisata", "N.791100.010.02", "online",
	 15, 3500000},
	{"Menjahit Pakaian Wanita", "garmen", "C.141110.009.01", "in_person",
	 20, 4000000},
};

void course_id(int number, char id[16])
{
	snprintf(id, 16, "DPS-%03d", number + 1);
}

/* The last day of a course that meets from Monday to Friday. */
static struct date last_day(struct date start, int days)
{
	while (--days > 0)
		do
			start = date_add_days(start, 1);
		while (date_weekday(start) > 5);
	return start;
}

static void put_course(struct sheet_file *file, uint64_t seed, int number)
{
	struct random random = random_of(seed + 1, (uint64_t)number);
	int kind = number % COUNT(kinds), provider = number % PROVIDERS;
	int seats = 12 + 2 * random_below(&random, 5);
	struct date start, end;
	char id[16], name[64];

	date_from_civil(2020, 9, 7, &start);
	end = last_day(start, kinds[kind].days);
	course_id(number, id);
	sheet_file_cell(file, id);
	snprintf(name, sizeof name, "LPK Contoh %02d", provider + 1);
	sheet_file_cell(file, name);
	sheet_file_cell(file, kinds[kind].title);
	sheet_file_cell(file, kinds[kind].vocation);
	sheet_file_cell(file, kinds[kind].skkni);
	sheet_file_cell(file, random_chance(&random, 70) ? "5171" : "5103");
	sheet_file_cell(file, kinds[kind].mode);
	sheet_file_cell(file, random_chance(&random, 20) ? "yes" : "no");
	sheet_file_number(file, seats);
	sheet_file_number(file, seats / 2 - 2);
	sheet_file_number(file, kinds[kind].cost);
	sheet_file_date(file, start);
	sheet_file_date(file, end);
	sheet_file_cell(file, "1,2,3,4,5");
	sheet_file_cell(file, random_chance(&random, 75) ? "08:00-16:00"
							 : "13:00-20:00");
	sheet_file_cell(file, "11/08/2020");
	/* One agreement ran out before the courses began. */
	sheet_file_cell(file, number == 41 ? "31/08/2020" : "10/08/2021");
	sheet_file_cell(file, "01/03/2019");
	sheet_file_cell(file, "28/02/2023");
	sheet_file_end_row(file);
}

void courses_write(uint64_t seed, const char *path)
{
	static const char *const headings[] = {
		"course",	  "provider",	  "title",
		"vocation",	  "skkni",	  "district",
		"mode",		  "accessible",	  "capacity",
		"minimum",	  "cost_rupiah",  "start_date",
		"end_date",	  "days",	  "times",
		"agreement_from", "agreement_to", "accredited_from",
		"accredited_to",
	};
	struct sheet_file file;

	sheet_file_open(&file, path, UTF8_BOM, ';', true);
	for (int i = 0; i < COUNT(headings); i++)
		sheet_file_cell(&file, headings[i]);
	sheet_file_end_row(&file);
	for (int i = 0; i < COURSES; i++)
		put_course(&file, seed, i);
	sheet_file_close(&file);
}
