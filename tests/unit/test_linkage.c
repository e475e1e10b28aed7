#include "enroll/ladder.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { COLUMNS = 6 };

/* nik, name, birth_date, sex, city, motto */
static const char *const columns[COLUMNS] = {"nik", "name", "birth_date",
					     "sex", "city", "motto"};

static const char section_text[] = "linkage:\n"
				   "  fields:\n"
				   "    - {name: nik, compare: digits}\n"
				   "    - {name: name, compare: name}\n"
				   "    - {name: birth_date, compare: date}\n"
				   "    - {name: sex, compare: exact}\n"
				   "    - {name: city, compare: exact}\n"
				   "    - {name: motto, compare: text}\n"
				   "  blocking:\n"
				   "    - [nik]\n"
				   "    - [name.word, birth_date.month]\n"
				   "    - [birth_date, sex]\n";

/* Rates whose logarithms are whole: the bits can be added up by hand. */
static const char *const rows[][WEIGHTS_COLUMNS] = {
	{"version", "test", "", ""},
	{"prior", "", "", "-20"},
	{"threshold", "", "certain", "10"},
	{"threshold", "", "review", "0"},
	{"m", "digits", "equal", "0.5"},
	{"u", "digits", "equal", "0.000030517"}, /* 14 bits: 14.000 */
	{"m", "digits", "near", "0.0625"},
	{"u", "digits", "near", "0.0009765625"}, /* 6 bits */
	{"m", "digits", "different", "0.0625"},
	{"u", "digits", "different", "1"}, /* -4 */
	{"m", "name", "equal", "0.5"},
	{"u", "name", "equal", "0.0009765625"}, /* 9 */
	{"m", "name", "variant", "0.125"},
	{"u", "name", "variant", "0.0009765625"}, /* 7 */
	{"m", "name", "near", "0.125"},
	{"u", "name", "near", "0.015625"}, /* 3 */
	{"m", "name", "different", "0.0625"},
	{"u", "name", "different", "1"}, /* -4 */
	{"m", "name", "extra", "0.25"},
	{"u", "name", "extra", "0.5"},	    /* -1 */
	{"share", "name", "dewi", "0.125"}, /* 2 */
	{"m", "date", "equal", "0.5"},
	{"u", "date", "equal", "0.0001220703"}, /* 12 */
	{"m", "date", "near", "0.125"},
	{"u", "date", "near", "0.00390625"}, /* 5 */
	{"m", "date", "like", "0.125"},
	{"u", "date", "like", "0.03125"}, /* 2 */
	{"m", "date", "different", "0.125"},
	{"u", "date", "different", "1"}, /* -3 */
	{"m", "exact", "equal", "1"},
	{"u", "exact", "equal", "0.5"}, /* 1 */
	{"m", "exact", "different", "0.125"},
	{"u", "exact", "different", "0.5"},	/* -2 */
	{"share", "city", "gianyar", "0.0625"}, /* 4 */
	{"m", "text", "equal", "0.5"},
	{"u", "text", "equal", "0.0078125"}, /* 6 */
	{"m", "text", "near", "0.25"},
	{"u", "text", "near", "0.03125"}, /* 3 */
	{"m", "text", "different", "0.25"},
	{"u", "text", "different", "1"}, /* -2 */
};

struct bench {
	struct policy *policy;
	struct linkage linkage;
	struct weights weights;
	struct linkage_layout layout;
	struct linker linker;
};

static void open_bench(struct bench *bench, enum linker_shares shares)
{
	const char *const paths[] = {"policy.yaml"};
	struct slice names[COLUMNS];
	struct diag diag = {""};

	scratch_write("policy.yaml", section_text);
	bench->policy = policy_load(paths, 1, &diag);
	assert_non_null(bench->policy);
	assert_true(linkage_init(&bench->linkage, bench->policy, &diag));
	weights_init(&bench->weights);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct slice row[WEIGHTS_COLUMNS] = {
			slice_of(rows[i][0]), slice_of(rows[i][1]),
			slice_of(rows[i][2]),
			slice_part(slice_of(rows[i][3]), 0, 11)};

		assert_true(weights_take(&bench->weights, row, &diag));
	}
	for (size_t i = 0; i < COLUMNS; i++)
		names[i] = slice_of(columns[i]);
	assert_true(linkage_bind(&bench->linkage,
				 &(struct header){names, COLUMNS},
				 &bench->layout, &diag));
	linker_init(&bench->linker, &bench->linkage, &bench->weights, shares);
}

