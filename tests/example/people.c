#include "people.h"

#include <stdio.h>
#include <string.h>

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

static const char *const men[] = {
	"Suardika", "Sudiarta",	 "Arimbawa", "Wirawan",	 "Suparta",
	"Mahendra", "Adnyana",	 "Sukerta",  "Darmawan", "Yudiantara",
	"Subawa",   "Merta",	 "Widiana",  "Pastika",	 "Suweca",
	"Artawan",  "Budiarsa",	 "Sumerta",  "Winarta",	 "Sedana",
	"Parwata",  "Sujana",	 "Mudita",   "Wisnawa",	 "Karsana",
	"Astika",   "Giriyasa",	 "Sutama",   "Wardana",	 "Suastika",
	"Pranata",  "Dwipayana", "Sanjaya",  "Semara",	 "Buana",
};
static const char *const women[] = {
	"Suartini",   "Widiastuti", "Ariani",	  "Sukmawati", "Purnami",
	"Astuti",     "Wahyuni",    "Yuliani",	  "Sulastri",  "Parwati",
	"Suryani",    "Merlina",    "Kusumadewi", "Indrayani", "Sriasih",
	"Rusmini",    "Handayani",  "Damayanti",  "Setiawati", "Puspita",
	"Trisnadewi", "Wulandari",  "Sumiati",	  "Cahyani",   "Ratnadi",
};
static const char *const others_men[] = {
	"Agus Setiawan",  "Mohamad Fauzan", "Joko Prasetyo", "Dedi Kurniawan",
	"Muhammad Ilham", "Eko Susilo",	    "Yohanes Bria",  "Bambang Hartono",
	"Lalu Satriawan", "Slamet Riyadi",  "Petrus Nahak",  "Hendra Gunawan",
	"Sukarno",	  "Wahyudi",	    "Rudi Santoso",
};
static const char *const others_women[] = {
	"Siti Aminah",	"Dewi Lestari", "Sri Handayani",   "Maria Seran",
	"Nur Azizah",	"Baiq Rohani",	"Rina Marlina",	   "Yuni Kartika",
	"Fitri Rahayu", "Sumarni",	"Endang Purwanti", "Sulistyowati",
};
static const char *const order[] = {"Wayan", "Made",  "Nyoman", "Ketut",
				    "Putu",  "Kadek", "Komang", "Gede"};
static const char *const bali[] = {"517101", "517102", "517103", "517104",
				   "510302", "510303", "510305", "510301",
				   "510405", "510206", "510803", "510701"};
static const char *const elsewhere[] = {"350917", "351006", "520101",
					"520212", "531105", "357802"};
static const char *const streets[] = {
	"Jl. Kenanga", "Jl. Cempaka", "Jl. Sandat", "Gg. Jepun",
	"Jl. Teratai", "Jl. Kamboja", "Gg. Melati", "Jl. Anggrek",
};
static const char *const employers[] = {
	"Hotel Contoh Sanur",	  "Hotel Contoh Kuta",
	"Restoran Contoh Renon",  "PT Contoh Wisata Bali",
	"Toko Contoh Teuku Umar", "SPA Contoh Seminyak",
	"CV Contoh Garmen",	  "Kafe Contoh Sesetan",
	"PT Contoh Transport",	  "Villa Contoh Canggu",
};
static const char *const schools[] = {"smp", "sma", "smk", "d1", "d3", "s1"};
static const struct {
	const char *code;
	int digits;
} banks[] = {{"bpd_bali", 13}, {"bri", 15}, {"mandiri", 13}, {"bni", 10}};

struct random random_of(uint64_t seed, uint64_t number)
{
	struct random random = {seed * 0x9e3779b97f4a7c15U ^
				(number + 1) * 0xd1b54a32d192ed03U};

	random_next(&random);
	return random;
}

uint64_t random_next(struct random *random)
{
	uint64_t value = random->state += 0x9e3779b97f4a7c15U;

	value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9U;
	value = (value ^ value >> 27) * 0x94d049bb133111ebU;
	return value ^ value >> 31;
}

int random_below(struct random *random, int limit)
{
	return (int)(random_next(random) % (uint64_t)limit);
}

bool random_chance(struct random *random, int percent)
{
	return random_below(random, 100) < percent;
}

static void make_digits(struct random *random, char *out, int count)
{
	for (int i = 0; i < count; i++)
		out[i] = (char)('0' + random_below(random, 10));
	out[count] = '\0';
}

