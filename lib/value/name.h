/*
 * Personal names, compared in the Indonesian way.
 *
 * A name is kept as its owner writes it; what is made here serves comparison
 * only. Titles (H., Hj., Drs., S.Pd.), Balinese markers and birth-order words
 * (I, Ni, Wayan, Made, ...) say little about who somebody is, the spelling of
 * before 1972 (oe, tj, dj, j) and doubled letters nothing.
 */
#ifndef VALUE_NAME_H
#define VALUE_NAME_H

#include "base/strbuf.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	NAME_TOKENS_MAX = 12,
	NAME_TOKEN_SIZE = 32
};

enum name_token_kind {
	NAME_PERSONAL, /* carries the weight */
	NAME_COMMON,   /* Muhammad, Siti, Nur, Sri, Dewi ...: weak */
	NAME_ORDER,    /* birth order: Wayan, Made, Nyoman, Ketut, Eko ... */
	NAME_MARKER,   /* sex, caste: I, Ni, Ida Bagus, Anak Agung ... */
	NAME_TITLE,    /* H., Drs., S.Pd. */
	NAME_INITIAL   /* one letter that is no marker */
};

struct name_token {
	char folded[NAME_TOKEN_SIZE]; /* lower-case ASCII, spelling folded */
	enum name_token_kind kind;
};

struct name {
	struct name_token tokens[NAME_TOKENS_MAX];
	size_t count;
};

/* Takes a name apart. Words past NAME_TOKENS_MAX are left out. */
void name_parse(struct slice text, struct name *name);

/*
 * A key that is the same for spellings of one name: the folded personal and
 * common words, in order of the alphabet, joined by blanks; the order words
 * and markers where there is nothing else. Appended to out.
 */
bool name_key(const struct name *name, struct strbuf *out);

/*
 * How alike two names are, 0 to 1000: personal words compared one to one in
 * the best order, with joined and split words and initials (weak) allowed.
 * 1000 only where the keys are equal. A bank's cut form ("AGUS T PAMUNGKAS")
 * of the same name reaches 800. Different order words (Wayan, Ketut) lower it.
 */
int name_likeness(const struct name *left, const struct name *right);

#endif