static void close_bench(struct bench *bench)
{
	linker_release(&bench->linker);
	weights_release(&bench->weights);
	linkage_release(&bench->linkage);
	policy_free(bench->policy);
}

static void add(struct bench *bench, const char *const row[COLUMNS])
{
	struct slice fields[COLUMNS];
	struct record record = {.fields = fields, .count = COLUMNS};

	for (size_t i = 0; i < COLUMNS; i++)
		fields[i] = slice_of(row[i]);
	assert_true(
		linker_add(&bench->linker, &bench->layout, &record, fields[0]));
}

/* Scores two rows both ways, and says what the ladder makes of them. */
static int32_t compare(const char *const one[COLUMNS],
		       const char *const other[COLUMNS],
		       struct ladder_verdict *verdict)
{
	struct bench bench;
	struct pair_bits pair, again;
	bool scored;

	open_bench(&bench, SHARES_LISTED);
	add(&bench, one);
	add(&bench, other);
	assert_true(linker_settle(&bench.linker, 2));
	linker_score_held(&bench.linker, 0, 1, &pair);
	linker_score_held(&bench.linker, 1, 0, &again);
	assert_int_equal(pair.total, again.total);
	for (uint32_t i = 0; i < 2; i++) {
		scored = linker_score(&bench.linker,
				      linker_values(&bench.linker, 1 - i), i,
				      &again);
		if (scored)
			assert_int_equal(pair.total, again.total);
		assert_int_equal(scored, pair.total >= bench.linker.review);
	}
	*verdict =
		ladder_decide(&bench.linker, linker_values(&bench.linker, 0),
			      linker_values(&bench.linker, 1), &pair, scored);
	close_bench(&bench);
	return pair.total;
}

#define ROW(...) ((const char *const[COLUMNS]){__VA_ARGS__})

static void bits_are_added_up(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* name 2 + 9, birth 12, sex 1, city 4, motto 6; prior -20. */
	assert_int_equal(compare(ROW("", "Dewi Kartika", "1990-05-04", "f",
				     "Gianyar", "maju terus"),
				 ROW("", "KARTIKA DEWI", "1990-05-04", "f",
				     "GIANYAR", "Maju, terus!"),
				 &verdict),
			 14000);
	assert_int_equal(verdict.band, BAND_CERTAIN);
	assert_int_equal(verdict.step, STEP_NAME_BIRTH_SEX);
	/*
	 * name 9 - 1 (Dewi is extra), birth 5 (swapped), sex -2, city 1 (not
	 * listed), motto 3 (near, under 6); prior -20.
	 */
	assert_int_equal(compare(ROW("", "Dewi Kartika", "1990-05-04", "f",
				     "Ubud", "maju terus"),
				 ROW("", "Kartika", "1990-04-05", "m", "Ubud",
				     "maju terud"),
				 &verdict),
			 -5000);
	assert_int_equal(verdict.band, BAND_NONE);
	/* What one side lacks says nothing: name 7 (Jusuf), birth 12, -20. */
	assert_int_equal(compare(ROW("", "Jusuf", "1990-05-04", "", "Ubud", ""),
				 ROW("", "Yusuf", "1990-05-04", "m", "", "x"),
				 &verdict),
			 -1000);
}

static void near_agreement_says_no_more_than_equality(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* dewi and dewii? "Dewi" has 4 letters: Dewi 2; Sudana near 3. */
	assert_int_equal(compare(ROW("", "Dewi Sudana", "", "", "", ""),
				 ROW("", "Dewi Sudiana", "", "", "", ""),
				 &verdict),
			 2000 + 3000 - 20000);
	/* Two words apart: twice -4, a third no more. */
	assert_int_equal(
		compare(ROW("", "Budi Slamet Kusuma", "", "", "", ""),
			ROW("", "Rina Hartati Lestari", "", "", "", ""),
			&verdict),
		-8000 - 20000);
	/* Wayan is no Ketut: 9 - 4. */
	assert_int_equal(compare(ROW("", "I Wayan Suparta", "", "", "", ""),
				 ROW("", "I Ketut Suparta", "", "", "", ""),
				 &verdict),
			 9000 - 4000 - 20000);
}