static void make_name(struct random *random, struct person *person)
{
	const char *given, *second;

	if (!person->balinese) {
		given = person->woman ? others_women[random_below(
						random, COUNT(others_women))]
				      : others_men[random_below(
						random, COUNT(others_men))];
		snprintf(person->name, sizeof person->name, "%s", given);
		return;
	}
	given = person->woman ? women[random_below(random, COUNT(women))]
			      : men[random_below(random, COUNT(men))];
	second = !random_chance(random, 75) ? ""
		 : person->woman ? women[random_below(random, COUNT(women))]
				 : men[random_below(random, COUNT(men))];
	if (random_chance(random, 8))
		snprintf(person->name, sizeof person->name, "%s %s%s%s",
			 person->woman ? "Ida Ayu" : "Ida Bagus", given,
			 second[0] == '\0' ? "" : " ", second);
	else
		snprintf(person->name, sizeof person->name, "%s %s%s %s%s%s",
			 person->woman ? "Ni" : "I",
			 person->woman && random_chance(random, 30) ? "Luh "
								    : "",
			 order[random_below(random, COUNT(order))], given,
			 second[0] == '\0' ? "" : " ", second);
}

static void make_birth(struct random *random, struct person *person)
{
	int year = 1966 + random_below(random, 35);
	int month = 1 + random_below(random, 12);
	int day = 1 + random_below(random, 28);

	/* A few are older than any rule allows, so that rules have work. */
	if (random_chance(random, 6))
		year = 1958 + random_below(random, 8);
	date_from_civil(year, month, day, &person->birth);
	snprintf(person->nik, sizeof person->nik, "%s%02d%02d%02d%04d",
		 person->balinese
			 ? bali[random_below(random, COUNT(bali))]
			 : elsewhere[random_below(random, COUNT(elsewhere))],
		 day + (person->woman ? 40 : 0), month, year % 100,
		 1 + person->number % 9999);
}

static void make_contacts(struct random *random, struct person *person)
{
	char digits[20];
	int bank = random_below(random, COUNT(banks));

	make_digits(random, digits, 9);
	snprintf(person->phone, sizeof person->phone, "081%s", digits);
	snprintf(person->email, sizeof person->email,
		 "peserta%04d@contoh.example", person->number);
	if (random_chance(random, 25))
		person->email[0] = '\0';
	snprintf(person->address, sizeof person->address, "%s No. %d",
		 streets[random_below(random, COUNT(streets))],
		 1 + random_below(random, 150));
	snprintf(person->kk, sizeof person->kk, "%.6s%02d%02d%02d%04d",
		 person->nik, 1 + random_below(random, 28),
		 1 + random_below(random, 12), 8 + random_below(random, 12),
		 1 + random_below(random, 60));
	make_digits(random, digits, 9);
	snprintf(person->kpj, sizeof person->kpj, "%02d%s",
		 8 + random_below(random, 12), digits);
	make_digits(random, person->account, banks[bank].digits);
	person->account[0] = (char)('1' + person->account[0] % 9);
	snprintf(person->bank, sizeof person->bank, "%s", banks[bank].code);
}

static void make_work(struct random *random, struct person *person)
{
	int kind = random_below(random, 100);

	person->category = kind < 78   ? "pu_phk"
			   : kind < 90 ? "pu_active"
			   : kind < 97 ? "bpu"
				       : "pmi";
	person->employment = kind < 50	 ? "laid_off"
			     : kind < 62 ? "contract_ended"
			     : kind < 78 ? "laid_off"
			     : kind < 90 ? "furloughed"
					 : "laid_off";
	person->membership_months = 12 + random_below(random, 110);
	if (random_chance(random, 5))
		person->membership_months = 2 + random_below(random, 10);
	person->wage = 1900000 + 50000 * random_below(random, 60);
	if (random_chance(random, 3))
		person->wage = 1200000 + 50000 * random_below(random, 9);
	date_from_civil(2020, 3, 16, &person->layoff);
	person->layoff =
		date_add_days(person->layoff, random_below(random, 100));
	if (random_chance(random, 3))
		person->layoff = date_add_days(person->layoff, -900);
	person->jht_claimed = random_chance(random, 20);
	person->disabled = random_chance(random, 2);
	snprintf(person->employer, sizeof person->employer, "%s",
		 employers[random_below(random, COUNT(employers))]);
}

void person_make(uint64_t seed, int number, struct person *person)
{
	struct random random = random_of(seed, (uint64_t)number);

	memset(person, 0, sizeof *person);
	person->number = number;
	person->woman = random_chance(&random, 48);
	person->balinese = random_chance(&random, 76);
	person->district = random_chance(&random, 70)	? "Kota Denpasar"
			   : random_chance(&random, 80) ? "Kab. Badung"
							: "Kab. Gianyar";
	person->education = schools[random_below(&random, COUNT(schools))];
	make_birth(&random, person);
	make_name(&random, person);
	make_contacts(&random, person);
	make_work(&random, person);
}
