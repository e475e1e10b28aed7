/*
 * The weekly pattern of a course: on which days, at what times, as courses
 * files write it ("Senin-Jumat", "mon,wed,fri"; "08:00-12:00,13:00-16:00").
 */
#ifndef ATTEND_WEEKLY_H
#define ATTEND_WEEKLY_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WEEKLY_TIMES_MAX = 12, WEEKLY_ALL_DAYS = 0x7f };

/* A stretch of a day; TIME_NONE where no times are known. */
struct weekly_time {
	uint8_t days; /* the weekdays it is meant for: bit 0 is Monday */
	int32_t start, end;
};

struct weekly {
	uint8_t days; /* bit 0 is Monday, bit 6 Sunday */
	struct weekly_time times[WEEKLY_TIMES_MAX];
	size_t count; /* 0: the times are not known */
};

/*
 * Reads the days: names of weekdays in Indonesian or English (three letters
 * are enough), numbers 1 (Monday) to 7, ranges ("Senin s/d Jumat", "1-5"),
 * "setiap hari", "daily"; separated by commas, semicolons, blanks or "dan".
 */
bool weekly_parse_days(struct slice text, uint8_t *days, struct diag *diag);

/*
 * Reads the times: stretches such as 08:00-16:00 or "08.00 s/d 12.00 WITA",
 * separated by commas, semicolons or "dan"; the days a stretch is meant for
 * may stand before it ("Jumat 08:00-11:00"). No text: count is 0.
 */
bool weekly_parse_times(struct slice text, struct weekly *weekly,
			struct diag *diag);

/* One stretch, such as "12:00-13:00". */
bool weekly_parse_stretch(struct slice text, int32_t *start, int32_t *end);

/* Whether the pattern has lessons on a weekday, 1 Monday to 7 Sunday. */
static inline bool weekly_has(const struct weekly *weekly, int weekday)
{
	return (weekly->days >> (weekday - 1) & 1) != 0;
}

/*
 * Whether a stretch holds on a weekday: one that names the day does, and one
 * that names no days where none of the others names this day.
 */
bool weekly_time_holds(const struct weekly *weekly, size_t index, int weekday);

#endif