static void dates_and_digits_have_their_levels(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* One digit, neighbours swapped, two of three parts, another day. */
	assert_int_equal(compare(ROW("", "", "1990-05-04", "", "", ""),
				 ROW("", "", "1990-05-14", "", "", ""),
				 &verdict),
			 5000 - 20000);
	assert_int_equal(compare(ROW("", "", "1990-05-04", "", "", ""),
				 ROW("", "", "1909-05-04", "", "", ""),
				 &verdict),
			 5000 - 20000);
	assert_int_equal(compare(ROW("", "", "1990-05-04", "", "", ""),
				 ROW("", "", "1990-05-27", "", "", ""),
				 &verdict),
			 2000 - 20000);
	assert_int_equal(compare(ROW("", "", "1990-05-04", "", "", ""),
				 ROW("", "", "1987-05-27", "", "", ""),
				 &verdict),
			 -3000 - 20000);
	assert_int_equal(compare(ROW("12345", "", "", "", "", ""),
				 ROW("12435", "", "", "", "", ""), &verdict),
			 6000 - 20000);
	assert_int_equal(compare(ROW("12345", "", "", "", "", ""),
				 ROW("1245", "", "", "", "", ""), &verdict),
			 6000 - 20000);
	assert_int_equal(compare(ROW("12345", "", "", "", "", ""),
				 ROW("52341", "", "", "", "", ""), &verdict),
			 -4000 - 20000);
}

static struct ladder_verdict judge(const char *const one[COLUMNS],
				   const char *const other[COLUMNS])
{
	struct ladder_verdict verdict;

	compare(one, other, &verdict);
	return verdict;
}

static void the_ladder_goes_before_the_weights(void **state)
{
	const char *const *person = ROW("5171014405900003", "Dewi Kartika",
					"1990-05-04", "f", "Gianyar", "maju");
	struct ladder_verdict verdict;

	(void)state;
	verdict = judge(person, ROW("5171014405900003", "Rina", "1990-05-04",
				    "m", "Ubud", "lain"));
	assert_int_equal(verdict.step, STEP_NIK_BIRTH);
	assert_int_equal(verdict.band, BAND_CERTAIN);
	verdict = judge(person, ROW("5171014405900003", "Dewi Kartika",
				    "1991-05-04", "f", "Gianyar", "maju"));
	assert_int_equal(verdict.step, STEP_NIK);
	assert_int_equal(verdict.band, BAND_REVIEW);
	/* One digit of the district, and the name: 11 + 12 + 1 + 4 + 6 - 20. */
	verdict = judge(person, ROW("5171024405900003", "Dewi Kartika",
				    "1990-05-04", "f", "Gianyar", "maju"));
	assert_int_equal(verdict.step, STEP_NIK_NEAR);
	assert_int_equal(verdict.band, BAND_CERTAIN);
	/* Even where nothing else speaks for it: 6 + 11 - 3 - 2 - 2 - 2. */
	verdict = judge(person, ROW("5171024405900003", "Dewi Kartika",
				    "1985-11-23", "m", "Ubud", "lain"));
	assert_int_equal(verdict.step, STEP_NIK_NEAR);
	assert_int_equal(verdict.band, BAND_REVIEW);
}

static void a_name_with_birth_date_and_sex_is_never_certain(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* 9 + 9 + 9 + 12 + 1 - 20 = 20, but nothing beside them. */
	verdict = judge(
		ROW("", "Kusuma Hartati Pamungkas", "1990-05-04", "f", "", ""),
		ROW("", "Kusuma Hartati Pamungkas", "1990-05-04", "f", "", ""));
	assert_int_equal(verdict.step, STEP_NAME_BIRTH_SEX);
	assert_int_equal(verdict.band, BAND_REVIEW);
	verdict = judge(ROW("", "Kusuma Hartati Pamungkas", "1990-05-04", "f",
			    "Gianyar", ""),
			ROW("", "Kusuma Hartati Pamungkas", "1990-05-04", "f",
			    "Gianyar", ""));
	assert_int_equal(verdict.band, BAND_CERTAIN);
	/* Two quite different NIKs. */
	verdict = judge(ROW("5171014405900003", "Kusuma Hartati Pamungkas",
			    "1990-05-04", "f", "Gianyar", "maju"),
			ROW("3578184405900021", "Kusuma Hartati Pamungkas",
			    "1990-05-04", "f", "Gianyar", "maju"));
	assert_int_equal(verdict.band, BAND_REVIEW);
}

