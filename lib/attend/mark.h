/*
 * The marks of sign-in sheets: H, I, S, A, B, L and what clerks write instead.
 */
#ifndef ATTEND_MARK_H
#define ATTEND_MARK_H

#include "attend/evidence.h"

#include <stdbool.h>

/*
 * Reads a mark of a sheet: H hadir, T terlambat, I izin, S sakit, A alpa,
 * B batal, L libur, their words in Indonesian and English, a tick, 1 and 0.
 * An empty cell or a dash gives MARK_NONE. False for anything else.
 */
bool mark_parse(struct slice text, enum trace_mark *mark);

/*
 * Reads a mark of Moodle, such as "P (2/2)": P present, L late, E excused,
 * A absent, and the Indonesian letters except that L is late. "?" is none.
 */
bool mark_parse_moodle(struct slice text, enum trace_mark *mark);

#endif
