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
	NAME_TOKEN_SIZE = 32,
	/*
	 * Likeness from which two names may be called the same: spellings of
	 * one name reach it, neighbours such as Sudana and Sudiana do not.
	 */
	NAME_ALIKE = 800
};

enum name_token_kind {
	NAME_PERSONAL, /* carries the weight */
	NAME_COMMON,   /* Muhammad, Siti, Nur, Sri, Dewi ...: weak */
	NAME_ORDER,    /* birth order: Wayan, Made, Nyoman, Ketut, Eko ... */
	NAME_MARKER,   /* sex, caste: I, Ni, Ida Bagus, Anak Agung ... */
	NAME_TITLE,    /* H., Drs., S.Pd., and bin, binti */
	NAME_INITIAL   /* one letter that is no marker */
};

/*
 * A word, or what an abbreviation stands for (Md. is made, Moch. muhamad).
 * What the spelling leaves open (j may be y, ch may be kh or c, a Javanese o
 * is an a elsewhere) is left as it is in folded and merged in loose.
 */
struct name_token {
	char folded[NAME_TOKEN_SIZE]; /* lower-case ASCII, spelling folded */
	char loose[NAME_TOKEN_SIZE];
	unsigned char folded_length, loose_length;
	enum name_token_kind kind;
};

static inline struct slice name_folded(const struct name_token *token)
{
	return (struct slice){token->folded, token->folded_length};
}

static inline struct slice name_loose(const struct name_token *token)
{
	return (struct slice){token->loose, token->loose_length};
}

/* Whether the token is one that carries a name. */
static inline bool name_is_word(const struct name_token *token)
{
	return token->kind == NAME_PERSONAL || token->kind == NAME_COMMON;
}

struct name {
	struct name_token tokens[NAME_TOKENS_MAX]; /* count of them are set */
	size_t count;
	size_t characters; /* of the text: banks cut names at 30, 35 or 40 */
};

/*
 * Takes a name apart. Words past NAME_TOKENS_MAX are left out, longer ones
 * than NAME_TOKEN_SIZE are cut.
 */
void name_parse(struct slice text, struct name *name);

/*
 * A key that is the same for spellings of one name: the folded personal and
 * common words, in order of the alphabet, joined by blanks; where there are
 * none, all words that are not titles. Appended to out.
 */
bool name_key(const struct name *name, struct strbuf *out);

/* The same of the loose forms: Jusuf and Yusuf, Ramadhan and Romadon meet. */
bool name_key_loose(const struct name *name, struct strbuf *out);

/* How two words agree, from nothing to all. */
enum name_agreement {
	NAME_DIFFERENT,
	NAME_FITS,    /* an initial, or a cut word, and the whole one */
	NAME_NEAR,    /* one edit in 5 to 8 letters, two in more */
	NAME_VARIANT, /* the loose forms are equal */
	NAME_EQUAL    /* the folded forms are equal */
};

enum { NAME_EDITS_MOST = 2 };

/* How many edits apart words are near whose longer has so many letters. */
static inline unsigned name_near_edits(size_t letters)
{
	return letters < 5 ? 0 : letters < 9 ? 1 : NAME_EDITS_MOST;
}

enum name_agreement name_token_agreement(const struct name_token *left,
					 const struct name_token *right);

/*
 * Words of one name that stand for words of another. A second word is joined
 * to the first (Nur Haliza, Nurhaliza) where left_count or right_count is 2.
 */
struct name_match {
	unsigned char left, left_count;
	unsigned char right, right_count;
	unsigned char distance; /* edits, where NAME_NEAR */
	enum name_agreement agreement;
};

struct name_alignment {
	struct name_match matches[NAME_TOKENS_MAX];
	size_t count;
	unsigned left_used, right_used; /* bit i: token i is in a match */
};

/* The words of a name, wherever they are kept. */
struct name_words {
	const struct name_token *tokens;
	size_t count, characters;
};

static inline struct name_words name_words_of(const struct name *name)
{
	return (struct name_words){name->tokens, name->count, name->characters};
}

/*
 * Pairs the words of two names, the surest pairs first, in whatever order they
 * stand. Titles take no part. The pairs are the same from either side; they
 * come in the order of the left name.
 */
void name_align(const struct name_words *left, const struct name_words *right,
		struct name_alignment *alignment);

/*
 * How alike two names are, 0 to 1000: personal words compared one to one in
 * the best order, with joined and split words and initials (weak) allowed.
 * 1000 only where the keys are equal. A bank's cut form ("AGUS T PAMUNGKAS")
 * of the same name reaches 800. Different order words (Wayan, Ketut) or the
 * markers of the other sex (I, Ni) lower it.
 */
int name_likeness(const struct name *left, const struct name *right);

#endif
