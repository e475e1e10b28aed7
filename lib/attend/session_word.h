/*
 * Which session of a day a sheet means.
 */
#ifndef ATTEND_SESSION_WORD_H
#define ATTEND_SESSION_WORD_H

#include "attend/schedule.h"
#include "base/text.h"

/*
 * The start of the session that "Sesi 2", "2" (where numbered), "pagi" or
 * "siang" means on a date; TIME_NONE for other text. False where such a word
 * fits none of the day's sessions, or not one alone.
 */
bool session_word_find(const struct class_roll *class_roll, struct date date,
		       struct slice text, bool numbered, int32_t *start);

/*
 * What a stretch of times on a sheet is for, by the sessions whose middle lies
 * in it: TIME_NONE for all of the day's, one's start, or the stretch's own
 * where none does. False where it is for some of them.
 */
bool session_word_stretch(const struct class_roll *class_roll, struct date date,
			  struct weekly_time stretch, int32_t *start);

/*
 * The start of the session that a time on a sheet is for: the one it lies in,
 * or that which starts nearest, within two hours: providers write 07.30 for
 * 08:00. The time itself where no session of the day tells its times. False
 * where there is none.
 */
bool session_word_near(const struct class_roll *class_roll, struct date date,
		       int32_t *start);

#endif
