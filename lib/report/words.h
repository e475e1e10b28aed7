/*
 * What persons read, in their language: msgids are English and stand in the
 * code, Indonesian comes from the catalogue vk.mo through gettext.
 *
 * The command chooses the language once (setlocale, bindtextdomain); that is
 * the C library's state, nothing is kept here. Without a catalogue the texts
 * stay English.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "base/arena.h"
#include "base/text.h"
#include "value/language.h"

/* Marks a text in a table for the catalogue; words() translates it later. */
#define N_(text) text

/* The text in the reader's language, as long-lived as the catalogue. */
struct slice words(const char *msgid);

/*
 * The same with $1 to $9 replaced by the values; lives in the arena. Empty
 * when memory ran out.
 */
struct slice words_fill(struct arena *arena, const char *msgid,
			const struct slice *values, size_t count);

/*
 * Chooses the language for the process and where its catalogues are: beside
 * the program (its folder's locale/, then ../share/locale/), else in standard.
 * Works with no locale package installed and whatever LANG says (glibc: the
 * locale C.UTF-8 and the variable LANGUAGE). False leaves the texts English.
 */
bool words_choose(enum language language, const char *standard);

#endif