static void names_and_places_alone_do_not_contradict_a_nik(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* Two NIKs and two birth dates, the rest of a village. */
	compare(ROW("5171011503900001", "Sujana Merlina Kartini", "1990-05-04",
		    "f", "Gianyar", "maju terus"),
		ROW("5103044504750007", "Sujana Merlina Kartini", "1975-04-05",
		    "f", "Gianyar", "maju terus"),
		&verdict);
	assert_int_equal(verdict.band, BAND_NONE);
	/* The same, born a slip apart. */
	compare(ROW("5171011503900001", "Sujana Merlina Kartini", "1990-05-04",
		    "f", "Gianyar", "maju terus"),
		ROW("5103044504750007", "Sujana Merlina Kartini", "1990-05-14",
		    "f", "Gianyar", "maju terus"),
		&verdict);
	assert_int_equal(verdict.band, BAND_REVIEW);
	/* Where nothing contradicts, they are looked at. */
	compare(ROW("", "Sujana Merlina Kartini", "", "f", "Gianyar",
		    "maju terus"),
		ROW("5103044504750007", "Sujana Merlina Kartini", "1975-04-05",
		    "f", "Gianyar", "maju terus"),
		&verdict);
	assert_int_equal(verdict.band, BAND_REVIEW);
}

static enum level addresses(const char *left, const char *right)
{
	return comparison_email_level(slice_of(left), slice_of(right));
}

static void numbers_in_an_address_tell_namesakes_apart(void **state)
{
	(void)state;
	assert_int_equal(addresses("dewi.sari@a.example", "dewisari@a.example"),
			 LEVEL_NEAR);
	assert_int_equal(addresses("dewisari@a.example", "dewisari@b.example"),
			 LEVEL_NEAR);
	assert_int_equal(
		addresses("dewisari12@a.example", "dewi.saryi12@a.example"),
		LEVEL_LIKE);
	assert_int_equal(
		addresses("dewisari12@a.example", "dewisari13@a.example"),
		LEVEL_DIFFERENT);
	assert_int_equal(addresses("dewisari@a.example", "dewisaro@b.example"),
			 LEVEL_DIFFERENT);
	assert_int_equal(addresses("sari@a.example", "sari@b.example"),
			 LEVEL_DIFFERENT);
}

static void a_birth_date_is_not_counted_again_in_the_nik(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* The NIK's 6 bits go, beside the birth date's 12. */
	assert_int_equal(
		compare(ROW("5171014405900003", "", "1990-05-04", "", "", ""),
			ROW("5171024405900003", "", "1990-05-04", "", "", ""),
			&verdict),
		12000 - 20000);
	/* Of a birth date one digit away, 5 bits, they stay. */
	assert_int_equal(
		compare(ROW("5171014405900003", "", "1990-05-04", "", "", ""),
			ROW("5171024405900003", "", "1990-05-14", "", "", ""),
			&verdict),
		6000 - 20000);
	/* A spreadsheet's exponent is nobody's NIK. */
	assert_int_equal(compare(ROW("5.17E+15", "", "1990-05-04", "", "", ""),
				 ROW("5.17E+15", "", "1990-05-04", "", "", ""),
				 &verdict),
			 12000 - 20000);
}

static void names_that_differ_are_never_certain(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* 9 + 9 - 4 + 12 + 1 + 4 + 6 - 20 = 17; without the -4, -1: 20. */
	verdict = judge(ROW("", "Kusuma Hartati Pamungkas", "1990-05-04", "f",
			    "Gianyar", "maju"),
			ROW("", "Kusuma Hartati Lestari", "1990-05-04", "f",
			    "Gianyar", "maju"));
	assert_int_equal(verdict.step, STEP_WEIGHTS);
	assert_int_equal(verdict.band, BAND_REVIEW);
	verdict = judge(ROW("", "Kusuma Hartati Pamungkas", "1990-05-04", "f",
			    "Gianyar", "maju"),
			ROW("", "Kusuma Hartati", "1990-05-04", "f", "Gianyar",
			    "maju"));
	assert_int_equal(verdict.band, BAND_CERTAIN);
}

