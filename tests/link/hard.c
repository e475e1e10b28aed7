/*
 * Hard names: invented Indonesian and Balinese people, each with one to three
 * records as offices would key them, and the truth. Nobody in it exists; no
 * rate or word here comes from the weights, nor they from here.
 *
 *	hard SEED PERSONS RECORDS.csv TRUTH.tsv
 *
 * Of what is keyed again, per mille (independent of each other):
 *
 *	name	150 in the spelling of before 1947 or 1972, wholly or in part
 *		120 one letter lost, doubled, changed or two swapped
 *		100 a title in front or behind; 200 order words abbreviated,
 *		50 left out; 50 a word as its initial; 40 a word left out
 *		50 two words joined; 40 words in another order
 *		500 of Muhammad in another of its spellings
 *	nik	40 a digit changed, 30 two swapped, 15 its end lost to a
 *		spreadsheet (5.17E+15, or a 0 at the end), 30 empty
 *	birth	20 day and month changed, 30 a digit, 15 empty
 *	other	250 a new telephone, 100 none; 600 no e-mail, 100 a new one;
 *		60 another district; 150 another employer, 200 none
 *
 * Of the persons, per mille, beside the one before: 15 are twins (birth date,
 * district, half of them the telephone; the next serial), 30 brothers and
 * sisters (a word of the name, district, half the telephone), 10 namesakes (the
 * whole name, district), 100 colleagues (employer, district).
 */
#include "hard_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DAYS = 28,
	YEARS = 35,
	AGAIN = 400,
	THIRD = 100,
	EMPLOYERS = 60,
	TAKEN_BITS = 20
};

struct person {
	struct hard_name name;
	char nik[48];
	int day, month, year, district, part, serial;
	char phone[48], email[80], employer[128];
};

static const char *const districts[] = {"Denpasar",  "Badung",	 "Gianyar",
					"Tabanan",   "Buleleng", "Bangli",
					"Klungkung", "Jembrana"};
static const int regions[] = {517101, 510301, 510401, 510201,
			      510801, 510601, 510501, 510101};

/* The NIKs that are given: the next serial is taken where one is. */
static bool is_taken(uint64_t *taken, const char *nik)
{
	uint64_t key = strtoull(nik, NULL, 10);
	size_t slot = (key * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - TAKEN_BITS);

	while (taken[slot] != 0 && taken[slot] != key)
		slot = (slot + 1) & (((size_t)1 << TAKEN_BITS) - 1);
	if (taken[slot] == key)
		return true;
	taken[slot] = key;
	return false;
}

static void set_nik(struct person *person)
{
	snprintf(person->nik, sizeof person->nik, "%06d%02d%02d%02d%04d",
		 regions[person->district] + person->part,
		 person->day + (person->name.is_woman ? 40 : 0), person->month,
		 person->year % 100, person->serial);
}

static void set_phone(struct hard_dice *dice, struct person *person)
{
	snprintf(person->phone, sizeof person->phone, "08%02d%08d",
		 11 + hard_below(dice, 80), hard_below(dice, 100000000));
}

static void set_email(struct hard_dice *dice, struct person *person)
{
	snprintf(person->email, sizeof person->email, "%.20s%d@contoh.example",
		 person->name.words[person->name.count - 1].text,
		 hard_below(dice, 1000));
}

static void set_employer(struct hard_dice *dice, struct person *person)
{
	static const char *const kinds[] = {"Hotel", "Villa",	 "PT",
					    "CV",    "Restoran", "Toko"};
	int which = hard_below(dice, EMPLOYERS);
	struct hard_dice own = {(uint64_t)which * 77 + 5};
	struct hard_name name;

	hard_name_make(&own, &name);
	snprintf(person->employer, sizeof person->employer, "%s %s %s",
		 kinds[which % 6], name.words[name.count - 1].text,
		 which % 3 == 0	  ? "Jaya"
		 : which % 3 == 1 ? "Resort"
				  : "Bali");
}

static void make_person(struct hard_dice *dice, struct person *person)
{
	hard_name_make(dice, &person->name);
	person->day = 1 + hard_below(dice, DAYS);
	person->month = 1 + hard_below(dice, 12);
	person->year = 1965 + hard_below(dice, YEARS);
	person->district = hard_below(dice, 8);
	person->part = hard_below(dice, 9); /* of the district */
	person->serial = 1 + hard_below(dice, 60);
	set_phone(dice, person);
	set_email(dice, person);
	set_employer(dice, person);
}

static void make_next(struct hard_dice *dice, const struct person *last,
		      uint64_t *taken, struct person *person)
{
	int kind = hard_below(dice, 1000);

	make_person(dice, person);
	if (kind < 155) {
		person->district = last->district;
		person->part = last->part;
	}
	if (kind < 15) {
		person->day = last->day;
		person->month = last->month;
		person->year = last->year;
		person->serial = last->serial + 1;
	} else if (kind < 45) {
		person->name.words[person->name.count - 1] =
			last->name.words[last->name.count - 1];
	} else if (kind < 55) {
		person->name = last->name;
	} else if (kind < 155) {
		memcpy(person->employer, last->employer,
		       sizeof person->employer);
	}
	if (kind < 45 && hard_chance(dice, 500))
		memcpy(person->phone, last->phone, sizeof person->phone);
	set_nik(person);
	while (is_taken(taken, person->nik)) {
		person->serial++;
		set_nik(person);
	}
}

