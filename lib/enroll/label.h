/*
 * What persons read for the fields and words of an application: "Status
 * pekerjaan" for employment, "terkena PHK" for laid_off.
 */
#ifndef ENROLL_LABEL_H
#define ENROLL_LABEL_H

#include "base/strbuf.h"
#include "base/text.h"
#include "value/language.h"

#include <stdbool.h>

/* The label of a field; the name itself where it has none. Static, or name. */
struct slice label_field(struct slice name, enum language language);

/* The same for a word that a field of words holds. Static, or word. */
struct slice label_word(struct slice field, struct slice word,
			enum language language);

/* Appends a limit's words, "laid_off|furloughed", with commas between. */
bool label_words(struct slice field, struct slice words, enum language language,
		 struct strbuf *out);

#endif
