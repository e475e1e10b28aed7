#include "enroll/words.h"

enum { FOLDED_MAX = 48 };

/*
 * A spelling (letters and digits only, lower case) and which of the kind's
 * words it stands for.
 */
struct spelling {
	const char *folded;
	unsigned char length, code;
};

/* A kind's words, from code 1 on, and their spellings; both end with NULL. */
struct vocabulary {
	const char *const *words;
	const struct spelling *spellings;
	bool open; /* other texts are as good */
};

#define SPELLING(folded, code)                                                 \
	{                                                                      \
		(folded), sizeof(folded) - 1, (code)                           \
	}
#define END                                                                    \
	{                                                                      \
		NULL, 0, 0                                                     \
	}

static const char *const category_words[] = {"pu_phk", "pu_active", "bpu",
					     "pmi", NULL};
static const struct spelling category_spellings[] = {
	SPELLING("puphk", 1),
	SPELLING("phk", 1),
	SPELLING("pekerjaphk", 1),
	SPELLING("terkenaphk", 1),
	SPELLING("korbanphk", 1),
	SPELLING("penerimaupahphk", 1),
	SPELLING("puterkenaphk", 1),
	SPELLING("puactive", 2),
	SPELLING("puaktif", 2),
	SPELLING("penerimaupahaktif", 2),
	SPELLING("pesertaaktif", 2),
	SPELLING("pesertapuaktif", 2),
	SPELLING("bpu", 3),
	SPELLING("bukanpu", 3),
	SPELLING("bukanpenerimaupah", 3),
	SPELLING("pekerjamandiri", 3),
	SPELLING("pmi", 4),
	SPELLING("tki", 4),
	SPELLING("pekerjamigran", 4),
	SPELLING("pekerjamigranindonesia", 4),
	END};

static const char *const employment_words[] = {
	"laid_off", "furloughed", "contract_ended", "resigned", "active", NULL};
static const struct spelling employment_spellings[] = {
	SPELLING("laidoff", 1),
	SPELLING("phk", 1),
	SPELLING("terkenaphk", 1),
	SPELLING("kenaphk", 1),
	SPELLING("diphk", 1),
	SPELLING("furloughed", 2),
	SPELLING("dirumahkan", 2),
	SPELLING("contractended", 3),
	SPELLING("habiskontrak", 3),
	SPELLING("kontrakhabis", 3),
	SPELLING("putuskontrak", 3),
	SPELLING("kontrakberakhir", 3),
	SPELLING("akhirkontrak", 3),
	SPELLING("pkwtberakhir", 3),
	SPELLING("resigned", 4),
	SPELLING("resign", 4),
	SPELLING("mengundurkandiri", 4),
	SPELLING("undurdiri", 4),
	SPELLING("mundur", 4),
	SPELLING("active", 5),
	SPELLING("aktif", 5),
	SPELLING("masihaktif", 5),
	SPELLING("aktifbekerja", 5),
	SPELLING("masihbekerja", 5),
	SPELLING("bekerja", 5),
	END};

static const char *const track_words[] = {"regular", "return_to_work", NULL};
static const struct spelling track_spellings[] = {SPELLING("regular", 1),
						  SPELLING("reguler", 1),
						  SPELLING("umum", 1),
						  SPELLING("biasa", 1),
						  SPELLING("returntowork", 2),
						  SPELLING("rtw", 2),
						  SPELLING("kembalibekerja", 2),
						  SPELLING("kembalikerja", 2),
						  END};

static const char *const mode_words[] = {"in_person", "online", "both", NULL};
static const struct spelling mode_spellings[] = {
	SPELLING("inperson", 1),
	SPELLING("tatapmuka", 1),
	SPELLING("luring", 1),
	SPELLING("offline", 1),
	SPELLING("online", 2),
	SPELLING("daring", 2),
	SPELLING("both", 3),
	SPELLING("keduanya", 3),
	SPELLING("duaduanya", 3),
	SPELLING("bisakeduanya", 3),
	SPELLING("campuran", 3),
	SPELLING("tatapmukadandaring", 3),
	SPELLING("daringdantatapmuka", 3),
	SPELLING("luringdandaring", 3),
	SPELLING("daringdanluring", 3),
	SPELLING("blended", 3),
	END};

static const char *const sex_words[] = {"m", "f", NULL};
static const struct spelling sex_spellings[] = {
	SPELLING("m", 1),	  SPELLING("f", 2),
	SPELLING("l", 1),	  SPELLING("p", 2),
	SPELLING("lk", 1),	  SPELLING("pr", 2),
	SPELLING("lakilaki", 1),  SPELLING("laki", 1),
	SPELLING("perempuan", 2), SPELLING("pria", 1),
	SPELLING("wanita", 2),	  SPELLING("male", 1),
	SPELLING("female", 2),	  END};

