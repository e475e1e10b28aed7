#include "enroll/words.h"

enum { FOLDED_MAX = 48 };

/* A spelling (letters and digits only, lower case) and what it stands for. */
struct spelling {
	const char *folded, *word;
	unsigned char folded_length, word_length;
};

#define SPELLING(folded, word)                                                 \
	{                                                                      \
		(folded), (word), sizeof(folded) - 1, sizeof(word) - 1         \
	}
#define END                                                                    \
	{                                                                      \
		NULL, NULL, 0, 0                                               \
	}

static const struct spelling category[] = {
	SPELLING("puphk", "pu_phk"),
	SPELLING("phk", "pu_phk"),
	SPELLING("pekerjaphk", "pu_phk"),
	SPELLING("terkenaphk", "pu_phk"),
	SPELLING("korbanphk", "pu_phk"),
	SPELLING("penerimaupahphk", "pu_phk"),
	SPELLING("puterkenaphk", "pu_phk"),
	SPELLING("puactive", "pu_active"),
	SPELLING("puaktif", "pu_active"),
	SPELLING("penerimaupahaktif", "pu_active"),
	SPELLING("pesertaaktif", "pu_active"),
	SPELLING("pesertapuaktif", "pu_active"),
	SPELLING("bpu", "bpu"),
	SPELLING("bukanpu", "bpu"),
	SPELLING("bukanpenerimaupah", "bpu"),
	SPELLING("pekerjamandiri", "bpu"),
	SPELLING("pmi", "pmi"),
	SPELLING("tki", "pmi"),
	SPELLING("pekerjamigran", "pmi"),
	SPELLING("pekerjamigranindonesia", "pmi"),
	END};

static const struct spelling employment[] = {
	SPELLING("laidoff", "laid_off"),
	SPELLING("phk", "laid_off"),
	SPELLING("terkenaphk", "laid_off"),
	SPELLING("kenaphk", "laid_off"),
	SPELLING("diphk", "laid_off"),
	SPELLING("furloughed", "furloughed"),
	SPELLING("dirumahkan", "furloughed"),
	SPELLING("contractended", "contract_ended"),
	SPELLING("habiskontrak", "contract_ended"),
	SPELLING("kontrakhabis", "contract_ended"),
	SPELLING("putuskontrak", "contract_ended"),
	SPELLING("kontrakberakhir", "contract_ended"),
	SPELLING("akhirkontrak", "contract_ended"),
	SPELLING("pkwtberakhir", "contract_ended"),
	SPELLING("resigned", "resigned"),
	SPELLING("resign", "resigned"),
	SPELLING("mengundurkandiri", "resigned"),
	SPELLING("undurdiri", "resigned"),
	SPELLING("mundur", "resigned"),
	SPELLING("active", "active"),
	SPELLING("aktif", "active"),
	SPELLING("masihaktif", "active"),
	SPELLING("aktifbekerja", "active"),
	SPELLING("masihbekerja", "active"),
	SPELLING("bekerja", "active"),
	END};

static const struct spelling track[] = {
	SPELLING("regular", "regular"),
	SPELLING("reguler", "regular"),
	SPELLING("umum", "regular"),
	SPELLING("biasa", "regular"),
	SPELLING("returntowork", "return_to_work"),
	SPELLING("rtw", "return_to_work"),
	SPELLING("kembalibekerja", "return_to_work"),
	SPELLING("kembalikerja", "return_to_work"),
	END};

static const struct spelling mode[] = {SPELLING("inperson", "in_person"),
				       SPELLING("tatapmuka", "in_person"),
				       SPELLING("luring", "in_person"),
				       SPELLING("offline", "in_person"),
				       SPELLING("online", "online"),
				       SPELLING("daring", "online"),
				       SPELLING("both", "both"),
				       SPELLING("keduanya", "both"),
				       SPELLING("duaduanya", "both"),
				       SPELLING("bisakeduanya", "both"),
				       SPELLING("campuran", "both"),
				       SPELLING("tatapmukadandaring", "both"),
				       SPELLING("daringdantatapmuka", "both"),
				       SPELLING("luringdandaring", "both"),
				       SPELLING("daringdanluring", "both"),
				       SPELLING("blended", "both"),
				       END};

