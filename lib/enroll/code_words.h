/*
 * What the codes of values, rows and duplicates mean, for persons: on pages
 * and letters. Rules have their own sentences (rule_sentence).
 */
#ifndef ENROLL_CODE_WORDS_H
#define ENROLL_CODE_WORDS_H

#include "base/text.h"
#include "value/language.h"

/*
 * The sentence for a code, such as "V-NIK-LEN"; what stands behind a ":" in an
 * item of enroll_reasons or flags is passed over. NULL for other codes, which
 * are those of rules. Static.
 */
const char *code_words(struct slice item, enum language language);

#endif