static const char *const flag_words[] = {"yes", "no", NULL};
static const struct spelling flag_spellings[] = {SPELLING("yes", 1),
						 SPELLING("no", 2),
						 SPELLING("ya", 1),
						 SPELLING("tidak", 2),
						 SPELLING("sudah", 1),
						 SPELLING("belum", 2),
						 SPELLING("sudahdiambil", 1),
						 SPELLING("belumdiambil", 2),
						 SPELLING("sudahklaim", 1),
						 SPELLING("belumklaim", 2),
						 SPELLING("sudahcair", 1),
						 SPELLING("belumcair", 2),
						 SPELLING("sudahpernah", 1),
						 SPELLING("belumpernah", 2),
						 SPELLING("bersedia", 1),
						 SPELLING("tidakbersedia", 2),
						 SPELLING("ada", 1),
						 SPELLING("tidakada", 2),
						 SPELLING("tdk", 2),
						 SPELLING("pernah", 1),
						 SPELLING("setuju", 1),
						 SPELLING("tidaksetuju", 2),
						 SPELLING("true", 1),
						 SPELLING("false", 2),
						 SPELLING("y", 1),
						 SPELLING("n", 2),
						 SPELLING("t", 2),
						 SPELLING("1", 1),
						 SPELLING("0", 2),
						 END};

static const char *const disability_words[] = {"no", "yes", NULL};
static const struct spelling disability_spellings[] = {
	SPELLING("no", 1),
	SPELLING("tidak", 1),
	SPELLING("tidakada", 1),
	SPELLING("nondisabilitas", 1),
	SPELLING("none", 1),
	SPELLING("yes", 2),
	SPELLING("ya", 2),
	SPELLING("ada", 2),
	END};

static const char *const education_words[] = {"sd", "smp", "sma", "smk",
					      "d1", "d2",  "d3",  "d4",
					      "s1", "s2",  "s3",  NULL};
static const struct spelling education_spellings[] = {
	SPELLING("sd", 1),
	SPELLING("smp", 2),
	SPELLING("sltp", 2),
	SPELLING("mts", 2),
	SPELLING("sma", 3),
	SPELLING("slta", 3),
	SPELLING("smu", 3),
	SPELLING("ma", 3),
	SPELLING("smasederajat", 3),
	SPELLING("smasmk", 3),
	SPELLING("smk", 4),
	SPELLING("stm", 4),
	SPELLING("smea", 4),
	SPELLING("d1", 5),
	SPELLING("d2", 6),
	SPELLING("d3", 7),
	SPELLING("diii", 7),
	SPELLING("diploma3", 7),
	SPELLING("d4", 8),
	SPELLING("div", 8),
	SPELLING("s1", 9),
	SPELLING("sarjana", 9),
	SPELLING("s2", 10),
	SPELLING("magister", 10),
	SPELLING("s3", 11),
	SPELLING("doktor", 11),
	END};

/* By enum words_kind. */
static const struct vocabulary vocabularies[] = {
	{NULL, NULL, true},
	{category_words, category_spellings, false},
	{employment_words, employment_spellings, false},
	{track_words, track_spellings, false},
	{mode_words, mode_spellings, false},
	{sex_words, sex_spellings, false},
	{flag_words, flag_spellings, false},
	{disability_words, disability_spellings, true},
	{education_words, education_spellings, true},
};

const char *const *words_of(enum words_kind kind)
{
	return vocabularies[kind].words;
}

bool words_are_open(enum words_kind kind)
{
	return vocabularies[kind].open;
}

/* slice_is, which would measure every word it is asked for. */
static bool is_word(struct slice text, const char *word)
{
	for (size_t i = 0; i < text.length; i++)
		if (word[i] != text.data[i])
			return false;
	return word[text.length] == '\0';
}

unsigned words_code(enum words_kind kind, struct slice text)
{
	const char *const *words = vocabularies[kind].words;

	if (text.length == 0)
		return WORDS_EMPTY;
	for (unsigned i = 0; words[i] != NULL; i++)
		if (is_word(text, words[i]))
			return i + 1;
	return WORDS_OTHER;
}

/* Letters and digits in lower case; false where there are too many. */
static bool fold(struct slice text, char out[FOLDED_MAX], size_t *length)
{
	*length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text_lower(text.data[i]);

		if ((byte < 'a' || byte > 'z') && !text_is_digit(byte))
			continue;
		if (*length == FOLDED_MAX)
			return false;
		out[(*length)++] = byte;
	}
	return true;
}

unsigned words_normalise(enum words_kind kind, struct slice text,
			 struct slice *word)
{
	const struct spelling *spelling = vocabularies[kind].spellings;
	unsigned code = words_code(kind, text);
	char folded[FOLDED_MAX];
	size_t length;

	*word = text;
	if (code != WORDS_OTHER || !fold(text, folded, &length))
		return code;
	if (length == 0) { /* "-", "..." */
		word->length = 0;
		return WORDS_EMPTY;
	}
	for (; spelling->folded != NULL; spelling++) {
		if (spelling->length == length &&
		    memcmp(spelling->folded, folded, length) == 0) {
			*word = slice_of(
				vocabularies[kind].words[spelling->code - 1]);
			return spelling->code;
		}
	}
	return WORDS_OTHER;
}