static const struct spelling sex[] = {
	SPELLING("m", "m"),	    SPELLING("f", "f"),
	SPELLING("l", "m"),	    SPELLING("p", "f"),
	SPELLING("lk", "m"),	    SPELLING("pr", "f"),
	SPELLING("lakilaki", "m"),  SPELLING("laki", "m"),
	SPELLING("perempuan", "f"), SPELLING("pria", "m"),
	SPELLING("wanita", "f"),    SPELLING("male", "m"),
	SPELLING("female", "f"),    END};

static const struct spelling flag[] = {SPELLING("yes", "yes"),
				       SPELLING("no", "no"),
				       SPELLING("ya", "yes"),
				       SPELLING("tidak", "no"),
				       SPELLING("sudah", "yes"),
				       SPELLING("belum", "no"),
				       SPELLING("pernah", "yes"),
				       SPELLING("setuju", "yes"),
				       SPELLING("tidaksetuju", "no"),
				       SPELLING("true", "yes"),
				       SPELLING("false", "no"),
				       SPELLING("y", "yes"),
				       SPELLING("n", "no"),
				       SPELLING("t", "no"),
				       SPELLING("1", "yes"),
				       SPELLING("0", "no"),
				       END};

/* Which disability it is stays as it was written: any text but these. */
static const struct spelling disability[] = {SPELLING("no", "no"),
					     SPELLING("tidak", "no"),
					     SPELLING("tidakada", "no"),
					     SPELLING("nondisabilitas", "no"),
					     SPELLING("none", "no"),
					     SPELLING("yes", "yes"),
					     SPELLING("ya", "yes"),
					     SPELLING("ada", "yes"),
					     END};

static const struct spelling education[] = {SPELLING("sd", "sd"),
					    SPELLING("smp", "smp"),
					    SPELLING("sltp", "smp"),
					    SPELLING("mts", "smp"),
					    SPELLING("sma", "sma"),
					    SPELLING("slta", "sma"),
					    SPELLING("smu", "sma"),
					    SPELLING("ma", "sma"),
					    SPELLING("smasederajat", "sma"),
					    SPELLING("smasmk", "sma"),
					    SPELLING("smk", "smk"),
					    SPELLING("stm", "smk"),
					    SPELLING("smea", "smk"),
					    SPELLING("d1", "d1"),
					    SPELLING("d2", "d2"),
					    SPELLING("d3", "d3"),
					    SPELLING("diii", "d3"),
					    SPELLING("diploma3", "d3"),
					    SPELLING("d4", "d4"),
					    SPELLING("div", "d4"),
					    SPELLING("s1", "s1"),
					    SPELLING("sarjana", "s1"),
					    SPELLING("s2", "s2"),
					    SPELLING("magister", "s2"),
					    SPELLING("s3", "s3"),
					    SPELLING("doktor", "s3"),
					    END};

static const struct spelling *spellings_of(enum words_kind kind)
{
	switch (kind) {
	case WORDS_NONE:
		return NULL;
	case WORDS_CATEGORY:
		return category;
	case WORDS_EMPLOYMENT:
		return employment;
	case WORDS_TRACK:
		return track;
	case WORDS_MODE:
		return mode;
	case WORDS_SEX:
		return sex;
	case WORDS_FLAG:
		return flag;
	case WORDS_DISABILITY:
		return disability;
	case WORDS_EDUCATION:
		return education;
	}
	return NULL;
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

/* The spelling with these bytes, of the folded form or of the word itself. */
static const struct spelling *find(const struct spelling *spelling,
				   struct slice text, bool folded)
{
	for (; spelling->folded != NULL; spelling++) {
		size_t length = folded ? spelling->folded_length
				       : spelling->word_length;

		if (length == text.length &&
		    memcmp(folded ? spelling->folded : spelling->word,
			   text.data, length) == 0)
			return spelling;
	}
	return NULL;
}

bool words_normalise(enum words_kind kind, struct slice text,
		     struct slice *word)
{
	const struct spelling *spellings = spellings_of(kind), *found;
	char folded[FOLDED_MAX];
	size_t length;

	*word = text;
	if (spellings == NULL || text.length == 0)
		return true;
	found = find(spellings, text, false);
	if (found != NULL)
		return true;
	if (!fold(text, folded, &length))
		return kind == WORDS_DISABILITY;
	found = find(spellings, (struct slice){folded, length}, true);
	if (found != NULL)
		*word = (struct slice){found->word, found->word_length};
	else if (length == 0) /* "-", "..." */
		word->length = 0;
	return found != NULL || length == 0 || kind == WORDS_DISABILITY ||
	       kind == WORDS_EDUCATION;
}
