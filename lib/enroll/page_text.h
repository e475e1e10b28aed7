/*
 * Plain text for paper: paragraphs wrapped at 76 characters.
 */
#ifndef ENROLL_PAGE_TEXT_H
#define ENROLL_PAGE_TEXT_H

#include "base/strbuf.h"

#include <stdbool.h>

/*
 * Appends a paragraph: the mark ("1. ", "- " or "") in front of the first line,
 * the others as deep. Words are cut nowhere; control bytes part them.
 */
bool page_paragraph(struct strbuf *out, const char *mark, struct slice text);

#endif
