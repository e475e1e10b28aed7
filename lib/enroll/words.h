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

/*
 * The canonical word for a text, in *word (static). Case, blanks and signs
 * don't count. False where no spelling is known; *word is then the text.
 */
bool words_normalise(enum words_kind kind, struct slice text,
		     struct slice *word);

#endif
