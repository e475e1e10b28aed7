/*
 * The words of an application, from the spellings that clerks and forms use to
 * the programme's own: "Terkena PHK" is laid_off.
 */
#ifndef ENROLL_WORDS_H
#define ENROLL_WORDS_H

#include "base/text.h"

#include <stdbool.h>

enum words_kind {
	WORDS_NONE, /* free text */
	WORDS_CATEGORY,
	WORDS_EMPLOYMENT,
	WORDS_TRACK,
	WORDS_MODE,
	WORDS_SEX,
	WORDS_FLAG,
	WORDS_DISABILITY,
	WORDS_EDUCATION
};

/* Codes below 31: a set of them is 32 bits. */
enum { WORDS_EMPTY = 0, WORDS_OTHER = 31 };

/* The words of a kind in order of their codes from 1; ends with NULL. */
const char *const *words_of(enum words_kind kind);

/* Whether texts that are none of the words are as good (which disability). */
bool words_are_open(enum words_kind kind);

/* The code of one of the words themselves, WORDS_EMPTY or WORDS_OTHER. */
unsigned words_code(enum words_kind kind, struct slice text);

/*
 * The word for a text in *word (static), and its code. Case, blanks and signs
 * don't count; signs alone are empty. Where no spelling is known *word is the
 * text and the code WORDS_OTHER.
 */
unsigned words_normalise(enum words_kind kind, struct slice text,
			 struct slice *word);

#endif
