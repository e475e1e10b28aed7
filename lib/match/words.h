/*
 * A person's outcome in words, for slips and for --explain.
 */
#ifndef MATCH_WORDS_H
#define MATCH_WORDS_H

#include "base/strbuf.h"
#include "match/result.h"
#include "value/language.h"

#include <stdbool.h>

/*
 * Appends a person's story, a few lines: what was decided, number and
 * priority, and one sentence for each choice they wanted more.
 */
bool words_tell(struct slice person, const struct slice values[RESULT_COLUMNS],
		enum language language, struct strbuf *out);

#endif