/* All but the name agrees: 12 + 1 + 4 + 6 - 20, and 7 of the name are 10. */
static void what_names_share_has_to_be_rare(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* 9 - 1 - 1 */
	verdict =
		judge(ROW("", "Kusuma Hartati Pamungkas", "1990-05-04", "f",
			  "Gianyar", "maju"),
		      ROW("", "Kusuma", "1990-05-04", "f", "Gianyar", "maju"));
	assert_int_equal(verdict.step, STEP_WEIGHTS);
	assert_int_equal(verdict.band, BAND_REVIEW);
	/* 9 - 1 */
	verdict = judge(
		ROW("", "Kusuma Hartati", "1990-05-04", "f", "Gianyar", "maju"),
		ROW("", "Kusuma", "1990-05-04", "f", "Gianyar", "maju"));
	assert_int_equal(verdict.band, BAND_CERTAIN);
	/* 7, but it is the same name. */
	verdict = judge(ROW("", "Yusuf", "1990-05-04", "m", "Gianyar", "maju"),
			ROW("", "Jusuf", "1990-05-04", "m", "Gianyar", "maju"));
	assert_int_equal(verdict.band, BAND_CERTAIN);
}

static void twins_go_to_review(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	/* A boy and a girl, with no word in common. */
	verdict = judge(
		ROW("5171014405900003", "Kusuma Hartati", "1990-05-04", "f",
		    "Gianyar", "maju"),
		ROW("5171010405900004", "Budi", "1990-05-04", "m", "", ""));
	assert_int_equal(verdict.step, STEP_TWINS);
	assert_int_equal(verdict.band, BAND_REVIEW);
	verdict = judge(ROW("5171014405900003", "Kusuma Hartati", "1990-05-04",
			    "f", "Gianyar", "maju"),
			ROW("5171014405900004", "Kusuma Hartati", "1990-05-04",
			    "f", "Gianyar", "maju"));
	assert_int_equal(verdict.band, BAND_REVIEW);
}

/* Whose birth date isn't known is given 1 July, 31 December or 1 January. */
static void strangers_with_a_stand_in_birth_date_are_no_twins(void **state)
{
	static const char *const days[][3] = {
		{"5171010107700003", "5171014107700007", "1970-07-01"},
		{"5171013112700003", "5171017112700007", "1970-12-31"},
		{"5171010101700003", "5171014101700007", "1970-01-01"}};
	struct ladder_verdict verdict;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		verdict = judge(
			ROW(days[i][0], "Budi", days[i][2], "m", "", ""),
			ROW(days[i][1], "Sulastri", days[i][2], "f", "", ""));
		assert_int_equal(verdict.band, BAND_NONE);
	}
	verdict = judge(
		ROW("5171010107700003", "Budi", "1970-07-01", "m", "", ""),
		ROW("5171014107700004", "Sulastri", "1970-07-01", "f", "", ""));
	assert_int_equal(verdict.step, STEP_TWINS);
	assert_int_equal(verdict.band, BAND_REVIEW);
	verdict = judge(
		ROW("5171010207700003", "Budi", "1970-07-02", "m", "", ""),
		ROW("5171014207700007", "Sulastri", "1970-07-02", "f", "", ""));
	assert_int_equal(verdict.step, STEP_TWINS);
}

