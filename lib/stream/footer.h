/*
 * What stands below the rows of a list: totals, notes, place and date,
 * signatures.
 */
#ifndef STREAM_FOOTER_H
#define STREAM_FOOTER_H

#include "base/text.h"

#include <stdbool.h>

/*
 * Whether the first cell of a row is one of a footer: "Jumlah", "Mengetahui,",
 * "Denpasar, 7 September 2020", "(Made Sudana, S.Pd)", "____", "H = Hadir".
 * Nobody's name begins with one of its words, but a name can be in brackets.
 */
bool footer_is(struct slice cell);

#endif
