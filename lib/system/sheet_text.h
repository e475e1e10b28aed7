/*
 * The text of cells: what stands in <t> elements, put together; for the
 * sheet_*.c files only.
 */
#ifndef SYSTEM_SHEET_TEXT_H
#define SYSTEM_SHEET_TEXT_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * One text made of one or more <t>: plain, or the runs of a rich text. The
 * readings (<rPh>) that East Asian texts carry are left out.
 */
struct sheet_text {
	struct strbuf *out;
	size_t start; /* where the <t> being read begins in out */
	bool reading; /* within <rPh> */
	bool open;    /* within a <t> that counts */
	bool kept;    /* its xml:space says to keep blanks at its ends */
};

/* To be called for each element within <si> or <is>, and for text there. */
void sheet_text_begin(struct sheet_text *text, const char *name,
		      const char *const *attributes);
void sheet_text_add(struct sheet_text *text, struct slice piece);
void sheet_text_end(struct sheet_text *text, const char *name);

/*
 * Undoes the escapes of out's bytes from start: "_x000D_" is one character
 * (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
 */
void sheet_text_unescape(struct strbuf *out, size_t start);

/*
 * Appends text with the escapes that sheet_text_unescape undoes, for what XML
 * can't hold or a reader would change, and for what looks like an escape.
 */
void sheet_text_escape(struct slice text, struct strbuf *out);

#endif