/* The pairs of linkage.md 2.3, told apart where the NIK is one digit off. */
static void names_are_decided_as_the_table_says(void **state)
{
	static const struct {
		const char *one, *other;
		bool same;
	} pairs[] = {
		{"Soekarno Hadi", "Sukarno Hadi", true},
		{"Djoko Soesilo", "Joko Susilo", true},
		{"Tjahjo Koemolo", "Cahyo Kumolo", true},
		{"Moch. Fauzi", "Muhammad Fauzi", true},
		{"M. Rizky Ramadhan", "Muhamad Riski Romadon", true},
		{"Hj. Siti Nurhaliza, S.Pd", "Siti Nur Haliza", true},
		{"Yusuf Achmad", "Jusuf Ahmad", true},
		{"I Wayan Suparta", "I Wayan Sudarta", false},
		{"I Made Sudana", "I Made Sudiana", false},
		{"Ni Luh Putu Sri Wahyuni", "Ni Luh Putu Sri Wartini", false},
		{"Muhammad Rizki", "Muhammad Rizal", false},
		{"Sri Wahyuni", "Sri Wahyuningsih", false},
		{"Sulastri", "Sulistri", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct ladder_verdict verdict = judge(
			ROW("5171014405900003", pairs[i].one, "", "", "", ""),
			ROW("5171024405900003", pairs[i].other, "", "", "",
			    ""));

		assert_int_equal(verdict.step == STEP_NIK_NEAR, pairs[i].same);
		assert_true(pairs[i].same || verdict.band != BAND_CERTAIN);
	}
}

/* tri is a word of birth order; tridewi adds 7 bits: 12 + 1 + 7 - 20. */
static void a_name_written_as_one_word_counts(void **state)
{
	struct ladder_verdict verdict;

	(void)state;
	assert_int_equal(compare(ROW("", "Tri Dewi", "1990-05-04", "f", "", ""),
				 ROW("", "Tridewi", "1990-05-04", "f", "", ""),
				 &verdict),
			 0);
	assert_int_equal(verdict.band, BAND_REVIEW);
}

/* Four of eight records are of Ubud: log2(1 / (3/8)); Gianyar once: 1/8. */
static void shares_are_counted_from_the_data(void **state)
{
	static const char *const cities[] = {"Ubud",  "ubud",	 "Ubud",
					     "Ubud",  "Gianyar", "Mas",
					     "Tegal", "Kuta"};
	struct bench bench;
	struct pair_bits pair;

	(void)state;
	open_bench(&bench, SHARES_COUNTED);
	for (size_t i = 0; i < 8; i++)
		add(&bench, ROW("", "", "", "", cities[i], ""));
	assert_true(linker_settle(&bench.linker, 8));
	assert_int_equal(bench.linker.prior, -3000);
	linker_score_held(&bench.linker, 0, 1, &pair);
	assert_int_equal(pair.bits[4], 1415);
	assert_int_equal(linker_values(&bench.linker, 4)[4].equal, 3000);
	close_bench(&bench);
}

static void candidates_share_a_key(void **state)
{
	struct linker_probe probe;
	struct bench bench;

	(void)state;
	open_bench(&bench, SHARES_LISTED);
	linker_probe_init(&probe, NULL);
	add(&bench, ROW("1", "Budi Kusuma", "1990-05-04", "m", "", ""));
	add(&bench, ROW("2", "Hasan", "1990-05-04", "m", "", ""));
	add(&bench, ROW("3", "Kusuma", "1990-05-30", "f", "", ""));
	add(&bench, ROW("3", "Slamet", "1971-01-30", "f", "", ""));
	assert_true(linker_settle(&bench.linker, 4));
	assert_true(linker_probe_held(&bench.linker, &probe, 1));
	assert_int_equal(probe.candidate_count, 1);
	assert_int_equal(probe.candidates[0].keys, 1U << 2);
	assert_true(linker_probe_held(&bench.linker, &probe, 2));
	assert_int_equal(probe.candidate_count, 1);
	assert_int_equal(probe.candidates[0].record, 0);
	assert_int_equal(probe.candidates[0].keys, 1U << 1);
	assert_true(linker_probe_held(&bench.linker, &probe, 3));
	assert_int_equal(probe.candidate_count, 1);
	assert_int_equal(probe.candidates[0].record, 2);
	linker_probe_release(&probe);
	close_bench(&bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(bits_are_added_up),
		scratch_test(near_agreement_says_no_more_than_equality),
		scratch_test(dates_and_digits_have_their_levels),
		scratch_test(the_ladder_goes_before_the_weights),
		scratch_test(a_name_with_birth_date_and_sex_is_never_certain),
		scratch_test(names_and_places_alone_do_not_contradict_a_nik),
		scratch_test(numbers_in_an_address_tell_namesakes_apart),
		scratch_test(a_birth_date_is_not_counted_again_in_the_nik),
		scratch_test(names_that_differ_are_never_certain),
		scratch_test(what_names_share_has_to_be_rare),
		scratch_test(twins_go_to_review),
		scratch_test(strangers_with_a_stand_in_birth_date_are_no_twins),
		scratch_test(names_are_decided_as_the_table_says),
		scratch_test(a_name_written_as_one_word_counts),
		scratch_test(shares_are_counted_from_the_data),
		scratch_test(candidates_share_a_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
