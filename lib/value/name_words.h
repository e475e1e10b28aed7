/*
 * The words and abbreviations that names share, and the folding of spellings.
 * Private to name.c and name_align.c.
 */
#ifndef VALUE_NAME_WORDS_H
#define VALUE_NAME_WORDS_H

#include "base/text.h"
#include "value/name.h"

#include <stdbool.h>
#include <stddef.h>

/* Where in a name a word means what the table says. */
enum name_place {
	NAME_ANYWHERE,
	NAME_IN_FRONT, /* behind nothing but titles, markers and order words */
	NAME_BEHIND    /* at the end, where only titles follow */
};

struct name_word {
	char word[9];	    /* lower case; of a whole word the folded form */
	char expansion[17]; /* the folded words it stands for; "": itself */
	enum name_place place;
	enum name_token_kind kind;
};

/* The entry for a word, or NULL. */
const struct name_word *name_word_find(struct slice word);

/* The table itself, in the order of the alphabet. */
const struct name_word *name_word_table(size_t *count);

/*
 * Sets the token's folded and loose forms from the letters a to z of a word;
 * the kind is left alone.
 */
void name_fold(struct slice letters, struct name_token *token);

/*
 * Joins the folded words left and right as one word would be folded. False
 * where it is too long.
 */
bool name_join(struct slice left, struct slice right, char out[NAME_TOKEN_SIZE],
	       size_t *length);

#endif