static void swap(char *text, size_t at)
{
	char byte = text[at];

	text[at] = text[at + 1];
	text[at + 1] = byte;
}

static void key_nik(struct hard_dice *dice, char nik[48])
{
	int kind = hard_below(dice, 1000);
	size_t at = (size_t)hard_below(dice, 15);
	const char cut[] = {nik[0], '.', nik[1], nik[2], '\0'};

	if (kind < 40)
		nik[at] =
			(char)('0' +
			       (nik[at] - '0' + 1 + hard_below(dice, 9)) % 10);
	else if (kind < 70)
		swap(nik, at);
	else if (kind < 78)
		snprintf(nik, 48, "%sE+15", cut);
	else if (kind < 85)
		nik[15] = '0';
	else if (kind < 115)
		nik[0] = '\0';
}

static void key_birth(struct hard_dice *dice, const struct person *person,
		      char birth[48])
{
	int kind = hard_below(dice, 1000);
	bool turned = kind < 20 && person->day <= 12;

	snprintf(birth, 48, "%04d-%02d-%02d", person->year,
		 turned ? person->day : person->month,
		 turned ? person->month : person->day);
	if (kind >= 20 && kind < 50) {
		static const size_t places[] = {2, 3, 9};
		size_t at = places[hard_below(dice, 3)];

		birth[at] =
			(char)('0' +
			       (birth[at] - '0' + 1 + hard_below(dice, 7)) % 9);
		if (strcmp(birth + 8, "00") == 0)
			birth[9] = '1';
	} else if (kind >= 50 && kind < 65) {
		birth[0] = '\0';
	}
}

static void key_rest(struct hard_dice *dice, struct person *person)
{
	int kind = hard_below(dice, 1000);

	if (kind < 250)
		set_phone(dice, person);
	else if (kind < 350)
		person->phone[0] = '\0';
	kind = hard_below(dice, 1000);
	if (kind < 600)
		person->email[0] = '\0';
	else if (kind < 700)
		set_email(dice, person);
	if (hard_chance(dice, 60))
		person->district = hard_below(dice, 8);
	kind = hard_below(dice, 1000);
	if (kind < 150)
		set_employer(dice, person);
	else if (kind < 350)
		person->employer[0] = '\0';
}

/* One record; only the first of a person is as it should be. */
static void put(FILE *records, struct hard_dice *dice,
		const struct person *person, int number, bool is_first)
{
	struct person keyed = *person;
	char name[HARD_NAME_MAX], birth[48], nik[48];

	memcpy(nik, person->nik, sizeof person->nik);
	snprintf(birth, sizeof birth, "%04d-%02d-%02d", person->year,
		 person->month, person->day);
	if (!is_first) {
		hard_name_key(dice, &keyed.name);
		key_nik(dice, nik);
		key_birth(dice, person, birth);
		key_rest(dice, &keyed);
	}
	hard_name_write(&keyed.name, name);
	fprintf(records, "R%06d,%s,\"%s\",%s,%s,%s,%s,%s,%s\n", number, nik,
		name, birth, person->name.is_woman ? "P" : "L",
		districts[keyed.district], keyed.phone, keyed.email,
		keyed.employer);
}

static void write_all(struct hard_dice *dice, int persons, FILE *records,
		      FILE *truth)
{
	uint64_t *taken = calloc((size_t)1 << TAKEN_BITS, sizeof *taken);
	struct person last, person;
	int number = 0;

	if (taken == NULL)
		abort();

	make_person(dice, &last);
	set_nik(&last);
	fputs("application,nik,name,birth_date,sex,district,phone,email,"
	      "last_employer\n",
	      records);
	for (int i = 0; i < persons; i++) {
		int first = number, copies = 1;

		make_next(dice, &last, taken, &person);
		if (hard_chance(dice, AGAIN))
			copies += hard_chance(dice, THIRD) ? 2 : 1;
		for (int j = 0; j < copies; j++)
			put(records, dice, &person, ++number, j == 0);
		for (int j = first + 1; j <= number; j++)
			for (int k = j + 1; k <= number; k++)
				fprintf(truth, "R%06d\tR%06d\n", j, k);
		last = person;
	}
	free(taken);
}

int main(int argc, char **argv)
{
	struct hard_dice dice;
	FILE *records, *truth;

	if (argc != 5) {
		fprintf(stderr,
			"usage: hard SEED PERSONS RECORDS.csv TRUTH.tsv\n");
		return 2;
	}
	dice.state = strtoull(argv[1], NULL, 10);
	records = fopen(argv[3], "w");
	truth = fopen(argv[4], "w");
	if (records == NULL || truth == NULL) {
		perror("hard");
		return 2;
	}
	write_all(&dice, atoi(argv[2]), records, truth);
	return fclose(records) | fclose(truth) ? 2 : 0;
}
